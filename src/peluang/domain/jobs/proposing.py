"""What a title proposes to somebody who writes a vacancy: occupation, skills, and what others pay there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection

from peluang.domain.skills.models import OccupationSkill
from peluang.engines.codes.minimum_wages import MinimumWage
from peluang.engines.text import code_occupation, extract_skills

from .lawful import minimum_for

#: Below this likeness a guessed occupation would mislead more than help.
SURE_ENOUGH = 0.35
#: Fewer vacancies than these say nothing about a place.
LEAST = 5
_MOST_SKILLS = 5
_SCOPES = ("regency", "province", "country")


@dataclass(frozen=True)
class WageRange:
    """Quartiles of open vacancies of the occupation: a quarter offers less than `low`, a quarter more than `high`.

    rupiah a month. scope: "regency", "province" or "country": the narrowest with LEAST vacancies; n: how many.
    """

    low: int
    high: int
    n: int
    scope: str


@dataclass(frozen=True)
class Proposal:
    occupation: str | None
    skills: list[str]
    wages: WageRange | None
    minimum: MinimumWage | None


def occupation_of(title: str, description: str = "") -> str | None:
    """The occupation that a title most likely means, None where nothing is likely enough."""
    guesses = code_occupation(title, description, limit=1)
    return guesses[0].code if guesses and guesses[0].score >= SURE_ENOUGH else None


def propose(
    title: str, description: str, regency: str | None, *, occupation: str | None = None, at: datetime.datetime
) -> Proposal:
    """At most three statements. occupation: what was chosen already, else the title decides."""
    found = occupation or occupation_of(title, description)
    said = [each.code for each in extract_skills(f"{title}. {description}", limit=_MOST_SKILLS)]
    skills = list(dict.fromkeys([*said, *(_usual_skills(found) if found else [])]))[:_MOST_SKILLS]
    return Proposal(
        found, skills,
        _wages(found, regency, at.date()) if found and regency else None,
        minimum_for(regency, at.date()) if regency else None,
    )  # fmt: skip


def _usual_skills(occupation: str) -> list[str]:
    rows = OccupationSkill.objects.filter(occupation=occupation).order_by("-essential", "skill_id")
    return list(rows.values_list("skill_id", flat=True)[:_MOST_SKILLS])


def _wages(occupation: str, regency: str, today: datetime.date) -> WageRange | None:
    """One statement over the open vacancies of the occupation in the country, each scope counted for itself."""
    quartiles = ", ".join(
        f"count(*) filter (where {where}), percentile_disc(0.25) within group (order by low) filter (where {where}),"
        f" percentile_disc(0.75) within group (order by high) filter (where {where})"
        for where in ("regency_id = %(regency)s", "regency_id like %(province)s", "true")
    )
    sql = f"""select {quartiles} from (
        select regency_id, coalesce(wage_min, wage_max) as low, coalesce(wage_max, wage_min) as high from jobs_vacancy
        where status = 'open' and country = 'ID' and occupation_id = %(occupation)s and valid_until >= %(today)s
        and coalesce(wage_min, wage_max) is not null) as offered"""
    names: dict[str, str | datetime.date] = {
        "regency": regency,
        "province": f"{regency[:2]}.%",
        "occupation": occupation,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, names)
        row = cursor.fetchone()
    for scope, (count, low, high) in zip(_SCOPES, (row[0:3], row[3:6], row[6:9]), strict=True):
        if count >= LEAST:
            return WageRange(low, high, count, scope)
    return None
