import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

#: The moment of the last decision or change: never earlier than the answer, so nobody looks quicker than they were.
#: Refusals of before names were kept count as an employer's own unless their reason is one the program gives.
_KNOWN = """
update jobs_application set answered_at = greatest(sent_at, coalesce(decided_at, changed_at))
 where sent_at is not null and (
       status in ('interview', 'offer', 'accepted', 'hired', 'ended')
    or status = 'withdrawn' and before in ('interview', 'offer', 'accepted')
    or status = 'refused' and (decided_by is not null or refusal_reason not in ('filled', 'other')))
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0010_silent_employers"), ("organisations", "0004_partners")]

    operations = [
        migrations.AddField(model_name="application", name="answered_at", field=models.DateTimeField(null=True)),
        migrations.RunSQL(_KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(sent_at__isnull=False, answered_at__gte=F("sent_at")),
                name="answered_after_it_was_sent",
            ),
        ),
        migrations.CreateModel(
            name="EmployerAnswering",
            fields=[
                (
                    "employer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="organisations.organisation",
                    ),
                ),
                ("counted", models.IntegerField()),
                ("answered", models.IntegerField()),
                ("days", models.IntegerField(null=True)),
                ("measured_on", models.DateField()),
            ],
            options={"db_table": "jobs_employer_answering"},
        ),
        migrations.AddConstraint(
            model_name="employeranswering",
            constraint=models.CheckConstraint(
                condition=Q(counted__gt=0, answered__gte=0, answered__lte=F("counted")),
                name="answering_within_what_is_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="employeranswering",
            constraint=models.CheckConstraint(
                condition=Q(answered=0, days__isnull=True) | Q(answered__gt=0, days__isnull=False, days__gt=0),
                name="answering_has_days_with_answers",
            ),
        ),
    ]
