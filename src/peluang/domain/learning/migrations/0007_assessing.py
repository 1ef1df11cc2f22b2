"""Assessing: one open paper a test, papers and work found by their age, tasks with the day they were made."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("learning", "0006_presence")]

    operations = [
        migrations.AddField(
            model_name="practicaltask",
            name="made_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(condition=Q(("score__isnull", True)), fields=["due_at"], name="open_paper_by_due"),
        ),
        migrations.AddIndex(
            model_name="practicalwork",
            index=models.Index(
                condition=Q(("status", "handed_in")), fields=["handed_in_at"], name="work_waiting_by_age"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=Q(("score__isnull", True)), fields=("enrolment", "kind"), name="one_open_paper_per_test"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=Q(("handed_in_at__isnull", True), ("score__isnull", False), _connector="OR"),
                name="handed_in_paper_is_scored",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicalwork",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("status", "marked"), _negated=True),
                    Q(("marked_at__isnull", False), ("score__isnull", False), Q(("feedback", ""), _negated=True)),
                    _connector="OR",
                ),
                name="marked_work_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicalwork",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("status", "returned"), _negated=True), Q(("feedback", ""), _negated=True), _connector="OR"
                ),
                name="returned_work_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="testplan",
            constraint=models.CheckConstraint(
                condition=Q(("kind", "practical"), _negated=True), name="test_plan_is_for_a_test"
            ),
        ),
    ]
