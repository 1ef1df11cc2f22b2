"""Presence: answers that were right, signs given by hand; items with their first day; classes that are due."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("learning", "0005_attendance")]

    operations = [
        migrations.AddField("presence", "right", models.BooleanField(null=True)),
        migrations.AddField("presence", "by_hand", models.BooleanField(default=False)),
        migrations.RemoveConstraint("presence", "presence_told_once"),
        migrations.AddConstraint(
            "presence",
            models.UniqueConstraint(
                fields=["session", "source", "reference"], condition=~Q(reference=""), name="presence_told_once"
            ),
        ),
        migrations.AddConstraint(
            "presence",
            models.CheckConstraint(
                condition=~Q(kind="answer") | Q(prompt__isnull=False, right__isnull=False),
                name="answer_is_to_a_prompt",
            ),
        ),
        migrations.AddField("learningitem", "made_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "trainingclass",
            models.Index(fields=["starts_at"], condition=Q(status="open"), name="open_class_by_start"),
        ),
        migrations.AddIndex(
            "trainingclass",
            models.Index(fields=["ends_at"], condition=Q(status="running"), name="running_class_by_end"),
        ),
    ]
