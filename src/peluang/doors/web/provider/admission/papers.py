"""The licence and the papers of a round."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands import describe_admission, hand_in_paper
from peluang.domain.catalogue.models import PaperKind
from peluang.domain.catalogue.queries.institutions import paper_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import change_organisation
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import handed_in
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.stored import file_answer

from .forms import LicenceForm, PaperForm
from .views import own_round

#: What to look for on each paper.
_HINTS = {
    PaperKind.DEED: gettext_lazy("Akta pendirian atau anggaran dasar, dengan pengesahannya."),
    PaperKind.NIB: gettext_lazy("Dari OSS, 13 angka."),
    PaperKind.NPWP: gettext_lazy("NPWP lembaga, 15 atau 16 angka."),
    PaperKind.LICENCE: gettext_lazy("Izin lembaga pelatihan dari dinas, atau tanda daftar."),
    PaperKind.VENUE: gettext_lazy("Sertifikat, akta jual beli, atau surat sewa tempat belajar."),
}


@page({Role.PROVIDER}, methods=("GET", "POST"))
def licence(request: HttpRequest) -> HttpResponse:
    row = own_round(request)
    first = {name: getattr(row, name) for name in LicenceForm.base_fields if name != "address"}
    first["address"] = row.organisation.address
    form = LicenceForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        by, values, at = request.actor, dict(form.cleaned_data), clock.now()  # type: ignore[attr-defined]
        address = values.pop("address")
        try:
            describe_admission(by, admission_id=row.id, at=at, **values)
            if address != row.organisation.address:
                change_organisation(by, organisation_id=row.organisation_id, address=address, at=at)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Izin tersimpan."))
            return redirect("provider:admission")
    return render(request, "provider/admission/licence.html", {"form": form}, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def paper(request: HttpRequest, paper: str) -> HttpResponse:
    """paper: a PaperKind. What is there already need not be uploaded again."""
    row = own_round(request)
    if paper not in PaperKind.values:
        raise Http404
    kind = PaperKind(paper)
    known = next((each for each in row.papers.all() if each.kind == paper), None)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"number": known.number if known else ""})
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_paper(
                request.actor,  # type: ignore[attr-defined]
                admission_id=row.id, kind=paper, number=form.cleaned_data["number"],
                **handed_in(form.cleaned_data["file"]), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(paper)s tersimpan.") % {"paper": kind.label})
            return redirect("provider:admission")
    context = {"form": form, "kind": kind, "known": known, "hint": _HINTS[kind], "may_change": row.status == "draft"}
    return render(request, "provider/admission/paper.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER})
def paper_file(request: HttpRequest, admission_paper_id: UUID) -> HttpResponse:
    found = paper_of(admission_paper_id, request.actor.organisation)  # type: ignore[attr-defined]
    if found is None or found.file is None:
        raise Http404
    return file_answer(found.file)
