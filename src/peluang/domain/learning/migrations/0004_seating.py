"""Seats: moves of classes, the secret of an allocation round, what became of each wish."""

import django.db.models.deletion
from django.db import migrations, models

import peluang.domain.kernel.keys

#: As functions, so that every connection plans them once: what a crowd before one class asks is planned for longer than
#: it runs. They read what learning/standing.py and commands/seats.py explain.
FUNCTIONS = """
create function learning_sold_out(the_class uuid, the_moment timestamptz, the_person uuid) returns boolean
    language plpgsql stable as $$
begin
    return exists (select 1 from learning_class
                    where id = the_class and status = 'open' and starts_at > the_moment and seats_taken >= seats)
       and not exists (select 1 from learning_booking_key
                        where key >= the_person::text || ':' and key < the_person::text || ';');
end $$;

create function learning_standing(the_class uuid, the_person uuid) returns table (
    status text, starts_at timestamptz, seats integer, seats_taken integer, seats_held integer, offering_status text,
    price bigint, suspended boolean, seated boolean, allocated boolean, highest integer, place uuid
) language plpgsql stable as $$
begin
    return query
    select c.status, c.starts_at, c.seats, c.seats_taken, c.seats_held, o.status,
           -- a class keeps the price it was scheduled with
           coalesce((select (v.content->>'price')::bigint from catalogue_offering_version v
                      where c.version <> o.version and v.offering_id = o.id and v.number = c.version), o.price),
           p.status in ('suspended', 'closed'),
           exists (select 1 from learning_enrolment e
                    where e.training_class_id = c.id and e.person_id = the_person and not e.status = 'cancelled'),
           exists (select 1 from learning_allocation_class k join learning_allocation a on a.id = k.allocation_id
                    where k.training_class_id = c.id and a.status in ('open', 'computed')),
           (select max(e.seat) from learning_enrolment e
             where e.training_class_id = c.id and not e.status = 'cancelled'),
           (select w.id from learning_waiting w
             where w.training_class_id = c.id and w.person_id = the_person and w.status in ('waiting', 'offered'))
      from learning_class c
      join catalogue_offering o on o.id = c.offering_id
      join organisations_organisation p on p.id = o.provider_id
     where c.id = the_class;
end $$;
"""
NO_FUNCTIONS = """
drop function learning_standing(uuid, uuid);
drop function learning_sold_out(uuid, timestamptz, uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_evidence_and_assessment")]

    operations = [
        migrations.CreateModel(
            name="AllocationSecret",
            fields=[
                (
                    "allocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="learning.allocation",
                    ),
                ),
                ("seed", models.TextField()),
            ],
            options={"db_table": "learning_allocation_secret"},
        ),
        migrations.CreateModel(
            name="ClassMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=peluang.domain.kernel.keys.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("reason", models.TextField()),
                ("leave_until", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("moved_by", models.UUIDField(null=True)),
                (
                    "training_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="learning.trainingclass",
                    ),
                ),
            ],
            options={"db_table": "learning_class_move", "ordering": ["moved_at", "id"]},
        ),
        migrations.AddConstraint(
            model_name="classmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="class_move_says_why"
            ),
        ),
        migrations.AddField("trainingclass", "leave_until", models.DateTimeField(null=True)),
        migrations.AddField("allocation", "public_value", models.TextField(blank=True, db_default="")),
        migrations.AddField("allocationclass", "seats", models.IntegerField(null=True)),
        migrations.AddConstraint(
            model_name="allocationclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__isnull", True), ("seats__gte", 0), _connector="OR"),
                name="allocated_seats_not_negative",
            ),
        ),
        migrations.AddField("wish", "factors", models.JSONField(default=list)),
        migrations.AddField("wish", "struck", models.JSONField(default=dict)),
        migrations.AddField("wish", "ticket", models.TextField(blank=True, db_default="")),
        migrations.AddField("wish", "rank", models.SmallIntegerField(null=True)),
        migrations.AddField("wish", "kept", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("wish", "enrolment", models.UUIDField(null=True)),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
