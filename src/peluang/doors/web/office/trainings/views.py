"""The programme office: how far people come, what is chosen and what is not, and findings for institutions."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.models import Mode
from peluang.domain.catalogue.queries import offering_page
from peluang.domain.evaluation.commands import file_finding, withdraw_finding
from peluang.domain.evaluation.queries import (
    GROUPS,
    Group,
    finding_page,
    never_chosen,
    open_findings,
    uptake,
    uptake_by,
)
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.readings.queries import chain_counts, country_numbers
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.steps import find_address
from peluang.doors.web.ui.charts import Stage
from peluang.doors.web.ui.formats import number_id, percent
from peluang.engines.codes import regions
from peluang.engines.rules import local_date

from .forms import FindingForm, WithdrawForm

OFFICE = {Role.PROGRAMME_OFFICE}
PER_PAGE = 20


@page(OFFICE)
def home(request: HttpRequest) -> HttpResponse:
    """Where people are lost between registration and work, and what waits for the office."""
    at = clock.now()
    chain, whole = chain_counts(at=at), uptake()
    late = open_findings(at, overdue=True, most=5)
    context = {
        "stages": [
            Stage(_("Terdaftar di Peluang"), chain.registered),
            Stage(_("Ikut gelombang"), chain.joined),
            Stage(_("Ditetapkan"), chain.decreed),
            Stage(_("Membeli pelatihan"), chain.bought),
            Stage(_("Lulus"), chain.completed),
            Stage(_("Insentif masuk"), chain.paid),
        ],
        "chain": chain,
        "numbers": country_numbers(at=at),
        "uptake": whole,
        "late": late,
        "doors": [
            (find_address(name), label)
            for name, label in (
                ("office:waves", _("Gelombang")),
                ("office:payments", _("Insentif")),
                ("office:curation", _("Kurasi pelatihan")),
                ("office:equivalence", _("Kesetaraan pelatihan")),
                ("office:content_reports", _("Laporan tentang pelatihan")),
                ("office:free_equivalents", _("Sama dan gratis di tempat lain")),
                ("office:reviews", _("Ulasan yang perlu dilihat")),
                ("office:institutions", _("Lembaga: pendaftaran")),
                ("office:sanctions", _("Lembaga: sanksi dan banding")),
                ("office:allocations", _("Pembagian kursi")),
                ("office:supply", _("Di mana kurang pelatihan")),
                ("office:feeds", _("Umpan lowongan")),
                ("office:certificates", _("Sertifikat")),
                ("assessor:home", _("Sertifikat kompetensi")),
                ("visits:home", _("Kunjungan kelas")),
            )
        ],
    }
    return render(request, "office/trainings/home.html", context)


@page(OFFICE)
def trainings(request: HttpRequest) -> HttpResponse:
    """Uptake by one grouping, and the never-chosen list with its filters."""
    at = clock.now()
    group = request.GET.get("menurut", "category")
    if group not in GROUPS:
        raise Http404
    wanted = {name: request.GET.get(name, "")[:80] for name in ("kategori", "cara", "provinsi")}
    number = request.GET.get("hal", "1")
    hal = max(1, min(int(number), 10_000)) if number.isdecimal() else 1
    rows, total = never_chosen(
        category=wanted["kategori"], mode=wanted["cara"], province=wanted["provinsi"], page=hal, per_page=PER_PAGE
    )
    groups = uptake_by(group)
    context = {
        "uptake": uptake(),
        "group": group,
        "groups": [(each, _label(group, each)) for each in groups],
        "bars": [_bar(group, each) for each in groups[:12]],
        "rows": [(row, _province(row.province)) for row in rows],
        "total": total,
        "page": hal,
        "pages": -(-total // PER_PAGE),
        "wanted": wanted,
        "modes": Mode.choices,
        "open": open_findings(at, most=20),
        "today": local_date(at),
        "filter_name": {"category": "kategori", "mode": "cara", "region": "provinsi"}.get(group, ""),
    }
    return render(request, "office/trainings/trainings.html", context)


def _label(group: str, row: Group) -> str:
    if group == "mode":
        return str(dict(Mode.choices).get(row.key, row.key))
    if group == "region":
        return _province(row.key)
    return row.label or row.key


def _province(code: str) -> str:
    return regions.province(code).name if code else _("Tanpa tempat (daring)")


def _bar(group: str, row: Group) -> tuple[str, int, str]:
    """Name, percent, and both numbers in words."""
    said = _("%(share)s dari %(count)s") % {"share": percent(row.share), "count": number_id(row.offerings)}
    return _label(group, row), round(row.share * 100), said


@page(OFFICE, methods=("GET", "POST"))
def file(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """One training and its figures, and the form that tells its institution."""
    offering = offering_page(offering_id)
    if offering is None:
        raise Http404
    at = clock.now()
    first = {"answer_by": local_date(at) + datetime.timedelta(days=14), "kind": request.GET.get("jenis", "low_uptake")}
    form = FindingForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            finding = file_finding(request.actor, offering_id=offering.id, at=at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Temuan sudah dikirim ke %(name)s.") % {"name": offering.provider.name})
            return redirect("office:finding", finding.id)
    context: dict[str, Any] = {"form": form, "offering": offering, "result": getattr(offering, "result", None)}
    return render(request, "office/trainings/file.html", context, status=422 if form.errors else 200)


@page(OFFICE, methods=("GET", "POST"))
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """What was found, with its figures, and what the institution decided."""
    found = finding_page(finding_id)
    if found is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_finding(request.actor, finding_id=found.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Temuan ditarik."))
            return redirect("office:finding", found.id)
    context = {
        "form": form,
        "finding": found,
        "decision": getattr(found, "decision", None),
        "today": local_date(clock.now()),
    }
    return render(request, "office/trainings/finding.html", context, status=422 if form.errors else 200)
