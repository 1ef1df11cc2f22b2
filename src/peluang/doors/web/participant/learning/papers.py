"""One's own tests: what waits, the paper itself, what came of it.

A paper works without JavaScript; with it, answers are sent as they are given (static/ui/paper.js).
"""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import hand_in_paper, open_paper, save_answers
from peluang.domain.learning.models import Paper
from peluang.domain.learning.queries import OwnPaper, OwnTest, OwnTraining, assessing_of, own_paper, own_training
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def test(request: HttpRequest, enrolment_id: UUID, kind: str) -> HttpResponse:
    """Before: what the test is. After: what came of it. The button opens the paper, and its time begins."""
    own, found = _own_test(request, enrolment_id, kind)
    refusal = None
    if request.method == "POST":
        try:
            paper = open_paper(request.actor, enrolment_id=enrolment_id, kind=kind, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            return redirect("participant:paper", paper.id)
    if found is None and refusal is None:
        raise Http404
    context = {
        "own": own, "enrolment": own.enrolment, "test": found, "refusal": refusal, "zone": zone_of(own),
        "over": own.enrolment.training_class.status == "finished",
    }  # fmt: skip
    return render(request, "participant/learning/test.html", context, status=409 if refusal else 200)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = own_paper(own_id(request), paper_id, at=clock.now())
    if found is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, found)
    return _shown(request, found)


def _shown(request: HttpRequest, found: OwnPaper, *, refusal: Refused | None = None) -> HttpResponse:
    row = found.paper
    left = max(0, int((row.due_at - clock.now()).total_seconds()))
    context = {
        "paper": row, "found": found, "refusal": refusal, "left": left, "due": _clock(row, row.due_at),
        "kept": _("Tersimpan %(time)s.") % {"time": _clock(row, row.saved_at)} if row.saved_at else "",
        "kind": row.get_kind_display(), "enrolment": row.enrolment,
    }  # fmt: skip
    if found.state == "open":
        return render(request, "participant/learning/paper.html", context, status=409 if refusal else 200)
    return render(request, "participant/learning/paper_result.html", context, status=409 if refusal else 200)


def _answered(request: HttpRequest, found: OwnPaper) -> HttpResponse:
    """Saves, or hands in; before a paper with empty answers is handed in, it asks."""
    actor, paper_id, at = request.actor, found.paper.id, clock.now()  # type: ignore[attr-defined]
    answers = typed_answers(request, found.paper)
    quiet = request.headers.get("Accept") == "application/json"
    ends = request.POST.get("do") == "kumpulkan"
    try:
        if ends and (request.POST.get("yakin") or request.POST.get("habis") or found.state != "open"):
            return _handed_in(request, hand_in_paper(actor, paper_id=paper_id, answers=answers, at=at))
        row = save_answers(actor, paper_id=paper_id, answers=answers, at=at)
        empty = len(row.questions) - len(row.answers)
        if ends and not empty:
            return _handed_in(request, hand_in_paper(actor, paper_id=paper_id, answers={}, at=at))
    except NotYours:
        raise Http404 from None
    except Refused as refusal:
        if quiet:
            return JsonResponse({"code": refusal.code, "text": str(refusal)}, status=409)
        again = own_paper(own_id(request), paper_id, at=clock.now())
        assert again is not None
        return _shown(request, again, refusal=refusal)
    if quiet:
        return JsonResponse({"saved": _clock(row, at), "answered": len(row.answers)})
    if ends:
        context = {"paper": row, "empty": empty, "all": len(row.questions), "due": _clock(row, row.due_at)}
        return render(request, "participant/learning/paper_hand_in.html", context)
    said = _("Jawabanmu tersimpan. Kamu bisa melanjutkan sampai %(due)s.") % {"due": _clock(row, row.due_at)}
    messages.success(request, said)
    return redirect("participant:paper", paper_id)


def _handed_in(request: HttpRequest, row: Paper) -> HttpResponse:
    if row.handed_in_at is None:
        said = _("Waktunya sudah habis, jadi yang dinilai adalah jawaban yang tersimpan sebelumnya.")
        messages.warning(request, said)
    else:
        messages.success(request, _("Tesmu sudah dikumpulkan."))
    return redirect("participant:paper", row.id)


def typed_answers(request: HttpRequest, row: Paper) -> dict[str, Any]:
    """Of the questions that the form named in `soal`; a named question without an answer was emptied."""
    options = {each["question"]: each["options"] for each in row.questions}
    found: dict[str, Any] = {}
    for question in request.POST.getlist("soal"):
        values = request.POST.getlist(f"j-{question}")
        found[question] = values if options.get(question) else " ".join(values)
    return found


def _own_test(request: HttpRequest, enrolment_id: UUID, kind: str) -> tuple[OwnTraining, OwnTest | None]:
    own = own_training(own_id(request), enrolment_id)
    if own is None:
        raise Http404
    sessions = [each for each, _seen in own.sessions]
    tests = assessing_of(own.enrolment, sessions, at=clock.now()).tests
    return own, next((each for each in tests if each.kind.value == kind), None)


def zone_of(own: OwnTraining) -> str:
    regency = own.enrolment.training_class.regency
    return regency.province.timezone if regency else "Asia/Jakarta"


def _clock(row: Paper, moment: datetime.datetime) -> str:
    """In the class's own zone, which the page names."""
    regency = row.enrolment.training_class.regency
    zone = ZoneInfo(regency.province.timezone if regency else "Asia/Jakarta")
    names = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
    return f"{moment.astimezone(zone):%H.%M} {names.get(str(zone), '')}".strip()
