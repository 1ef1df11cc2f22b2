"""From a domain refusal to the form it came from: what was typed stays, the sentence stands at its field."""

from __future__ import annotations

from django.forms import BaseForm

from peluang.domain.kernel.refusal import Refused


def add_refusal(form: BaseForm, refusal: Refused) -> None:
    """Puts the refusal at its field, or above the form when the form has no such field."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))
