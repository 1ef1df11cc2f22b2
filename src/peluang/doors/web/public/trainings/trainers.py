"""A trainer as everybody may see them: what they can show, what they taught, what became of their people."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.learning.queries import public_trainer
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page


@page(ANYONE, whose="public")
def trainer(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    """Somebody who teaches in a published offering or taught a finished class; others are not shown."""
    found = public_trainer(trainer_id, at=clock.now())
    if found is None:
        raise Http404
    return render(request, "public/trainings/trainer.html", {"found": found, "questions": QUESTIONS})
