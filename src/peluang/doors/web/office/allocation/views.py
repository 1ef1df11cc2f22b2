"""The desk of rounds: each has one next step, and each step says what will happen before it does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import PROGRAM, Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import cancel_allocation, compute_allocation, seat_winners, settle_allocation
from peluang.domain.learning.models import Allocation
from peluang.domain.learning.queries.allocation import (
    allocation_of,
    choices_of,
    outcomes_of,
    proof_of_round,
    rounds_of_office,
    rule_lines,
)
from peluang.domain.learning.round_market import settle_by
from peluang.domain.learning.states import ALLOCATION
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.formats import date_id, number_id

#: Address of a step → state it leads to.
STEPS = {"hitung": "computed", "bagikan": "settled", "batalkan": "cancelled"}
#: So many winners are seated with the office's click; the worker seats the rest.
_AT_ONCE = 50


@page({Role.PROGRAMME_OFFICE}, whose="own")
def allocations(request: HttpRequest) -> HttpResponse:
    return render(request, "office/allocation/list.html", {"rounds": rounds_of_office(), "now": clock.now()})


@page({Role.PROGRAMME_OFFICE}, whose="own")
def allocation(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    row = _round(allocation_id)
    proof, at = proof_of_round(row), clock.now()
    waits = row.status == "open" and at < row.closes_at
    context = {
        "round": row, "proof": proof, "now": at, "waits": waits, "rules": rule_lines(row), "choices": choices_of(row),
        "settle_by": settle_by(row) if row.status in ("open", "computed") else None,
        "text": proof.text(get_language() or "id") if proof else "", "outcomes": outcomes_of(row),
        "next": "hitung" if row.status == "open" and not waits else ("bagikan" if row.status == "computed" else ""),
    }  # fmt: skip
    return render(request, "office/allocation/round.html", context)


@page({Role.PROGRAMME_OFFICE}, whose="own", methods=("GET", "POST"))
def step(request: HttpRequest, allocation_id: UUID, allocation_step: str) -> HttpResponse:
    """Asks first, then does. Answers 409 with the reason when a rule says no; nothing has changed then."""
    row = _round(allocation_id)
    target = STEPS.get(allocation_step)
    if target is None or ALLOCATION.find(row.status, target) is None:
        raise Http404
    refusal = None
    public_value = request.POST.get("public_value", "").strip()[:100]
    if request.method == "POST":
        try:
            messages.success(request, _do(request, row, target, public_value))
        except Refused as refused:
            refusal = refused
        else:
            return redirect("office:allocation", row.id)
    context = {
        "round": row, "target": target, "title": ALLOCATION.find(row.status, target).label, "refusal": refusal,  # type: ignore[union-attr]
        "effects": _effects(row, target), "public_value": public_value,
    }  # fmt: skip
    return render(request, "office/allocation/step.html", context, status=409 if refusal else 200)


def _do(request: HttpRequest, row: Allocation, target: str, public_value: str) -> str:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if target == "computed":
        compute_allocation(by, allocation_id=row.id, public_value=public_value, at=at)
        return _("Sudah dihitung. Periksa buktinya sebelum membagikan kursi.")
    if target == "settled":
        settle_allocation(by, allocation_id=row.id, at=at)
        seat_winners(PROGRAM, at=at, most=_AT_ONCE)
        return _("Kursi dibagikan; semua orang menerima pesan dengan alasannya.")
    cancel_allocation(by, allocation_id=row.id, at=at)
    return _("Pembagian dibatalkan; kursi kelasnya bisa dipesan langsung.")


def _effects(row: Allocation, target: str) -> list[str]:
    """What will happen, in words and numbers."""
    people: Any = getattr(row, "people", 0)
    said = {"people": number_id(people), "classes": number_id(getattr(row, "offered", 0))}
    if target == "computed":
        return [
            _("Pilihan %(people)s orang untuk %(classes)s kelas dihitung sekaligus.") % said,
            _("Benih dibuka, dan siapa pun bisa memeriksa hasilnya."),
            _("Belum ada kursi yang dipesan."),
        ]
    if target == "settled":
        proof = proof_of_round(row)
        placed = number_id(proof.placed if proof else 0)
        return [
            _("%(placed)s orang mendapat kursi, dengan aturan pembayaran seperti biasa.") % {"placed": placed},
            _("Yang saldonya tidak cukup dilewati dengan alasannya; kursinya ditawarkan ke orang berikutnya."),
            _("Semua orang menerima pesan. Ini tidak bisa diulang."),
        ]
    return [
        _("Pilihan %(people)s orang tidak dipakai, dan mereka menerima pesan.") % said,
        _("Kursi kelasnya ditawarkan ke daftar tunggu, lalu bisa dipesan siapa saja."),
        _("Waktu tutupnya %(day)s; sesudah dibatalkan tidak bisa dibuka lagi.") % {"day": date_id(row.closes_at)},
    ]


def _round(allocation_id: UUID) -> Allocation:
    row = allocation_of(allocation_id)
    if row is None:
        raise Http404
    return row
