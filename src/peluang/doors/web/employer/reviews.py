"""Why the labour office looks at a vacancy or at the employer itself, and the employer's answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import answer_office, answer_review, appeal_review
from peluang.domain.jobs.models import EmployerQuestion
from peluang.domain.jobs.states import VACANCY_REVIEW
from peluang.domain.jobs.trust import questions_to, review_of_employer
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.signals import explained


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dinas tenaga kerja membacanya."),
    )  # fmt: skip


@page(EMPLOYING, methods=("GET", "POST"))
def review(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """What was found in a vacancy; answering while it waits, asking for another look afterwards."""
    row = review_of_employer(request.actor.organisation, look_id)  # type: ignore[attr-defined]
    form = AnswerForm(request.POST or None)
    may_appeal = VACANCY_REVIEW.may(row.status, "appealed", request.actor.role)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        step = appeal_review if may_appeal else answer_review
        try:
            step(request.actor, review_id=row.id, text=form.cleaned_data["text"], at=clock.now())  # type: ignore[attr-defined]
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban Anda terkirim."))
            return redirect("employer:vacancy", row.vacancy_id)
    context = {"look": row, "form": form, "found": explained(row), "may_appeal": may_appeal}
    return render(request, "employer/review.html", context, status=422 if form.errors else 200)


@page(EMPLOYING, methods=("GET", "POST"))
def own_check(request: HttpRequest) -> HttpResponse:
    """Whether the labour office has checked this employer, why not, and what it asks."""
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    questions = questions_to(organisation.id)
    waiting = next((each for each in questions if each.answered_at is None), None)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and waiting and form.is_valid() and _answered(request, waiting, form):
        messages.success(request, _("Jawaban Anda terkirim."))
        return redirect("employer:own_check")
    context = {"row": organisation, "questions": questions, "waiting": waiting, "form": form}
    return render(request, "employer/own_check.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, question: EmployerQuestion, form: AnswerForm) -> bool:
    try:
        answer_office(request.actor, question_id=question.id, text=form.cleaned_data["text"], at=clock.now())  # type: ignore[attr-defined]
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
