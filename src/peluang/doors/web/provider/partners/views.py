"""Keys for the institution's own LMS or webinar platform, and what these machines asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands.partner_keys import (
    MOST_KEYS,
    make_partner_key,
    retire_partner_key,
    rotate_partner_key,
)
from peluang.domain.organisations.models import PartnerKey
from peluang.domain.organisations.queries import partner_key_of, partner_keys_of, partner_requests_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

#: What the machine asked, in words.
OPERATIONS: dict[str, Any] = {
    "redeem_status": gettext_lazy("Menanyakan kode"),
    "redeem_commit": gettext_lazy("Memakai kode"),
    "items": gettext_lazy("Mengambil daftar materi"),
    "attendance": gettext_lazy("Melaporkan kehadiran webinar"),
    "progress": gettext_lazy("Melaporkan kemajuan"),
    "task": gettext_lazy("Melaporkan nilai"),
    "feedback": gettext_lazy("Mengirim umpan balik"),
    "completion": gettext_lazy("Menanyakan kelulusan"),
}


class KeyForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Nama"), max_length=80, help_text=gettext_lazy("Untuk Anda sendiri, misalnya “LMS utama”.")
    )


@page({Role.PROVIDER})
def keys(request: HttpRequest) -> HttpResponse:
    rows = partner_keys_of(request.actor.organisation)  # type: ignore[attr-defined]
    in_use = [each for each in rows if each.retired_at is None]
    context = {"keys": rows, "in_use": len(in_use), "most": MOST_KEYS}
    return render(request, "provider/partners/keys.html", context)


@never_cache
@page({Role.PROVIDER}, methods=("GET", "POST"))
def new_key(request: HttpRequest) -> HttpResponse:
    """The secret is shown on the answer itself, which no cache keeps: it is never shown again."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.actor  # type: ignore[attr-defined]
        try:
            made, secret = make_partner_key(
                actor, organisation_id=actor.organisation, label=form.cleaned_data["label"], at=clock.now()
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "provider/partners/secret.html", {"key": made, "secret": secret})
    return render(request, "provider/partners/new.html", {"form": form}, status=422 if form.errors else 200)


@page({Role.PROVIDER})
def key(request: HttpRequest, key_id: UUID) -> HttpResponse:
    row = _own(request, key_id)
    failed = request.GET.get("gagal") == "1"
    context = {"key": row, "requests": partner_requests_of(row, failed=failed), "failed": failed, "names": OPERATIONS}
    return render(request, "provider/partners/key.html", context)


@never_cache
@page({Role.PROVIDER}, methods=("GET", "POST"))
def rotate(request: HttpRequest, key_id: UUID) -> HttpResponse:
    row = _own(request, key_id)
    if row.retired_at is not None:
        return redirect("provider:partner_key", key_id)
    if request.method == "POST":
        made, secret = rotate_partner_key(request.actor, key_id=key_id, at=clock.now())  # type: ignore[attr-defined]
        return render(request, "provider/partners/secret.html", {"key": made, "secret": secret})
    return render(request, "provider/partners/rotate.html", {"key": row})


@page({Role.PROVIDER}, methods=("GET", "POST"))
def retire(request: HttpRequest, key_id: UUID) -> HttpResponse:
    row = _own(request, key_id)
    if request.method == "POST":
        retire_partner_key(request.actor, key_id=key_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Kunci dimatikan."))
        return redirect("provider:partner_key", key_id)
    return render(request, "provider/partners/retire.html", {"key": row})


def _own(request: HttpRequest, key_id: UUID) -> PartnerKey:
    row = partner_key_of(request.actor.organisation, key_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
