"""Reads of alumni, each with a bounded number of SQL statements."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from peluang.domain.kernel.context import elevated
from peluang.engines.rules import local_date

from .models import Chapter, ChapterMember, ChapterOfficer


@dataclass(frozen=True)
class ListedChapter:
    id: UUID
    name: str
    province: str
    province_code: str
    members: int


@dataclass(frozen=True)
class DirectoryEntry:
    """Somebody who agreed to be listed. training: title of the last certificate."""

    name: str
    training: str
    since: datetime.datetime


def chapters() -> list[ListedChapter]:
    """Every chapter with its number of members, by province (1 statement)."""
    with elevated("the number of members of a chapter is public"), connection.cursor() as cursor:
        cursor.execute(
            "select c.id, c.name, p.name, p.code, count(m.id) from alumni_chapter c"
            " join places_province p on p.code = c.province_id"
            " left join alumni_member m on m.chapter_id = c.id and m.left_at is null"
            " group by c.id, c.name, p.name, p.code order by p.name"
        )
        return [ListedChapter(*row) for row in cursor.fetchall()]


def chapter_of(province: str) -> Chapter | None:
    """1 statement."""
    return Chapter.objects.select_related("province").filter(province_id=province).first()


def officers_of(chapter_id: UUID, at: datetime.datetime) -> list[ChapterOfficer]:
    """Who holds a post today (1 statement)."""
    order = {"chair": 0, "secretary": 1, "treasurer": 2}
    found = ChapterOfficer.objects.filter(chapter_id=chapter_id, mandate__contains=local_date(at))
    return sorted(found, key=lambda officer: order.get(officer.post, 9))


def directory(chapter_id: UUID, *, page: int = 1, per_page: int = 30) -> tuple[list[DirectoryEntry], int]:
    """Members who agreed to be listed, and how many they are (1 statement).

    The consent itself is asked, not only the choice beside it: whoever withdrew it has disappeared.
    """
    with elevated("the directory shows those who agreed to be listed"), connection.cursor() as cursor:
        cursor.execute(
            "select person.full_name, coalesce(("
            "   select title from learning_certificate k where k.person_id = m.person_id and k.revoked_at is null"
            "   order by k.issued_at desc limit 1), ''), m.joined_at, count(*) over ()"
            " from alumni_member m join people_person person on person.id = m.person_id"
            " where m.chapter_id = %s and m.left_at is null and m.listed and exists ("
            "   select 1 from people_consent c where c.person_id = m.person_id and c.purpose = 'alumni'"
            "   and c.withdrawn_at is null)"
            " order by m.joined_at desc, m.id limit %s offset %s",
            [chapter_id, per_page, (page - 1) * per_page],
        )
        rows = cursor.fetchall()
    return [DirectoryEntry(*row[:3]) for row in rows], rows[0][3] if rows else 0


def membership_of(person_id: UUID) -> ChapterMember | None:
    """The chapter a person belongs to now (1 statement)."""
    found = ChapterMember.objects.select_related("chapter", "chapter__province")
    return found.filter(person_id=person_id, left_at__isnull=True).first()
