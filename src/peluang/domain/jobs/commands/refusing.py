"""Not this time: one applicant or many, always with a reason for each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.skills.models import Skill

from .. import access
from ..deciding import check_undecided
from ..models import Application, RefusalReason, Vacancy
from ..states import APPLICATION
from ..telling import tell_people, tell_person
from .applying import locked_application
from .deciding import decided

#: Answered in one form.
MOST_AT_ONCE = 100


@command
def refuse(
    by: Actor, *, application_id: UUID, reason: str, skill: str | None = None, note: str = "", at: datetime.datetime
) -> Application:
    """Not this time, always with a reason; a missing skill is named, so that a training can be found for it."""
    application = locked_application(application_id)
    access.may_decide(by, application)
    check_reason(reason, skill, note, known=_known_skills([skill]))
    say_why(application, reason, skill, note)
    decided(application, "refused", by, at)
    tell_person(application, "refused", at)
    return application


@dataclass(frozen=True)
class Refusal:
    """One answer of `refuse_many`. reason: a RefusalReason; skill: its code, when the reason is a missing skill."""

    application_id: UUID
    reason: str
    skill: str | None = None
    note: str = ""


@dataclass(frozen=True)
class ManyRefused:
    """done: refused now. decided: somebody was quicker; their decision stands, and the sentence tells it."""

    done: list[Application]
    decided: list[tuple[Application, str]]


@command
def refuse_many(by: Actor, *, vacancy_id: UUID, refusals: Sequence[Refusal], at: datetime.datetime) -> ManyRefused:
    """Several applicants of one vacancy, each with a reason of their own. All reasons are good, or nothing happens.

    What a colleague or the person decided meanwhile is left alone and told. Raises Refused nobody_chosen, too_many,
    and of `check_reason`, its field followed by "-" and the application's id; NotYours for another's.
    """
    vacancy = Vacancy.objects.filter(id=vacancy_id).first()
    if vacancy is None:
        raise NotYours
    access.may_employ(by, vacancy.employer_id)
    return _refuse_each(by, Application.objects.filter(vacancy=vacancy), refusals, at)


@command
def refuse_across(by: Actor, *, employer_id: UUID, refusals: Sequence[Refusal], at: datetime.datetime) -> ManyRefused:
    """As refuse_many, over all vacancies of one employer."""
    access.may_employ(by, employer_id)
    return _refuse_each(by, Application.objects.filter(employer_id=employer_id), refusals, at)


def _refuse_each(
    by: Actor, among: QuerySet[Application], refusals: Sequence[Refusal], at: datetime.datetime
) -> ManyRefused:
    answers = {each.application_id: each for each in refusals}
    if not answers:
        raise Refused("nobody_chosen", _("Belum ada pelamar yang dipilih."),
                      todo=_("Centang pelamar yang ingin Anda jawab."))  # fmt: skip
    if len(answers) > MOST_AT_ONCE:
        raise Refused("too_many", _("Terlalu banyak untuk sekali kirim."),
                      todo=_("Paling banyak %(most)s orang.") % {"most": MOST_AT_ONCE})  # fmt: skip
    known = _known_skills([each.skill for each in answers.values()])
    for each in answers.values():
        check_reason(each.reason, each.skill, each.note, known=known, of=f"-{each.application_id}")
    # One order for everybody, so that two colleagues with overlapping lists never wait in a circle.
    rows = among.select_for_update().filter(id__in=list(answers)).order_by("id")
    found = ManyRefused([], [])
    for application in rows:
        answer = answers.pop(application.id)
        try:
            check_undecided(application)
            APPLICATION.check(application.status, "refused", by.role)
        except Refused as quicker:
            found.decided.append((application, str(quicker.text)))
            continue
        say_why(application, answer.reason, answer.skill, answer.note)
        found.done.append(decided(application, "refused", by, at))
    if answers:
        raise NotYours
    for vacancy_id in sorted({each.vacancy_id for each in found.done}):
        tell_people([each for each in found.done if each.vacancy_id == vacancy_id], "refused", at)
    return found


def check_reason(reason: str, skill: str | None, note: str, *, known: set[str], of: str = "") -> None:
    """known: the skills that exist; of: what follows the field's name. Raises Refused reason_missing, skill_missing,
    note_missing.
    """
    if reason not in RefusalReason.values:
        raise Refused("reason_missing", _("Pilih alasannya."), field=f"reason{of}",
                      todo=_("Pelamar berhak tahu mengapa."))  # fmt: skip
    if reason == RefusalReason.SKILL and skill not in known:
        raise Refused("skill_missing", _("Keahlian mana yang belum dikuasai?"), field=f"skill{of}",
                      todo=_("Pilih satu, supaya pelamar bisa mencari pelatihannya."))  # fmt: skip
    if reason == RefusalReason.OTHER and not note.strip():
        raise Refused("note_missing", _("Tulis alasannya dengan singkat."), field=f"note{of}",
                      todo=_("Satu kalimat cukup. Pelamar akan membacanya."))  # fmt: skip


def say_why(application: Application, reason: str, skill: str | None, note: str) -> None:
    application.refusal_reason, application.refusal_note = reason, note.strip()
    application.refusal_skill_id = skill if reason == RefusalReason.SKILL else None


def _known_skills(codes: Sequence[str | None]) -> set[str]:
    asked = {code for code in codes if code}
    return set(Skill.objects.filter(code__in=asked).values_list("code", flat=True)) if asked else set()
