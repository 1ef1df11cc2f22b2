"""Picking the time of an interview."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.commands import pick_slot, say_none_fits
from peluang.domain.jobs.queries import application_of
from peluang.domain.jobs.slots import choice_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.calendar_files import interview_file
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal


class NoneFitsForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Kapan kamu bisa?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Pemberi kerja membacanya dan bisa menawarkan waktu lain."),
    )  # fmt: skip


class PickForm(forms.Form):
    slot = forms.UUIDField()


@page({Role.PERSON}, methods=("GET", "POST"))
def pick(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One click picks; another click changes, until a day before."""
    row = application_of(request.actor.person, application_id)  # type: ignore[attr-defined]
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    picked = PickForm(request.POST if "slot" in request.POST else None)
    form = NoneFitsForm(request.POST if request.method == "POST" and not picked.is_bound else None)
    if picked.is_bound:
        if not picked.is_valid():
            raise NotYours
        try:
            pick_slot(by, application_id=row.id, slot_id=picked.cleaned_data["slot"], at=at)
        except Refused as refusal:
            if isinstance(refusal, NotYours):
                raise
            messages.error(request, str(refusal))
            return redirect("participant:interview_times", row.id)
        messages.success(request, _("Waktu wawancaramu tersimpan. Pemberi kerja diberi tahu."))
        return redirect("participant:application", row.id)
    if form.is_bound and form.is_valid():
        try:
            say_none_fits(by, application_id=row.id, note=form.cleaned_data["note"], at=at)
        except Refused as refusal:
            if isinstance(refusal, NotYours):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tersampaikan. Pemberi kerja diberi tahu."))
            return redirect("participant:interview_times", row.id)
    context = {
        "row": row, "form": form, "choice": choice_of(row, at), "zone": row.vacancy.regency.province.timezone,
    }  # fmt: skip
    return render(request, "participant/work/slots.html", context, status=422 if form.errors else 200)


@page({Role.PERSON})
def calendar(request: HttpRequest, application_id: UUID) -> HttpResponse:
    row = application_of(request.actor.person, application_id)  # type: ignore[attr-defined]
    return interview_file(row, summary=f"{row.vacancy.title}, {row.vacancy.employer.name}", at=clock.now())
