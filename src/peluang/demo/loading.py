"""Writing in bulk through the program's own role: COPY into a temporary table, then one INSERT … SELECT.

PostgreSQL takes no COPY into a table with row security, and the role has no way round it, nor should it. So rows
go through a table of the session, and policies, constraints and triggers see them as any other insert.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

import numpy as np
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting

from .dice import Dice
from .events import BATCH_WRITTEN, DEMO_BEGUN, DEMO_FINISHED

#: Rows of one statement; of one transaction where a country is too large for a single one.
BATCH = 50_000
NULL = "\\N"
#: Every event of a demo is about the demo itself.
SUBJECT = UUID("01700000-0000-7000-8000-0000000de301")

Column = Any  # a numpy array, a list, or one value for every row


class Json(list[Any]):
    """A column of JSON values: dicts and lists, or texts that are JSON already."""


class Octets(list[bytes]):
    """A column of bytes."""


class Loader:
    """One demo's writes. whole: everything in the caller's transaction; else one transaction a batch, and what a
    batch's event says is there already is not written again."""

    def __init__(self, dice: Dice, at: datetime.datetime, *, whole: bool, on_rows: Callable[[int], None]) -> None:
        self.dice, self.at, self.whole, self.on_rows = dice, at, whole, on_rows
        self.step = ""
        self._batches: dict[str, int] = {}
        self._staged: set[str] = set()
        self._done: set[tuple[str, int]] = set()
        if not whole:
            with acting(PROGRAM, scope="command"):
                written = Event.objects.filter(type=BATCH_WRITTEN.name).values_list("payload", flat=True)
                self._done = {(each["step"], each["batch"]) for each in written}

    def write(self, model: type[models.Model], columns: Mapping[str, Column], *, when: Column = None) -> int:
        """Inserts the rows of `columns` (field's column name → values); fields left out get their default.

        when: moments for the keys of rows that bring none. Returns how many rows there are. Raises ValueError for
        an unknown column, DatabaseError for a row the database refuses.
        """
        count = _length(columns)
        if not count:
            return 0
        names = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
        if model._meta.pk.column == "id" and isinstance(model._meta.pk, models.UUIDField) and "id" not in columns:
            columns = {"id": self._keys(model._meta.db_table, when, count), **columns}
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            names.remove(str(model._meta.pk.column))
        defaults = {str(f.column): _default(f) for f in model._meta.concrete_fields if not f.generated}
        unknown = set(columns) - set(names)
        if unknown:
            raise ValueError(f"{model._meta.db_table} has no columns {sorted(unknown)}")
        filled: dict[str, Column] = {name: each for name, each in defaults.items() if name not in columns} | dict(
            columns
        )
        for start in range(0, count, BATCH):
            part = slice(start, min(start + BATCH, count))
            with self.batch(model._meta.db_table, part.stop - part.start) as fresh:
                if fresh is not None:
                    fresh.update(self._insert(model._meta.db_table, filled, names, part).encode())
            self.on_rows(part.stop - part.start)
        return count

    @contextlib.contextmanager
    def batch(self, table: str, rows: int) -> Iterator[Any]:
        """One batch with its event; gives a hash to feed with what is written, or None when it was written before."""
        step = f"{self.step}.{table}"
        number = self._batches[step] = self._batches.get(step, 0) + 1
        if (step, number) in self._done:
            yield None
            return
        with self.transaction():
            digest = hashlib.sha256()
            yield digest
            append_event(self.dice, self.at, BATCH_WRITTEN, {"step": step, "batch": number, "rows": rows,
                                                             "digest": digest.hexdigest()})  # fmt: skip

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """The role's own timeouts are for pages; a batch takes as long as it takes."""
        if self.whole:
            yield
            return
        with acting(PROGRAM, scope="command"):
            lift_timeouts()
            yield

    def _keys(self, table: str, when: Column, count: int) -> Column:
        now = np.datetime64(self.at.astimezone(datetime.UTC).replace(tzinfo=None), "ms")
        moments = np.full(count, now) if when is None else when
        return self.dice.ids(f"{self.step}.{table}.{self._batches.get(f'{self.step}.{table}', 0)}", moments)

    def close_accounts(self, accounts: Column, moments: Column) -> None:
        """Empty balances close (money.commands.close_accounts, for many)."""
        for start in range(0, len(accounts), BATCH):
            part = slice(start, start + BATCH)
            with self.batch("money_account_closed", len(accounts[part])) as fresh:
                if fresh is None:
                    continue
                with connection.cursor() as cursor:
                    cursor.execute(
                        "update money_account account set closed_at = ended.at"
                        " from unnest(%s::uuid[], %s::timestamptz[]) as ended(id, at)"
                        " where account.id = ended.id and account.closed_at is null",
                        [
                            accounts[part].astype(str).tolist(),
                            [f"{each}Z" for each in np.datetime_as_string(moments[part]).tolist()],
                        ],
                    )

    def event_id(self, table: str) -> str:
        """Key of the event of the batch that `write` would write next (transfers carry it)."""
        step = f"{self.step}.{table}"
        return str(_event_id(self.dice, self.at, BATCH_WRITTEN.name, step, self._batches.get(step, 0) + 1))

    def _insert(self, table: str, columns: Mapping[str, Column], names: list[str], part: slice) -> str:
        """Returns the digest of the rows written."""
        stage, listed = f"stage_{table}", ", ".join(f'"{name}"' for name in names)
        rows = _rows([columns[name] for name in names], part)
        digest = hashlib.sha256()
        with connection.cursor() as cursor:
            if table not in self._staged:
                cursor.execute(f"create temp table if not exists {stage} as select {listed} from {table} limit 0")
                self._staged.add(table)
            with cursor.copy(f"copy {stage} ({listed}) from stdin") as copy:
                for block in _blocks(rows):
                    digest.update(block)
                    copy.write(block)
            cursor.execute(f"insert into {table} ({listed}) select {listed} from {stage}")
            cursor.execute(f"truncate {stage}")
        return digest.hexdigest()


