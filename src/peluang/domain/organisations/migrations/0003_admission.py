"""Sanctions and parties."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_sanctions_and_partners")]

    operations = [
        migrations.AddField("sanction", "lift_reason", models.TextField(blank=True, db_default="")),
        migrations.AddField("sanction", "lifted_at", models.DateTimeField(null=True)),
        migrations.AddField("sanction", "lifted_by", models.UUIDField(null=True)),
    ]
