"""One's own trainings: the list, one class with what is missing to pass, leaving a seat, the review."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import cancel_seat, write_review
from peluang.domain.learning.commands.seats import may_leave_after_move
from peluang.domain.learning.evidence import minutes_in
from peluang.domain.learning.models import AssessmentKind, SessionKind
from peluang.domain.learning.queries import OwnTraining, assessing_of, own_training, trainings_of
from peluang.domain.learning.queries.choosing import last_move
from peluang.domain.learning.queries.waiting import places_of
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui import formats

from .person import own_id, registered

_SCALE = [(each, str(each)) for each in range(1, 6)]


class ReviewForm(forms.Form):
    """A radio group for each question, and words if one likes."""

    text = forms.CharField(
        label=gettext_lazy("Ceritakan sedikit"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Lembaga dan calon peserta membacanya, tanpa namamu."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=_SCALE, coerce=int, widget=forms.RadioSelect
            )
        self.order_fields([*QUESTIONS, "text"])


@page({Role.PERSON})
@registered
def trainings(request: HttpRequest) -> HttpResponse:
    rows = trainings_of(own_id(request))
    context = {
        "now": [each for each in rows if each.status in ("booked", "attending")],
        "before": [each for each in rows if each.status not in ("booked", "attending")],
        "places": places_of(own_id(request)),
    }
    return render(request, "participant/learning/trainings.html", context)


@page({Role.PERSON})
@registered
def training(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    own = _own(request, enrolment_id)
    at = clock.now()
    context = {
        "own": own, "enrolment": own.enrolment, "class": own.enrolment.training_class, "zone": _zone(own),
        "next_session": own.next_session(at), "meetings": meetings(own, at), "kinds": AssessmentKind.choices, "now": at,
        "met": [each.text for each in own.requirements if each.met],
        "missing": [f"{each.text} ({each.now})" for each in own.requirements if not each.met],
        **_moved(own, at),
        "assessing": assessing_of(own.enrolment, [each for each, _seen in own.sessions], at=at),
    }  # fmt: skip
    return render(request, "participant/learning/training.html", context)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def cancel(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    own = _own(request, enrolment_id)
    refusal = None
    if request.method == "POST":
        try:
            cancel_seat(request.actor, enrolment_id=enrolment_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Kursimu dibatalkan dan uangnya sudah kembali."))
            return redirect("participant:trainings")
    context = {
        "enrolment": own.enrolment, "class": own.enrolment.training_class, "refusal": refusal,
        **_moved(own, clock.now()),
    }  # fmt: skip
    return render(request, "participant/learning/cancel.html", context, status=409 if refusal else 200)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def review(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    own = _own(request, enrolment_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in QUESTIONS}
        try:
            write_review(
                request.actor,  # type: ignore[attr-defined]
                enrolment_id=enrolment_id, answers=answers, text=form.cleaned_data["text"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Terima kasih, ulasanmu sudah tersimpan."))
            return redirect("participant:training", enrolment_id)
    context = {"own": own, "enrolment": own.enrolment, "form": form, "questions": list(QUESTIONS)}
    return render(request, "participant/learning/review.html", context, status=422 if form.errors else 200)


def _moved(own: OwnTraining, at: datetime.datetime) -> dict[str, Any]:
    """What a page says when the class was put elsewhere: the move, and whether one may still leave because of it."""
    row, seat = own.enrolment.training_class, own.enrolment
    if row.moved_at is None or seat.status not in ("booked", "attending"):
        return {"moved": None, "may_leave": False}
    move = last_move(row.id)
    return {
        "moved": move, "may_leave": may_leave_after_move(row, [each for each, seen in own.sessions if seen], at),
        "moved_from": datetime.datetime.fromisoformat(move.before["starts_at"]) if move else None,
    }  # fmt: skip


def _own(request: HttpRequest, enrolment_id: UUID) -> OwnTraining:
    found = own_training(own_id(request), enrolment_id)
    if found is None:
        raise Http404
    return found


def meetings(own: OwnTraining, at: datetime.datetime) -> list[list[str]]:
    """Rows of the table of sessions: which, when, and whether the person was there."""
    zone = _zone(own)
    rows = []
    for session, seen in own.sessions:
        if session.kind == SessionKind.SELF_PACED:
            said = _("dihitung per materi")
        elif seen is not None and seen.minutes is not None:
            said = _("dihitung %(minutes)s menit") % {"minutes": minutes_in(session, seen)}
        elif seen is None:
            said = _("tidak tercatat hadir") if session.ends_at < at else _("akan datang")
        elif seen.left_at is None:
            said = _("datang, belum tercatat pulang")
        else:
            said = _("hadir %(start)s–%(end)s") % {
                "start": _clock(seen.arrived_at, zone), "end": _clock(seen.left_at, zone),
            }  # fmt: skip
        name = _("Pertemuan %(number)s") % {"number": session.number}
        rows.append([name, formats.datetime_id(session.starts_at, zone=zone), said])
    return rows


def _clock(moment: datetime.datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H.%M}"


def _zone(own: OwnTraining) -> str:
    regency = own.enrolment.training_class.regency
    return regency.province.timezone if regency else "Asia/Jakarta"
