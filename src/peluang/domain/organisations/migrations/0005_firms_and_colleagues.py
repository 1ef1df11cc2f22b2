"""What tells firms apart, once each in the database; who was invited to act for one, and who asked."""

import django.db.models.deletion
from django.db import migrations, models

import peluang.domain.kernel.keys

#: A firm that is there twice stays there twice: the one that was checked, else the older, keeps the key.
#: By name only those that may have registered themselves: what was brought in from elsewhere may share a name.
KEYS = r"""
with keyed as (
    select id, status, registered_at,
        case when nib <> '' then 'nib:' || nib
             else 'name:' || regency_id || ':' || left(regexp_replace(lower(name), '[\W_]+', '', 'g'), 200) end as key
    from organisations_organisation
    where kind in ('employer', 'ikm', 'sentra')
        and (nib <> '' or (source = 'own' and source_ref = '' and kind <> 'sentra' and regency_id is not null))
), ranked as (
    select id, key, row_number() over (partition by key order by status = 'verified' desc, registered_at, id) as place
    from keyed where key !~ '^name:[^:]*:$'
)
update organisations_organisation set firm_key = ranked.key
from ranked where ranked.id = organisations_organisation.id and ranked.place = 1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_partners"),
        ("people", "0003_skill_source"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=peluang.domain.kernel.keys.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("way", models.TextField(choices=[("invited", "Diundang"), ("asked", "Meminta")])),
                ("address", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("accepted", "Diterima"),
                            ("declined", "Ditolak"),
                            ("withdrawn", "Dibatalkan"),
                        ],
                        default="waiting",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(null=True)),
                ("until", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "organisations_join_request",
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="firm_key",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("firm_key", ""), _negated=True), fields=("firm_key",), name="firm_once"
            ),
        ),
        migrations.AddField(
            model_name="joinrequest",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="joinrequest",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
            ),
        ),
        migrations.AddIndex(
            model_name="joinrequest",
            index=models.Index(
                condition=models.Q(("address", ""), _negated=True), fields=["address"], name="join_request_by_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["accepted", "declined", "waiting", "withdrawn"])),
                name="join_request_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["asked", "invited"])), name="join_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting"), models.Q(("address", ""), _negated=True)),
                fields=("organisation", "address"),
                name="invited_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting"), ("way", "asked")),
                fields=("organisation", "person"),
                name="asked_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way", "invited"), models.Q(("address", ""), ("person__isnull", False)), _connector="OR"
                ),
                name="who_asks_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "accepted"), _negated=True), ("person__isnull", False), _connector="OR"
                ),
                name="who_joined_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="joinrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "waiting"), ("way", "invited"), _negated=True),
                    models.Q(("address", ""), _negated=True),
                    _connector="OR",
                ),
                name="invitation_goes_somewhere",
            ),
        ),
    ]
