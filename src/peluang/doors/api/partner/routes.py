"""What an institution's own LMS or webinar platform tells and asks, at /api/v1/partner (docs/partner-api.md).

Each operation names one command or query; who may do what, and whether it counts, is decided there.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.decorators import decorate_view

from peluang.domain.catalogue.queries import offering_of_provider
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands.platform_log import LogEvent, log_platform_presence
from peluang.domain.learning.commands.redeem import commit_redeem_code
from peluang.domain.learning.commands.self_paced import report_feedback, report_progress, report_score
from peluang.domain.learning.completion import missing
from peluang.domain.learning.models import Enrolment, LearningItem, RedeemCode
from peluang.domain.learning.queries.online import collected_of, items_of, items_of_offering, seat_by_code
from peluang.domain.learning.redeem_codes import shown
from peluang.doors import clock

from .shapes import (
    AttendanceIn,
    AttendanceOut,
    CommitIn,
    CompletionIn,
    CompletionOut,
    FeedbackIn,
    ItemOut,
    ProgressIn,
    ProgressOut,
    RedeemOut,
    TaskIn,
    TaskOut,
)
from .signed import HEADERS, WRITE_HEADERS, instruction, question

router = Router(tags=["partner"])


@router.get("/redeem/{code}", response=RedeemOut, openapi_extra=HEADERS)
@decorate_view(question("redeem_status"))
def redeem_status(request: HttpRequest, code: str) -> dict[str, Any]:
    """Whether a redeem code is one of yours, for which class, and whether your LMS took it already."""
    return _redeem(_known(request, code))


@router.post("/redeem/{code}/commit", response=RedeemOut, openapi_extra=WRITE_HEADERS)
@decorate_view(instruction("redeem_commit"))
def redeem_commit(request: HttpRequest, code: str, body: CommitIn) -> dict[str, Any]:
    """Your LMS takes the code for one of its learners. From now on you report on this seat."""
    commit_redeem_code(_actor(request), code=code, external_id=body.external_id, at=clock.now())
    return _redeem(_known(request, code))


@router.get("/items", response=list[ItemOut], openapi_extra=HEADERS)
@decorate_view(question("items"))
def items(request: HttpRequest, offering_id: UUID | None = None, code: str = "") -> list[LearningItem]:
    """The pieces of a course: of an offering as it is now, or of the class that a redeem code belongs to."""
    if code:
        return list(items_of(_known(request, code).enrolment.training_class))
    offering = offering_of_provider(_organisation(request), offering_id) if offering_id else None
    if offering is None:
        raise NotYours()
    return [each for each in items_of_offering(offering.id) if each.retired_at is None]


@router.post("/attendance", response=AttendanceOut, openapi_extra=WRITE_HEADERS)
@decorate_view(instruction("attendance"))
def attendance(request: HttpRequest, body: AttendanceIn) -> dict[str, Any]:
    """Who came into a webinar and left it. Minutes count as the rule of the portal says, not as told."""
    seat = _committed(request, body.code)
    session = seat.training_class.sessions.filter(number=body.session).first()
    if session is None:
        raise NotYours()
    counted = log_platform_presence(
        _actor(request),
        enrolment_id=seat.id,
        session_id=session.id,
        events=[LogEvent(each.event, each.at, each.id) for each in body.events],
        source=str(_organisation(request)),
        at=clock.now(),
    )
    return {"minutes": counted.minutes, "missed": len(counted.missed)}


@router.post("/progress", response=ProgressOut, openapi_extra=WRITE_HEADERS)
@decorate_view(instruction("progress"))
def progress(request: HttpRequest, body: ProgressIn) -> dict[str, Any]:
    """How far a learner is with one item. Time counts when the item is completed, and never beyond its own minutes."""
    row = report_progress(
        _actor(request),
        enrolment_id=_committed(request, body.code).id,
        item_code=body.item,
        started_at=body.started_at,
        active_seconds=body.active_seconds,
        completed_at=body.completed_at,
        score=body.score,
        at=clock.now(),
    )
    done = row.completed_at is not None
    return {
        "item": row.item.code, "completed": done, "active_seconds": row.active_seconds, "score": row.score,
        "counted_seconds": min(row.active_seconds, row.item.minutes * 60) if done and row.item.required else 0,
    }  # fmt: skip


@router.post("/task", response=TaskOut, openapi_extra=WRITE_HEADERS)
@decorate_view(instruction("task"))
def task(request: HttpRequest, body: TaskIn) -> dict[str, Any]:
    """A test or practical work that was scored in your LMS; sent again with another score it corrects."""
    seat = _committed(request, body.code)
    row = report_score(
        _actor(request), enrolment_id=seat.id, kind=body.kind, score=body.score, feedback=body.feedback, at=clock.now()
    )
    return {"kind": row.kind, "score": row.score, "feedback": row.note}


@router.post("/feedback", response=TaskOut, openapi_extra=WRITE_HEADERS)
@decorate_view(instruction("feedback"))
def feedback(request: HttpRequest, body: FeedbackIn) -> dict[str, Any]:
    """The trainer's words about scored work; the participant reads them in the portal."""
    seat = _committed(request, body.code)
    row = report_feedback(_actor(request), enrolment_id=seat.id, kind=body.kind, text=body.text, at=clock.now())
    return {"kind": row.kind, "score": row.score, "feedback": row.note}


@router.post("/completion", response=CompletionOut, openapi_extra=HEADERS)
@decorate_view(question("completion"))
def completion(request: HttpRequest, body: CompletionIn) -> dict[str, Any]:
    """What the evidence says today. Nothing is set by asking: a seat is completed when its class ends."""
    seat = _committed(request, body.code)
    evidence = collected_of(seat).evidence
    lacking = missing(evidence)
    return {
        "complete": not lacking, "seat": seat.status, "rule": evidence.rule.version,
        "attended_minutes": evidence.attended_minutes, "taught_minutes": evidence.taught_minutes,
        "attended_percent": evidence.attended_percent, "items_done": evidence.items_done,
        "items_required": evidence.items_required,
        "missing": [{"code": each.code, "text": str(each.text), "now": str(each.now)} for each in lacking],
    }  # fmt: skip


def _actor(request: HttpRequest) -> Actor:
    return request.partner.actor  # type: ignore[attr-defined]


def _organisation(request: HttpRequest) -> UUID:
    return request.partner.organisation.id  # type: ignore[attr-defined]


def _known(request: HttpRequest, code: str) -> RedeemCode:
    """A code of this partner's; anybody else's answers like one that never was."""
    found = seat_by_code(_organisation(request), code)
    if found is None:
        raise NotYours()
    return found


def _committed(request: HttpRequest, code: str) -> Enrolment:
    found = _known(request, code)
    if found.committed_at is None:
        raise Refused(
            "not_committed",
            _("Kode ini belum dipakai di LMS Anda."),
            todo=_("Kirim dulu redeem commit untuk kode ini."),
        )
    return found.enrolment


def _redeem(row: RedeemCode) -> dict[str, Any]:
    seat, training_class = row.enrolment, row.enrolment.training_class
    return {
        "code": shown(row.code), "seat": seat.status, "committed": row.committed_at is not None,
        "valid": seat.status in ("booked", "attending") and training_class.status in ("open", "running"),
        "external_id": row.external_id, "offering_id": training_class.offering_id,
        "title": training_class.offering.title, "class_code": training_class.code,
        "class_status": training_class.status, "starts_at": training_class.starts_at, "ends_at": training_class.ends_at,
    }  # fmt: skip
