"""People who fit a vacancy and agreed to be found, without who they are; inviting them; what would widen the list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import invite
from peluang.domain.jobs.commands.inviting import LONGEST_TEXT
from peluang.domain.jobs.fitting import FIT_LINE, people_who_fit
from peluang.domain.jobs.gaps import FURTHER_KM, Gaps, few, gaps_of
from peluang.domain.jobs.invitations import sent_invitations
from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.queries import vacancy_of_employer
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.enums import Education
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.charts import Bar
from peluang.doors.web.ui.formats import number_id, rupiah
from peluang.engines.matching.widening import Change, Gain

#: One bar for every count that is too small to be told: the same length whatever the number.
_FEW_BAR = 2


@page(EMPLOYING, methods=("GET", "POST"))
def fitting(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """A card each; a button invites. The page holds references, no person's id."""
    row, at = _own(request, vacancy_id), clock.now()
    wrong: Refused | None = None
    if request.method == "POST":
        reference = request.POST.get("kandidat", "")
        text = request.POST.get(f"text-{reference}", "")
        try:
            invite(request.actor, vacancy_id=row.id, reference=reference, text=text, at=at)  # type: ignore[attr-defined]
        except Refused as refusal:
            wrong = refusal
        else:
            messages.success(request, _("Undangan terkirim. Namanya terlihat kalau ia menerima."))
            return redirect("employer:fitting", row.id)
    verified = request.membership.organisation.status == "verified"  # type: ignore[attr-defined]
    shown = verified and row.status != "held"  # nobody is offered to a vacancy that waits for a look
    context: dict[str, Any] = {
        "vacancy": row, "verified": verified, "people": people_who_fit(row.id, at=at) if shown else [],
        "sent": sent_invitations(row.id), "wrong": wrong, "longest": LONGEST_TEXT,
        "typed": {reference: text} if wrong else {},
        "zone": row.regency.province.timezone, "open": row.status == "open",
    }  # fmt: skip
    return render(request, "employer/fitting.html", context, status=422 if wrong else 200)


@page(EMPLOYING)
def gaps(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Which single change brings how many more people; small counts are not told."""
    row = _own(request, vacancy_id)
    verified = request.membership.organisation.status == "verified"  # type: ignore[attr-defined]
    found = gaps_of(row.id, at=clock.now()) if verified else None
    context = {
        "vacancy": row, "found": found, "line": FIT_LINE, "now": _count(found.now) if found else "",
        "bars": [_bar(each, found) for each in found.gains[:8]] if found else [],
        "taught": _taught(found) if found else [],
    }  # fmt: skip
    return render(request, "employer/gaps.html", context)


def _bar(gain: Gain, found: Gaps) -> Bar:
    value = _FEW_BAR if few(gain.more) else gain.more
    return Bar(_change(gain.change, found), value, text="+ " + _count(gain.more))


def _count(number: int) -> str:
    return _("kurang dari 5 orang") if few(number) else _("%(many)s orang") % {"many": number_id(number)}


def _change(change: Change, found: Gaps) -> str:
    value = change.value
    if change.kind in ("skill_welcome", "skill_dropped"):
        said = {"skill": _name(found.skills[str(value)])}
        if change.kind == "skill_welcome":
            return _("“%(skill)s” tidak wajib, nilai tambah saja") % said
        return _("“%(skill)s” tidak diminta") % said
    if change.kind == "wage":
        return _("Upah sampai %(wage)s sebulan") % {"wage": rupiah(int(value))}
    if change.kind == "farther":
        return _("Antar-jemput atau mes untuk yang %(km)s km lebih jauh") % {"km": FURTHER_KM}
    if change.kind == "education":
        lower = [str(each.label) for each in Education if each.rank == value]
        return _("Pendidikan cukup %(level)s") % {"level": " / ".join(lower)}
    years = int(value) // 12
    return _("Pengalaman cukup %(years)s tahun") % {"years": years} if years else _("Tanpa syarat pengalaman")


def _taught(found: Gaps) -> list[dict[str, Any]]:
    english = reading_language() == "en"
    return [
        {"skill": _name(found.skills[code]), "code": each.code, "title": each.title_en if english else each.title_id,
         "free": each.free}
        for code, rows in found.taught.items() for each in rows
    ]  # fmt: skip


def _name(skill: Any) -> str:
    return str(skill.name_en if reading_language() == "en" else skill.name_id)


def _own(request: HttpRequest, vacancy_id: UUID) -> Vacancy:
    """Raises NotYours (404) for another employer's."""
    return vacancy_of_employer(request.actor.organisation, vacancy_id)  # type: ignore[attr-defined]
