"""Row-level security: who may see which rows, declared on the model and enforced by PostgreSQL.

Every request sets three values for its transaction (context.py): scope, actor and region. Without them a
personal or money table shows no rows at all. Writes pass in scope `command` alone, so a page that forgets
to call a command cannot change anything (decision 0004).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_SCOPE = "current_setting('peluang.scope', true)"
_ACTOR = "nullif(current_setting('peluang.actor', true), '')::uuid"
_ORGANISATION = "nullif(current_setting('peluang.organisation', true), '')::uuid"
_REGION = "current_setting('peluang.region', true)"


@dataclass(frozen=True)
class RowSecurity:
    """Columns that tell whose a row is.

    person: the person it is about. region: regency code of that person (seen by labour offices of that
    regency and their province). organisations: columns with organisations that take part in it.
    disclosed: whether organisations see the person through a row of organisations_disclosure.
    within: (column, table): visible when its parent row is.
    """

    person: str | None = None
    region: str | None = None
    organisations: tuple[str, ...] = ()
    disclosed: bool = False
    within: tuple[str, str] | None = None
    extra: dict[str, str] = field(default_factory=dict)  # scope -> SQL condition

    def condition(self, table: str) -> str:
        """The SQL condition under which a row of `table` is visible."""
        if self.within:
            column, parent = self.within
            mine = f"exists (select 1 from {parent} parent where parent.id = {table}.{column})"
            return f"{_SCOPE} in ('command', 'national') or ({_SCOPE} <> '' and {mine})"
        own = f"{self.person} = {_ACTOR}" if self.person else "false"
        region = f"({self.region} like {_REGION} || '%' and {_REGION} <> '')" if self.region else "false"
        organisation = " or ".join(f"{column} = {_ORGANISATION}" for column in self.organisations) or "false"
        if self.disclosed and self.person:
            organisation += (
                " or exists (select 1 from organisations_disclosure shown where shown.person_id ="
                f" {table}.{self.person} and shown.organisation_id = {_ORGANISATION} and shown.ended_at is null)"
            )
        cases = {
            "person": own,
            "organisation": f"{own} or {organisation}",
            "region": f"{own} or {region} or {organisation}",
        }
        for scope, condition in self.extra.items():
            cases[scope] = f"{cases.get(scope, 'false')} or {condition}"
        arms = " ".join(f"when '{scope}' then {condition}" for scope, condition in cases.items() if scope != "national")
        national = self.extra.get("national", "true")  # a secret is hidden from national offices too
        return f"case {_SCOPE} when 'command' then true when 'national' then {national} {arms} else false end"


def secured_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if getattr(model, "row_security", None)]


def seal_tables(connection: BaseDatabaseWrapper, app_role: str) -> None:
    """Grant the program's role what it needs, no more; create policies and append-only triggers.

    Run by the owner after every migration; repeating it changes nothing.
    """
    statements = [
        f"grant usage on schema public to {app_role}",
        f"grant select, insert, update, delete on all tables in schema public to {app_role}",
        f"grant usage, select on all sequences in schema public to {app_role}",
        f"grant execute on all functions in schema public to {app_role}",
        _REFUSE_CHANGE,
    ]
    for model in apps.get_models():
        table = model._meta.db_table
        security: RowSecurity | None = getattr(model, "row_security", None)
        if security:
            statements += _policies(table, security)
        if getattr(model, "append_only", False):
            statements += _append_only(table, app_role)
        for column in getattr(model, "kept_by_database", ()):  # e.g. balances, written by a trigger alone
            writable = ", ".join(
                str(f.column) for f in model._meta.concrete_fields if f.column != column and not f.generated
            )
            statements += [
                f"revoke update on {table} from {app_role}",
                f"grant update ({writable}) on {table} to {app_role}",
            ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_REFUSE_CHANGE = """
create or replace function peluang_refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$
"""


def _policies(table: str, security: RowSecurity) -> list[str]:
    writing = f"{_SCOPE} = 'command'"
    return [
        f"alter table {table} enable row level security",
        f"drop policy if exists seen on {table}",
        f"create policy seen on {table} for select using ({security.condition(table)})",
        f"drop policy if exists written on {table}",
        f"create policy written on {table} for insert with check ({writing})",
        f"drop policy if exists changed on {table}",
        f"create policy changed on {table} for update using ({writing}) with check ({writing})",
        f"drop policy if exists removed on {table}",
        f"create policy removed on {table} for delete using ({writing})",
    ]


def _append_only(table: str, app_role: str) -> list[str]:
    return [
        f"revoke update, delete, truncate on {table} from {app_role}",
        f"create or replace trigger append_only before update or delete on {table}"
        " for each row execute function peluang_refuse_change()",
    ]


def visible_condition(model: type[models.Model]) -> str:
    """The policy of a model, for documentation and tests."""
    security: Any = getattr(model, "row_security", None)
    return security.condition(model._meta.db_table) if security else "true"
