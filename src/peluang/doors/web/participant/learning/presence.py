"""One's own code of attendance, what was recorded, and an answer to a visit that found nobody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import answer_absence, scan_board
from peluang.domain.learning.queries.attendance import own_presence, seat_in_session, ticket_sheet
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.qr import qr_svg
from peluang.doors.web.refusals import add_refusal
from peluang.engines.presence import ticket_text

from .person import own_id, registered


class AnswerForm(forms.Form):
    seat = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Apa yang terjadi?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def presence(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The ticket of today's session. Its codes come with the page, so that it keeps changing without a network."""
    at = clock.now()
    own = own_presence(own_id(request), enrolment_id, at)
    if own is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_absence(
                request.actor,  # type: ignore[attr-defined]
                seat_id=form.cleaned_data["seat"], answer=form.cleaned_data["answer"], at=at,
            )  # fmt: skip
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawabanmu tersimpan. Kantor yang berkunjung membacanya sebelum memutuskan."))
            return redirect("participant:presence", enrolment_id)
    seat, regency = own.enrolment.seat, own.enrolment.training_class.regency
    alive = own.enrolment.status in ("booked", "attending")
    sheet = ticket_sheet(own.session, own.enrolment.id) if own.session and alive else None
    code = sheet.at("any", at) if sheet else ""
    ticket = ticket_text(seat, code) if code else ""
    context: dict[str, Any] = {
        "own": own, "enrolment": own.enrolment, "class": own.enrolment.training_class, "session": own.session,
        "zone": regency.province.timezone if regency else "Asia/Jakarta", "ticket": ticket, "form": form,
        "picture": qr_svg(ticket, _("Kode kehadiranmu")) if ticket else "", "answered": request.POST.get("seat", ""),
        "sheet": {"seat": seat, "now": int(at.timestamp() * 1000), "width": sheet.width, "first": sheet.first,
                  "codes": sheet.codes["any"], "label": _("Kode kehadiranmu")} if sheet else {},
    }  # fmt: skip
    return render(request, "participant/learning/presence.html", context, status=422 if form.errors else 200)


@page(ANYONE, whose="public")
def by_qr(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """What the QR code on a trainer's screen holds, in capitals so that it stays small; on to the address itself."""
    try:
        session_id = UUID(key)
    except ValueError:
        raise Http404 from None
    return redirect("attending:confirm", session_id, code)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def confirm(request: HttpRequest, session_id: UUID, code: str) -> HttpResponse:
    """Asks once, because opening a link must not record anything. The time comes from the code, so signing in first
    costs nobody a minute."""
    found = seat_in_session(own_id(request), session_id)
    if found is None:
        raise Http404
    session, seat = found
    refusal = None
    if request.method == "POST":
        try:
            answer = scan_board(request.actor, session_id=session_id, code=code, at=clock.now())  # type: ignore[attr-defined]
        except NotYours:
            raise
        except Refused as refused:
            refusal = refused
        else:
            came = answer.direction == "in"
            messages.success(request, _("Datangmu sudah tercatat.") if came else _("Pulangmu sudah tercatat."))
            return redirect("participant:presence", seat.id)
    training_class = session.training_class
    context = {
        "session": session, "class": training_class, "seat": seat, "refusal": refusal,
        "zone": training_class.regency.province.timezone if training_class.regency else "Asia/Jakarta",
    }  # fmt: skip
    return render(request, "participant/learning/confirm_presence.html", context, status=409 if refusal else 200)
