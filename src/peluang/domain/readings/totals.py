"""Totals over the country: read together in one statement, and kept a few minutes in each process.

A page may need several (numbers, a board, a map). Those that are not kept yet are read in one statement, so that even
a cold page stays within its number of statements.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from peluang.domain.kernel.context import elevated
from peluang.engines.rules import local_date

KEPT_SECONDS = 300
_MOST = 2000
_kept: dict[Any, tuple[datetime.datetime, Any]] = {}


@dataclass(frozen=True)
class Total:
    """sql: a select whose rows become JSON objects, with %(name)s parameters; %(today)s is always there."""

    name: str
    sql: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Any, ...]:
        return (str(connection.settings_dict["NAME"]), self.name, *sorted(self.parameters.items()))


def read(*wanted: Total, at: datetime.datetime) -> list[list[dict[str, Any]]]:
    """The rows of each total. At most one statement; none while all are younger than five minutes."""
    missing = [total for total in wanted if not _fresh(total, at)]
    if missing:
        if len(_kept) >= _MOST:
            _kept.clear()
        for total, rows in zip(missing, _ask(missing, at)):
            _kept[total.key] = (at, rows)
    return [_kept[total.key][1] for total in wanted]


def forget() -> None:
    """Drops everything kept in this process: after the demo's clock moved, and between tests."""
    _kept.clear()


def _fresh(total: Total, at: datetime.datetime) -> bool:
    made_at = _kept.get(total.key, (None, None))[0]
    return made_at is not None and datetime.timedelta(0) <= at - made_at < datetime.timedelta(seconds=KEPT_SECONDS)


def _ask(missing: list[Total], at: datetime.datetime) -> list[list[dict[str, Any]]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    for number, total in enumerate(missing):
        prefix = f"t{number}_"
        parts.append(f"(select jsonb_agg(to_jsonb(x)) from ({total.sql.replace('%(', '%(' + prefix)}) x)")
        values |= {prefix + name: value for name, value in (total.parameters | {"today": local_date(at)}).items()}
    with elevated("totals over everybody, no row of anybody"), connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(parts), values)
        cells = cursor.fetchone()
    return [(json.loads(cell) if isinstance(cell, str) else cell) or [] for cell in cells]
