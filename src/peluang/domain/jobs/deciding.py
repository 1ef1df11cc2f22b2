"""What every decision about an application has in common: the state before it, by whom, when."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.models import Person

from .answering import note_answer
from .models import Application, InterviewInvitation, InterviewSlot, Vacancy
from .states import APPLICATION, CLOSED, UNDONE
from .terms import today_in

#: How long a decision can be taken back by the side that decided it.
UNDO_WITHIN = datetime.timedelta(hours=24)
_DECISIONS = ("refused", "withdrawn", "offer", "accepted", "hired", "ended")
#: By whether the person decided it.
_UNDOABLE = {True: ("withdrawn", "accepted"), False: ("refused", "offer", "hired")}


def check_undecided(application: Application) -> None:
    """Raises Refused already_decided, naming who decided what: nothing a colleague did is overwritten."""
    if application.status not in CLOSED:
        return
    said = {"state": APPLICATION.states[application.status], "who": decider(application)}
    raise Refused(
        "already_decided",
        _("Sudah diputuskan oleh %(who)s: %(state)s.") % said
        if said["who"]
        else _("Lamaran ini sudah diputuskan lebih dulu: %(state)s.") % said,
        todo=_("Muat ulang halaman untuk melihat keadaannya."),
    )


def check_in_time(decided_at: datetime.datetime | None, at: datetime.datetime) -> None:
    """decided_at: None where nothing can be undone. Raises Refused nothing_to_undo, undo_too_late."""
    if decided_at is None:
        raise Refused("nothing_to_undo", _("Tidak ada keputusan yang bisa dibatalkan di sini."),
                      todo=_("Muat ulang halaman untuk melihat keadaannya."))  # fmt: skip
    if at - decided_at > UNDO_WITHIN:
        raise Refused("undo_too_late", _("Sudah lewat 24 jam, jadi keputusan ini tetap."),
                      todo=_("Keputusan hanya bisa dibatalkan dalam sehari."))  # fmt: skip


def undo_until(
    application: Application, vacancy: Vacancy, at: datetime.datetime, *, as_person: bool
) -> datetime.datetime | None:
    """Until when this side can take back what it decided; None where it cannot (any more). `vacancy`: its own."""
    if application.status not in _UNDOABLE[as_person] or not application.before or application.decided_at is None:
        return None
    if application.status != "hired" and not still_answers(vacancy):
        return None
    if application.status == "refused" and application.decided_by is None:  # with its vacancy, by the program
        return None
    until = application.decided_at + UNDO_WITHIN
    return until if at <= until else None


def still_answers(vacancy: Vacancy) -> bool:
    """Whether those who applied can still get somewhere here."""
    return vacancy.status in ("open", "held", "closed") and vacancy.places_left > 0


def takes_applications(vacancy: Vacancy, at: datetime.datetime) -> bool:
    """Whether somebody may apply at this moment; `check_open` says why not."""
    today = today_in(vacancy.regency_id, at)
    return vacancy.status == "open" and vacancy.places_left > 0 and vacancy.valid_from <= today <= vacancy.valid_until


def filled_undo_until(vacancy: Vacancy, at: datetime.datetime) -> datetime.datetime | None:
    """Until when "filled" can be taken back: not once all places are taken by people at work."""
    if vacancy.status != "filled" or vacancy.ended_at is None or vacancy.places_left < 1:
        return None
    until = vacancy.ended_at + UNDO_WITHIN
    return until if at <= until else None


def decide(application: Application, target: str, by: Actor, at: datetime.datetime) -> None:
    """Advances by the table and keeps the state before (unsaved: the command saves it with the rest).

    Raises Refused wrong_state, also for a step that only undoing takes.
    """
    before = application.status
    found = APPLICATION.find(before, target)
    if found is not None and found.guard == UNDONE:
        raise Refused(
            "wrong_state", _("Langkah ini hanya bisa dengan membatalkan keputusan sebelumnya."),
            todo=_("Batalkan dulu keputusan itu di halaman lamarannya."),
        )  # fmt: skip
    APPLICATION.advance(application, target, by.role)
    application.before, application.changed_at, application.decided_by = before, at, by.person
    note_answer(application, target, by, at)
    if target in _DECISIONS:
        application.decided_at = at
    if target in ("refused", "withdrawn"):  # a time they had picked is free for the others
        mine = InterviewSlot.objects.filter(application=application, cancelled_at__isnull=True)
        mine.filter(starts_at__gt=at).update(application=None, taken_at=None)


def take_slot_again(application: Application, at: datetime.datetime) -> None:
    """After an undo (unsaved): the picked time if it is still free, else none, to be picked anew."""
    if application.status != "interview" or not application.interview_at or application.interview_at <= at:
        return
    if not InterviewInvitation.objects.filter(application=application).exists():
        return
    same = InterviewSlot.objects.select_for_update().filter(
        vacancy_id=application.vacancy_id, starts_at=application.interview_at, cancelled_at__isnull=True
    )
    slot = same.first()
    if slot is not None and slot.application_id == application.id:
        return
    if slot is not None and slot.application_id is None:
        slot.application, slot.taken_at = application, at
        slot.save(update_fields=["application", "taken_at"])
        return
    application.interview_at, application.interview_place = None, ""
    application.interview_revision += 1


def decider(application: Application) -> str:
    """The name of who decided last; "" for the program and for what was decided before names were kept."""
    if application.decided_by is None:
        return ""
    return Person.objects.filter(id=application.decided_by).values_list("full_name", flat=True).first() or ""
