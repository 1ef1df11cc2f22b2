"""Review by people: the queue by due date, one round with findings, differences, links and remarks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import claim_round, publish_offering, release_round, return_offering
from peluang.domain.catalogue.models import CurationRound
from peluang.domain.catalogue.queries import (
    changes_between,
    content_before,
    curation_queue,
    free_of_offering,
    round_page,
    waiting_counts,
)
from peluang.domain.catalogue.standard import Finding
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.engines.rules import local_date
from peluang.engines.standard import standard

from .forms import PublishForm, ReturnForm

OFFICE = {Role.PROGRAMME_OFFICE}
_CLAUSES = ("judul", "durasi", "teori dan praktik", "lama sehari", "jumlah peserta", "pelatih", "alat", "komputer",
            "asesmen", "jabatan KBJI")  # fmt: skip


@page(OFFICE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the nearest due date first, and the two other lists of this desk."""
    at, mine = clock.now(), request.GET.get("lihat") == "saya"
    rows = curation_queue(person_id=request.actor.person, at=at, mine=mine)  # type: ignore[attr-defined]
    context = {
        "queue": rows, "mine": mine, "today": local_date(at), "counts": waiting_counts(),
        "overdue": sum(each.overdue for each in rows),
    }  # fmt: skip
    return render(request, "office/curation/queue.html", context)


@page(OFFICE, methods=("GET", "POST"))
def round_case(request: HttpRequest, round_id: UUID) -> HttpResponse:
    row = round_page(round_id)
    if row is None:
        raise Http404
    publishing = PublishForm(request.POST if request.POST.get("aksi") == "terbitkan" else None)
    returning = ReturnForm(request.POST if request.POST.get("aksi") == "kembalikan" else None, clauses=_clauses(row))
    refusal = None
    if request.method == "POST":
        step = _step(request, row, publishing, returning)
        if step:
            try:
                said = step()
            except Refused as refused:
                refusal = refused
            else:
                messages.success(request, said)
                again = request.POST.get("aksi") in ("ambil", "lepas")
                return redirect("office:curation_round", round_id) if again else redirect("office:curation")
    context = _case(request, row) | {"publishing": publishing, "returning": returning, "refusal": refusal}
    wrong = refusal or publishing.errors or returning.errors
    return render(request, "office/curation/round.html", context, status=422 if wrong else 200)


def _step(
    request: HttpRequest, row: CurationRound, publishing: PublishForm, returning: ReturnForm
) -> Callable[[], str] | None:
    """What the pressed button does; None when its form is not complete yet."""
    actor, at = request.actor, clock.now()  # type: ignore[attr-defined]

    def claim() -> str:
        claim_round(actor, round_id=row.id, at=at)
        return _("Kurasi ini sekarang tugas Anda.")

    def release() -> str:
        release_round(actor, round_id=row.id, at=at)
        return _("Dikembalikan ke antrean.")

    def publish() -> str:
        publish_offering(actor, offering_id=row.offering_id, at=at, **publishing.cleaned_data)
        return _("Sudah terbit: %(title)s.") % {"title": row.offering.title}

    def give_back() -> str:
        reason = returning.cleaned_data["reason"]
        return_offering(actor, offering_id=row.offering_id, reason=reason, remarks=returning.remarks, at=at)
        return _("Dikembalikan ke lembaga dengan catatan.")

    wanted = request.POST.get("aksi")
    if wanted == "terbitkan":
        return publish if publishing.is_valid() else None
    if wanted == "kembalikan":
        return give_back if returning.is_valid() else None
    return {"ambil": claim, "lepas": release}.get(str(wanted))


def _case(request: HttpRequest, row: CurationRound) -> dict[str, Any]:
    """What the page shows; the findings are those of the submission, and publishing checks them anew."""
    at, language = clock.now(), "en" if (get_language() or "id").startswith("en") else "id"
    compared = content_before(row)
    person = request.actor.person  # type: ignore[attr-defined]
    findings = [Finding.from_json(each) for each in row.findings]
    return {
        "round": row, "offering": row.offering, "content": row.version.content, "today": local_date(at),
        "queue": curation_queue(person_id=person, at=at),
        "compared_with": compared[0] if compared else "",
        "changes": changes_between(compared[1], row.version.content, language) if compared else [],
        "findings": [(each, each.text(language), each.fix(language)) for each in findings],
        "links": free_of_offering(row.offering), "mine": row.reviewer == person, "taken": row.reviewer is not None,
        "standard": _standard_name(row.standard),
    }  # fmt: skip


def _standard_name(version: str) -> str:
    try:
        return standard(version).name
    except KeyError:
        return version


def _clauses(row: CurationRound) -> list[str]:
    """What a remark may rest on: the version's clauses and the law on prices."""
    name = _standard_name(row.standard)
    return [*(f"{name}, {each}" for each in _CLAUSES), "Permenko 11/2020 pasal 29", "Permenko 11/2020 pasal 40"]
