"""Taking back a certificate: the same question on the institution's and on the office's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import revoke_certificate
from peluang.domain.learning.queries import revocable_certificate
from peluang.doors import clock
from peluang.doors.web.refusals import add_refusal
from peluang.engines.credentials import check_number


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan pencabutan"), max_length=500, min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Siapa pun yang memeriksa nomornya membaca alasan ini. Jangan tulis data pribadi."),
    )  # fmt: skip


def find_certificate(request: HttpRequest, audience: str, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """A number as typed leads to its page; a wrong one is said at the field."""
    typed, error = request.GET.get("nomor", "").strip()[:80], ""
    if typed:
        row = revocable_certificate(request.actor, typed)  # type: ignore[attr-defined]
        if row is not None:
            return redirect(f"{audience}:certificate_revoke", row.number)
        error = _("Tidak ada sertifikat Anda dengan nomor ini.") if check_number(typed) else _("Nomor ini salah ketik.")
    return render(request, template, {**context, "typed": typed, "error": error}, status=422 if error else 200)


def revoke_page(request: HttpRequest, number: str, audience: str) -> HttpResponse:
    """What it says, and the question; once revoked only what was decided."""
    row = revocable_certificate(request.actor, number)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(
                request.actor,  # type: ignore[attr-defined]
                certificate_id=row.id, reason=form.cleaned_data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Sertifikat %(number)s dicabut.") % {"number": row.number})
            return redirect(f"{audience}:certificate_revoke", row.number)
    context = {"row": row, "form": form, "list_url": reverse(f"{audience}:certificates")}
    return render(request, "revoking/revoke.html", context, status=422 if form.errors else 200)
