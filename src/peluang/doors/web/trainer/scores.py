"""Scores of one test for everybody in a class."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import record_assessment
from peluang.domain.learning.models import AssessmentKind
from peluang.domain.learning.queries import roster
from peluang.doors import clock
from peluang.doors.web.page import page

from .classes import TEACHERS, taught_class


@page(TEACHERS, methods=("GET", "POST"))
def scores(request: HttpRequest, class_id: UUID, kind: str) -> HttpResponse:
    """One number a person, 0 to 100; an empty one is left as it is."""
    if kind not in AssessmentKind.values:
        raise Http404
    row = taught_class(request, class_id)
    lines = [_line(request, each, kind) for each in roster(row).seated]
    if request.method == "POST" and _save(request, lines, kind):
        messages.success(request, _("Nilai tersimpan."))
        return redirect("trainer:class", class_id)
    wrong = [each for each in lines if each["error"]]
    context = {"class": row, "kind": AssessmentKind(kind), "lines": lines, "wrong": wrong}
    return render(request, "trainer/scores.html", context, status=422 if wrong else 200)


def _line(request: HttpRequest, seated: Any, kind: str) -> dict[str, Any]:
    found = seated.collected.scores.get(kind)
    recorded = str(found.score) if found else ""
    name = f"nilai-{seated.enrolment.id}"
    return {
        "enrolment": seated.enrolment, "name": name, "recorded": recorded, "error": "",
        "value": request.POST.get(name, recorded).strip(),
    }  # fmt: skip


def _save(request: HttpRequest, lines: list[dict[str, Any]], kind: str) -> bool:
    for line in lines:
        if not line["value"] or line["value"] == line["recorded"]:
            continue
        try:
            record_assessment(
                request.actor,  # type: ignore[attr-defined]
                enrolment_id=line["enrolment"].id, kind=kind, score=int(line["value"]), at=clock.now(),
            )  # fmt: skip
        except ValueError:
            line["error"] = _("Tulis angka 0 sampai 100.")
        except Refused as refusal:
            line["error"] = str(refusal)
    return not any(line["error"] for line in lines)
