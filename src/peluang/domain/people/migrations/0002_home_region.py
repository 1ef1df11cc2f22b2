"""home_region is the key rows are spread by: it never changes."""

from django.db import migrations

IMMUTABLE = """
create function people_home_region_stays() returns trigger language plpgsql as $$
begin
    if new.home_region <> old.home_region then
        raise exception 'home_region never changes' using errcode = 'check_violation', constraint = 'home_region_stays';
    end if;
    return new;
end $$;
create trigger home_region_stays before update on people_person
    for each row execute function people_home_region_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(IMMUTABLE, migrations.RunSQL.noop)]
