"""A webinar's log from our own page: joining, signs of life, answers to random questions, leaving.

Only the seat is locked, not its class: a hundred and fifty pages tell once a minute that they are looked at, and they
need not wait for each other. Ending a class locks its seats too, so what comes later finds the class finished.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.foundation.secrets import key

from .. import access
from ..events import ATTENDANCE_RECORDED, PRESENCE_LOGGED
from ..locks import lock_seat_alone
from ..models import Attendance, Enrolment, Presence, Session, SessionKind, TrainingClass
from ..states import ENROLMENT
from ..webinar import PORTAL, WRONG_ALLOWED, Count, Prompt, Sign, count, open_prompt, prompts_of

#: How long before its start a webinar can be joined.
EARLY = datetime.timedelta(minutes=15)
#: Signs that a page sends by itself are kept at most this often.
_HEARTBEAT = datetime.timedelta(seconds=50)


@dataclass
class LoggedSeat:
    """A locked seat in one webinar, with its log so far."""

    session: Session
    enrolment: Enrolment
    signs: list[Sign]
    prompts: list[Prompt]


@command
def join_webinar(by: Actor, *, enrolment_id: UUID, number: int, at: datetime.datetime) -> Count:
    """The person goes in. Returns what counts so far. Raises Refused: not_a_webinar, webinar_not_open, webinar_over,
    class_not_running, class_finished, seat_over; NotYours.
    """
    seat = _own_seat(by, enrolment_id, number, at)
    return _log(by, seat, "join", at, by_hand=True)


@command
def show_presence(by: Actor, *, enrolment_id: UUID, number: int, by_hand: bool = False, at: datetime.datetime) -> Count:
    """The page is looked at; by_hand: because somebody pressed its button, else a timer tells. A question that shows
    for the first time is noted. Raises as join_webinar.
    """
    seat = _own_seat(by, enrolment_id, number, at)
    asked = open_prompt(seat.prompts, seat.signs, at)
    if asked and not any(each.kind == "prompt" and each.prompt == asked.number for each in seat.signs):
        _write(seat, Sign("prompt", at, prompt=asked.number), at)
    last = max((each.at for each in seat.signs if each.kind != "prompt"), default=None)
    if not by_hand and last is not None and at - last < _HEARTBEAT:
        return _counted(seat)
    return _log(by, seat, "alive", at, by_hand=by_hand)


@command
def answer_prompt(
    by: Actor, *, enrolment_id: UUID, number: int, prompt: int, option: int, at: datetime.datetime
) -> tuple[bool, Count]:
    """Whether it was right, and what counts now. The first answers stand; one may be wrong. An answer after
    ANSWER_WITHIN only says that the person is back. Raises Refused: no_such_prompt, prompt_done, and as join_webinar.
    """
    seat = _own_seat(by, enrolment_id, number, at)
    asked = next((each for each in seat.prompts if each.number == prompt and each.shown_at <= at), None)
    if asked is None:
        raise Refused("no_such_prompt", _("Pertanyaan itu belum ada."), todo=_("Muat ulang halaman ini."))
    given = [each for each in seat.signs if each.kind == "answer" and each.prompt == prompt]
    if any(each.right for each in given) or len(given) > WRONG_ALLOWED:
        raise Refused(
            "prompt_done", _("Pertanyaan itu sudah kamu jawab."), todo=_("Tunggu pertanyaan berikutnya di halaman ini.")
        )
    right = option == asked.right
    return right, _log(by, seat, "answer", at, prompt=prompt, right=right, by_hand=True)


@command
def leave_webinar(by: Actor, *, enrolment_id: UUID, number: int, by_hand: bool = True, at: datetime.datetime) -> Count:
    """By the button, or (not by_hand) because the page was closed. Leaving without having come is nothing. Raises as
    join_webinar.
    """
    seat = _own_seat(by, enrolment_id, number, at)
    if not seat.signs:
        return _counted(seat)
    return _log(by, seat, "leave", at, by_hand=by_hand)


def _own_seat(by: Actor, enrolment_id: UUID, number: int, at: datetime.datetime) -> LoggedSeat:
    enrolment = lock_seat_alone(enrolment_id)
    access.must_be_person(by, enrolment.person_id)
    session = webinar_of(enrolment, Session.objects.filter(number=number))
    if at < session.starts_at - EARLY:
        raise Refused(
            "webinar_not_open",
            _("Webinar ini belum dibuka."),
            todo=_("Datang lagi seperempat jam sebelum mulai."),
        )
    if at > session.ends_at:
        raise Refused(
            "webinar_over",
            _("Webinar ini sudah selesai, jadi tidak ada lagi yang dicatat."),
            todo=_("Jam yang sudah dihitung tetap tersimpan."),
        )
    return seat_in(session, enrolment)


def must_run(enrolment: Enrolment) -> TrainingClass:
    """The class of a locked seat. Raises Refused: class_finished, class_not_running, seat_over."""
    training_class = enrolment.training_class
    if training_class.status in ("finished", "cancelled"):
        raise Refused(
            "class_finished",
            _("Kelas ini sudah selesai, jadi tidak ada lagi yang dicatat."),
            todo=_("Yang tercatat sebelumnya tetap tersimpan."),
        )
    if training_class.status != "running":
        raise Refused("class_not_running", _("Kelas ini belum dimulai."), todo=_("Coba lagi pada jam mulainya."))
    if enrolment.status not in ("booked", "attending"):
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi tidak ada lagi yang dicatat."))
    return training_class


def webinar_of(enrolment: Enrolment, sessions: QuerySet[Session]) -> Session:
    """The one among `sessions` that is of the seat's class, which runs. Raises NotYours; Refused not_a_webinar, and as
    must_run."""
    must_run(enrolment)
    session = sessions.filter(training_class_id=enrolment.training_class_id).first()
    if session is None:
        raise NotYours()
    if session.kind != SessionKind.WEBINAR:
        raise Refused("not_a_webinar", _("Pertemuan ini bukan webinar."))
    return session


def prompt_key() -> bytes:
    """Of the installation, for nothing else."""
    return sha256(b"webinar prompts" + key("django")).digest()


def prompts_in(session: Session, enrolment_id: UUID) -> list[Prompt]:
    return prompts_of(prompt_key(), session.id, enrolment_id, session.starts_at, session.ends_at)


def signs_of(session: Session, enrolment_id: UUID) -> list[Sign]:
    """The log of a seat in a session, in order (1 statement)."""
    rows = Presence.objects.filter(session=session, enrolment_id=enrolment_id).order_by("happened_at", "id")
    return [Sign(each.kind, each.happened_at, each.source, each.prompt, each.right, each.by_hand) for each in rows]


def seat_in(session: Session, enrolment: Enrolment) -> LoggedSeat:
    return LoggedSeat(session, enrolment, signs_of(session, enrolment.id), prompts_in(session, enrolment.id))


def recount(by: Actor, seat: LoggedSeat, *, at: datetime.datetime) -> Count:
    """Writes the summary of the log: the seat's attendance. What was written by hand before logs counted stays
    as it is."""
    counted = _counted(seat)
    known = Attendance.objects.filter(session=seat.session, enrolment=seat.enrolment).first()
    if counted.first is None or counted.last is None or (known is not None and known.evidence == "roster"):
        return counted
    if seat.enrolment.status == "booked":
        # The first evidence makes it a seat in use; the program says so, whoever left the evidence.
        ENROLMENT.advance(seat.enrolment, "attending", Role.SYSTEM)
        seat.enrolment.save(update_fields=["status"])
    if known is None:
        append(ATTENDANCE_RECORDED, seat.enrolment.id, at=at, session_id=seat.session.id, evidence="platform")
    Attendance.objects.update_or_create(
        session=seat.session,
        enrolment=seat.enrolment,
        defaults={
            "arrived_at": counted.first, "left_at": counted.last, "minutes": counted.minutes, "evidence": "platform",
            "recorded_by": by.person,
        },
    )  # fmt: skip
    return counted


def _counted(seat: LoggedSeat) -> Count:
    return count(seat.signs, seat.prompts, seat.session.starts_at, seat.session.ends_at)


def _log(
    by: Actor,
    seat: LoggedSeat,
    kind: str,
    at: datetime.datetime,
    *,
    prompt: int | None = None,
    right: bool | None = None,
    by_hand: bool,
) -> Count:
    _write(seat, Sign(kind, at, PORTAL, prompt, right, by_hand), at)
    if kind != "alive":  # a page that says once a minute that it is open is no news; its row is the record
        append(
            PRESENCE_LOGGED, seat.enrolment.id, at=at, session_id=seat.session.id, kind=kind, source=PORTAL,
            prompt=prompt, right=right,
        )  # fmt: skip
    return recount(by, seat, at=at)


def _write(seat: LoggedSeat, sign: Sign, at: datetime.datetime) -> None:
    Presence.objects.create(
        session=seat.session, enrolment=seat.enrolment, kind=sign.kind, happened_at=sign.at, received_at=at,
        source=sign.source, prompt=sign.prompt, right=sign.right, by_hand=sign.by_hand,
    )  # fmt: skip
    seat.signs.append(sign)
