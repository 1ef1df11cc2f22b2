"""Taking back a refusal, an offer, an acceptance or a withdrawal within a day, by the side that decided it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import disclose

from .. import access
from ..answering import take_answer_back
from ..deciding import check_in_time, still_answers, take_slot_again
from ..events import APPLICATION_CHANGED
from ..models import Application, Vacancy
from ..states import APPLICATION
from ..telling import tell_person, tell_recruiters
from .applying import locked_application
from .deciding import check_place_left
from .vacancies import locked


@command
def undo_refusal(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Within 24 hours; the application stands where it stood and the person is told. An offer takes its place again.

    Raises Refused nothing_to_undo, undo_too_late, decided_by_program, vacancy_ended, applied_anew, no_place_left;
    NotYours for another employer.
    """
    vacancy, application = locked_both(application_id)
    access.may_decide(by, application)
    check_undoable(application, "refused", at)
    if application.decided_by is None:
        raise Refused("decided_by_program", _("Lamaran ini ditutup bersama lowongannya, bukan oleh Anda."),
                      todo=_("Buka lowongan baru kalau Anda masih mencari orang."))  # fmt: skip
    if not still_answers(vacancy):
        raise Refused("vacancy_ended", _("Lowongannya sudah terisi atau ditarik, jadi keputusan ini tetap."),
                      todo=_("Buka lowongan baru kalau Anda masih mencari orang."))  # fmt: skip
    if _applied_anew(application):
        raise Refused("applied_anew", _("Orangnya sudah melamar lagi di lowongan ini."),
                      todo=_("Jawab lamarannya yang baru."))  # fmt: skip
    application.refusal_reason, application.refusal_note, application.refusal_skill = "", "", None
    restore(application, vacancy, by, at)
    tell_person(application, "undone", at)
    return application


@command
def undo_withdrawal(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Within 24 hours; the employer sees the person again.

    Raises Refused nothing_to_undo, undo_too_late, already_applied (anew), vacancy_ended, no_place_left; NotYours for
    anybody else.
    """
    vacancy, application = locked_both(application_id)
    access.is_own(by, application.person_id)
    check_undoable(application, "withdrawn", at)
    if _applied_anew(application):
        raise Refused("already_applied", _("Kamu sudah melamar lagi di lowongan ini."),
                      todo=_("Lihat lamaranmu yang baru di halaman Lamaranku."))  # fmt: skip
    if not still_answers(vacancy):
        raise Refused(
            "vacancy_ended", _("Lowongan ini sudah terisi atau ditarik, jadi lamaranmu tidak bisa dilanjutkan."),
            todo=_("Lihat lowongan lain yang mirip."),
        )  # fmt: skip
    restore(application, vacancy, by, at)
    if application.status == "draft":
        return application  # nobody else ever saw it
    Vacancy.objects.filter(id=vacancy.id).update(applicants=F("applicants") + 1)
    disclose(
        PROGRAM, organisation_id=application.employer_id, person_id=application.person_id, purpose="application",
        subject=application.id, at=at,
    )  # fmt: skip
    tell_recruiters(application, "back_again", at)
    return application


@command
def undo_offer(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Within 24 hours and before it is answered; its place is free again and the person is told.

    Raises Refused nothing_to_undo, undo_too_late; NotYours for another employer.
    """
    vacancy, application = locked_both(application_id)
    access.may_decide(by, application)
    check_undoable(application, "offer", at)
    application.offered_wage = application.starts_on = None
    restore(application, vacancy, by, at)
    tell_person(application, "offer_undone", at)
    return application


@command
def undo_acceptance(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Within 24 hours and before work began: the offer waits for an answer again, and the employer is told.

    Raises Refused nothing_to_undo, undo_too_late, vacancy_ended; NotYours for anybody else.
    """
    vacancy, application = locked_both(application_id)
    access.is_own(by, application.person_id)
    check_undoable(application, "accepted", at)
    if not still_answers(vacancy):
        raise Refused("vacancy_ended", _("Lowongan ini sudah terisi atau ditarik, jadi jawabanmu tetap."),
                      todo=_("Kalau kamu tidak jadi bekerja di sini, batalkan lamaranmu."))  # fmt: skip
    restore(application, vacancy, by, at)
    tell_recruiters(application, "acceptance_undone", at)
    return application


def _applied_anew(application: Application) -> bool:
    """The vacancy is locked, so no other application comes meanwhile."""
    same = Application.objects.filter(vacancy_id=application.vacancy_id, person_id=application.person_id)
    return same.exclude(id=application.id).exclude(status__in=("withdrawn", "refused")).exists()


def locked_both(application_id: UUID) -> tuple[Vacancy, Application]:
    """The vacancy first, as everywhere: a place that fills meanwhile is seen. Raises NotYours for none."""
    vacancy_id = Application.objects.filter(id=application_id).values_list("vacancy_id", flat=True).first()
    if vacancy_id is None:
        raise NotYours
    return locked(vacancy_id), locked_application(application_id)


def check_undoable(application: Application, decided: str, at: datetime.datetime) -> None:
    """Raises Refused nothing_to_undo or undo_too_late."""
    known = application.status == decided and application.before
    check_in_time(application.decided_at if known else None, at)


def restore(application: Application, vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    """Back to the state before the decision. `vacancy` is locked: a promised place must still be free."""
    if application.before in ("offer", "accepted") and application.status != "accepted":
        check_place_left(vacancy)
    take_answer_back(application)
    APPLICATION.advance(application, application.before, by.role)
    application.before, application.decided_at = "", None
    application.decided_by, application.changed_at = by.person, at
    take_slot_again(application, at)
    application.save()
    append(APPLICATION_CHANGED, application.id, at=at, status=application.status, person_id=application.person_id)
