"""What a visitor asks for: read from the link, and written back into links, so that a link keeps the search."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from peluang.domain.finding.places import place_label, resolve_place
from peluang.domain.finding.saved_criteria import kept
from peluang.domain.finding.vacancy_search import VacancySearch
from peluang.domain.jobs.models import WorkKind
from peluang.domain.people.enums import Education
from peluang.doors.web.environment import choice_label
from peluang.doors.web.ui.formats import date_short, rupiah_short

RADII = (10, 25, 50, 100, 250)
#: What most people travel; used when a place is given without a radius.
USUAL_RADIUS = 25
#: Values of the link beside the words and the page.
_FILTERS = ("dekat", "radius", "upah", "pendidikan", "jenis", "disabilitas", "jabatan", "sejak", "tutup", "tampilan")
_EDUCATIONS = [value for value in Education.values if value != "none"]


@dataclass(frozen=True)
class Criteria:
    """place_typed stays as it was typed; place is its code, None while it is unclear or empty. since: only what was
    posted after it; the link of an alert says so.
    """

    words: str = ""
    place_typed: str = ""
    place: str | None = None
    radius: int = USUAL_RADIUS
    education: str = ""
    wage: int | None = None
    kind: str = ""
    disability: bool = False
    occupation: str = ""
    page: int = 1
    ended: bool = False
    since: datetime.datetime | None = None
    on_map: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Criteria:
        """What makes no sense is left out, never an error: links are old, shared and typed."""
        asked = request.GET
        typed = asked.get("dekat", "").strip()[:80]
        place = resolve_place(typed)
        code = asked.get("jabatan", "")
        return cls(
            words=asked.get("q", "").strip()[:200],
            place_typed=_in_words(typed, place),
            place=place,
            radius=min(max(number(asked.get("radius", "")) or USUAL_RADIUS, 1), 1000),
            education=asked["pendidikan"] if asked.get("pendidikan") in _EDUCATIONS else "",
            wage=number(asked.get("upah", "")),
            kind=asked["jenis"] if asked.get("jenis") in WorkKind.values else "",
            disability=asked.get("disabilitas") == "on",
            occupation=code if code.isdecimal() and len(code) <= 4 else "",
            page=number(asked.get("hal", "")) or 1,
            ended=asked.get("tutup") == "on",
            since=_moment(asked.get("sejak", "")),
            on_map=asked.get("tampilan") == "peta",
        )

    @property
    def unclear(self) -> bool:
        return bool(self.place_typed) and self.place is None

    @property
    def place_name(self) -> str:
        return place_label(self.place) if self.place else ""

    @property
    def around(self) -> bool:
        """A province has no circle around it."""
        return self.place is not None and len(self.place) > 2

    def search(self) -> dict[str, Any]:
        """Arguments of finding.queries.search_vacancies."""
        return {
            "words": self.words, "regency": self.place, "radius_km": self.radius if self.around else None,
            "occupation": self.occupation or None, "education": self.education or None, "wage_min": self.wage,
            "kind": self.kind or None, "disability": self.disability or None, "ended": self.ended, "since": self.since,
            "page": self.page,
        }  # fmt: skip

    def asked(self) -> VacancySearch:
        """As it is kept: the search itself, without the page of it."""
        values = self.search()
        del values["page"]
        return VacancySearch(**values)

    @property
    def can_be_kept(self) -> bool:
        """Something narrows it, and its place is clear."""
        return not self.ended and not self.unclear and bool(kept(self.asked()))

    def hidden(self, current: QueryDict) -> dict[str, str]:
        """What a new search keeps: everything but the words and the page."""
        return {name: value for name in _FILTERS if (value := current.get(name, "").strip())}

    def chips(self, current: QueryDict, occupation_title: str = "") -> list[dict[str, str]]:
        """What narrows the list now, each with the link that takes it off."""
        said: list[tuple[str, str]] = []
        if self.place:
            where = _("%(place)s, %(radius)s km") if self.around else "%(place)s"
            said.append(("dekat", where % {"place": self.place_name, "radius": self.radius}))
        if self.wage:
            said.append(("upah", _("mulai %(wage)s") % {"wage": rupiah_short(self.wage)}))
        if self.education:
            said.append(("pendidikan", _("tamat %(school)s") % {"school": choice_label(Education, self.education)}))
        if self.kind:
            said.append(("jenis", choice_label(WorkKind, self.kind)))
        if self.disability:
            said.append(("disabilitas", _("terbuka bagi penyandang disabilitas")))
        if self.occupation:
            said.append(("jabatan", occupation_title or self.occupation))
        if self.since:
            said.append(("sejak", _("baru sejak %(day)s") % {"day": date_short(self.since)}))
        return [{"label": label, "href": without(current, name)} for name, label in said]


def without(current: QueryDict, *names: str) -> str:
    """The same link without these values, on its first page."""
    kept = current.copy()
    for name in (*names, "hal", *(("radius",) if "dekat" in names else ())):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"


def _in_words(typed: str, place: str | None) -> str:
    """A code from a link as a name, if that leads back to the same place; anything else as it was typed."""
    if place and typed[:1].isdigit() and resolve_place(place_label(place)) == place:
        return place_label(place)
    return typed


def _moment(text: str) -> datetime.datetime | None:
    """Seconds since 1970; None for anything else."""
    return datetime.datetime.fromtimestamp(int(text), datetime.UTC) if text.isdecimal() and len(text) <= 10 else None


def number(text: str) -> int | None:
    """ "2.500.000" → 2500000; None for anything else."""
    digits = text.replace(".", "").replace(" ", "").removeprefix("Rp").strip()
    return int(digits) if digits.isdecimal() and 0 < len(digits) < 12 and int(digits) else None
