"""A trainer's own record; the institution's managers read those of its trainers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import TrainerRecord, own_trainers, trainer_record
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.charts import Dot
from peluang.engines.rules import local_date

from .classes import TEACHERS


@page(TEACHERS)
def records(request: HttpRequest) -> HttpResponse:
    """A trainer goes straight to their own; a manager chooses among the institution's."""
    found = own_trainers(request.actor)  # type: ignore[attr-defined]
    if len(found) == 1 and request.actor.role == Role.TRAINER:  # type: ignore[attr-defined]
        return redirect("trainer:record", found[0].id)
    return render(request, "trainer/records.html", {"trainers": found})


@page(TEACHERS)
def record(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    found = trainer_record(request.actor, trainer_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    context = {
        "record": found, "trainer": found.trainer, "questions": QUESTIONS, "today": local_date(clock.now()),
        "own_page": request.actor.role == Role.TRAINER,  # type: ignore[attr-defined]
        "passed": _passed(found),
    }  # fmt: skip
    return render(request, "trainer/record.html", context)


def _passed(found: TrainerRecord) -> list[Dot]:
    """Shares that passed, of all who sat to the end: one's own, and all others who teach the same as one."""
    named = [(found.trainer.name, found.own), (_("Pelatih lain, pelatihan sama"), found.colleagues)]
    return [
        Dot(name, round(share.point * 100), round(share.low * 100), round(share.high * 100), share.n)
        for name, results in named
        if results and results.completed
        for share in [results.completed]
    ]
