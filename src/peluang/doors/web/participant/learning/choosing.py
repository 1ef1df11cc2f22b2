"""Choosing a class: what will be paid by whom, what is left, what happens next; then the seat."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import book_seat
from peluang.domain.learning.models import Payer, TrainingClass
from peluang.domain.learning.purchase import Preview, preview
from peluang.domain.learning.queries import bookable_class
from peluang.domain.learning.queries.choosing import alternatives, distance_to, home_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui import formats

from .person import own_id, registered


class ChooseForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    wants_placement = forms.BooleanField(
        required=False, label=gettext_lazy("Sesudah lulus, bantu aku mencari kerja di daerahku.")
    )


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def choose(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Asks, then books. The hidden key makes a second tap of the button the same wish, not a second seat."""
    person_id = own_id(request)
    training_class = bookable_class(class_id)
    if training_class is None or training_class.offering.status in ("draft", "submitted"):
        raise Http404
    asked = {"key": secrets.token_urlsafe(12), "wants_placement": True}
    form = ChooseForm(request.POST) if request.method == "POST" else ChooseForm(initial=asked)
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = book_seat(
                request.actor,  # type: ignore[attr-defined]
                class_id=class_id, person_id=person_id, wants_placement=form.cleaned_data["wants_placement"],
                key=form.cleaned_data["key"], at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Kursi nomor %(seat)s jadi milikmu.") % {"seat": enrolment.seat})
            return redirect("participant:training", enrolment.id)
    seen = preview(training_class, person_id, at=clock.now())
    refusal = refusal or seen.refusal
    home = home_of(person_id)
    full = refusal is not None and refusal.code in ("class_full", "offer_expired", "in_allocation")
    context = {
        "class": training_class, "form": form, "refusal": refusal, "effects": effects(training_class, seen),
        "zone": _zone(training_class), "km": distance_to(training_class, home), "offer": seen.offer, "full": full,
        "others": alternatives(training_class, home, at=clock.now()) if refusal else [],
        "reasons": [{"text": text, "rule": rule} for text, rule in (refusal.reasons if refusal else ())],
    }  # fmt: skip
    status = 409 if refusal and request.method == "POST" else 200
    return render(request, "participant/learning/choose.html", context, status=status)


def effects(training_class: TrainingClass, seen: Preview) -> list[str]:
    """What will happen, one sentence each."""
    starts = formats.datetime_id(training_class.starts_at, zone=_zone(training_class))
    return [
        _who_pays(training_class, seen),
        _("Kursi yang disimpan untukmu jadi milikmu.")
        if seen.offer
        else _("Satu kursi dipegang untukmu. Sesudah itu tersisa %(left)s dari %(all)s.")
        % {"left": max(0, training_class.seats_left - 1), "all": training_class.seats},
        _("Batal gratis sampai kelas dimulai, %(starts)s; uangnya kembali utuh. Sesudahnya tidak bisa dibatalkan.")
        % {"starts": starts},
        _("%(provider)s melihat nama, kehadiran, dan nilaimu di kelas ini.")
        % {"provider": training_class.offering.provider.name},
    ]


def _who_pays(training_class: TrainingClass, seen: Preview) -> str:
    price = training_class.offering.price
    if price == 0:
        return _("Kelas ini gratis: tidak ada uang yang berpindah.")
    said: dict[str, Any] = {"price": formats.rupiah(price), "provider": training_class.offering.provider.name}
    if training_class.payer == Payer.BALANCE:
        left = seen.left(price)
        if left is None or left < 0:
            return _("%(price)s dibayar dari saldo program.") % said
        return _("%(price)s dipotong dari saldomu; sisanya %(left)s.") % {**said, "left": formats.rupiah(left)}
    if training_class.payer == Payer.OWN:
        return _("Kamu membayar %(price)s langsung ke %(provider)s; uangnya tidak lewat Peluang.") % said
    fund = training_class.fund
    owner = fund.organisation.name if fund and fund.organisation else training_class.get_payer_display()
    return _("%(owner)s membayar %(price)s. Kamu tidak membayar apa-apa.") % {**said, "owner": owner}


def _zone(training_class: TrainingClass) -> str:
    return training_class.regency.province.timezone if training_class.regency else "Asia/Jakarta"
