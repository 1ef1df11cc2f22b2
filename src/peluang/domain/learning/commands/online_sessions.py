"""The online sessions of a class: where a webinar is joined, which part people learn on their own, the recording.
Online classes begin by themselves: there is no room whose trainer could open it.
"""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import SESSION_CHANGED
from ..locks import locked_class
from ..models import Session, SessionKind, TrainingClass
from .classes import start_class

_link = URLValidator(schemes=["https"])
_BATCH = 200


@command
def set_links(
    by: Actor, *, session_id: UUID, join_url: str = "", recording_url: str = "", at: datetime.datetime
) -> Session:
    """Where the webinar is joined and where its recording lies; watching that counts for nothing. Until the class is
    cancelled. Raises NotYours; Refused: not_a_webinar, link_unreadable, class_cancelled.
    """
    training_class, session = _locked(by, session_id)
    if session.kind != SessionKind.WEBINAR:
        raise Refused("not_a_webinar", _("Pertemuan ini bukan webinar."))
    if training_class.status == "cancelled":
        raise Refused("class_cancelled", _("Kelas ini sudah dibatalkan."))
    session.join_url = _read_link(join_url, "join_url")
    session.recording_url = _read_link(recording_url, "recording_url")
    session.save(update_fields=["join_url", "recording_url"])
    _tell(session, at)
    return session


@command
def make_self_paced(
    by: Actor,
    *,
    session_id: UUID,
    minutes: int,
    starts_at: datetime.datetime | None = None,
    ends_at: datetime.datetime | None = None,
    at: datetime.datetime,
) -> Session:
    """Turns an online session of a class that still takes people into a part they learn on their own: `minutes` count,
    start and end only say when it is open (inside the class's time). Raises NotYours; Refused: in_a_room, class_begun,
    minutes_impossible, outside_the_class.
    """
    training_class, session = _locked(by, session_id)
    _must_be_changeable(training_class, session, at)
    starts_at, ends_at = starts_at or session.starts_at, ends_at or session.ends_at
    if not training_class.starts_at <= starts_at < ends_at <= training_class.ends_at:
        raise Refused("outside_the_class", _("Waktunya harus di dalam waktu kelas."), field="ends_at")
    if not 1 <= minutes <= (ends_at - starts_at).total_seconds() // 60:
        raise Refused(
            "minutes_impossible", _("Menitnya harus lebih dari nol dan cukup di dalam waktunya."), field="minutes"
        )
    session.kind, session.minutes = SessionKind.SELF_PACED, minutes
    session.starts_at, session.ends_at, session.join_url, session.recording_url = starts_at, ends_at, "", ""
    session.save()
    _tell(session, at)
    return session


@command
def make_webinar(by: Actor, *, session_id: UUID, at: datetime.datetime) -> Session:
    """Back to a webinar that counts from start to end. Raises as make_self_paced."""
    training_class, session = _locked(by, session_id)
    _must_be_changeable(training_class, session, at)
    session.kind, session.minutes = SessionKind.WEBINAR, None
    session.save(update_fields=["kind", "minutes"])
    _tell(session, at)
    return session


def start_online_classes(by: Actor, *, at: datetime.datetime) -> int:
    """Classes without a room begin at their time, each in a transaction of its own. Returns how many began."""
    room = Session.objects.filter(training_class=OuterRef("pk"), kind=SessionKind.ROOM)
    found = TrainingClass.objects.filter(~Exists(room), status="open", starts_at__lte=at).order_by("starts_at", "id")
    begun = 0
    for class_id in found.values_list("id", flat=True)[:_BATCH]:
        try:
            start_class(by, class_id=class_id, at=at)
        except Refused:  # somebody started or cancelled it meanwhile
            continue
        begun += 1
    return begun


def _locked(by: Actor, session_id: UUID) -> tuple[TrainingClass, Session]:
    found = Session.objects.filter(id=session_id).values_list("training_class_id", flat=True).first()
    if found is None:
        raise NotYours()
    training_class = locked_class(found)
    access.must_teach(by, training_class)
    return training_class, Session.objects.get(id=session_id)


def _must_be_changeable(training_class: TrainingClass, session: Session, at: datetime.datetime) -> None:
    """What counts is fixed once a class has begun: who sits in it relies on it."""
    if session.kind == SessionKind.ROOM:
        raise Refused("in_a_room", _("Pertemuan ini tatap muka."))
    if training_class.status != "open" or at >= training_class.starts_at:
        raise Refused(
            "class_begun",
            _("Kelas ini sudah dimulai, jadi cara belajarnya tidak diubah lagi."),
            todo=_("Peserta sudah mengandalkan cara menghitung jamnya."),
        )


def _read_link(text: str, field: str) -> str:
    text = text.strip()
    if not text:
        return ""
    try:
        _link(text)
    except ValidationError as error:
        raise Refused(
            "link_unreadable", _("Tulis alamat lengkap yang dimulai dengan https://."), field=field
        ) from error
    return text


def _tell(session: Session, at: datetime.datetime) -> None:
    payload: dict[str, Any] = {"kind": str(session.kind), "minutes": session.minutes}
    append(
        SESSION_CHANGED, session.id, at=at, class_id=session.training_class_id, starts_at=session.starts_at,
        ends_at=session.ends_at, **payload,
    )  # fmt: skip
