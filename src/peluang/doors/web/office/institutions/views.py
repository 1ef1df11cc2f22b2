"""The desk of institutions: the queue left, the file of one institution right, with the step that is next."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.admission_rules import WORDS, latest_end, standing
from peluang.domain.catalogue.commands import (
    approve_admission,
    check_paper,
    plan_visit,
    refuse_admission,
    report_visit,
    return_admission,
    start_check,
    verify_credential,
)
from peluang.domain.catalogue.models import Admission
from peluang.domain.catalogue.queries import institutions as catalogue
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation
from peluang.domain.organisations.queries import sanctions_of
from peluang.domain.organisations.related import REVIEWER_WORDS, relations
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import SimpleForm
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.sanction_words import TONES
from peluang.engines.rules import local_date

from .forms import ApproveForm, ReasonForm, ReportForm, VisitForm

OFFICE = {Role.PROGRAMME_OFFICE}
Context = dict[str, Any]
#: ?keadaan= → the state of the rounds it lists.
_VIEWS = {
    "diajukan": "submitted", "diperiksa": "checking", "kunjungan": "visit_planned", "diisi": "draft",
    "disetujui": "approved", "ditolak": "refused", "habis": "expired",
}  # fmt: skip
_SHORT = {
    "diajukan": gettext_lazy("Diajukan"), "diperiksa": gettext_lazy("Diperiksa"),
    "kunjungan": gettext_lazy("Kunjungan"), "diisi": gettext_lazy("Diisi"), "disetujui": gettext_lazy("Disetujui"),
    "ditolak": gettext_lazy("Ditolak"), "habis": gettext_lazy("Habis"),
}  # fmt: skip
TONES_OF_ROUNDS = {"approved": "good", "refused": "bad", "expired": "bad", "draft": "neutral"}


@page(OFFICE, whose="own")
def institutions(request: HttpRequest) -> HttpResponse:
    """?keadaan=diajukan|diperiksa|kunjungan|diisi|disetujui|ditolak|habis"""
    return render(request, "office/institutions/desk.html", queue(request))


@page(OFFICE, whose="own", methods=("GET", "POST"))
def institution(request: HttpRequest, institution_id: UUID) -> HttpResponse:
    """A step that is refused answers 409 or 422 with its reason; what was typed is kept."""
    row, at = catalogue.admission_of(institution_id), clock.now()
    organisation = row.organisation if row else catalogue.institution(institution_id)
    if organisation is None:
        raise Http404
    forms = _forms(request, row, at)
    refusal = None
    if request.method == "POST":
        try:
            said = _do(request, row, forms, at)
        except Refused as refused:
            form = forms.get(_FORM_OF.get(request.POST.get("aksi", ""), ""))
            if form is not None and refused.field in form.fields:
                add_refusal(form, refused)
            else:
                refusal = refused
        else:
            if said:
                messages.success(request, said)
                return redirect(request.get_full_path())
    wrong = any(form.is_bound and form.errors for form in forms.values())
    context = queue(request, row.status if row else "") | _file(request, organisation, row, at)
    context |= {"forms": forms, "refusal": refusal}
    status = 422 if wrong else 409 if refusal else 200
    return render(request, "office/institutions/institution.html", context, status=status)


_FORM_OF = {"kunjungan": "visit", "laporan": "report", "setujui": "approve", "kembalikan": "reason", "tolak": "reason"}


def _forms(request: HttpRequest, row: Admission | None, at: datetime.datetime) -> dict[str, SimpleForm]:
    """Each form of the page; only the one that was sent is bound."""
    sent = _FORM_OF.get(request.POST.get("aksi", ""), "")
    kinds: dict[str, Any] = {"visit": VisitForm, "report": ReportForm, "approve": ApproveForm, "reason": ReasonForm}
    today = local_date(at)
    first: dict[str, dict[str, Any]] = {
        "visit": {"visit_on": row.visit_on if row and row.visit_on else today + datetime.timedelta(days=7)},
        "approve": {"valid_until": latest_end(row, today) if row else today},
    }
    return {name: kind(request.POST if name == sent else None, initial=first.get(name)) for name, kind in kinds.items()}


def _do(request: HttpRequest, row: Admission | None, forms: dict[str, Any], at: datetime.datetime) -> str:
    """Takes the step that the button names; "" when its form was not filled well. Raises Refused, Http404."""
    by, wanted = request.actor, request.POST.get("aksi", "")  # type: ignore[attr-defined]
    if wanted == "sertifikat":
        verify_credential(by, credential_id=_uuid(request.POST.get("sertifikat", "")), at=at)
        return _("Sertifikat ditandai sudah diperiksa.")
    if row is None:
        raise Http404
    if wanted in ("cocok", "tidak"):
        kind = request.POST.get("berkas", "")
        note = request.POST.get(f"note_{kind}", "")[:2000]
        check_paper(by, admission_id=row.id, kind=kind, ok=wanted == "cocok", note=note, at=at)
        return _("Hasil pemeriksaan tersimpan.")
    if wanted == "mulai":
        start_check(by, admission_id=row.id, at=at)
        return _("Pemeriksaan dimulai.")
    form = forms.get(_FORM_OF.get(wanted, ""))
    if form is None:
        raise Http404
    if not form.is_valid():
        return ""
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "kunjungan": (plan_visit, _("Kunjungan dijadwalkan; lembaga diberi tahu.")),
        "laporan": (report_visit, _("Laporan kunjungan tersimpan.")),
        "setujui": (approve_admission, _("Disetujui; lembaga diberi tahu.")),
        "kembalikan": (return_admission, _("Dikembalikan; lembaga membaca alasannya.")),
        "tolak": (refuse_admission, _("Ditolak; lembaga membaca alasannya.")),
    }
    act, said = acts[wanted]
    values = {"reasons": form.reasons()} if isinstance(form, ReasonForm) else form.cleaned_data
    act(by, admission_id=row.id, at=at, **values)
    return str(said)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _file(request: HttpRequest, organisation: Organisation, row: Admission | None, at: datetime.datetime) -> Context:
    """What a decision needs; on the second view, the places and the trainers."""
    shown = "tempat" if request.GET.get("lihat") == "tempat" else "berkas"
    here = reverse("office:institution", args=[organisation.id])
    context: Context = {
        "organisation": organisation, "row": row, "part": shown, "today": local_date(at),
        "tabs_of_file": [
            {"label": _("Berkas dan putusan"), "href": here, "current": shown == "berkas"},
            {"label": _("Tempat dan pelatih"), "href": f"{here}?lihat=tempat", "current": shown == "tempat"},
        ],
    }  # fmt: skip
    if shown == "tempat":
        venues = catalogue.venues_of(organisation.id)
        return context | {
            "venues": venues, "shared": catalogue.venues_shared(venues),
            "credentials": catalogue.credentials_of_institution(organisation.id),
        }  # fmt: skip
    papers = list(row.papers.all()) if row else []
    found = relations(organisation, request.actor.person)  # type: ignore[attr-defined]
    return context | {
        "papers": papers, "latest": latest_end(row, local_date(at)) if row else None,
        "standing": "" if row else WORDS[standing(organisation, at)],
        "checked_all": bool(papers) and all(each.ok is not None for each in papers),
        "all_good": bool(papers) and all(each.ok for each in papers), "principals": found.principals,
        "links": found.links, "conflicts": [REVIEWER_WORDS[each] for each in found.reviewer],
        "namesakes": found.namesakes, "sanctions": sanctions_of(organisation.id), "sanction_tones": TONES,
    }  # fmt: skip


def queue(request: HttpRequest, state: str = "") -> dict[str, Any]:
    """The left side: rounds in the chosen state, or in the state of the open one."""
    asked = request.GET.get("keadaan", "")
    names = {value: name for name, value in _VIEWS.items()}
    shown = asked if asked in _VIEWS else names.get(state, "diajukan")
    found = catalogue.admissions_queue(_VIEWS[shown])
    return {
        "queue": found.rows, "shown": shown, "tones": TONES_OF_ROUNDS, "today": local_date(clock.now()),
        "tabs_of_queue": [
            {
                "label": _SHORT[name], "href": f"{reverse('office:institutions')}?keadaan={name}",
                "current": name == shown, "count": found.counts.get(state, 0),
            }
            for name, state in _VIEWS.items()
        ],
    }  # fmt: skip
