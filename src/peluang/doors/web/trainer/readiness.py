"""Before people come: the trainer who stands there looks round and ticks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from peluang.doors.web.page import page
from peluang.doors.web.readiness.checking import check_page

from .classes import TEACHERS, taught_class


@page(TEACHERS, methods=("GET", "POST"))
def readiness(request: HttpRequest, class_id: UUID) -> HttpResponse:
    return check_page(request, taught_class(request, class_id), back=reverse("trainer:class", args=[class_id]))
