"""The journal's table: partitioned by month of its uuid7 key, with the queue of unsealed events."""

from django.db import migrations

TABLE = """
create table events_event (
    id uuid not null primary key,
    type text not null,
    version smallint not null,
    actor_role text not null,
    actor uuid,
    organisation uuid,
    subject_kind text not null,
    subject uuid not null,
    cause uuid,
    payload jsonb not null,
    at timestamptz not null,
    recorded_at timestamptz not null default now()
) partition by range (id);
create table events_event_rest partition of events_event default;
create index event_by_subject on events_event (subject_kind, subject, id);

-- First uuid7 of a moment: 48 bits of milliseconds, then zeros.
create function events_first_id(moment timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Creates the month's partition if it is missing. Runs as owner, so that the program's role may ask for it.
create function events_ensure_month(moment timestamptz) returns boolean language plpgsql security definer as $$
declare
    first timestamptz := date_trunc('month', moment at time zone 'UTC') at time zone 'UTC';
    following timestamptz := (date_trunc('month', moment at time zone 'UTC') + interval '1 month') at time zone 'UTC';
    name text := 'events_event_' || to_char(moment at time zone 'UTC', 'YYYY_MM');
begin
    if to_regclass(name) is not null then return false; end if;
    if exists (select 1 from events_event_rest where id >= events_first_id(first) and id < events_first_id(following)) then
        return false;  -- rows of that month already lie in the rest partition and stay there
    end if;
    execute format('create table %I partition of events_event for values from (%L) to (%L)', name,
                   events_first_id(first), events_first_id(following));
    return true;
end $$;
select events_ensure_month(now()), events_ensure_month(now() + interval '1 month');

-- Every insert queues for the sealer, COPY included: no writer can forget it.
create function events_queue() returns trigger language plpgsql security definer as $$
begin
    insert into events_unsealed (event) select id from added;
    return null;
end $$;
create trigger queue after insert on events_event referencing new table as added
    for each statement execute function events_queue();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(TABLE, "drop table events_event cascade")]
