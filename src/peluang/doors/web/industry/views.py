"""The ministry: lists of affected firms, invitations and what became of them, requests of sentra."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.industry.commands import Report, decline_request, import_ikm_list, invite_firms
from peluang.domain.industry.queries import campaigns, firms_of, list_of, open_requests
from peluang.domain.industry.size import size_class
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.charts import Stage

from .forms import COLUMN_NAMES, DeclineForm, ListForm

MINISTRY = {Role.MINISTRY}
PER_PAGE = 50
SHOWN_PROBLEMS = 100
EXAMPLE = (
    "nama_usaha,pemilik,nib,kabupaten_kota,kbli,versi_kbli,pekerja,omzet,keadaan,telepon,email\r\n"
    "UD Contoh Batik,Siti Contoh,,Kab. Jepara,13134,2020,12,450000000,berkurang,081234567890,batik@contoh.id\r\n"
)


@page(MINISTRY)
def home(request: HttpRequest) -> HttpResponse:
    """Every list with its funnel, and requests that no institution has taken up."""
    rows = campaigns(request.actor.organisation)  # type: ignore[attr-defined]
    context = {
        "campaigns": rows,
        "stages": _stages(rows),
        "requests": [r for r in open_requests() if r.status == "open"],
    }
    return render(request, "industry/home.html", context)


def _stages(rows: list[Any]) -> list[Stage]:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    if not rows:
        return []
    return [
        Stage(_("Usaha dalam daftar"), total("firms")),
        Stage(_("Bisa dihubungi"), total("reachable"), _("tanpa e-mail dan telepon")),
        Stage(_("Diundang"), total("invited")),
        Stage(_("Mendaftar"), total("registered")),
        Stage(_("Terpilih"), total("selected")),
        Stage(_("Lulus"), total("completed")),
    ]


@page(MINISTRY, methods=("GET", "POST"))
def take_in(request: HttpRequest) -> HttpResponse:
    """Checks first and says what is wrong row by row; the second button stores."""
    form = ListForm(request.POST or None, request.FILES or None)
    report: Report | None = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        dry_run = request.POST.get("do") != "store"
        try:
            report = import_ikm_list(
                request.actor, name=form.cleaned_data["name"], file=upload.read(), file_name=upload.name,  # type: ignore[attr-defined]
                organisation_id=request.actor.organisation, at=clock.now(), dry_run=dry_run,  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            if report.list_id:
                said = (
                    _("Berkas ini sudah pernah masuk; tidak ada yang berubah.")
                    if report.again
                    else _("Daftar tersimpan.")
                )
                messages.success(request, said)
                return redirect("industry:list", report.list_id)
    wrong = bool(form.errors) or bool(report and report.problems)
    context = {
        "form": form,
        "report": report,
        "problems": _named(report),
        "hidden": max(0, len(report.problems) - SHOWN_PROBLEMS) if report else 0,
    }
    return render(request, "industry/take_in.html", context, status=422 if wrong else 200)


def _named(report: Report | None) -> list[tuple[int, Any, Any]]:
    """Row, column as the page calls it, and the reason; the first hundred."""
    problems = report.problems[:SHOWN_PROBLEMS] if report else []
    return [(each.row, COLUMN_NAMES.get(each.column, each.column), each.text) for each in problems]


@page(MINISTRY)
def example(request: HttpRequest) -> HttpResponse:
    """A file to fill in."""
    response = HttpResponse(EXAMPLE, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contoh-daftar-ikm.csv"'
    return response


@page(MINISTRY, methods=("GET", "POST"))
def ikm_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """One list: its funnel, its firms, and the invitation of everyone who can be reached."""
    campaign = list_of(request.actor.organisation, list_id)  # type: ignore[attr-defined]
    if campaign is None:
        raise Http404
    if request.method == "POST":
        count = invite_firms(request.actor, list_id=list_id, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("%(count)s undangan dikirim.") % {"count": count})
        return redirect("industry:list", list_id)
    typed = request.GET.get("hal", "1")
    number = max(1, min(int(typed), 10_000)) if typed.isdecimal() else 1
    firms = firms_of(list_id, page=number, per_page=PER_PAGE)
    context = {
        "campaign": campaign,
        "stages": _stages([campaign]),
        "page": number,
        "pages": -(-campaign.firms // PER_PAGE),
        "firms": [
            (firm, size_class(firm.workers, firm.yearly_sales), next(iter(firm.invitations.all()), None))
            for firm in firms
        ],
        "to_invite": campaign.reachable - campaign.invited,
    }
    return render(request, "industry/list.html", context)


@page(MINISTRY, methods=("GET", "POST"))
def decline(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Says why a request cannot be met yet; the need stays on record."""
    row = next((each for each in open_requests() if each.id == request_id and each.status == "open"), None)
    if row is None:
        raise Http404
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_request(request.actor, request_id=request_id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jawaban sudah dikirim ke sentra."))
            return redirect("industry:home")
    return render(request, "industry/decline.html", {"row": row, "form": form}, status=422 if form.errors else 200)
