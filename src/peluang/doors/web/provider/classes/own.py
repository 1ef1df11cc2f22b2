"""A class that the institution or its trainer may lead; anything else is not there."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from peluang.domain.learning.models import TrainingClass
from peluang.domain.learning.queries import class_of


def own_class(request: HttpRequest, class_id: UUID) -> TrainingClass:
    row = class_of(request.actor, class_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
