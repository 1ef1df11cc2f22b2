"""Scarce classes by wish and priority: which rounds there are, one's own list of wishes, and why it came out so.

Ranking works without a script: each class has a number field, empty for "not this one"; numbers need not be 1, 2, 3."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import set_wishes
from peluang.domain.learning.models import Allocation, Wish
from peluang.domain.learning.queries.allocation import (
    Choice,
    allocation_of,
    choices_of,
    factor_lines,
    own_wish,
    rounds_open_to_people,
    rule_lines,
    wish_lines,
)
from peluang.domain.learning.queries.choosing import home_of
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered

#: Why a wish could not be met whoever else wished, or a winner could not be seated.
WHY = {
    "class_not_open": gettext_lazy("Kelasnya dibatalkan atau tidak menerima peserta."),
    "class_begun": gettext_lazy("Kelasnya sudah dimulai."),
    "already_seated": gettext_lazy("Kamu sudah punya kursi di kelas ini."),
    "no_decree": gettext_lazy("Kelas ini dibayar dari saldo program, dan kamu belum ditetapkan sebagai penerima."),
    "membership_ended": gettext_lazy("Kepesertaanmu sudah berakhir."),
    "balance_too_small": gettext_lazy("Saldomu tidak cukup."),
    "previous_not_finished": gettext_lazy("Pelatihanmu yang sebelumnya belum selesai."),
    "previous_not_reviewed": gettext_lazy("Pelatihanmu yang sebelumnya belum kamu ulas."),
    "first_training_late": gettext_lazy("Batas waktu pelatihan pertama sudah lewat."),
    "online_not_allowed": gettext_lazy("Skemamu tidak membayar pelatihan daring ini."),
    "fund_empty": gettext_lazy("Dana pembayar kelas ini sudah habis."),
    "institution_suspended": gettext_lazy("Lembaganya sedang ditangguhkan."),
}


@page({Role.PERSON})
@registered
def allocations(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    rounds = rounds_open_to_people(at)
    context = {
        "open": [each for each in rounds if each.status == "open" and each.closes_at > at],
        "others": [each for each in rounds if not (each.status == "open" and each.closes_at > at)], "now": at,
    }  # fmt: skip
    return render(request, "participant/learning/allocations.html", context)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def allocation(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """While it is open: the list to rank. Afterwards: what came out, wish by wish, with the reason."""
    row = allocation_of(allocation_id)
    if row is None:
        raise Http404
    person_id, at = own_id(request), clock.now()
    choices = choices_of(row, home=home_of(person_id))
    wish, refusal = own_wish(person_id, row), None
    typed = {key: str(rank) for rank, key in enumerate(wish.classes, 1)} if wish else {}
    if request.method == "POST":
        typed = {each.key: request.POST.get(f"rank_{each.key}", "").strip()[:4] for each in choices}
        try:
            saved = set_wishes(
                request.actor,  # type: ignore[attr-defined]
                allocation_id=row.id, person_id=person_id, classes=ranked(typed, choices), at=at,
            )  # fmt: skip
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Pilihanmu tersimpan.") if saved else _("Semua pilihanmu dihapus."))
            return redirect("participant:allocation", row.id)
    context = {
        "round": row, "wish": wish, "choices": choices, "typed": typed, "refusal": refusal, "now": at,
        "open": row.status == "open" and row.opens_at <= at < row.closes_at, "rules": rule_lines(row),
        **(_outcome(row, wish, choices) if wish and row.computed_at else {}),
    }  # fmt: skip
    return render(request, "participant/learning/allocation.html", context, status=422 if refusal else 200)


def ranked(typed: dict[str, str], choices: list[Choice]) -> list[UUID]:
    """Classes with a number, by that number. Raises Refused: not_a_number, same_number."""
    numbers: dict[int, Choice] = {}
    for each in choices:
        text = typed.get(each.key, "")
        if not text:
            continue
        field = f"rank_{each.key}"
        if not text.isdecimal() or not 0 < int(text) < 1000:
            raise Refused("not_a_number", _("Tulis nomor urut dengan angka, misalnya 1."), field=field)
        if int(text) in numbers:
            raise Refused(
                "same_number", _("Nomor %(number)s kamu pakai untuk dua kelas.") % {"number": text}, field=field,
                todo=_("Beri tiap kelas nomor yang lain."),
            )  # fmt: skip
        numbers[int(text)] = each
    return [numbers[number].row.id for number in sorted(numbers)]


def _outcome(row: Allocation, wish: Wish, choices: list[Choice]) -> dict[str, object]:
    lines = wish_lines(wish, choices)
    why_refused = WHY.get(wish.outcome.removeprefix("refused_"), "") if wish.outcome.startswith("refused_") else ""
    return {
        "lines": [(each, WHY.get(each.why, "")) for each in lines], "factors": factor_lines(row, wish),
        "won": wish.given is not None and row.status == "settled", "refused": why_refused,
        "was_refused": wish.outcome.startswith("refused_"),
    }  # fmt: skip
