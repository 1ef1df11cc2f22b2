"""Certificates of a trainer: written down, shown, taken back before anybody looked at them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.catalogue.commands import add_credential, remove_credential
from peluang.domain.catalogue.models import TrainerCredential
from peluang.domain.catalogue.queries.institutions import credential_file
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import handed_in
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.stored import file_answer

from .forms import CredentialForm
from .views import own_trainer


@page({Role.PROVIDER}, methods=("GET", "POST"))
def add(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    row = own_trainer(request, trainer_id)
    form = CredentialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload = handed_in(values.pop("file"))
        try:
            add_credential(request.actor, trainer_id=trainer_id, at=clock.now(), **values, **upload)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Sertifikat tersimpan. Kantor program akan melihatnya."))
            return redirect("provider:trainer", trainer_id)
    return render(
        request, "provider/trainers/credential.html", {"form": form, "row": row}, status=422 if form.errors else 200
    )


@page({Role.PROVIDER})
def file(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    found = credential_file(credential_id, request.actor.organisation)  # type: ignore[attr-defined]
    if found is None or found.file is None:
        raise Http404
    return file_answer(found.file)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def remove(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    own = TrainerCredential.objects.select_related("trainer").filter(
        id=credential_id,
        trainer__organisation_id=request.actor.organisation,  # type: ignore[attr-defined]
    )
    row = own.first()
    if row is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            remove_credential(request.actor, credential_id=credential_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Sertifikat dihapus."))
            return redirect("provider:trainer", row.trainer_id)
    context = {"row": row, "refusal": refusal}
    return render(request, "provider/trainers/credential_remove.html", context, status=409 if refusal else 200)
