"""An interview as a file that a calendar opens, for both sides of an application."""

from __future__ import annotations

import datetime

from django.http import HttpResponse

from peluang.domain.jobs.models import Application
from peluang.domain.jobs.slots import interview_event
from peluang.domain.kernel.refusal import NotYours
from peluang.engines.calendars import event_file


def interview_file(application: Application, *, summary: str, at: datetime.datetime) -> HttpResponse:
    """Raises NotYours when no interview was ever agreed."""
    event = interview_event(application, summary=summary, at=at)
    if event is None:
        raise NotYours
    method = "CANCEL" if event.cancelled else "PUBLISH"
    answer = HttpResponse(event_file(event), content_type=f"text/calendar; charset=utf-8; method={method}")
    answer["Content-Disposition"] = 'attachment; filename="wawancara.ics"'
    return answer
