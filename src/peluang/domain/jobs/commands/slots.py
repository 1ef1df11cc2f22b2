"""Interview times: offered by the employer, picked by the applicant, taken once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..deciding import check_undecided, decide
from ..events import APPLICATION_CHANGED, SLOT_CANCELLED, SLOT_PICKED, SLOTS_OFFERED
from ..models import Application, InterviewInvitation, InterviewSlot
from ..slots import may_change
from ..telling import tell_people, tell_person, tell_recruiters
from .applying import locked_application
from .vacancies import locked

MOST_SLOTS = 20
LONGEST_NOTE = 500
_INVITED_FROM = ("sent", "seen", "interview")
_MINUTES = range(10, 481)
_REMIND_BEFORE = datetime.timedelta(days=1)


@command
def offer_slots(
    by: Actor, *, vacancy_id: UUID, starts: Sequence[datetime.datetime], minutes: int, place: str = "",
    online_url: str = "", application_ids: Sequence[UUID] | None = None, at: datetime.datetime,
) -> list[InterviewSlot]:  # fmt: skip
    """application_ids: who may pick; None: everybody who waits for an answer. They are told once each time.

    Raises Refused no_time, too_many_times, time_past, minutes_wrong, place_missing, link_not_https, slots_overlap,
    nobody_to_invite; NotYours for another employer's vacancy.
    """
    vacancy = locked(vacancy_id)
    access.may_employ(by, vacancy.employer_id)
    _check_times(starts, minutes, at)
    _check_where(place, online_url)
    waiting = Application.objects.select_for_update().filter(vacancy=vacancy, status__in=_INVITED_FROM).order_by("id")
    invited = list(waiting if application_ids is None else waiting.filter(id__in=list(application_ids)))
    if not invited:
        raise Refused("nobody_to_invite", _("Belum ada pelamar yang dipilih."), field="application_ids",
                      todo=_("Centang pelamar yang ingin Anda wawancarai."))  # fmt: skip
    length = datetime.timedelta(minutes=minutes)
    rows = [
        InterviewSlot(
            id=new_id(), vacancy=vacancy, employer_id=vacancy.employer_id, starts_at=each, ends_at=each + length,
            place=place.strip(), online_url=online_url.strip(),
        )
        for each in starts
    ]  # fmt: skip
    try:
        with transaction.atomic():
            InterviewSlot.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused("slots_overlap", _("Ada waktu yang bertabrakan dengan waktu wawancara Anda yang lain."),
                      field="starts", todo=_("Geser waktunya, atau batalkan yang lama.")) from error  # fmt: skip
    _invite(invited, at)
    Application.objects.filter(id__in=[each.id for each in invited], answered_at__isnull=True).update(answered_at=at)
    append(SLOTS_OFFERED, vacancy.id, at=at, slots=len(rows), people=len(invited))
    tell_people(invited, "slots_offered", at)
    return rows


@command
def pick_slot(by: Actor, *, application_id: UUID, slot_id: UUID, at: datetime.datetime) -> Application:
    """One click: the time is theirs and the one they had is free again. Who comes second is refused.

    Raises Refused slot_taken, slot_gone, too_late_to_change, already_decided, wrong_state; NotYours for who was not
    invited.
    """
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    if not InterviewInvitation.objects.filter(application=application).exists():
        raise NotYours
    check_undecided(application)
    if application.status not in _INVITED_FROM:
        raise Refused("wrong_state", _("Lamaranmu sudah melewati wawancara."),
                      todo=_("Muat ulang halaman untuk melihat keadaannya."))  # fmt: skip
    slot = _free_slot(slot_id, application, at)
    mine = _slot_of(application)
    if mine is not None:
        if mine.id == slot.id:
            return application
        if not may_change(mine, at):
            raise Refused("too_late_to_change", _("Waktu wawancaramu kurang dari sehari lagi."),
                          todo=_("Tulis pesan kepada pemberi kerja kalau kamu berhalangan."))  # fmt: skip
        mine.application, mine.taken_at = None, None
        mine.save(update_fields=["application", "taken_at"])
    slot.application, slot.taken_at = application, at
    slot.save(update_fields=["application", "taken_at"])
    _meet_at(application, slot, at)
    InterviewInvitation.objects.filter(application=application).update(none_fits_at=None, none_fits_note="")
    append(SLOT_PICKED, application.id, at=at, slot_id=slot.id, starts_at=slot.starts_at)
    tell_recruiters(application, "slot_picked", at, interview_at=slot.starts_at)
    return application


@command
def say_none_fits(by: Actor, *, application_id: UUID, note: str, at: datetime.datetime) -> InterviewInvitation:
    """With words, so that the employer can offer others. Raises Refused note_missing, note_too_long."""
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    invitation = InterviewInvitation.objects.select_for_update().filter(application=application).first()
    if invitation is None:
        raise NotYours
    check_undecided(application)
    said = note.strip()
    if not said:
        raise Refused("note_missing", _("Tulis kapan kamu bisa."), field="note",
                      todo=_("Satu kalimat cukup, misalnya: sore sesudah jam 4."))  # fmt: skip
    if len(said) > LONGEST_NOTE:
        raise Refused("note_too_long", _("Catatannya terlalu panjang."), field="note",
                      todo=_("Paling banyak %(most)s huruf.") % {"most": LONGEST_NOTE})  # fmt: skip
    invitation.none_fits_at, invitation.none_fits_note = at, said
    invitation.save(update_fields=["none_fits_at", "none_fits_note"])
    tell_recruiters(application, "no_slot_fits", at)
    return invitation


@command
def cancel_slot(by: Actor, *, slot_id: UUID, at: datetime.datetime) -> InterviewSlot:
    """Whoever picked it is told, and may pick another. Raises Refused slot_gone; NotYours for another employer's."""
    found = InterviewSlot.objects.filter(id=slot_id).first()
    if found is None:
        raise NotYours
    access.may_employ(by, found.employer_id)
    # The application first, as everywhere; whose it is may have changed until the slot is locked.
    application = locked_application(found.application_id) if found.application_id else None
    slot = InterviewSlot.objects.select_for_update().get(id=slot_id)
    if slot.application_id != found.application_id:
        raise Refused("slot_changed", _("Waktu ini baru saja dipilih atau dilepas."), todo=_("Muat ulang halaman."))
    if slot.cancelled_at is not None or slot.starts_at <= at:
        raise Refused("slot_gone", _("Waktu ini sudah lewat atau sudah dibatalkan."), todo=_("Muat ulang halaman."))
    slot.cancelled_at = at
    slot.save(update_fields=["cancelled_at"])
    append(SLOT_CANCELLED, slot.id, at=at, application_id=slot.application_id)
    if application is not None:
        application.interview_at, application.interview_place = None, ""
        application.interview_revision += 1
        application.changed_at = at
        application.save()
        tell_person(application, "slot_cancelled", at, interview_at=slot.starts_at)
    return slot


