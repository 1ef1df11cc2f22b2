"""Offering times for interviews, and taking them back."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import cancel_slot, offer_slots
from peluang.domain.jobs.models import Application, InterviewInvitation
from peluang.domain.jobs.queries import candidate as candidate_of
from peluang.domain.jobs.queries import candidates, vacancy_of_employer
from peluang.domain.jobs.slots import slots_of
from peluang.domain.jobs.talking import shown_to_other_side
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.calendar_files import interview_file
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

_ROWS = 5
_WHEN = {"type": "datetime-local"}


class SlotsForm(forms.Form):
    """starts-1 … starts-5; application_ids: who may pick."""

    application_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Siapa yang boleh memilih"), widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.IntegerField(label=gettext_lazy("Berapa menit"), initial=30)
    place = forms.CharField(
        label=gettext_lazy("Alamat"), max_length=300, required=False,
        help_text=gettext_lazy("Isi ini, tautan rapat, atau keduanya."),
    )  # fmt: skip
    online_url = forms.CharField(
        label=gettext_lazy("Tautan rapat"), max_length=500, required=False,
        help_text=gettext_lazy("Untuk wawancara jarak jauh. Dimulai dengan https://."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, rows: list[Application], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["application_ids"].choices = [(str(row.id), row.person.full_name) for row in rows]  # type: ignore[attr-defined]
        for number in range(1, _ROWS + 1):
            self.fields[f"starts-{number}"] = forms.DateTimeField(
                label=_("Waktu %(number)s") % {"number": number}, required=False,
                widget=forms.DateTimeInput(attrs=_WHEN),
            )  # fmt: skip

    def terms(self, zone: str) -> dict[str, Any]:
        """Arguments of offer_slots. Times are meant where the work is."""
        said = self.cleaned_data
        typed = [said[name] for name in self._times() if said.get(name)]
        starts: list[datetime.datetime] = [each.replace(tzinfo=ZoneInfo(zone)) for each in typed]
        return {
            "starts": starts, "minutes": said["minutes"], "place": said["place"], "online_url": said["online_url"],
            "application_ids": [UUID(each) for each in said["application_ids"]],
        }  # fmt: skip

    def times(self) -> list[forms.BoundField]:
        return [self[name] for name in self._times()]

    def _times(self) -> list[str]:
        return [f"starts-{number}" for number in range(1, _ROWS + 1)]


@page(EMPLOYING, methods=("GET", "POST"))
def slots(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """New times with who may pick, and the times that stand."""
    vacancy = vacancy_of_employer(request.actor.organisation, vacancy_id)  # type: ignore[attr-defined]
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    zone = vacancy.regency.province.timezone
    rows = [each for each in candidates(vacancy.id) if each.status in ("sent", "seen", "interview")]
    wanted = request.POST.get("aksi", "")
    asked = [each for each in request.GET.getlist("untuk") if each in {str(row.id) for row in rows}]
    form = SlotsForm(request.POST if wanted == "tawarkan" else None, rows=rows, initial={"application_ids": asked})
    if wanted == "batal":
        _cancel(request)
        return redirect("employer:slots", vacancy.id)
    if form.is_bound and form.is_valid():
        try:
            made = offer_slots(by, vacancy_id=vacancy.id, at=at, **form.terms(zone))
        except Refused as refusal:
            if refusal.field == "starts":
                form.add_error("starts-1", str(refusal))
            else:
                add_refusal(form, refusal)
        else:
            messages.success(request, _("%(many)s waktu ditawarkan. Pelamar diberi tahu.") % {"many": len(made)})
            return redirect("employer:slots", vacancy.id)
    context = {
        "vacancy": vacancy, "form": form, "rows": rows, "slots": slots_of(vacancy.id), "zone": zone, "now": at,
        "notes": _notes(rows),
    }  # fmt: skip
    return render(request, "employer/slots.html", context, status=422 if form.errors else 200)


def _cancel(request: HttpRequest) -> None:
    try:
        cancel_slot(request.actor, slot_id=UUID(request.POST.get("slot", "")), at=clock.now())  # type: ignore[attr-defined]
    except ValueError:
        raise NotYours from None
    except Refused as refusal:
        if isinstance(refusal, NotYours):
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Waktu itu dibatalkan. Yang memilihnya diberi tahu."))


def _notes(rows: list[Application]) -> list[tuple[Application, str]]:
    """Who wrote that no time fits, with their words as an employer may read them (one statement)."""
    known = {row.id: row for row in rows}
    said = InterviewInvitation.objects.filter(application__in=list(known), none_fits_at__isnull=False)
    return [
        (row, shown_to_other_side(each.none_fits_note, agreed=row.contact_shared_at is not None))
        for each in said
        if (row := known[each.application_id])
    ]


@page(EMPLOYING)
def calendar(request: HttpRequest, application_id: UUID) -> HttpResponse:
    row = candidate_of(request.actor.organisation, application_id)  # type: ignore[attr-defined]
    return interview_file(row, summary=f"{row.vacancy.title}, {row.person.full_name}", at=clock.now())
