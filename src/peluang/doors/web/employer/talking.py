"""Messages with an applicant, from the employer's side."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import mark_messages_read, send_message
from peluang.domain.jobs.models import LONGEST_MESSAGE
from peluang.domain.jobs.queries import candidate as candidate_of
from peluang.domain.jobs.talking import can_write, conversation, unread, writing_until
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.codes.regions import regency


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Pesan Anda"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nomor telepon, email, dan NIK disembunyikan sampai pelamar setuju membagikan nomornya."),
    )  # fmt: skip


@page(EMPLOYING, methods=("GET", "POST"))
def talk(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Opening it marks what came as read."""
    row = candidate_of(request.actor.organisation, application_id)  # type: ignore[attr-defined]
    form = MessageForm(request.POST or None)
    at = clock.now()
    if request.method == "POST" and form.is_valid():
        try:
            send_message(request.actor, application_id=row.id, text=form.cleaned_data["text"], at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("employer:candidate_messages", row.id)
    if unread(row.id, as_person=False):
        mark_messages_read(request.actor, application_id=row.id, at=at)  # type: ignore[attr-defined]
    context = {
        "row": row, "form": form, "lines": conversation(row, as_person=False), "until": writing_until(row),
        "may_write": can_write(row, as_person=False, at=at), "zone": regency(row.vacancy.regency_id).timezone,
    }  # fmt: skip
    return render(request, "employer/messages.html", context, status=422 if form.errors else 200)
