"""The two ends of all public money: where it comes from and where it returns to. One of each, known by key."""

from django.db import migrations

TREASURY = "01700000-0000-7000-8000-000000000001"
RETURNED = "01700000-0000-7000-8000-000000000002"

ACCOUNTS = f"""
insert into money_account (id, kind, name, home_region, balance, overdraft, opened_at) values
    ('{TREASURY}', 'outside', 'Kas negara', '', 0, true, '2020-01-01T00:00:00Z'),
    ('{RETURNED}', 'returned', 'Kembali ke kas negara', '', 0, false, '2020-01-01T00:00:00Z');
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0002_ledger")]
    operations = [migrations.RunSQL(ACCOUNTS, migrations.RunSQL.noop)]
