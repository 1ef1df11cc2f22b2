"""All open vacancies and what changed since, for machines that keep a copy: no gap, no double while others write.

Two phases in one cursor. First the catalogue as it stands, by rising id, with a mark: the last sealed position of the
journal when the reading began. Then the changes: sealed events after the mark, in order. Bulk writes that append no
event of their own (the demo) lie before every mark, so the first phase brings them.

Why there is no double: a row whose journal says more than the page may tell (an event after the mark, after the end of
the page, or without a position yet) is left to the page of that event. Row and event are read in one statement, so
either both are seen or neither. Why there is no gap: positions are given after the commit and without holes
(events/sealer.py), so what is committed late comes later, never before a cursor (docs/decisions/0017).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.sealer import position as last_position
from peluang.domain.kernel.refusal import Refused

from .events import VACANCY_CHANGED, VACANCY_ENDED, VACANCY_HELD, VACANCY_POSTED, VACANCY_SENT_BACK
from .models import Vacancy, VacancySkill

MOST = 1000
_TYPES = [each.name for each in (VACANCY_POSTED, VACANCY_CHANGED, VACANCY_ENDED, VACANCY_HELD, VACANCY_SENT_BACK)]
#: Positions looked at for one page at most: a stretch of the journal without vacancies gives an empty page, not a wait.
_LOOKED_AT = 20_000
_FIRST = UUID(int=0)
_LATER = """exists (
    select 1 from events_event told left join events_sealed sealed on sealed.event = told.id
    where told.subject_kind = 'vacancy' and told.subject = jobs_vacancy.id and told.type = any(%s)
      and (sealed.position is null or sealed.position > %s))"""
_CHANGED = """select sealed.position, told.subject
    from events_sealed sealed join events_event told on told.id = sealed.event
    where sealed.position > %s and sealed.position <= %s and told.type = any(%s)
    order by sealed.position limit %s"""


@dataclass(frozen=True)
class Cursor:
    """mark: position up to which everything is told, or, while `after` is an id, from which the changes begin."""

    mark: int
    after: UUID | None = None

    @property
    def text(self) -> str:
        said = f"c.{self.mark}" if self.after is None else f"s.{self.mark}.{self.after.hex}"
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    @classmethod
    def of(cls, text: str) -> Cursor:
        """Raises Refused for anything that was not given out by us."""
        try:
            said = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
            kind, mark, *rest = said.split(".")
            if len(text) > 100 or not (
                mark.isdecimal() and len(mark) <= 18 and (kind, len(rest)) in (("c", 0), ("s", 1))
            ):
                raise ValueError(said)
            return cls(int(mark), UUID(hex=rest[0]) if rest else None)
        except (ValueError, binascii.Error, UnicodeDecodeError) as error:
            raise Refused(
                "cursor_unreadable",
                _("Penanda ini bukan dari kami."),
                todo=_("Pakai tautan “next” dari jawaban terakhir, atau mulai lagi tanpa “after”."),
                field="after",
            ) from error


@dataclass(frozen=True)
class StreamPage:
    """rows: open vacancies with `skill_codes`. removed: ids of those that ended. more: whether to ask again at once."""

    rows: list[Vacancy]
    removed: list[UUID]
    next: Cursor
    more: bool


def changes(cursor: Cursor | None, limit: int) -> StreamPage:
    """At most `limit` vacancies. Without a cursor the whole catalogue begins. At most three statements."""
    limit = max(1, min(limit, MOST))
    if cursor is None:
        cursor = Cursor(last_position(), _FIRST)
    return _catalogue(cursor, cursor.after, limit) if cursor.after is not None else _changed(cursor, limit)


def _catalogue(cursor: Cursor, after: UUID, limit: int) -> StreamPage:
    """The open ones by rising id. Whether a row is left to its event is asked of the page alone, so that the keyset
    stays an index scan; a page may therefore be shorter than `limit`.
    """
    seen = list(_told(cursor.mark).filter(status="open", id__gt=after).order_by("id")[:limit])
    rows = [row for row in seen if not row.later]  # type: ignore[attr-defined]
    if len(seen) == limit:
        return StreamPage(rows, [], Cursor(cursor.mark, seen[-1].id), more=True)
    return StreamPage(rows, [], Cursor(cursor.mark), more=last_position() > cursor.mark)


def _changed(cursor: Cursor, limit: int) -> StreamPage:
    head = last_position()
    end = min(cursor.mark + _LOOKED_AT, head)
    with connection.cursor() as database:
        database.execute(_CHANGED, [cursor.mark, end, _TYPES, limit])
        events: list[tuple[int, UUID]] = database.fetchall()
    if len(events) == limit:
        end = events[-1][0]
    ids = dict.fromkeys(subject for _position, subject in events)
    # A cursor beyond the head (a database that was set back) stays where it is rather than telling things twice.
    following = Cursor(max(end, cursor.mark))
    if not ids:
        return StreamPage([], [], following, more=end < head)
    told = {row.id: row for row in _told(end).filter(id__in=list(ids))}
    now = [(each, told.get(each)) for each in ids]
    told_here = [(each, row) for each, row in now if row is None or not row.later]  # type: ignore[attr-defined]
    rows = [row for _id, row in told_here if row is not None and row.status == "open"]
    removed = [each for each, row in told_here if row is None or row.status != "open"]
    return StreamPage(rows, removed, following, more=end < head)


def _told(position: int) -> QuerySet[Vacancy]:
    """later: whether the journal says something about the row after this position."""
    asked = VacancySkill.objects.filter(vacancy=OuterRef("id"))
    rows: Any = Vacancy.objects.select_related("employer", "regency")
    return rows.annotate(
        skill_codes=ArraySubquery(asked.order_by("skill_id").values("skill_id")),
        later=RawSQL(_LATER, [_TYPES, position]),
    )
