"""Chapters, members, officers.

`a_chapter()`, `a_member(listed=True)`: with the consent, `an_officer(post="chair")`.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from peluang.domain.alumni.models import Chapter, ChapterMember, ChapterOfficer
from peluang.domain.people.models import Consent, Person
from tests.conftest import NOW

from .organisations import an_organisation
from .people import a_person


def a_chapter(*, province: str = "33", **fields: Any) -> Chapter:
    """The one chapter of a province, made once."""
    known = Chapter.objects.filter(province_id=province).first()
    if known:
        return known
    values: dict[str, Any] = {"name": f"Ikatan Alumni {province}", "founded_on": NOW.date()}
    organisation = an_organisation("chapter", province=province)
    return Chapter.objects.create(province_id=province, organisation=organisation, **values | fields)


def a_member(
    *, chapter: Chapter | None = None, person: Person | None = None, listed: bool = False, **fields: Any
) -> ChapterMember:
    person = person or a_person()
    if listed:
        Consent.objects.create(person=person, home_region=person.home_region_id, purpose="alumni", given_at=NOW)
    return ChapterMember.objects.create(
        chapter=chapter or a_chapter(), person=person, home_region=person.home_region_id, listed=listed,
        **{"joined_at": NOW} | fields,
    )  # fmt: skip


def an_officer(*, chapter: Chapter | None = None, person: Person | None = None, **fields: Any) -> ChapterOfficer:
    """Chair from this year for two years."""
    person = person or a_person()
    values: dict[str, Any] = {
        "display_name": person.full_name, "post": "chair",
        "mandate": DateRange(datetime.date(2026, 1, 1), datetime.date(2028, 1, 1)),
    }  # fmt: skip
    return ChapterOfficer.objects.create(chapter=chapter or a_chapter(), person=person, **values | fields)
