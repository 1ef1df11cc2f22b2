"""What was announced or decided against an institution, with its answer and appeal."""

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
from peluang.domain.organisations.commands import answer_sanction, appeal_sanction
from peluang.domain.organisations.queries import sanction_of, sanctions_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import SimpleForm
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.sanction_words import TONES, effects_of, history_of
from peluang.engines.rules import local_date


class WordsForm(SimpleForm):
    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Tulis apa yang terjadi dan apa buktinya. Kantor program membacanya dulu."),
    )  # fmt: skip


@page({Role.PROVIDER})
def sanctions(request: HttpRequest) -> HttpResponse:
    rows = sanctions_of(request.actor.organisation)  # type: ignore[attr-defined]
    return render(request, "provider/sanctions/list.html", {"rows": rows, "tones": TONES})


@page({Role.PROVIDER}, methods=("GET", "POST"))
def sanction(request: HttpRequest, sanction_id: UUID) -> HttpResponse:
    """The reason, what follows from it, and the form for whichever word is due: an answer or an appeal."""
    row = sanction_of(sanction_id, request.actor.organisation)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    at = clock.now()
    today = local_date(at)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = answer_sanction if row.status == "announced" else appeal_sanction
        try:
            act(request.actor, sanction_id=sanction_id, text=form.cleaned_data["text"], at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Terkirim. Anda mendapat pesan begitu diputuskan."))
            return redirect("provider:sanction", sanction_id)
    context = {
        "row": row, "form": form, "tones": TONES, "effects": effects_of(row.kind), "history": history_of(row),
        "may_answer": row.status == "announced" and today <= row.answer_due,
        "may_appeal": row.status == "in_force" and row.appealed_at is None and today <= (row.appeal_due or today),
        "today": today,
    }  # fmt: skip
    return render(request, "provider/sanctions/sanction.html", context, status=422 if form.errors else 200)
