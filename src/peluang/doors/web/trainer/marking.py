"""The marking queue: practical work over all classes, oldest first; marked one after the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import correct_marks, mark_work, return_work
from peluang.domain.learning.models import PracticalFile, PracticalWork
from peluang.domain.learning.queries import WorkCase, next_waiting, waiting_works, work_case, work_file
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.stored_files import PICTURES, give_out

from .classes import TEACHERS, zone_of


@page(TEACHERS)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits; on a wide screen the oldest is opened beside it."""
    waiting = waiting_works(request.actor)  # type: ignore[attr-defined]
    return render(request, "trainer/marking.html", {"waiting": waiting, "now": clock.now(), "case": None})


@page(TEACHERS, methods=("GET", "POST"))
def work(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """One work. After a mark or a return the next oldest opens by itself."""
    case = work_case(request.actor, work_id)  # type: ignore[attr-defined]
    if case is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            said = _decide(request, case)
        except NotYours:
            raise Http404 from None
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, said)
            return _onward(request, case.work)
    context = _context(request, case, refusal)
    return render(request, "trainer/marking.html", context, status=422 if refusal else 200)


@page(TEACHERS)
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A file of work in a class one teaches."""
    row = work_file(request.actor, photo_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return give_out(row.file)


def _decide(request: HttpRequest, case: WorkCase) -> str:
    """Marks, returns or corrects, and says so. Raises Refused."""
    actor, at, row = request.actor, clock.now(), case.work  # type: ignore[attr-defined]
    feedback, name = request.POST.get("feedback", ""), row.enrolment.person.full_name
    if request.POST.get("do") == "kembalikan":
        return_work(actor, work_id=row.id, seen_round=_round(request), feedback=feedback, at=at)
        return _("Dikembalikan kepada %(name)s dengan catatan Anda.") % {"name": name}
    marks = _marks(request, case)
    if request.POST.get("do") == "ubah":
        seen = parse_datetime(request.POST.get("dilihat", "")) or at
        correct_marks(actor, work_id=row.id, seen=seen, marks=marks, feedback=feedback, at=at)
        return _("Nilai %(name)s sudah diubah.") % {"name": name}
    marked = mark_work(actor, work_id=row.id, seen_round=_round(request), marks=marks, feedback=feedback, at=at)
    return _("%(name)s mendapat %(score)s.") % {"name": name, "score": marked.score}


def _round(request: HttpRequest) -> int:
    typed = request.POST.get("kiriman", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0


def _marks(request: HttpRequest, case: WorkCase) -> dict[str, int]:
    """What was typed as a whole number; the rest is missing, and said at its field."""
    found = {}
    for code, _text, points, _given in case.criteria:
        typed = request.POST.get(f"poin-{code}", "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise Refused("mark_unclear", _("Tulis angka 0 sampai %(points)s.") % {"points": points}, field=code)
        if typed:
            found[code] = int(typed)
    return found


def _onward(request: HttpRequest, done: PracticalWork) -> HttpResponse:
    following = next_waiting(request.actor, after=done.handed_in_at, but=done.id)  # type: ignore[attr-defined]
    if following is None:
        return redirect("trainer:marking")
    return redirect("trainer:work", following.id)


def _context(request: HttpRequest, case: WorkCase, refusal: Refused | None) -> dict[str, Any]:
    row = case.work
    at_field = refusal.field if refusal else ""
    criteria = [
        {
            "name": f"poin-{code}", "text": text, "points": points,
            "value": request.POST.get(f"poin-{code}", "" if given is None else given),
            "error": str(refusal) if refusal and at_field == code else "",
        }
        for code, text, points, given in case.criteria
    ]  # fmt: skip
    before = row.feedback if row.status == "marked" else ""
    return {
        "waiting": waiting_works(request.actor), "case": case, "work": row, "refusal": refusal, "now": clock.now(),  # type: ignore[attr-defined]
        "zone": zone_of(row.enrolment.training_class), "criteria": criteria, "photos": [_photo(e) for e in case.files],
        "feedback": request.POST.get("feedback", before),
        "wrong": _wrong(refusal),
    }  # fmt: skip


def _wrong(refusal: Refused | None) -> list[dict[str, str]]:
    if refusal is None:
        return []
    name = {None: "", "feedback": "feedback"}.get(refusal.field, f"poin-{refusal.field}")
    return [{"name": name, "text": str(refusal)}]


def _photo(row: PracticalFile) -> dict[str, object]:
    return {
        "href": reverse("trainer:work_photo", args=[row.id]), "name": row.file.name,
        "picture": row.file.media_type in PICTURES, "note": _("kiriman %(round)s") % {"round": row.round},
    }  # fmt: skip