@command
def remind_of_interviews(by: Actor, *, at: datetime.datetime, most: int = 1000) -> int:
    """The day before, once for each time that was agreed; returns how many people were told."""
    if by.role != Role.SYSTEM:
        raise NotYours
    soon = Application.objects.filter(status="interview", interview_at__gt=at, interview_at__lte=at + _REMIND_BEFORE)
    due = soon.filter(Q(interview_reminded_for__isnull=True) | ~Q(interview_reminded_for=F("interview_at")))
    rows = list(due.select_for_update(skip_locked=True).order_by("id")[:most])
    for application in rows:
        application.interview_reminded_for = application.interview_at
        application.save(update_fields=["interview_reminded_for"])
        tell_person(application, "interview_tomorrow", at, interview_at=application.interview_at)
    return len(rows)


def _free_slot(slot_id: UUID, application: Application, at: datetime.datetime) -> InterviewSlot:
    slot = InterviewSlot.objects.select_for_update().filter(id=slot_id, vacancy_id=application.vacancy_id).first()
    if slot is None:
        raise NotYours
    if slot.cancelled_at is not None or slot.starts_at <= at:
        raise Refused("slot_gone", _("Waktu ini sudah lewat atau sudah dibatalkan."), todo=_("Pilih waktu lain."))
    if slot.application_id not in (None, application.id):
        raise Refused("slot_taken", _("Waktu ini baru saja dipilih orang lain."), todo=_("Pilih waktu lain."))
    return slot


def _slot_of(application: Application) -> InterviewSlot | None:
    rows = InterviewSlot.objects.select_for_update().filter(application=application, cancelled_at__isnull=True)
    return rows.first()


def _meet_at(application: Application, slot: InterviewSlot, at: datetime.datetime) -> None:
    """The employer said yes to any of the times by offering them: the program takes the step of the table."""
    application.interview_at, application.interview_place = slot.starts_at, slot.where
    application.interview_revision += 1
    application.seen_at = application.seen_at or at
    if application.status != "interview":
        decide(application, "interview", PROGRAM, at)
        append(APPLICATION_CHANGED, application.id, at=at, status="interview", person_id=application.person_id)
    application.changed_at = at
    application.save()


def _invite(applications: Sequence[Application], at: datetime.datetime) -> None:
    InterviewInvitation.objects.filter(application__in=applications).update(
        invited_at=at, none_fits_at=None, none_fits_note=""
    )
    InterviewInvitation.objects.bulk_create(
        [
            InterviewInvitation(
                id=new_id(), application=each, vacancy_id=each.vacancy_id, employer_id=each.employer_id,
                person_id=each.person_id, invited_at=at,
            )
            for each in applications
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _check_times(starts: Sequence[datetime.datetime], minutes: int, at: datetime.datetime) -> None:
    if not starts:
        raise Refused("no_time", _("Belum ada waktu yang ditulis."), field="starts", todo=_("Tulis satu waktu."))
    if len(starts) > MOST_SLOTS:
        raise Refused("too_many_times", _("Terlalu banyak waktu untuk sekali kirim."), field="starts",
                      todo=_("Paling banyak %(most)s.") % {"most": MOST_SLOTS})  # fmt: skip
    if any(each <= at for each in starts):
        raise Refused("time_past", _("Ada waktu yang sudah lewat."), field="starts", todo=_("Pilih waktu di depan."))
    if minutes not in _MINUTES:
        raise Refused("minutes_wrong", _("Lamanya tidak masuk akal."), field="minutes",
                      todo=_("Pakai 10 sampai 480 menit."))  # fmt: skip


def _check_where(place: str, online_url: str) -> None:
    if not place.strip() and not online_url.strip():
        raise Refused("place_missing", _("Tempat wawancara belum ditulis."), field="place",
                      todo=_("Tulis alamatnya, atau tautan untuk wawancara jarak jauh."))  # fmt: skip
    if online_url.strip() and not online_url.strip().startswith("https://"):
        raise Refused("link_not_https", _("Tautannya harus dimulai dengan https://."), field="online_url",
                      todo=_("Salin tautan lengkap dari aplikasi rapatnya."))  # fmt: skip
