"""What reviewers looked at, where an offering is sold outside, by when a price is corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_admission")]

    operations = [
        migrations.RemoveConstraint("curationround", "curation_decision_known"),
        migrations.RemoveConstraint("freeequivalent", "free_equivalent_once"),
        migrations.AddField("contentreport", "correct_by", models.DateField(null=True)),
        migrations.AddField("contentreport", "price", models.BigIntegerField(db_default=0, default=0)),
        migrations.AddField("curationround", "outside_checked", models.BooleanField(db_default=False, default=False)),
        migrations.AddField(
            "offering", "outside_url", models.URLField(blank=True, default="", db_default="", max_length=500)
        ),
        migrations.AddConstraint(
            "curationround",
            models.CheckConstraint(
                condition=models.Q(("decision__in", ["", "published", "returned", "withdrawn"])),
                name="curation_decision_known",
            ),
        ),
        migrations.AddConstraint(
            "freeequivalent",
            models.UniqueConstraint(
                fields=("training_type", "offering", "url"), name="free_equivalent_once", nulls_distinct=False
            ),
        ),
    ]
