"""The entry of an institution: where it stands, what is missing, handing in."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from peluang.domain.catalogue.admission_rules import WORDS, Standing, missing, required_papers, standing
from peluang.domain.catalogue.commands import start_admission, submit_admission
from peluang.domain.catalogue.commands.admission_checks import ABOUT
from peluang.domain.catalogue.models import Admission, PaperKind
from peluang.domain.catalogue.queries.institutions import admission_of, rounds_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.queries import sanctions_in_effect
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.formats import date_id
from peluang.engines.rules import local_date

_TONES = {Standing.ADMITTED: "good", Standing.TRANSITIONAL: "info", Standing.NOT_ADMITTED: "warn"}
#: How near its end an approval is before the page asks for the next round.
_RENEW_DAYS = 90


@page({Role.PROVIDER}, methods=("GET", "POST"))
def admission(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    at = clock.now()
    if request.method == "POST":
        start_admission(request.actor, organisation_id=organisation.id, at=at)  # type: ignore[attr-defined]
        messages.success(request, _("Pendaftaran dibuka. Isi bagian-bagiannya; semua tersimpan."))
        return redirect("provider:admission")
    row = admission_of(organisation.id)
    stands = standing(organisation, at)
    context = {
        "organisation": organisation, "row": row, "standing": WORDS[stands], "tone": _TONES.get(stands, "bad"),
        "rounds": [each for each in rounds_of(organisation.id) if row is None or each.id != row.id],
        "parts": parts(row, at) if row else [], "way": _path(row) if row else [], "today": local_date(at),
        "may_renew": row is None or may_renew(row, at), "may_change": row is not None and row.status == "draft",
        "reasons": said_reasons(row) if row else [], "sanctions": sanctions_in_effect(organisation.id),
    }  # fmt: skip
    return render(request, "provider/admission/admission.html", context)


def may_renew(row: Admission, at: datetime.datetime) -> bool:
    """A new round makes sense after a no, after the end, or when the end is near."""
    if row.status in ("refused", "expired"):
        return True
    return row.status == "approved" and row.valid_until - local_date(at) <= datetime.timedelta(days=_RENEW_DAYS)  # type: ignore[operator]


@page({Role.PROVIDER}, methods=("GET", "POST"))
def submit(request: HttpRequest) -> HttpResponse:
    """Says what follows, then hands in; 409 with everything that is missing."""
    row = own_round(request)
    at, refusal = clock.now(), None
    if request.method == "POST":
        try:
            row = submit_admission(request.actor, admission_id=row.id, at=at)  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(
                request,
                _("Diajukan. Kantor program menjawab paling lambat %(day)s.")
                % {"day": date_id(row.due_on or local_date(at))},
            )
            return redirect("provider:admission")
    context = {"row": row, "refusal": refusal, "lacking": missing(row, at) if row.status == "draft" else []}
    return render(request, "provider/admission/submit.html", context, status=409 if refusal else 200)


def own_round(request: HttpRequest) -> Admission:
    """The round that counts of the institution one acts for."""
    row = admission_of(request.actor.organisation)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row


def said_reasons(row: Admission) -> list[tuple[str, str]]:
    """(what it is about, in words; what was said)."""
    words = {**dict(PaperKind.choices), **ABOUT}
    return [(str(words.get(each["about"], each["about"])), each["text"]) for each in row.reasons]


def parts(row: Admission, at: datetime.datetime) -> list[dict[str, Any]]:
    """The parts of the form, each with whether it is done and where to do it."""
    lacking: dict[str, str] = {}
    if row.status == "draft":
        for each in missing(row, at):
            lacking.setdefault(each.about, each.text)
    papers = {each.kind: each for each in row.papers.all()}
    about = "address" if "address" in lacking else "licence_terms"  # one page fills both
    here = reverse("provider:admission_licence")
    found = [_part(about, _("Alamat, nomor dan masa berlaku izin"), here, lacking, row.licence_number)]
    for kind in required_papers(row):
        paper = papers.get(kind)
        part = _part(
            kind, str(kind.label), reverse("provider:admission_paper", args=[kind.value]), lacking,
            paper.number if paper else "",
        )  # fmt: skip
        if paper is not None and paper.file_id:
            part |= {"file": reverse("provider:paper_file", args=[paper.id])}
        if paper is not None and paper.ok is not None:
            part |= {"tag": _("cocok") if paper.ok else _("belum cocok"), "tone": "good" if paper.ok else "bad"}
        if paper is not None and paper.note:
            part["text"] = paper.note
        found.append(part)
    found.append(_part("principals", _("Pemilik dan pimpinan"), reverse("provider:principals"), lacking, ""))
    if not row.online_only:
        found.append(_part("places", _("Tempat belajar"), reverse("provider:venues"), lacking, ""))
    found.append(_part("trainer", _("Pelatih"), reverse("provider:trainers"), lacking, ""))
    return found


def _part(about: str, title: str, href: str, lacking: dict[str, str], said: str) -> dict[str, Any]:
    done = about not in lacking
    return {
        "title": title, "href": href, "text": said, "done": done, "file": "",
        "tag": _("terisi") if done else _("belum"), "tone": "neutral" if done else "warn",
    }  # fmt: skip


def _path(row: Admission) -> list[dict[str, Any]]:
    """Whose turn it is, until when, and what comes after."""
    order = ["draft", "submitted", "checking", *([] if row.online_only else ["visit_planned"]), "approved"]
    titles = {
        "draft": _("Lembaga mengisi"), "submitted": _("Menunggu diperiksa"), "checking": _("Berkas diperiksa"),
        "visit_planned": _("Tempat dikunjungi"), "approved": _("Disetujui"),
    }  # fmt: skip
    here = order.index(row.status) if row.status in order else len(order) - 1
    items = []
    for number, state in enumerate(order):
        done = number < here or (number == here and row.status in ("approved", "expired"))
        item: dict[str, Any] = {
            "title": titles[state], "state": "done" if done else "now" if number == here else "next",
        }  # fmt: skip
        if item["state"] == "now" and row.status == "refused":
            item |= {"title": _("Ditolak"), "state": "stopped"}
        elif item["state"] == "now" and state == "draft":
            item |= {"who": _("lembaga Anda"), "after": _("kantor program memeriksa dalam 14 hari")}
        elif item["state"] == "now":
            by = row.visit_on or row.due_on
            item |= {"who": _("kantor program"), "by": date_id(by) if by else ""}
        if state == "approved" and row.valid_until:
            item["when"] = _("sampai %(day)s") % {"day": date_id(row.valid_until)}
        items.append(item)
    return items
