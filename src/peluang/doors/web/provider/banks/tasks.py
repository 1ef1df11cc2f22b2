"""Practical tasks: written, replaced, ended. Classes that began keep theirs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import add_task, replace_task, retire_task
from peluang.domain.learning.models import PracticalTask
from peluang.domain.learning.queries import task_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from ..offerings.views import own_offering, own_organisation
from .forms import TaskForm, initial_of_task


@page({Role.PROVIDER}, methods=("GET", "POST"))
def new(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    row = own_offering(request, offering_id)
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_task(request.actor, offering_id=row.id, **form.cleaned_data, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tugas tersimpan. Berlaku untuk kelas yang dimulai sesudah ini."))
            return redirect("provider:bank", row.id)
    context = {"offering": row, "form": form, "task": None}
    return render(request, "provider/banks/task.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    row = _own(request, task_id)
    form = TaskForm(request.POST or None, initial=initial_of_task(row))
    if request.method == "POST" and form.is_valid():
        try:
            replace_task(request.actor, task_id=row.id, **form.cleaned_data, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tugas tersimpan. Kelas yang sudah dimulai tetap memakai yang lama."))
            return redirect("provider:bank", row.offering_id)
    context = {"offering": row.offering, "form": form, "task": row}
    return render(request, "provider/banks/task.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("POST",))
def retire(request: HttpRequest, task_id: UUID) -> HttpResponse:
    row = _own(request, task_id)
    try:
        retire_task(request.actor, task_id=row.id, at=clock.now())  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tugas dihentikan. Kelas yang sudah dimulai tetap memakainya."))
    return redirect("provider:bank", row.offering_id)


def _own(request: HttpRequest, task_id: UUID) -> PracticalTask:
    row = task_of(own_organisation(request), task_id)
    if row is None:
        raise Http404
    return row
