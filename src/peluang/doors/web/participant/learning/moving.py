"""The institution was suspended: another class, or the money back. Saying nothing gives the money back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import take_refund, transfer_seat
from peluang.domain.learning.models import Enrolment
from peluang.domain.learning.suspension import choice_for, nearest_equivalents
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def move(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """One's own seat alone. A seat whose class goes on says so."""
    enrolment = (
        Enrolment.objects.select_related("training_class__regency__province", "offering__training_type", "provider")
        .filter(id=enrolment_id, person_id=own_id(request))
        .first()
    )
    if enrolment is None:
        raise Http404
    at, refusal = clock.now(), None
    if request.method == "POST":
        try:
            return _chosen(request, enrolment_id)
        except Refused as refused:
            refusal = refused
    choice = choice_for(enrolment, at)
    regency = enrolment.training_class.regency
    context = {
        "enrolment": enrolment, "class": enrolment.training_class, "choice": choice, "refusal": refusal,
        "targets": nearest_equivalents(enrolment, at) if choice else [],
        "zone": regency.province.timezone if regency else "Asia/Jakarta",
    }  # fmt: skip
    return render(request, "participant/learning/move.html", context, status=409 if refusal else 200)


def _chosen(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    wanted = request.POST.get("kelas", "")
    if wanted == "uang":
        take_refund(by, enrolment_id=enrolment_id, at=at)
        messages.success(request, _("Uangmu sudah kembali. Kamu bisa memilih pelatihan lain kapan saja."))
        return redirect("participant:trainings")
    try:
        class_id = UUID(wanted)
    except ValueError as error:
        raise Refused("nothing_chosen", _("Pilih satu kelas, atau minta uangmu kembali.")) from error
    new = transfer_seat(by, enrolment_id=enrolment_id, class_id=class_id, at=at)
    messages.success(request, _("Kamu sudah pindah. Ini kelas barumu."))
    return redirect("participant:training", new.id)
