"""An institution's trainers: who they are, what they may show, what they taught and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import add_trainer, change_trainer
from peluang.domain.catalogue.models import Trainer
from peluang.domain.catalogue.queries.institutions import trainer_of, trainer_rows
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.queries.trainer_record import trainer_record
from peluang.domain.learning.questions import QUESTIONS
from peluang.domain.organisations.queries import members_of
from peluang.domain.people.models import Person
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.engines.rules import local_date

from .forms import TrainerForm


@page({Role.PROVIDER})
def trainers(request: HttpRequest) -> HttpResponse:
    rows = trainer_rows(request.actor.organisation)  # type: ignore[attr-defined]
    return render(request, "provider/trainers/list.html", {"rows": rows})


@page({Role.PROVIDER})
def trainer(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    row = own_trainer(request, trainer_id)
    record = trainer_record(request.actor, trainer_id)  # type: ignore[attr-defined]
    context = {
        "row": row, "credentials": list(row.credentials.all()), "record": record, "today": local_date(clock.now()),
        "questions": QUESTIONS,
    }  # fmt: skip
    return render(request, "provider/trainers/trainer.html", context)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    form = TrainerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.actor  # type: ignore[attr-defined]
        made = add_trainer(actor, organisation_id=actor.organisation, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s tercatat. Tambahkan sertifikatnya.") % {"name": made.name})
        return redirect("provider:trainer", made.id)
    return _edit(request, form, None)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def change(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    row = own_trainer(request, trainer_id)
    first: dict[str, Any] = {
        "name": row.name, "years": row.years, "occupation": row.occupation.title_id if row.occupation else "",
        "person_id": str(row.person_id or ""),
    }  # fmt: skip
    form = TrainerForm(request.POST or None, initial=first, accounts=_accounts(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"person_id": form.cleaned_data.get("person_id") or None}
        try:
            change_trainer(request.actor, trainer_id=trainer_id, at=clock.now(), **_with_uuid(values))  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Pelatih tersimpan."))
            return redirect("provider:trainer", trainer_id)
    return _edit(request, form, row)


def _edit(request: HttpRequest, form: TrainerForm, row: Trainer | None) -> HttpResponse:
    context = {"form": form, "row": row}
    return render(request, "provider/trainers/edit.html", context, status=422 if form.errors else 200)


def _with_uuid(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"person_id": UUID(values["person_id"]) if values["person_id"] else None}


def _accounts(request: HttpRequest) -> list[tuple[str, str]]:
    """Members who are trainers here, as far as their names may be seen."""
    held = [each for each in members_of(request.actor.organisation) if each.role == Role.TRAINER.value]  # type: ignore[attr-defined]
    names = dict(Person.objects.filter(id__in=[each.person_id for each in held]).values_list("id", "full_name"))
    return [(str(each.person_id), names.get(each.person_id) or each.title or _("Pelatih")) for each in held]


def own_trainer(request: HttpRequest, trainer_id: UUID) -> Trainer:
    """Another institution's answers like one that is not there."""
    row = trainer_of(request.actor.organisation, trainer_id)  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
