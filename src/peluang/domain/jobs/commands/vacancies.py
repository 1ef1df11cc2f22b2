"""A vacancy's life: drafted, posted, changed, ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.skills.models import Occupation, Skill

from .. import access
from ..events import VACANCY_ENDED
from ..lawful import check_lawful
from ..models import RefusalReason, Vacancy, VacancySkill, WorkKind
from ..requirements import asked, note_requirement
from ..states import OVER, VACANCY
from ..terms import check_complete, check_terms, today_in
from .checking import clear_reviews, look_again, open_or_hold, trusted
from .rejecting import refuse_waiting

#: One skill code, or (code, essential).
SkillAsked = str | tuple[str, bool]
#: What may be changed afterwards; the employer and the source may not.
CHANGEABLE = frozenset(
    {
        "title", "description", "requirements", "occupation", "regency", "address", "kind", "wage_min", "wage_max",
        "headcount", "education_min", "experience_years", "age_min", "age_max", "sex", "requirement_reason",
        "requirement_ground", "open_to_disability", "valid_from", "valid_until", "country", "wage_reason",
    }
)  # fmt: skip
_KEYS = {"occupation": "occupation_id", "regency": "regency_id"}


@command
def draft_vacancy(
    by: Actor, *, employer_id: UUID, title: str, occupation: str | None, regency: str, wage_min: int | None,
    wage_max: int | None, headcount: int, valid_until: datetime.date, description: str = "",
    skills: Iterable[SkillAsked] = (), requirements: str = "", address: str = "", kind: str = WorkKind.FULL,
    education_min: str = "", experience_years: int = 0, age_min: int | None = None, age_max: int | None = None,
    sex: str = "", requirement_reason: str = "", requirement_ground: str = "", open_to_disability: bool = True,
    valid_from: datetime.date | None = None, source: str = "own", source_ref: str = "", source_url: str = "",
    country: str = "ID", wage_reason: str = "", at: datetime.datetime,
) -> Vacancy:  # fmt: skip
    """A draft that only the employer sees. wages: rupiah a month. valid_from: today where it is not given.

    Raises Refused at the field that cannot be right (terms.py), NotYours for another organisation.
    """
    access.may_employ(by, employer_id)
    vacancy = Vacancy(
        employer_id=employer_id, title=title.strip(), description=description.strip(),
        requirements=requirements.strip(),
        occupation_id=occupation, regency_id=regency, address=address.strip(), kind=kind, wage_min=wage_min,
        wage_max=wage_max, headcount=headcount, education_min=education_min, experience_years=experience_years,
        age_min=age_min, age_max=age_max, sex=sex, requirement_reason=requirement_reason.strip(),
        requirement_ground=requirement_ground, open_to_disability=open_to_disability,
        valid_from=valid_from or today_in(regency, at), valid_until=valid_until,
        source=source, source_ref=source_ref, source_url=source_url, country=country, wage_reason=wage_reason.strip(),
    )  # fmt: skip
    check_terms(vacancy)
    _check_occupation(occupation)
    note_requirement(vacancy)
    vacancy.save(force_insert=True)
    _ask_for_skills(vacancy, skills)
    return vacancy


@command
def change_vacancy(
    by: Actor, *, vacancy_id: UUID, skills: Iterable[SkillAsked] | None = None, at: datetime.datetime, **fields: Any
) -> Vacancy:
    """Changes what is given of CHANGEABLE; `skills` replaces the list. New words are looked at as at posting, so the
    vacancy may wait (checking.py), or open if it waited for words that are gone.

    Raises TypeError for other fields, Refused for an ended vacancy or terms that cannot be right.
    """
    unknown = set(fields) - CHANGEABLE
    if unknown:
        raise TypeError(f"not changeable: {sorted(unknown)}")
    vacancy = locked(vacancy_id)
    access.may_employ(by, vacancy.employer_id)
    _check_not_over(vacancy)
    before = asked(vacancy)
    for name, value in fields.items():
        setattr(vacancy, _KEYS.get(name, name), value.strip() if isinstance(value, str) else value)
    if vacancy.status in ("open", "held"):
        check_complete(vacancy)
    check_terms(vacancy)
    if vacancy.status != "draft":
        check_lawful(vacancy, at=at)
    _check_occupation(vacancy.occupation_id)
    note_requirement(vacancy, before)
    vacancy.save()
    if skills is not None:
        VacancySkill.objects.filter(vacancy=vacancy).delete()
        _ask_for_skills(vacancy, skills)
    look_again(vacancy, by, at)
    return vacancy


@command
def post_vacancy(by: Actor, *, vacancy_id: UUID, at: datetime.datetime) -> Vacancy:
    """People can see it and apply, or it is held until the labour office has looked (checking.py). The employer may
    still wait to be checked, but may not be suspended.

    Raises Refused for a missing field of Perpres 57/2023 art. 5 or a closing date in the past.
    """
    vacancy = locked(vacancy_id)
    access.may_employ(by, vacancy.employer_id)
    _check_not_over(vacancy)
    if not trusted(vacancy):
        raise Refused("employer_not_trusted", _("Lembaga Anda sedang tidak boleh memasang lowongan."),
                      todo=_("Hubungi dinas tenaga kerja di daerah Anda."))  # fmt: skip
    check_complete(vacancy)
    check_lawful(vacancy, at=at)
    if vacancy.valid_until < today_in(vacancy.regency_id, at):
        raise Refused("valid_until_past", _("Tanggal tutupnya sudah lewat."), field="valid_until",
                      todo=_("Pilih tanggal mulai hari ini."))  # fmt: skip
    if vacancy.status == "held":
        raise Refused("vacancy_held", _("Lowongan ini sedang menunggu diperiksa dinas."),
                      todo=_("Perbaiki teksnya, atau jawab di halaman lowongan."))  # fmt: skip
    VACANCY.check(vacancy.status, "open", by.role)
    open_or_hold(vacancy, by, at)
    return vacancy


@command
def close_vacancy(by: Actor, *, vacancy_id: UUID, reason: str = "", at: datetime.datetime) -> Vacancy:
    """No new applications; those already sent are still answered. It can be opened again."""
    vacancy = locked(vacancy_id)
    access.may_end(by, vacancy)
    return end(vacancy, "closed", by.role, reason=reason, at=at)


@command
def mark_filled(by: Actor, *, vacancy_id: UUID, at: datetime.datetime) -> Vacancy:
    """The employer reports it filled (Perpres 57/2023 art. 6), also by somebody from elsewhere.

    Everyone who still waits is told.
    """
    vacancy = locked(vacancy_id)
    access.may_employ(by, vacancy.employer_id)
    end(vacancy, "filled", by.role, at=at)
    refuse_waiting(vacancy, RefusalReason.FILLED, at=at)
    return vacancy


@command
def withdraw_vacancy(by: Actor, *, vacancy_id: UUID, reason: str, at: datetime.datetime) -> Vacancy:
    """Taken back for good, with a reason; everyone who still waits is told."""
    vacancy = locked(vacancy_id)
    access.may_end(by, vacancy)
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasannya."), field="reason", todo=_("Pelamar akan membacanya."))
    end(vacancy, "withdrawn", by.role, reason=reason, at=at)
    refuse_waiting(vacancy, RefusalReason.OTHER, at=at, note=reason.strip())
    return vacancy


@command
def close_overdue(by: Actor, *, at: datetime.datetime, most: int = 1000) -> int:
    """Closes open vacancies whose last day has passed where the work is; returns how many."""
    if by.role != Role.SYSTEM:
        raise NotYours
    # The westernmost zone is the last to leave a day: whatever passed there has passed everywhere.
    latest = at.date()
    due = Vacancy.objects.select_for_update(skip_locked=True).filter(status="open", valid_until__lt=latest)[:most]
    overdue = [vacancy for vacancy in due if vacancy.valid_until < today_in(vacancy.regency_id, at)]
    for vacancy in overdue:
        end(vacancy, "closed", PROGRAM.role, reason="valid_until", at=at)
    return len(overdue)


def locked(vacancy_id: UUID) -> Vacancy:
    """The row, locked before it is read: whoever comes second sees what the first one did. Raises NotYours."""
    vacancy = Vacancy.objects.select_for_update().filter(id=vacancy_id).first()
    if vacancy is None:
        raise NotYours
    return vacancy


def end(vacancy: Vacancy, status: str, role: Role, *, reason: str = "", at: datetime.datetime) -> Vacancy:
    VACANCY.advance(vacancy, status, role)
    vacancy.ended_at, vacancy.status_reason = at, reason.strip()
    vacancy.save()
    append(VACANCY_ENDED, vacancy.id, at=at, status=status)
    clear_reviews(vacancy, at)
    return vacancy


def _check_not_over(vacancy: Vacancy) -> None:
    if vacancy.status in OVER:
        raise Refused("vacancy_over", _("Lowongan ini sudah berakhir."), todo=_("Pasang lowongan baru."))


def _check_occupation(code: str | None) -> None:
    if code and not Occupation.objects.filter(code=code).exists():
        raise Refused("occupation_unknown", _("Jabatan ini tidak dikenal."), field="occupation",
                      todo=_("Ketik beberapa huruf, lalu pilih dari daftar."))  # fmt: skip


def _ask_for_skills(vacancy: Vacancy, skills: Iterable[SkillAsked]) -> None:
    asked = dict((each, True) if isinstance(each, str) else each for each in skills)
    known = set(Skill.objects.filter(code__in=asked).values_list("code", flat=True))
    if set(asked) - known:
        raise Refused("skill_unknown", _("Ada keahlian yang tidak dikenal."), field="skills",
                      todo=_("Ketik beberapa huruf, lalu pilih dari daftar."))  # fmt: skip
    VacancySkill.objects.bulk_create(
        VacancySkill(vacancy=vacancy, skill_id=code, essential=essential) for code, essential in asked.items()
    )
