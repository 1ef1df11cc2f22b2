"""A person says whether employers may find them, and answers those who invite them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.commands import accept_invitation, decline_invitation
from peluang.domain.jobs.invitations import invitation_of, invitations_of
from peluang.domain.jobs.models import DeclineReason
from peluang.domain.jobs.reasons import told
from peluang.domain.jobs.states import HIDDEN
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.commands import give_consent, withdraw_consent
from peluang.domain.people.enums import Purpose
from peluang.domain.people.queries import has_consent
from peluang.doors import clock
from peluang.doors.web.page import page

_PERSON = {Role.PERSON}


@page(_PERSON, methods=("GET", "POST"))
def findable(request: HttpRequest) -> HttpResponse:
    """One button each way; off until it is pressed. The same consent as on the page of all consents."""
    me, at = request.actor.person, clock.now()  # type: ignore[attr-defined]
    purpose = Purpose.EMPLOYERS.value
    if request.method == "POST":
        wanted = request.POST.get("boleh") == "ya"
        change: Any = give_consent if wanted else withdraw_consent
        change(request.actor, person_id=me, purpose=purpose, at=at)  # type: ignore[attr-defined]
        messages.success(
            request,
            _("Pemberi kerja bisa menemukan keahlianmu, tanpa namamu.") if wanted
            else _("Kamu tidak tampil lagi di daftar pemberi kerja mana pun."),
        )  # fmt: skip
        return redirect("participant:findable")
    context = {"findable": has_consent(me, purpose), "invitations": invitations_of(me, at=at)}
    return render(request, "participant/found/findable.html", context)


@page(_PERSON, methods=("GET", "POST"))
def invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The vacancy, who invites, why it fits; yes sends an application, no needs no reason."""
    me, at = request.actor.person, clock.now()  # type: ignore[attr-defined]
    row = invitation_of(me, invitation_id)
    wrong: Refused | None = None
    if request.method == "POST":
        try:
            if request.POST.get("aksi") == "terima":
                sent = accept_invitation(request.actor, invitation_id=row.id, at=at)  # type: ignore[attr-defined]
                messages.success(request, _("Lamaranmu terkirim. Sekarang pemberi kerja melihat namamu."))
                return redirect("participant:application", sent.id)
            reason = request.POST.get("reason", "")
            decline_invitation(request.actor, invitation_id=row.id, reason=reason, at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            wrong, row = refusal, invitation_of(me, invitation_id)
        else:
            messages.success(request, _("Jawabanmu terkirim. Pemberi kerja tidak tahu siapa kamu."))
            return redirect("participant:invitation", row.id)
    context = {
        "row": row, "wrong": wrong, "over": at > row.expires_at, "hidden": row.vacancy.status in HIDDEN,
        "declines": DeclineReason.choices,
        "reasons": told(row.match_total, row.match_factors, to_person=True),
    }  # fmt: skip
    return render(request, "participant/found/invitation.html", context, status=422 if wrong else 200)
