"""Attendance: corrections by hand, codes as they came, what is said and decided about an absence at a spot check."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import peluang.domain.kernel.keys


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_seating")]

    operations = [
        migrations.CreateModel(
            name="AttendanceCorrection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=peluang.domain.kernel.keys.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("arrived_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("made_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="learning.enrolment",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="learning.session"
                    ),
                ),
            ],
            options={"db_table": "learning_attendance_correction"},
        ),
        migrations.AddIndex(
            "attendancecorrection",
            models.Index(fields=["session", "enrolment", "made_at"], name="correction_in_order"),
        ),
        migrations.AddConstraint(
            "attendancecorrection",
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="corrected_left_after_arriving",
            ),
        ),
        migrations.AddField("scan", "code", models.TextField(blank=True, db_default="")),
        migrations.AddField("spotcheckseat", "trainer_answer", models.TextField(blank=True, db_default="")),
        migrations.AddField("spotcheckseat", "upheld_at", models.DateTimeField(null=True)),
        migrations.AddField("spotcheckseat", "reason", models.TextField(blank=True, db_default="")),
        migrations.AddField("spotcheckseat", "decided_by", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "spotcheckseat",
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True) | Q(upheld_at__isnull=True), name="absence_decided_one_way"
            ),
        ),
        migrations.AddConstraint(
            "spotcheckseat",
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True, upheld_at__isnull=True) | ~Q(reason=""),
                name="decided_absence_says_why",
            ),
        ),
    ]
