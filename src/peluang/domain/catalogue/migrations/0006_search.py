"""How sure a mean gain is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_curation")]

    operations = [
        migrations.AddField("offeringresult", "gain_deviation", models.FloatField(null=True)),
        migrations.AddField("offeringresult", "gain_n", models.IntegerField(default=0, db_default=0)),
    ]