def lift_timeouts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local idle_in_transaction_session_timeout = 0")
        cursor.execute("set constraints all immediate")


def append_event(dice: Dice, at: datetime.datetime, kind: Any, payload: dict[str, Any]) -> None:
    """As journal.append, with a key that follows from the seed: the same demo has the same journal."""
    key = _event_id(dice, at, kind.name, payload.get("step", ""), payload.get("batch", 0))
    Event.objects.create(
        id=key, type=kind.name, version=kind.version, actor_role=PROGRAM.role.value, subject_kind=kind.subject,
        subject=SUBJECT, payload=kind.payload(payload), at=at,
    )  # fmt: skip


def _event_id(dice: Dice, at: datetime.datetime, kind: str, step: str, batch: int) -> UUID:
    """A uuid7 of `at` whose chance part is a hash of what the event says."""
    noise = uuid5(SUBJECT, f"{dice.seed} {kind} {step} {batch}").int & ((1 << 62) - 1)
    return UUID(int=int(at.timestamp() * 1000) << 80 | 0x7 << 76 | 0b10 << 62 | noise)


def begun() -> dict[str, Any] | None:
    """people, seed and moment of a demo that was begun in steps and is not finished; None when there is none."""
    found = Event.objects.filter(type=DEMO_BEGUN.name).order_by("-id").first()
    if found is None or Event.objects.filter(type=DEMO_FINISHED.name).exists():
        return None
    return dict(found.payload)


def _length(columns: Mapping[str, Column]) -> int:
    lengths = {len(each) for each in columns.values() if isinstance(each, np.ndarray | list)}
    if len(lengths) != 1:
        raise ValueError(f"columns must have one length, not {sorted(lengths)}")
    return int(lengths.pop())


def _default(field: Any) -> Column:
    if field.default is not NOT_PROVIDED:
        value = field.default() if callable(field.default) else field.default
        if isinstance(field, models.JSONField):
            return json.dumps(value)
        return "{}" if isinstance(value, list) else value  # an empty array
    return None if field.null else ""


def _rows(columns: list[Column], part: slice) -> Iterator[str]:
    count = part.stop - part.start
    texts: list[Iterable[str]] = [_texts(each, part, count) for each in columns]
    return map("\t".join, zip(*texts))


def _blocks(rows: Iterator[str]) -> Iterator[bytes]:
    while block := list(itertools.islice(rows, 5_000)):
        yield ("\n".join(block) + "\n").encode()


def _texts(column: Column, part: slice, count: int) -> Iterable[str]:
    """A column as PostgreSQL's text format wants it."""
    if isinstance(column, Octets):
        return ["\\\\x" + each.hex() for each in column[part]]
    if isinstance(column, Json):
        return [
            _escaped(each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) for each in column[part]
        ]
    if isinstance(column, np.ndarray):
        return _array_texts(column[part])
    if isinstance(column, list):
        return [_text(each) for each in column[part]]
    return itertools.repeat(_text(column), count)


def _array_texts(column: np.ndarray[Any, Any]) -> Iterable[str]:
    kind = column.dtype.kind
    if kind == "S":
        return [each or NULL for each in column.astype(str).tolist()]
    if kind == "M":
        written = np.datetime_as_string(column).tolist()
        return [NULL if each == "NaT" else each for each in written]
    if kind == "b":
        return ["t" if each else "f" for each in column.tolist()]
    if kind in "iu":
        return map(str, column.tolist())
    return [_text(each) for each in column.tolist()]


def _text(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return _escaped(value) if "\\" in value or "\n" in value or "\t" in value else value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(tzinfo=None).isoformat()
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    return str(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
