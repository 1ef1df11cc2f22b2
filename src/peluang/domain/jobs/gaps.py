"""Which gap would widen the list of people who fit a vacancy: one change at a time, counted, nobody named."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, Sum

from peluang.domain.learning.models import TrainingClass
from peluang.domain.skills.models import Skill
from peluang.engines.codes.regions import regencies_within
from peluang.engines.matching.widening import Gain, changes_of, widen

from .fitting import FEW, FIT_LINE, findable_profiles
from .models import Application, Vacancy
from .profiles import person_profiles, vacancy_profile, with_skills

#: People compared, those likeliest to fit; more would not be read in a page's time.
MOST_COMPARED = 1000
FURTHER_KM = 25
#: Trainings are named within this distance of the place of work (km).
_TRAINING_KM = 100


@dataclass(frozen=True)
class TaughtNearby:
    """A training type that teaches a missing skill. free: seats in classes that have not begun."""

    code: str
    title_id: str
    title_en: str
    free: int


@dataclass(frozen=True)
class Gaps:
    """now: people at or above the line. gains: the most first, those that add nobody left out. skills, taught: by skill
    code. compared: how many people were looked at.
    """

    now: int
    compared: int
    gains: list[Gain]
    skills: dict[str, Skill]
    taught: dict[str, list[TaughtNearby]]


def few(number: int) -> bool:
    """Too few to be said in figures: a count so small could point at somebody."""
    return 0 < number < FEW


def gaps_of(vacancy_id: UUID, *, at: datetime.datetime) -> Gaps:
    """Over those who applied and those who agreed to be found (eight statements). Whose vacancy it is, the caller has
    checked.
    """
    vacancy = with_skills(Vacancy.objects.filter(id=vacancy_id)).get()
    applied = Application.objects.filter(vacancy=vacancy).exclude(status__in=("withdrawn", "refused"))
    ids = list(applied.order_by("id").values_list("person_id", flat=True)[:MOST_COMPARED])
    people = list(person_profiles(ids, at.date()).values())
    people += findable_profiles(vacancy, further_km=FURTHER_KM, most=MOST_COMPARED, at=at)
    side = vacancy_profile(vacancy)
    now, gains = widen(people, side, changes_of(people, side, further_km=FURTHER_KM), FIT_LINE)
    gains = _best_by_skill([each for each in gains if each.more])
    codes = [str(each.change.value) for each in gains if each.change.kind.startswith("skill")]
    skills = Skill.objects.in_bulk(codes) if codes else {}
    return Gaps(now, len(people), gains, skills, _taught(codes, vacancy.regency_id, at))


def _best_by_skill(gains: Iterable[Gain]) -> list[Gain]:
    """Making a skill welcome where that does as much as dropping it: the smaller change is named."""
    found = list(gains)
    welcome = {each.change.value: each.more for each in found if each.change.kind == "skill_welcome"}
    return [
        each for each in found
        if each.change.kind != "skill_dropped" or each.more > welcome.get(each.change.value, 0)
    ]  # fmt: skip


def _taught(codes: list[str], regency: str, at: datetime.datetime) -> dict[str, list[TaughtNearby]]:
    """skill code → training types with free places near, the most places first (one statement)."""
    found: dict[str, list[TaughtNearby]] = defaultdict(list)
    if not codes:
        return found
    near = [code for code, _km in regencies_within(regency, _TRAINING_KM)]
    classes = TrainingClass.objects.filter(
        Q(regency__in=near) | Q(regency__isnull=True), status="open", starts_at__gt=at,
        offering__taught__skill__in=codes, seats__gt=F("seats_taken") + F("seats_held"),
    )  # fmt: skip
    kind = "offering__training_type"
    rows = (
        classes.values_list(
            "offering__taught__skill_id", f"{kind}__code", f"{kind}__title_id", f"{kind}__title_en",
        )
        .annotate(free=Sum(F("seats") - F("seats_taken") - F("seats_held")))
        .order_by("-free", f"{kind}__code")[:60]
    )  # fmt: skip
    for skill, code, title_id, title_en, free in rows:
        found[skill].append(TaughtNearby(code, title_id, title_en, free))
    return {code: each[:2] for code, each in found.items()}
