"""Webinars and self-paced parts: one's own, those of an institution's classes, and a seat as its partner sees it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from ..commands.presence import prompts_in, signs_of
from ..completion import Minutes
from ..evidence import Collected, collect, items_of_class, session_minutes
from ..models import (
    Attendance,
    Enrolment,
    ItemProgress,
    LearningItem,
    Presence,
    RedeemCode,
    Session,
    SessionKind,
    TrainingClass,
)
from ..redeem_codes import tidy
from ..webinar import Count as Counted
from ..webinar import Prompt, count, open_prompt


@dataclass(frozen=True)
class OwnWebinar:
    """One webinar of one's own. prompt: the question that waits now. counted: minutes so far. there: joined and not
    left. next_by: before when the next question comes. code: one's name for the platform's log, "" while none.
    """

    enrolment: Enrolment
    session: Session
    training_class: TrainingClass
    prompt: Prompt | None
    counted: Counted
    there: bool
    next_by: datetime.datetime | None
    contested: bool
    code: str

    @property
    def minutes(self) -> int:
        return session_minutes(self.session)

    def in_time(self, at: datetime.datetime) -> bool:
        return self.prompt is not None and at <= self.prompt.closes_at


@dataclass(frozen=True)
class OwnSelfPaced:
    """items: (item, progress or None) in order. minutes: of the self-paced part. collected: of the whole class."""

    enrolment: Enrolment
    training_class: TrainingClass
    parts: list[Session]
    items: list[tuple[LearningItem, ItemProgress | None]]
    minutes: Minutes
    collected: Collected
    code: RedeemCode | None

    @property
    def opens_at(self) -> datetime.datetime:
        return min(each.starts_at for each in self.parts)

    @property
    def closes_at(self) -> datetime.datetime:
        return max(each.ends_at for each in self.parts)


def own_webinar(person_id: UUID, enrolment_id: UUID, number: int, *, at: datetime.datetime) -> OwnWebinar | None:
    """None when it is not theirs or no webinar (5 statements)."""
    enrolment = _own(person_id, enrolment_id)
    if enrolment is None:
        return None
    session = Session.objects.filter(
        training_class_id=enrolment.training_class_id, number=number, kind=SessionKind.WEBINAR
    ).first()
    if session is None:
        return None
    signs, prompts = signs_of(session, enrolment.id), prompts_in(session, enrolment.id)
    attendance = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    seen = [each for each in signs if each.kind != "prompt"]
    code = RedeemCode.objects.filter(enrolment=enrolment).first()
    return OwnWebinar(
        enrolment=enrolment,
        session=session,
        training_class=enrolment.training_class,
        prompt=open_prompt(prompts, signs, at),
        counted=count(signs, prompts, session.starts_at, session.ends_at),
        # A page that was closed and opened again goes on; who pressed "leave" comes in anew.
        there=bool(seen) and not (seen[-1].kind == "leave" and seen[-1].by_hand),
        next_by=next((each.latest for each in prompts if each.shown_at > at), None),
        contested=attendance is not None and attendance.contested_at is not None,
        code=code.code if code else "",
    )


def own_self_paced(person_id: UUID, enrolment_id: UUID) -> OwnSelfPaced | None:
    """None when it is not theirs or has no self-paced part (7 statements)."""
    enrolment = _own(person_id, enrolment_id)
    if enrolment is None:
        return None
    collected = collect(enrolment.training_class, [enrolment])[enrolment.id]
    parts = [each for each in collected.sessions if each.kind == SessionKind.SELF_PACED]
    if not parts:
        return None
    return OwnSelfPaced(
        enrolment=enrolment,
        training_class=enrolment.training_class,
        parts=parts,
        items=[(each, collected.progress.get(each.id)) for each in collected.items],
        minutes=collected.evidence.by_kind[SessionKind.SELF_PACED],
        collected=collected,
        code=RedeemCode.objects.filter(enrolment=enrolment).first(),
    )


def _own(person_id: UUID, enrolment_id: UUID) -> Enrolment | None:
    return (
        Enrolment.objects.filter(person_id=person_id, id=enrolment_id)
        .exclude(status="cancelled")
        .select_related(
            "training_class", "training_class__offering", "training_class__regency__province", "offering", "provider"
        )
        .first()
    )


@dataclass(frozen=True)
class OnlineSession:
    """A session as its institution plans it. lines: of the webinar's log. seen: seats with evidence."""

    session: Session
    minutes: int
    lines: int
    seen: int


def online_sessions(training_class: TrainingClass) -> list[OnlineSession]:
    """The sessions outside a room, in order, with how much their logs hold (3 statements)."""
    sessions = list(training_class.sessions.exclude(kind=SessionKind.ROOM))
    ids = [each.id for each in sessions]
    counted = Presence.objects.filter(session_id__in=ids).values_list("session_id").annotate(Count("id"))
    lines: dict[UUID, int] = dict(counted)
    attended = Attendance.objects.filter(session_id__in=ids).values_list("session_id").annotate(Count("id"))
    seen: dict[UUID, int] = dict(attended)
    return [
        OnlineSession(each, session_minutes(each), lines.get(each.id, 0), seen.get(each.id, 0)) for each in sessions
    ]


def items_of_offering(offering_id: UUID) -> list[LearningItem]:
    """Of the course as it is now, in order, retired ones last (1 statement)."""
    found = LearningItem.objects.filter(offering_id=offering_id)
    return sorted(found, key=lambda each: (each.retired_at is not None, each.number))


def seat_by_code(provider_id: UUID, code: str) -> RedeemCode | None:
    """With seat, class and offering; None for an unknown code or another institution's (1 statement)."""
    return (
        RedeemCode.objects.filter(code=tidy(code), enrolment__provider_id=provider_id)
        .select_related("enrolment", "enrolment__training_class", "enrolment__training_class__offering")
        .first()
    )


def collected_of(enrolment: Enrolment) -> Collected:
    """What completion of one seat is computed from; training_class and its offering must be loaded (3–5 statements)."""
    return collect(enrolment.training_class, [enrolment])[enrolment.id]


def items_of(training_class: TrainingClass) -> Sequence[LearningItem]:
    """What this class asks for (1 statement)."""
    return items_of_class(training_class)
