"""Applications that nobody answers: who waits, since when, and which answer is likely."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from peluang.domain.catalogue.models import TrainingType
from peluang.domain.people.models import PersonSkill

from .models import Application, RefusalReason, VacancySkill
from .reasons import missing_codes

#: Days without an answer after which the employer is reminded, and again.
REMIND_AFTER = (datetime.timedelta(days=7), datetime.timedelta(days=14))
#: After this long the person reads that an answer may never come.
LONG_SILENCE = datetime.timedelta(days=30)
#: A match from here on is worth an interview when nothing essential is missing.
GOOD_FIT = 60
#: Factor of a match → the reason of a refusal it stands for.
_WEAK = {
    "experience": RefusalReason.EXPERIENCE,
    "distance": RefusalReason.DISTANCE,
    "wage": RefusalReason.WAGE,
}


def unanswered(at: datetime.datetime) -> QuerySet[Any]:
    """Nothing decided for the first of REMIND_AFTER; `since`: from when silence counts.

    That is when it was sent, the interview was over, or times were last offered to pick from (greatest ignores nulls).
    Vacancies of other portals, held ones and closed employers are left out.
    """
    rows = Application.objects.filter(
        status__in=("sent", "seen", "interview"), sent_at__lte=at - REMIND_AFTER[0],
        vacancy__status__in=("open", "closed"), vacancy__apply_mode="here", vacancy__source__in=("own", "demo"),
    ).exclude(employer__status="closed")  # fmt: skip
    found: QuerySet[Any] = _with_since(rows)
    return found.filter(since__lte=at - REMIND_AFTER[0])


def _with_since(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The database's greatest leaves nulls aside."""
    return rows.annotate(since=Greatest("sent_at", "interview_at", "interview_invitation__invited_at"))


def due_for_a_reminder(at: datetime.datetime) -> QuerySet[Any]:
    """Those of `unanswered` that passed a mark of REMIND_AFTER since they were last told of."""
    passed = Q()
    for mark in REMIND_AFTER:
        passed |= Q(since__lte=at - mark) & (Q(reminded_at__isnull=True) | Q(reminded_at__lt=F("since") + mark))
    return unanswered(at).filter(passed)


@dataclass(frozen=True)
class Silence:
    """days: without an answer. long: LONG_SILENCE is over. reminded_at: when the employer was last told, if it was."""

    days: int
    long: bool
    reminded_at: datetime.datetime | None


def silence_of(application: Application, at: datetime.datetime) -> Silence | None:
    """One statement; None while it is answered or young."""
    since = unanswered(at).filter(id=application.id).values_list("since", flat=True).first()
    if since is None:
        return None
    reminded = application.reminded_at if application.reminded_at and application.reminded_at >= since else None
    return Silence((at - since).days, at - since >= LONG_SILENCE, reminded)


def many_unanswered(employer_id: UUID, at: datetime.datetime) -> int:
    return unanswered(at).filter(employer_id=employer_id).count()


@dataclass(frozen=True)
class Proposed:
    """An answer that is likely. reason: of a refusal, "" when an interview is proposed or nothing stands out.

    skill: what is missing, when that is the reason; teaching: (title_id, title_en) of trainings that teach it.
    """

    interview: bool
    reason: str
    skill: str = ""
    teaching: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Waiting:
    """asked: codes of the skills the vacancy asks for. days: since when they wait."""

    application: Application
    days: int
    asked: tuple[str, ...]
    proposed: Proposed


def waiting_for(
    employer_id: UUID, *, at: datetime.datetime, start: int = 0, most: int = 20, only: Sequence[UUID] | None = None
) -> list[Waiting]:
    """Longest first, each with the likely answer (four statements). only: these, also when they are answered by now."""
    rows = unanswered(at) if only is None else _with_since(Application.objects.filter(id__in=only))
    mine = rows.filter(employer_id=employer_id).exclude(status__in=("draft", "withdrawn"))
    found = list(mine.select_related("person__lives_in", "vacancy").order_by("since", "id")[start : start + most])
    needed = VacancySkill.objects.filter(vacancy__in={row.vacancy_id for row in found}).order_by("-essential", "skill")
    asked: dict[UUID, list[tuple[str, bool]]] = {}
    for vacancy_id, skill, essential in needed.values_list("vacancy_id", "skill_id", "essential"):
        asked.setdefault(vacancy_id, []).append((skill, essential))
    held = set(
        PersonSkill.objects.filter(person__in={row.person_id for row in found}).values_list("person_id", "skill_id")
    )
    lacking = {row.id: _lacking(row, asked.get(row.vacancy_id, []), held) for row in found}
    taught = _taught({skill for skill in lacking.values() if skill})
    return [
        Waiting(
            row, (at - row.since).days, tuple(skill for skill, _needed in asked.get(row.vacancy_id, [])),
            proposed(row.match_total, row.match_factors, lacking[row.id], taught.get(lacking[row.id], ())),
        )
        for row in found
    ]  # fmt: skip


def proposed(
    total: int | None, factors: Sequence[dict[str, object]], lacking: str, teaching: Sequence[tuple[str, str]] = ()
) -> Proposed:
    """lacking: an essential skill that is missing, or ""; it outweighs all. Then a good fit, then what is weak."""
    if lacking:
        return Proposed(False, RefusalReason.SKILL.value, lacking, tuple(teaching))
    if (total or 0) >= GOOD_FIT:
        return Proposed(True, "")
    weak = [each for each in factors if each["code"] in _WEAK and not each["positive"]]
    if not weak:
        return Proposed(False, "")
    weakest = min(weak, key=lambda each: float(str(each["points"])) / float(str(each["max_points"])))
    return Proposed(False, _WEAK[str(weakest["code"])].value)


def _lacking(row: Application, asked: Sequence[tuple[str, bool]], held: set[tuple[UUID, str]]) -> str:
    """The first essential skill missing at applying that was not learned since."""
    essential = {skill for skill, needed in asked if needed}
    missing = missing_codes(row.match_factors)
    return next((each for each in missing if each in essential and (row.person_id, each) not in held), "")


def _taught(codes: set[str], most: int = 2) -> dict[str, tuple[tuple[str, str], ...]]:
    """Skill → titles of published training types that teach it (one statement, none without a skill)."""
    if not codes:
        return {}
    rows = TrainingType.objects.filter(offerings__status="published", offerings__taught__skill__in=list(codes))
    found: dict[str, list[tuple[str, str]]] = {}
    for skill, title_id, title_en in (
        rows.order_by("code").values_list("offerings__taught__skill", "title_id", "title_en").distinct()
    ):
        if skill in codes and len(found.setdefault(skill, [])) < most:
            found[skill].append((title_id, title_en))
    return {skill: tuple(titles) for skill, titles in found.items()}
