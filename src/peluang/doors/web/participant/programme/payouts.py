"""Where the incentive goes, and where it is now: whose turn, by when, what was wrong and how to put it right."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.benefits.commands import declare_payout_account
from peluang.domain.benefits.institutions import BANKS, INSTITUTIONS, WALLETS
from peluang.domain.benefits.models import Incentive
from peluang.domain.benefits.progress import Progress, progress_of
from peluang.domain.benefits.queries import payout_account_of
from peluang.domain.benefits.reasons import REASONS
from peluang.domain.benefits.states import PAYOUT_ACCOUNT
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import date_id, rupiah

from ..learning.person import own_id, registered

#: Working days the payment partner promises, as calendar days.
_CHECK_DAYS, _PAY_DAYS = 3, 7


class PayoutAccountForm(forms.Form):
    institution = forms.ChoiceField(
        label=gettext_lazy("Bank atau dompet digital"),
        choices=[(gettext_lazy("Bank"), BANKS), (gettext_lazy("Dompet digital"), WALLETS)],
    )
    number = forms.CharField(
        label=gettext_lazy("Nomor rekening atau nomor dompet"), max_length=40,
        help_text=gettext_lazy("Angka saja. Kami simpan tersandi; yang tampil hanya dua angka terakhir."),
    )  # fmt: skip
    holder_name = forms.CharField(
        label=gettext_lazy("Nama pemilik"), max_length=120,
        help_text=gettext_lazy("Persis seperti di buku tabungan atau aplikasi. Harus dibuka dengan KTP-mu sendiri."),
    )  # fmt: skip


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def account(request: HttpRequest) -> HttpResponse:
    person = own_id(request)
    form = PayoutAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declare_payout_account(request.actor, person_id=person, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Rekeningmu tersimpan. Mitra pembayaran mencocokkannya dengan NIK-mu."))
            return redirect("participant:account")
    current = payout_account_of(person)
    context = {
        "form": form, "current": current, "reason": REASONS.get(current.reason) if current else None,
        "state": PAYOUT_ACCOUNT.states[current.status] if current else "",
        "institution": INSTITUTIONS.get(current.institution, "") if current else "",
        "show_form": current is None or current.status == "refused" or bool(form.errors) or "ganti" in request.GET,
        "by": current.declared_at + datetime.timedelta(days=_CHECK_DAYS) if current else None,
        "groups": [
            {"group": _("Bank"), "options": BANKS}, {"group": _("Dompet digital"), "options": WALLETS},
        ],
    }  # fmt: skip
    return render(request, "participant/programme/account.html", context, status=422 if form.errors else 200)


@page({Role.PERSON})
@registered
def incentives(request: HttpRequest) -> HttpResponse:
    progress = progress_of(own_id(request))
    context: dict[str, Any] = {"progress": progress}
    if progress:
        steps = _proofs(progress) + [_payment(each) for each in progress.incentives]
        context |= {
            "steps": _one_now(steps), "parameters": progress.parameters, "action": _action(progress),
            "paid": sum(each.amount for each in progress.incentives if each.status == "paid"),
            "revoked": progress.recipient.status == "revoked",
        }  # fmt: skip
    return render(request, "participant/programme/incentive.html", context)


def _proofs(progress: Progress) -> list[dict[str, Any]]:
    """The four proofs, each with its day or whose turn it is."""
    facts, account = progress.facts, progress.account
    you, partner, provider = _("Kamu"), _("Mitra pembayaran"), _("Lembaga pelatihan")
    checking = account is not None and account.status == "declared"
    rows = (
        (_("Pelatihan pertama selesai"), facts.completed_on, you, ""),
        (_("Sertifikat terbit"), facts.certificate_on, provider, ""),
        (_("Ulasan ditulis"), facts.reviewed_on, you, ""),
        (
            _("Rekening cocok dengan NIK-mu"), facts.account_verified_on, partner if checking else you,
            date_id(account.declared_at + datetime.timedelta(days=_CHECK_DAYS)) if account and checking else "",
        ),
    )  # fmt: skip
    return [
        {
            "title": title, "state": "done" if day else "now", "when": date_id(day) if day else "",
            "who": "" if day else who, "by": "" if day else by,
        }
        for title, day, who, by in rows
    ]  # fmt: skip


def _payment(incentive: Incentive) -> dict[str, Any]:
    kind = _("Insentif pelatihan") if incentive.kind == "training" else _("Insentif survei")
    title = _("%(kind)s ke-%(number)s: %(amount)s") % {
        "kind": kind, "number": incentive.instalment, "amount": rupiah(incentive.amount),
    }  # fmt: skip
    if incentive.status == "paid" and incentive.paid_at:
        note = _("nomor bukti %s") % incentive.partner_reference
        return {"title": title, "state": "done", "when": date_id(incentive.paid_at), "note": note}
    if incentive.status == "failed":
        reason = REASONS[incentive.reason]
        return {"title": title, "state": "stopped", "note": reason.text, "who": reason.owner_label, "after": reason.fix}
    if incentive.status == "sent" and incentive.sent_at:
        by = date_id(incentive.sent_at + datetime.timedelta(days=_PAY_DAYS))
        return {"title": title, "state": "now", "who": _("Mitra pembayaran"), "by": by, "note": _("sudah dikirim")}
    by = date_id(incentive.due_at + datetime.timedelta(days=_PAY_DAYS))
    return {"title": title, "state": "now", "who": _("Kantor program"), "by": by, "note": _("siap dibayarkan")}


def _one_now(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only the first open step is now; the others wait, without a turn."""
    found = False
    for step in steps:
        if step["state"] == "now":
            if found:
                step.update(state="next", who="", by="")
            found = True
    return steps


def _action(progress: Progress) -> dict[str, str] | None:
    """The one thing the person can do now."""
    facts, account, enrolment = progress.facts, progress.account, progress.enrolment
    if enrolment is None:
        return {
            "title": _("Pilih pelatihan pertamamu"),
            "action": _("Lihat pelatihan"),
            "href": reverse("public:trainings"),
        }
    if facts.certificate_on and not facts.reviewed_on:
        href = reverse("participant:review", args=[enrolment.id])
        return {"title": _("Tulis ulasan pelatihanmu"), "action": _("Tulis ulasan"), "href": href}
    failed = next((each for each in progress.incentives if each.status == "failed"), None)
    theirs = failed is not None and REASONS[failed.reason].owner == "person"
    if account is None or account.status == "refused" or theirs:
        title = _("Daftarkan rekening atas namamu") if account is None else _("Betulkan rekeningmu")
        return {"title": title, "action": _("Isi rekening"), "href": reverse("participant:account") + "?ganti=1"}
    if not facts.completed_on:
        href = reverse("participant:training", args=[enrolment.id])
        return {"title": _("Selesaikan pelatihanmu"), "action": _("Buka pelatihan"), "href": href}
    return None
