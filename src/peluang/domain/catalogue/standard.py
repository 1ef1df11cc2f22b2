"""From the catalogue to the engine: an offering's content, and what stands around it, checked against a version.

The rules are in engines.standard; here are the rows they need.
"""

from __future__ import annotations

import contextlib
import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from peluang.domain.kernel.refusal import Refused
from peluang.domain.programme.models import Scheme
from peluang.domain.skills.models import Skill
from peluang.engines.codes.occupations import OccupationError, occupation
from peluang.engines.codes.technology import technology_list
from peluang.engines.rules import from_json, local_date, may_publish_online
from peluang.engines.standard import (
    Around,
    Finding,
    Offered,
    Standard,
    blocking,
    check,
    standard,
    standard_on,
)

from .content import Content, content_of
from .models import FreeEquivalent, Offering

#: Equivalents read for the price; a type with more says the same.
MOST_PRICES = 500
#: Skill code → its names, Indonesian and English.
SkillNames = dict[str, tuple[str, str]]


def version_on(at: datetime.datetime) -> str:
    """The version that applies to what is submitted at this moment (Jakarta's date)."""
    return standard_on(local_date(at)).version


def findings_of(offering: Offering, *, at: datetime.datetime, version: str | None = None) -> tuple[Finding, ...]:
    """Of an offering as it stands, under `version` or the one of the day (three statements when its skills are
    prefetched, else five).
    """
    return findings_of_content(
        content_of(offering),
        training_type_id=offering.training_type_id,
        offering_id=offering.id,
        at=at,
        version=version,
        skill_names=skill_names_of(offering),
    )


def skill_names_of(offering: Offering) -> SkillNames | None:
    """Names that were read with the offering; None when they were not."""
    if "taught" not in getattr(offering, "_prefetched_objects_cache", {}):
        return None
    return {each.skill_id: (each.skill.name_id, each.skill.name_en) for each in offering.taught.all()}


def findings_of_content(
    content: Content,
    *,
    training_type_id: UUID | None,
    offering_id: UUID | None = None,
    at: datetime.datetime,
    version: str | None = None,
    skill_names: SkillNames | None = None,
) -> tuple[Finding, ...]:
    """Of values that may not be stored yet (three statements, one more for names of skills that are not given). A
    version nobody knows is the one of the day.
    """
    offered = _offered(content, skill_names or {})
    return check(offered, _standard(version, at), _around(content, training_type_id, offering_id, at))


def _standard(version: str | None, at: datetime.datetime) -> Standard:
    try:
        return standard(version) if version else standard_on(local_date(at))
    except KeyError:  # imported offerings have none
        return standard_on(local_date(at))


def _offered(content: Content, known: SkillNames) -> Offered:
    """With the names of skills and occupation in both languages, for the title (one statement unless all are known)."""
    codes = [code for code, _level in content.get("skills", [])]
    missing = [code for code in codes if code not in known]
    if missing:
        rows = Skill.objects.filter(code__in=missing).values_list("code", "name_id", "name_en")
        known = known | {code: (name_id, name_en) for code, name_id, name_en in rows}
    names = [known[code] for code in codes if code in known]
    with contextlib.suppress(OccupationError):  # an unknown code is a finding, not an error here
        named = occupation(content.get("occupation_id") or "")
        names.append((named.title_id, named.title_en))
    same = (
        "title", "mode", "online_share", "minutes_theory", "minutes_practice", "minutes_self_paced", "class_size",
        "longest_day_minutes", "trainers_per_class", "tool_sets", "computers", "price", "outside_price", "outside_url",
        "skkni_unit", "level",
    )  # fmt: skip
    return Offered(
        **{name: content[name] for name in same if name in content},
        occupation=content.get("occupation_id"), assessment_parts=tuple(content.get("assessment_parts") or ()),
        skills=len(codes), competencies=tuple(name for pair in names for name in pair if name),
        has_place=bool(content.get("regency_id")),
    )  # fmt: skip


def _around(content: Content, training_type_id: UUID | None, offering_id: UUID | None, at: datetime.datetime) -> Around:
    """Equivalents' prices, confirmed free content, open schemes (three statements)."""
    free = _free_content(training_type_id, offering_id)
    identical = [each for each in free if each is not None]
    code = content.get("occupation_id") or ""
    return Around(
        prices=prices_of_type(training_type_id, without=offering_id),
        identical_free=len(identical),
        similar_free=len(free) - len(identical),
        online_allowed=_some_scheme_allows_online(code, at),
        technology=_is_technology(code, local_date(at)),
    )


def _free_content(training_type_id: UUID | None, offering_id: UUID | None) -> list[UUID | None]:
    """One entry for each confirmed link: the offering it is identical to, None for one of the type (one statement)."""
    if training_type_id is None:
        return []
    ours = Q(offering__isnull=True) | Q(offering_id=offering_id) if offering_id else Q(offering__isnull=True)
    found = FreeEquivalent.objects.filter(ours, training_type_id=training_type_id, status="confirmed")
    return list(found.values_list("offering_id", flat=True))


def prices_of_type(training_type_id: UUID | None, *, without: UUID | None = None) -> tuple[int, ...]:
    """Rupiah of published offerings of a type (one statement)."""
    if training_type_id is None:
        return ()
    found = Offering.objects.filter(training_type_id=training_type_id, status="published")
    if without:
        found = found.exclude(id=without)
    return tuple(found.order_by("id").values_list("price", flat=True)[:MOST_PRICES])


def _some_scheme_allows_online(code: str, at: datetime.datetime) -> bool:
    """Row 9 of the origin: the rule binds publication only when no open scheme allows it."""
    day = local_date(at)
    valid = Scheme.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)
    return may_publish_online(code, None, [from_json(each.parameters) for each in valid], at)


def _is_technology(code: str, day: datetime.date) -> bool:
    try:
        return bool(code) and technology_list(day).has_occupation(code)
    except LookupError:  # before the first list nothing was decided
        return False


def said(finding: Finding) -> tuple[str, str, str]:
    """(what is wrong, its clause, what to do) in the reader's language."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return finding.text(language), finding.clause, finding.fix(language)


def refuse_below_standard(found: tuple[Finding, ...], text: Any, todo: Any) -> None:
    """Raises Refused("below_standard") with every blocking finding and its clause; nothing when there is none."""
    must = blocking(found)
    if must:
        reasons = tuple((f"{what} {fix}", clause) for what, clause, fix in map(said, must))
        raise Refused("below_standard", text, todo=todo, field=must[0].field, reasons=reasons)
