"""What the class promised when it was scheduled: it stays, whatever the institution changes later."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peluang.domain.catalogue.content import content_of
from peluang.domain.catalogue.queries import changes_between, terms_at, terms_in_words
from peluang.domain.kernel.context import Role
from peluang.domain.learning.queries import own_training
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.steps import find_address
from peluang.engines.standard import STANDARDS

from .person import own_id, registered

#: What a participant was promised; prices outside and codes of the state are the reviewers' matter.
_PROMISED = (
    "title", "skills", "mode", "regency_id", "minutes_theory", "minutes_practice", "minutes_self_paced",
    "longest_day_minutes", "class_size", "trainers_per_class", "tool_sets", "computers", "assessment_parts", "price",
)  # fmt: skip


@page({Role.PERSON})
@registered
def terms(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The version that was bought, and what others are offered now where that differs."""
    own = own_training(own_id(request), enrolment_id)
    if own is None:
        raise Http404
    enrolment, training_class = own.enrolment, own.enrolment.training_class
    language = "en" if (get_language() or "id").startswith("en") else "id"
    bought = terms_at(enrolment.offering, training_class.version)
    changes = changes_between(bought, content_of(enrolment.offering), language)
    context = {
        "enrolment": enrolment, "class": training_class, "now": clock.now(),
        "terms": [{"label": label, "value": value} for label, value in terms_in_words(bought, _PROMISED, language)],
        "changes": [each for each in changes if each.field in _PROMISED],
        "standard": next((each.name for each in STANDARDS if each.version == training_class.standard), ""),
        "report": find_address("public:offering_report", enrolment.offering.training_type.code, enrolment.offering_id),
    }  # fmt: skip
    return render(request, "participant/learning/terms.html", context)
