"""Institutions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_institutions_and_curation")]

    operations = [migrations.AddField("admission", "reminded", models.SmallIntegerField(null=True))]
