"""The payments desk: accounts to match, incentives to send, answers of the partner. Queue left, case right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peluang.domain.benefits.commands import confirm_incentive, send_incentives, verify_payout_account
from peluang.domain.benefits.institutions import INSTITUTIONS
from peluang.domain.benefits.queries import Desk, account_at_desk, incentive_at_desk, payments_desk
from peluang.domain.benefits.reasons import ACCOUNT, PAYMENT, REASONS, reasons_for
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.formats import number_id, rupiah

_DESK = {Role.PROGRAMME_OFFICE, Role.PAYMENT}
#: What the queue can show: accounts, or incentives of one state.
_VIEWS = ("rekening", "due", "sent", "failed", "paid")


@page(_DESK, whose="own")
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "office/payments/desk.html", _queue(request))


@page(_DESK, whose="own", methods=("GET", "POST"))
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Does the partner find this account open in the same NIK?"""
    found = account_at_desk(request.actor, account_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        answer: dict[str, Any] = {
            "matches": request.POST.get("jawaban") == "cocok",
            "reason": request.POST.get("reason", ""),
        }
        try:
            verify_payout_account(request.actor, payout_account_id=account_id, at=clock.now(), **answer)  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Jawaban tersimpan."))
            return redirect(reverse("office:payments") + "?lihat=rekening")
    context = _queue(request, "rekening") | {
        "row": found, "institution": INSTITUTIONS.get(found.institution, found.institution), "refusal": refusal,
        "reasons": [(each.code, each.text) for each in reasons_for(ACCOUNT)], "why": REASONS.get(found.reason),
    }  # fmt: skip
    return render(request, "office/payments/account.html", context, status=409 if refusal else 200)


@page(_DESK, whose="own", methods=("GET", "POST"))
def incentive(request: HttpRequest, incentive_id: UUID) -> HttpResponse:
    """The partner's answer to one payment."""
    found = incentive_at_desk(request.actor, incentive_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        answer: dict[str, Any] = {
            "paid": request.POST.get("jawaban") == "masuk", "reference": request.POST.get("reference", ""),
            "reason": request.POST.get("reason", ""),
        }  # fmt: skip
        try:
            confirm_incentive(request.actor, incentive_id=incentive_id, at=clock.now(), **answer)  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Jawaban tersimpan."))
            return redirect(reverse("office:payments") + "?lihat=sent")
    paid_to = found.payout_account
    context = _queue(request, found.status) | {
        "incentive": found, "institution": INSTITUTIONS.get(paid_to.institution, "") if paid_to else "",
        "refusal": refusal,
        "reasons": [(each.code, each.text) for each in reasons_for(PAYMENT)], "why": REASONS.get(found.reason),
        "typed": request.POST.get("reference", ""),
    }  # fmt: skip
    return render(request, "office/payments/incentive.html", context, status=409 if refusal else 200)


@page({Role.PROGRAMME_OFFICE}, whose="own", methods=("GET", "POST"))
def send(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        sent = send_incentives(request.actor, at=clock.now())  # type: ignore[attr-defined]
        if sent:
            said = ngettext("%(num)s insentif dikirim.", "%(num)s insentif dikirim.", sent) % {"num": number_id(sent)}
            messages.success(request, said)
        else:
            messages.info(request, _("Tidak ada yang bisa dikirim sekarang: rekeningnya belum cocok."))
        return redirect(reverse("office:payments") + "?lihat=sent")
    totals = payments_desk(request.actor, status="due", most=1).totals  # type: ignore[attr-defined]
    due = totals.get("due")
    effects = [
        _("%(count)s insentif, seluruhnya %(amount)s, dikirim ke mitra pembayaran.")
        % {"count": number_id(due.count if due else 0), "amount": rupiah(due.rupiah if due else 0)},
        _("Yang gagal karena bank atau kantor dikirim ulang; yang menunggu rekening baru tidak."),
        _("Uangnya keluar dari yang sudah disisihkan oleh SK."),
    ]
    return render(request, "office/payments/send.html", {"effects": effects, "any": bool(due)})


def _queue(request: HttpRequest, view: str = "") -> dict[str, Any]:
    asked = view or request.GET.get("lihat", "")
    shown = asked if asked in _VIEWS else "rekening"
    found: Desk = payments_desk(request.actor, status=shown)  # type: ignore[attr-defined]
    labels = {
        "rekening": _("Rekening"), "due": _("Siap"), "sent": _("Dikirim"), "failed": _("Gagal"), "paid": _("Masuk"),
    }  # fmt: skip
    counts = {state: total.count for state, total in found.totals.items()} | {"rekening": found.accounts_waiting}
    return {
        "desk": found, "shown": shown, "institutions": INSTITUTIONS, "reason_texts": REASONS,
        "can_send": request.actor.role == Role.PROGRAMME_OFFICE,  # type: ignore[attr-defined]
        "tabs_of_queue": [
            {
                "label": label, "href": reverse("office:payments") + f"?lihat={name}", "current": name == shown,
                "count": counts.get(name, 0),
            }
            for name, label in labels.items()
        ],
    }  # fmt: skip
