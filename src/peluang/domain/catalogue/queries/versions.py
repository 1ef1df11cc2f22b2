"""Versions of an offering: what stood when, what waits, what a change would change, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from peluang.domain.skills.models import Skill
from peluang.engines.codes.occupations import OccupationError, occupation
from peluang.engines.codes.regions import RegionError, regency
from peluang.engines.codes.rupiah import format_rupiah

from ..content import AT_ONCE, LABELS, Content, changed, content_of
from ..models import CurationRound, Mode, Offering, OfferingVersion, Trainer
from ..states import OFFERING

_MONEY = frozenset({"price", "outside_price"})
_MINUTES = frozenset({"minutes_theory", "minutes_practice", "minutes_self_paced", "longest_day_minutes"})


@dataclass(frozen=True)
class Change:
    """One field before and after, in words. material: people looked at it, or will."""

    field: str
    label: Any
    before: str
    after: str
    material: bool


def versions_of(offering_id: UUID) -> list[OfferingVersion]:
    """Newest first (one statement)."""
    return list(OfferingVersion.objects.filter(offering_id=offering_id).order_by("-number"))


def terms_at(offering: Offering, number: int) -> Content:
    """What the offering promised in its version `number`: for a class scheduled with it, and for whoever bought a seat.

    Offerings from before versions have no row; what stands is then what always stood (at most two statements).
    """
    row = OfferingVersion.objects.filter(offering_id=offering.id, number=number).first()
    return row.content if row else content_of(offering)


def as_scheduled(offering: Offering, number: int) -> Offering:
    """The offering with what its version `number` promised, for a class that was scheduled with it: in memory, never to
    be saved (one statement, none when that version stands). Words and trainer are those of today.
    """
    if number == offering.version:
        return offering
    row = OfferingVersion.objects.filter(offering_id=offering.id, number=number).first()
    for name, value in row.content.items() if row else ():
        if name != "skills" and name not in AT_ONCE:
            setattr(offering, name, value)
    return offering


def terms_in_words(content: Content, fields: Iterable[str], language: str) -> list[tuple[Any, str]]:
    """Label and value of these fields, in the reader's words, in the order of the form (at most two statements)."""
    wanted = set(fields)
    words = _Words.of([content], wanted, language)
    return [
        (label, words.say(name, content[name])) for name, label in LABELS.items() if name in wanted and name in content
    ]


def prices_at(pairs: Iterable[tuple[Offering, int]]) -> dict[tuple[UUID, int], int]:
    """(offering, version) → rupiah of a seat sold under it (one statement)."""
    wanted = {(offering.id, number): offering.price for offering, number in pairs}
    rows = OfferingVersion.objects.filter(offering_id__in={key[0] for key in wanted}).values_list(
        "offering_id", "number", "content__price"
    )
    return wanted | {
        (key, number): price for key, number, price in rows if (key, number) in wanted and price is not None
    }


def waiting_version(offering: Offering, newest: CurationRound | None) -> OfferingVersion | None:
    """The change of a sold offering that does not stand yet: in review, or returned to go on with. newest: its last
    round, with its version.
    """
    if newest is None or offering.published_at is None or offering.status in OFFERING.final:
        return None
    return newest.version if newest.decision in ("", "returned") and newest.version.applied_at is None else None


def last_round(offering_id: UUID) -> CurationRound | None:
    """The newest round of review with its version (one statement)."""
    return CurationRound.objects.filter(offering_id=offering_id).select_related("version").order_by("-number").first()


def changes_between(before: Content, after: Content, language: str) -> list[Change]:
    """What differs, in the reader's words, in the order of the form (at most two statements)."""
    differences = changed(before, after)
    words = _Words.of([before, after], {each.field for each in differences}, language)
    return [
        Change(
            each.field, each.label, words.say(each.field, each.before), words.say(each.field, each.after), each.material
        )
        for each in differences
    ]


@dataclass(frozen=True)
class _Words:
    names: dict[str, str]
    language: str

    @classmethod
    def of(cls, contents: list[Content], fields: set[str], language: str) -> _Words:
        """Names of the codes in these fields, each table read only when it is needed."""
        suffix = "en" if language == "en" else "id"
        names: dict[str, str] = {}

        def codes(field: str) -> set[str]:
            return {content[field] for content in contents if content.get(field)} if field in fields else set()

        for code in codes("regency_id") | codes("occupation_id"):
            names[code] = name_of_code(code, language)
        if "trainer_id" in fields:
            rows = Trainer.objects.filter(id__in=codes("trainer_id")).values_list("id", "name")
            names |= {str(key): name for key, name in rows}
        if "skills" in fields:
            taught = {code for content in contents for code, _level in content.get("skills", [])}
            names |= dict(Skill.objects.filter(code__in=taught).values_list("code", f"name_{suffix}"))
        return cls(names, language)

    def say(self, field: str, value: Any) -> str:
        if value in (None, "", []):
            return "–"
        if field in _MONEY:
            return format_rupiah(value)
        if field in _MINUTES:
            hours = f"{value / 60:.1f}".removesuffix(".0")
            return _("%(hours)s jam") % {"hours": hours if self.language == "en" else hours.replace(".", ",")}
        if field == "mode":
            return str(dict(Mode.choices).get(value, value))
        if field == "skills":
            return ", ".join(f"{self.names.get(code, code)} ({level})" for code, level in value)
        if field == "assessment_parts":
            return ", ".join(str(part_name(part)) for part in value)
        return self.names.get(str(value), str(value))


def name_of_code(code: str, language: str) -> str:
    """A regency's or an occupation's name; the code itself when nobody knows it."""
    try:
        if "." in code:
            return regency(code).name
        named = occupation(code)
    except (RegionError, OccupationError):
        return code
    return named.title_en if language == "en" else named.title_id


def part_name(code: str) -> str:
    """What an assessment part is called in the reader's language."""
    return {
        "pre": _("tes awal"), "post": _("tes akhir"), "quiz": _("kuis"), "practical": _("unjuk keterampilan"),
    }.get(code, code)  # fmt: skip
