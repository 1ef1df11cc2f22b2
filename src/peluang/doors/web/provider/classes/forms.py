"""Scheduling a class: first day, how many days, from when to when."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.queries import trainers_of
from peluang.domain.catalogue.queries.institutions import venues_of
from peluang.domain.learning.models import Payer
from peluang.domain.organisations.models import Organisation

#: What an institution may choose itself; a class from somebody's fund is ordered by the owner of the fund.
_PAYERS = [(each.value, each.label) for each in (Payer.BALANCE, Payer.OWN)]


class ClassForm(forms.Form):
    """Times are of the place where the class is held. Sessions follow on weekdays, one a day."""

    code = forms.CharField(
        label=_("Kode kelas"), max_length=40, help_text=_("Untuk daftar Anda, misalnya LAS-2026-05.")
    )
    first_day = forms.DateField(label=_("Hari pertama"), widget=forms.DateInput(attrs={"type": "date"}))
    days = forms.IntegerField(
        label=_("Berapa hari"), min_value=1, max_value=120, initial=5, help_text=_("Sabtu dan Minggu dilewati.")
    )
    begins = forms.TimeField(label=_("Mulai jam"), initial="08:00", widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Selesai jam"), initial="16:00", widget=forms.TimeInput(attrs={"type": "time"}))
    seats = forms.IntegerField(
        label=_("Kursi"), min_value=1, max_value=500, initial=16,
        help_text=_("Standar: satu pelatih untuk paling banyak 30 orang tatap muka, 50 daring."),
    )  # fmt: skip
    payer = forms.ChoiceField(
        label=_("Siapa yang membayar"), choices=_PAYERS, widget=forms.RadioSelect, initial="balance"
    )
    room_id = forms.ChoiceField(
        label=_("Tempat terdaftar"),
        required=False,
        help_text=_("Yang sudah diperiksa mengisi sendiri daftar kesiapan."),
    )
    venue = forms.CharField(label=_("Tempat lain"), max_length=200, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    trainer_id = forms.ChoiceField(label=_("Pelatih"), required=False)
    tells = forms.CharField(
        label=_("Yang perlu dibawa peserta"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Misalnya pakaian kerja, sepatu tertutup, KTP."),
    )  # fmt: skip

    def __init__(self, *args: Any, provider: Organisation, zone: str, online: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.online = ZoneInfo(zone), online
        rooms = [] if online else [(str(each.id), f"{each.name} ({each.capacity})") for each in venues_of(provider.id)]
        self.fields["room_id"].choices = [("", _("tempat lain")), *rooms]  # type: ignore[attr-defined]
        trainers = [(str(each.id), each.name) for each in trainers_of(provider.id)]
        self.fields["trainer_id"].choices = [("", _("pelatih tetap penawaran ini")), *trainers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai."))
        return data

    def sessions(self) -> list[tuple[datetime.datetime, datetime.datetime, bool]]:
        """One session a weekday from the first day on."""
        data, day = self.cleaned_data, self.cleaned_data["first_day"]
        made: list[tuple[datetime.datetime, datetime.datetime, bool]] = []
        while len(made) < data["days"]:
            if day.weekday() < 5 or not made:  # the first day stands as it was typed
                start = datetime.datetime.combine(day, data["begins"], self.zone)
                made.append((start, datetime.datetime.combine(day, data["ends"], self.zone), self.online))
            day += datetime.timedelta(days=1)
        return made

    def values(self) -> dict[str, Any]:
        """What schedule_class takes."""
        sessions = self.sessions()
        kept = ("code", "seats", "payer", "venue", "address", "tells")
        return {
            **{name: self.cleaned_data[name] for name in kept},
            "trainer_id": self.cleaned_data["trainer_id"] or None, "room_id": self.cleaned_data["room_id"] or None,
            "sessions": sessions, "starts_at": sessions[0][0], "ends_at": sessions[-1][1],
        }  # fmt: skip
