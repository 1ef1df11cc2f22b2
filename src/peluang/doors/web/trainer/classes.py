"""A trainer's day: classes of today, one class with its people, start and end."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import finish_class, start_class
from peluang.domain.learning.models import AssessmentKind, TrainingClass
from peluang.domain.learning.queries import class_of, class_scores, classes_on, roster
from peluang.domain.learning.queries.attendance import undecided_absences
from peluang.domain.learning.readiness import checklist, open_safety
from peluang.doors import clock
from peluang.doors.web.page import page

TEACHERS = frozenset({Role.TRAINER, Role.PROVIDER})


@page(TEACHERS)
def home(request: HttpRequest) -> HttpResponse:
    """Classes with a session today, and those that run without one."""
    at = clock.now()
    membership = request.membership  # type: ignore[attr-defined]
    regency = membership.organisation.regency if membership else None
    zone = ZoneInfo(regency.province.timezone if regency else "Asia/Jakarta")
    day = at.astimezone(zone).date()
    found = classes_on(request.actor, day=day, zone=zone)  # type: ignore[attr-defined]
    today = [
        (each, session)
        for each in found
        for session in each.sessions.all()
        if session.starts_at.astimezone(zone).date() == day
    ]
    busy = {each.id for each, _session in today}
    context = {
        "today": today, "others": [each for each in found if each.id not in busy], "day": day, "zone": str(zone),
        "first": next((pair for pair in today if pair[1].ends_at > at), None),
    }  # fmt: skip
    return render(request, "trainer/home.html", context)


@page(TEACHERS)
def training_class(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row = taught_class(request, class_id)
    at = clock.now()
    seen = roster(row)
    over = all(each.ends_at <= at for each in seen.sessions) and at >= row.starts_at
    context = {
        "class": row, "roster": seen, "zone": zone_of(row), "now": at, "over": over, "marking": class_scores(row),
        "current": next((each for each in seen.sessions if each.ends_at > at), None), "head": _head(),
        "rows": [_row(each, len(seen.sessions)) for each in seen.seated],
        "unsafe": open_safety(checklist(row)) if row.status == "open" and row.offering.mode != "online" else [],
    }  # fmt: skip
    return render(request, "trainer/class.html", context)


@page(TEACHERS, methods=("POST",))
def start(request: HttpRequest, class_id: UUID) -> HttpResponse:
    taught_class(request, class_id)
    try:
        start_class(request.actor, class_id=class_id, at=clock.now())  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kelas dimulai. Sekarang kehadiran bisa dicatat."))
    return redirect("trainer:class", class_id)


@page(TEACHERS, methods=("GET", "POST"))
def finish(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Asks first, and shows who would pass on today's evidence."""
    row = taught_class(request, class_id)
    refusal = None
    if request.method == "POST":
        try:
            finish_class(request.actor, class_id=class_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Kelas selesai. Sertifikat yang lulus sudah terbit."))
            return redirect("trainer:class", class_id)
    seen = roster(row)
    context = {
        "class": row, "refusal": refusal, "passing": [each for each in seen.seated if each.passes],
        "failing": [each for each in seen.seated if not each.passes], "undecided": undecided_absences(class_id),
        "unmarked": class_scores(row).waiting,
    }  # fmt: skip
    return render(request, "trainer/finish.html", context, status=409 if refusal else 200)


def taught_class(request: HttpRequest, class_id: UUID) -> TrainingClass:
    """A class the actor may teach; anything else is not there."""
    row = class_of(request.actor, class_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row


def zone_of(row: TrainingClass) -> str:
    return row.regency.province.timezone if row.regency else "Asia/Jakarta"


def _head() -> list[str]:
    return [_("Peserta"), _("Hadir"), *(str(label) for _kind, label in AssessmentKind.choices), _("Sekarang")]


def _row(seated: object, sessions: int) -> list[object]:
    found = seated.collected  # type: ignore[attr-defined]
    scores = [found.scores[kind].score if kind in found.scores else "–" for kind in AssessmentKind.values]
    percent = f"{found.evidence.attended_percent}%"
    standing = _("lulus") if seated.passes else _("belum lulus")  # type: ignore[attr-defined]
    return [seated.enrolment.person.full_name, percent, *scores, standing]  # type: ignore[attr-defined]
