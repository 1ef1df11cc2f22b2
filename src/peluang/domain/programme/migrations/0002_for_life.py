"""A cohort keeps its scheme for life; what was granted is never rewritten."""

from django.db import migrations

FOR_LIFE = """
create function programme_recipient_for_life() returns trigger language plpgsql as $$
begin
    if new.scheme_id <> old.scheme_id or new.granted <> old.granted or new.person_id <> old.person_id
       or new.account_id <> old.account_id then
        raise exception 'a recipient keeps scheme, grant and account for life'
            using errcode = 'check_violation', constraint = 'recipient_for_life';
    end if;
    return new;
end $$;
create trigger for_life before update on programme_recipient
    for each row execute function programme_recipient_for_life();

-- A scheme may be open longer by a new decision; what it grants is fixed once somebody has it.
create function programme_scheme_for_life() returns trigger language plpgsql security definer as $$
declare
    dates text[] := array['valid_until', 'decision', 'decision_date', 'name_id', 'name_en'];
begin
    if (new.code <> old.code or (new.parameters - dates) <> (old.parameters - dates))
       and exists (select 1 from programme_recipient where scheme_id = old.id) then
        raise exception 'scheme % has recipients: a change is a new scheme', old.code
            using errcode = 'check_violation', constraint = 'scheme_for_life';
    end if;
    return new;
end $$;
create trigger for_life before update on programme_scheme
    for each row execute function programme_scheme_for_life();
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]
    operations = [migrations.RunSQL(FOR_LIFE, migrations.RunSQL.noop)]
