"""Taking back within a day that somebody began to work, or that a vacancy is filled: the vacancy opens again."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.commands import mark_ready
from peluang.domain.people.models import Wish

from .. import access
from ..deciding import check_in_time
from ..events import EMPLOYMENT_UNDONE
from ..lawful import check_lawful
from ..models import Application, Employment, RefusalReason, Vacancy
from ..telling import tell_people, tell_person
from ..trust_telling import tell_applicants_held
from .checking import open_or_hold, trusted
from .suspending import hold_as_untrusted
from .undoing import check_undoable, locked_both, restore
from .vacancies import locked


@command
def undo_hire(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Within 24 hours: the accepted offer stands again, the work never began, and its place is promised, not filled.

    A vacancy that was full opens again (`_reopen`) with those whom its filling turned away. The person is told.
    Raises Refused nothing_to_undo, undo_too_late; NotYours for another employer.
    """
    vacancy, application = locked_both(application_id)
    access.may_decide(by, application)
    check_undoable(application, "hired", at)
    began_at = application.decided_at
    assert began_at is not None
    was_full = vacancy.places_left == 0
    employment = Employment.objects.select_for_update().get(application=application)
    append(EMPLOYMENT_UNDONE, employment.id, at=at, person_id=application.person_id)  # read before it is gone
    employment.delete()
    vacancy.filled -= 1
    vacancy.save(update_fields=["filled"])
    restore(application, vacancy, by, at)
    tell_person(application, "hire_undone", at)
    _looking_again(application.person_id, began_at, at)
    if was_full and vacancy.status == "filled":
        _reopen(vacancy, by, at)
    return application


@command
def undo_filled(by: Actor, *, vacancy_id: UUID, at: datetime.datetime) -> Vacancy:
    """Within 24 hours: the vacancy is posted again, and who was turned away by its filling stands where they stood.

    Raises Refused nothing_to_undo, undo_too_late, all_hired; NotYours for another employer.
    """
    vacancy = locked(vacancy_id)
    access.may_employ(by, vacancy.employer_id)
    check_in_time(vacancy.ended_at if vacancy.status == "filled" else None, at)
    if vacancy.places_left < 1:
        raise Refused("all_hired", _("Semua tempatnya sudah diisi orang yang Anda terima."),
                      todo=_("Kalau ada yang keliru tercatat, batalkan di halaman pelamar itu."))  # fmt: skip
    _reopen(vacancy, by, at)
    return vacancy


def _reopen(vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    """By the same checks as posting: it may have been reported, or the employer suspended, while it was filled.

    Whom the program refused at the moment of filling is restored, also while it is held; a refusal of the employer's
    own stays. Raises Refused for what the law no longer allows.
    """
    filled_at = vacancy.ended_at
    check_lawful(vacancy, at=at)
    if trusted(vacancy):
        open_or_hold(vacancy, by, at)
    else:
        vacancy.ended_at, vacancy.status_reason = None, ""
        hold_as_untrusted(vacancy, at)
    turned_away = list(
        Application.objects.select_for_update()
        .filter(vacancy=vacancy, status="refused", refusal_reason=RefusalReason.FILLED, decided_at=filled_at)
        .filter(decided_by__isnull=True)
        .exclude(before="")
        .order_by("id")
    )
    for application in turned_away:
        application.refusal_reason = application.refusal_note = ""
        restore(application, vacancy, PROGRAM, at)
    if turned_away:
        tell_people(turned_away, "undone", at)
    if vacancy.status == "held":
        tell_applicants_held(vacancy, at)


def _looking_again(person_id: UUID, began_at: datetime.datetime, at: datetime.datetime) -> None:
    """Only who left the pool of the ready by this very hire comes back to it."""
    if Wish.objects.filter(person_id=person_id, ready=False, refreshed_at=began_at).exists():
        mark_ready(PROGRAM, person_id=person_id, ready=True, at=at)
