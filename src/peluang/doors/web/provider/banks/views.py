"""An item bank: its questions with what answers tell about them, its tests, its practical tasks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import remove_test_plan, set_test_plan
from peluang.domain.learning.models import AssessmentKind
from peluang.domain.learning.queries import QuestionStatistics, bank_of, statistics_of
from peluang.domain.learning.question_rules import TESTS
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.papers import LEAST_TO_JUDGE, ItemStatistics

from ..offerings.views import own_offering
from .forms import PlanForm

PER_PAGE = 25


@page({Role.PROVIDER})
def bank(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    row = own_offering(request, offering_id)
    typed = request.GET.get("hal", "1")
    shown = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    topic = request.GET.get("topik")
    found = bank_of(row.id, topic=topic, page=shown, per_page=PER_PAGE)
    known = statistics_of(row.id)
    context = {
        "offering": row, "bank": found, "topic": topic, "page": shown, "least": LEAST_TO_JUDGE,
        "pages": max(1, -(-found.total // PER_PAGE)),
        "lines": [(each, _told(known.get(str(each.id)))) for each in found.questions],
    }  # fmt: skip
    return render(request, "provider/banks/bank.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def plan(request: HttpRequest, offering_id: UUID, kind: str) -> HttpResponse:
    """How one test is made; without a plan its scores are typed by the trainer."""
    row = own_offering(request, offering_id)
    if kind not in [each.value for each in TESTS]:
        raise Http404
    planned = next(each for each in bank_of(row.id).tests if each.kind == kind)
    there = planned.plan
    initial = {name: getattr(there, name) for name in ("questions", "minutes", "attempts")} if there else None
    removing = request.method == "POST" and request.POST.get("do") == "hapus"
    form = PlanForm(request.POST if request.method == "POST" and not removing else None, initial=initial)
    refusal = None
    if removing or (request.method == "POST" and form.is_valid()):
        try:
            said = _change_plan(request, row.id, kind, None if removing else form)
        except NotYours:
            raise Http404 from None
        except Refused as refused:
            refusal = refused
            if not removing:
                add_refusal(form, refused)
        else:
            messages.success(request, said)
            return redirect("provider:bank", row.id)
    context = {
        "offering": row, "kind": AssessmentKind(kind), "form": form, "planned": planned,
        "refusal": refusal if removing else None,
    }  # fmt: skip
    wrong = bool(refusal) or (form.is_bound and not form.is_valid())
    return render(request, "provider/banks/plan.html", context, status=422 if wrong else 200)


def _change_plan(request: HttpRequest, offering_id: UUID, kind: str, form: PlanForm | None) -> str:
    actor, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if form is None:
        remove_test_plan(actor, offering_id=offering_id, kind=kind, at=at)
        return _("Tes ini tidak dikerjakan di sini lagi; nilainya diketik pelatih.")
    set_test_plan(actor, offering_id=offering_id, kind=kind, **form.cleaned_data, at=at)
    return _("Tes tersimpan. Peserta mengerjakannya dari halaman kelasnya.")


def _told(found: QuestionStatistics | None) -> dict[str, Any]:
    """What a line of the bank says of a question: shares right before and after, and a verdict where one is due."""
    after = found.after if found else None
    return {"before": _share(found.before if found else None), "after": _share(after), "verdict": _verdict(after)}


def _share(found: ItemStatistics | None) -> str:
    if found is None:
        return "–"
    return _("%(percent)s%% dari %(n)s orang") % {"percent": round(found.difficulty * 100), "n": found.n}


def _verdict(found: ItemStatistics | None) -> tuple[str, str]:
    """(text, tone)."""
    said = {
        "against": (_("yang pandai justru salah: periksa kuncinya"), "bad"),
        "hard": (_("terlalu sukar"), "warn"), "easy": (_("terlalu mudah"), "warn"),
        "weak": (_("kurang membedakan"), "warn"), "fine": (_("baik"), "good"),
    }  # fmt: skip
    return said.get(found.verdict if found else "few", (_("belum cukup jawaban"), "neutral"))
