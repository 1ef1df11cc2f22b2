"""Balances follow transfers, and nothing else moves them."""

from django.db import migrations

LEDGER = """
-- Statement-level: a batch over one hot account updates that account once.
create function money_apply_transfers() returns trigger language plpgsql security definer as $$
declare
    closed text;
begin
    -- Lock in key order, so that two batches over the same accounts queue instead of deadlocking.
    perform 1 from money_account
      where id in (select source_id from moved union select target_id from moved) order by id for update;
    select account.name into closed from money_account account
      where account.closed_at is not null
        and account.id in (select source_id from moved union select target_id from moved) limit 1;
    if closed is not null then
        raise exception 'account % is closed', closed using errcode = 'check_violation', constraint = 'account_is_open';
    end if;
    update money_account account set balance = account.balance + change.amount
      from (select id, sum(amount)::bigint as amount
              from (select source_id as id, -amount as amount from moved
                    union all select target_id, amount from moved) entries group by id) change
      where account.id = change.id;
    return null;
end $$;
create trigger apply_transfers after insert on money_transfer referencing new table as moved
    for each statement execute function money_apply_transfers();

-- An account begins empty: money comes by transfer.
create function money_begins_empty() returns trigger language plpgsql as $$
begin
    if new.balance <> 0 then
        raise exception 'an account begins empty'
            using errcode = 'check_violation', constraint = 'account_begins_empty';
    end if;
    return new;
end $$;
create trigger begins_empty before insert on money_account for each row execute function money_begins_empty();
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial")]
    operations = [migrations.RunSQL(LEDGER, migrations.RunSQL.noop)]
