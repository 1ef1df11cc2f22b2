"""Messages about an application, from the person's side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.commands import hide_contact, mark_messages_read, send_message, share_contact
from peluang.domain.jobs.models import Application
from peluang.domain.jobs.queries import application_of
from peluang.domain.jobs.talking import can_write, conversation, unread, writing_until
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import MessageForm


@page({Role.PERSON}, methods=("GET", "POST"))
def talk(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Opening it marks what came as read. The person alone decides whether their number is shown."""
    row = application_of(request.actor.person, application_id)  # type: ignore[attr-defined]
    wanted = request.POST.get("aksi", "")
    form = MessageForm(request.POST if wanted == "kirim" else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            said = _step(request, row, wanted, form)
        except Refused as refusal:
            if form.is_bound:
                add_refusal(form, refusal)
            else:
                messages.error(request, str(refusal))
        else:
            if said:
                messages.success(request, said)
            return redirect("participant:application_messages", row.id)
    at = clock.now()
    if unread(row.id, as_person=True):
        mark_messages_read(request.actor, application_id=row.id, at=at)  # type: ignore[attr-defined]
    context = {
        "row": row, "form": form, "lines": conversation(row, as_person=True), "until": writing_until(row),
        "may_write": can_write(row, as_person=True, at=at), "zone": row.vacancy.regency.province.timezone,
    }  # fmt: skip
    return render(request, "participant/work/messages.html", context, status=422 if form.errors else 200)


def _step(request: HttpRequest, row: Application, wanted: str, form: MessageForm) -> str:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if wanted == "bagikan":
        share_contact(by, application_id=row.id, at=at)
        return _("Pemberi kerja ini sekarang melihat nomormu.")
    if wanted == "sembunyikan":
        hide_contact(by, application_id=row.id, at=at)
        return _("Nomormu disembunyikan lagi.")
    if wanted == "kirim":
        send_message(by, application_id=row.id, text=form.cleaned_data["text"], at=at)
    return ""
