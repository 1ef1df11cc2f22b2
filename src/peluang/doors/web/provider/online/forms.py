"""Forms of one online session: how it is learnt, where it is joined, and its platform's log."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.learning.models import Session

_WAYS = (
    ("webinar", _("Webinar: semua hadir pada jam yang sama")),
    ("self_paced", _("Belajar mandiri: kapan saja, di LMS Anda")),
)  # fmt: skip


class SessionForm(forms.Form):
    """fixed: the class has begun, so only links change."""

    way = forms.ChoiceField(label=_("Cara belajar"), choices=_WAYS, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Menit yang dihitung"), min_value=1, max_value=20_000, required=False,
        help_text=_("Hanya untuk belajar mandiri."),
    )  # fmt: skip
    closes_on = forms.DateField(
        label=_("Dibuka sampai tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Hanya untuk belajar mandiri. Kosongkan kalau hanya selama jam pertemuannya."),
    )  # fmt: skip
    join_url = forms.CharField(
        label=_("Tautan webinar"), max_length=500, required=False, widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("Peserta melihatnya seperempat jam sebelum mulai."),
    )  # fmt: skip
    recording_url = forms.CharField(
        label=_("Tautan rekaman"), max_length=500, required=False, widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("Menonton rekaman tidak menambah jam hadir."),
    )  # fmt: skip

    def __init__(self, *args: Any, session: Session, fixed: bool, zone: ZoneInfo, **kwargs: Any) -> None:
        closes = session.ends_at.astimezone(zone).date()
        begins = session.starts_at.astimezone(zone).date()
        kwargs["initial"] = {
            "way": session.kind, "minutes": session.minutes, "join_url": session.join_url,
            "recording_url": session.recording_url, "closes_on": closes if closes != begins else None,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.session, self.zone, self.fixed = session, zone, fixed
        if fixed:
            for name in ("way", "minutes", "closes_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == "self_paced" and not data.get("minutes"):
            self.add_error("minutes", _("Isi berapa menit yang dihitung."))
        return data

    def closes_at(self, latest: datetime.datetime) -> datetime.datetime:
        """The last moment of the chosen day, but not after the class."""
        day = self.cleaned_data.get("closes_on")
        if day is None:
            return self.session.ends_at
        return min(latest, datetime.datetime.combine(day, datetime.time(23, 59), self.zone))


class LogForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas catatan platform"),
        help_text=_("CSV atau XLSX dengan kolom nama, jam masuk, dan jam keluar; e-mail kalau ada."),
    )
