"""Before people come: the institution looks at what must be there, on the page it shares with its trainers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from peluang.domain.kernel.context import Role
from peluang.doors.web.page import page
from peluang.doors.web.readiness.checking import check_page

from .own import own_class


@page({Role.PROVIDER}, methods=("GET", "POST"))
def readiness(request: HttpRequest, class_id: UUID) -> HttpResponse:
    return check_page(request, own_class(request, class_id), back=reverse("provider:class", args=[class_id]))
