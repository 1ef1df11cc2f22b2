"""Forms, rounds and what was answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from .models import Form, Response, Round


def latest_form(code: str) -> Form | None:
    return Form.objects.filter(code=code).order_by("-version").first()


def open_round_of(form_code: str, name: str) -> Round | None:
    """The newest version's round of that name, with its form (one statement)."""
    found = Round.objects.select_related("form").filter(form__code=form_code, name=name)
    return found.order_by("-form__version").first()


def response_of(round_id: UUID, person_id: UUID, subject: UUID) -> Response | None:
    return Response.objects.filter(round_id=round_id, person_id=person_id, subject=subject).first()


def answered(person_id: UUID) -> list[Response]:
    """What this person answered, newest first (one statement)."""
    rows = Response.objects.select_related("round__form").filter(person_id=person_id)
    return list(rows.order_by("-answered_at"))


def in_language(question: dict[str, Any]) -> dict[str, Any]:
    """A question with `text` and option texts in the active language, for a page."""
    suffix = "en" if (get_language() or "id").startswith("en") else "id"
    shown = {**question, "text": question[f"text_{suffix}"]}
    if "options" in question:
        shown["options"] = [{"value": each["code"], "label": each[f"text_{suffix}"]} for each in question["options"]]
    return shown
