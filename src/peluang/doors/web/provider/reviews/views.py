"""What people say about an institution, and its one answer to each."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import answer_review
from peluang.domain.learning.queries import review_of_provider, reviews_of_provider, reviews_to_answer
from peluang.domain.learning.questions import QUESTIONS
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Tampil di bawah ulasannya. Tanpa nomor telepon, e-mail, atau tautan."),
    )  # fmt: skip


@page({Role.PROVIDER})
def reviews(request: HttpRequest) -> HttpResponse:
    """Marks by question, then texts, unanswered ones first."""
    provider = request.actor.organisation  # type: ignore[attr-defined]
    rows = reviews_to_answer(provider)
    context = {
        "summary": reviews_of_provider(provider), "questions": QUESTIONS, "rows": rows,
        "open": sum(not each.provider_answer for each in rows),
    }  # fmt: skip
    return render(request, "provider/reviews/list.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    row = review_of_provider(request.actor.organisation, review_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"text": row.provider_answer})
    if request.method == "POST" and form.is_valid():
        try:
            answer_review(
                request.actor,  # type: ignore[attr-defined]
                review_id=review_id, text=form.cleaned_data["text"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban Anda tampil di bawah ulasannya."))
            return redirect("provider:reviews")
    context = {"review": row, "form": form, "questions": QUESTIONS}
    return render(request, "provider/reviews/review.html", context, status=422 if form.errors else 200)
