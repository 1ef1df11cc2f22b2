"""Putting a class to other times, another place, or other seats: what everybody is told, before it is done."""

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

from peluang.domain.catalogue.models import Venue
from peluang.domain.catalogue.queries.institutions import venues_of
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import change_seats, move_class
from peluang.domain.learning.commands.moving import LEAVE_FOR, attended_sessions, may_move
from peluang.domain.learning.models import Session, TrainingClass
from peluang.domain.learning.queries.choosing import last_move
from peluang.domain.learning.waiting_line import zone_of
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import datetime_id

from .own import own_class

Moment = tuple[datetime.datetime, datetime.datetime]


class MoveForm(forms.Form):
    """One row of fields a session that may still move, in the time of the place."""

    room_id = forms.ChoiceField(label=gettext_lazy("Tempat terdaftar"), required=False)
    venue = forms.CharField(label=gettext_lazy("Tempat lain"), max_length=200, required=False)
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=300,
        help_text=gettext_lazy("Semua peserta membacanya, bersama waktu dan tempat yang lama dan yang baru."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, row: TrainingClass, sessions: list[Session], rooms: list[Venue], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.sessions = ZoneInfo(zone_of(row)), sessions
        self.fields["room_id"].choices = [  # type: ignore[attr-defined]
            ("", _("tidak berubah, atau tempat lain")),
            *((str(each.id), f"{each.name} ({each.capacity})") for each in rooms),
        ]
        for each in sessions:
            start, end = (moment.astimezone(self.zone) for moment in (each.starts_at, each.ends_at))
            name = f"session_{each.number}"
            self.fields[name] = forms.DateField(
                label=_("Pertemuan %(number)s") % {"number": each.number}, initial=start.date(),
                widget=forms.DateInput(attrs={"type": "date"}),
            )  # fmt: skip
            for part, moment, label in (("begins", start, _("Mulai jam")), ("ends", end, _("Selesai jam"))):
                self.fields[f"{name}_{part}"] = forms.TimeField(
                    label=label, initial=f"{moment:%H:%M}", widget=forms.TimeInput(attrs={"type": "time"})
                )

    def times(self) -> dict[int, Moment]:
        """Sessions whose time was changed."""
        changed = {}
        for each in self.sessions:
            name, data = f"session_{each.number}", self.cleaned_data
            start = datetime.datetime.combine(data[name], data[f"{name}_begins"], self.zone)
            end = datetime.datetime.combine(data[name], data[f"{name}_ends"], self.zone)
            if (start, end) != (each.starts_at, each.ends_at):
                changed[each.number] = (start, end)
        return changed

    def rows(self) -> list[tuple[Session, Any, Any, Any]]:
        """(session, day, begins, ends) as bound fields."""
        return [
            (each, self[f"session_{each.number}"], self[f"session_{each.number}_begins"],
             self[f"session_{each.number}_ends"])
            for each in self.sessions
        ]  # fmt: skip


class SeatsForm(forms.Form):
    seats = forms.IntegerField(label=gettext_lazy("Kursi"), min_value=1, max_value=500)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def move(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row, at = own_class(request, class_id), clock.now()
    attended = attended_sessions(row)
    sessions = list(row.sessions.all())
    movable = [each for each in sessions if may_move(each, attended, at)]
    rooms = venues_of(row.offering.provider_id) if row.offering.mode != "online" else []
    initial = {"venue": "" if row.room_id else row.venue, "address": "" if row.room_id else row.address}
    form = MoveForm(request.POST or None, row=row, sessions=movable, rooms=rooms, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            move_class(
                request.actor,  # type: ignore[attr-defined]
                class_id=class_id, reason=data["reason"], times=form.times(), room_id=data["room_id"] or None,
                venue=data["venue"], address=data["address"], at=at,
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kelas dipindahkan; semua peserta dan yang menunggu sudah diberi tahu."))
            return redirect("provider:class", class_id)
    context = {
        "class": row, "form": form, "zone": zone_of(row), "fixed": [each for each in sessions if each not in movable],
        "effects": _effects(row, at), "over": row.status not in ("open", "running"), "last": last_move(class_id),
    }  # fmt: skip
    return render(request, "provider/classes/move.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def seats(request: HttpRequest, class_id: UUID) -> HttpResponse:
    row = own_class(request, class_id)
    form = SeatsForm(request.POST or None, initial={"seats": row.seats})
    if request.method == "POST" and form.is_valid():
        try:
            change_seats(request.actor, class_id=class_id, seats=form.cleaned_data["seats"], at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Jumlah kursi diubah. Kursi baru ditawarkan dulu ke yang menunggu."))
            return redirect("provider:class", class_id)
    context = {"class": row, "form": form}
    return render(request, "provider/classes/seats.html", context, status=422 if form.errors else 200)


def _effects(row: TrainingClass, at: datetime.datetime) -> list[str]:
    return [
        _("%(people)s peserta menerima pesan berisi waktu dan tempat lama, yang baru, dan alasan Anda.")
        % {"people": row.seats_taken},
        _("Mereka boleh keluar sampai %(until)s dan uangnya kembali utuh, juga kalau kelasnya sudah berjalan.")
        % {"until": datetime_id(at + LEAVE_FOR, zone=zone_of(row))},
        _("Pertemuan yang sudah dimulai, atau yang sudah ada kehadirannya, tetap di waktunya."),
        _("Kalau tempatnya berubah, daftar kesiapan diperiksa lagi dari awal."),
    ]
