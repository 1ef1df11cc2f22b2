"""What a person writes while looking for work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.jobs.models import LONGEST_MESSAGE

LONGEST_LETTER = 1000


class ApplyForm(forms.Form):
    letter = forms.CharField(
        label=_("Pesan untuk pemberi kerja"), required=False, max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu atau dua kalimat: kapan bisa mulai, apa yang sudah pernah kamu kerjakan."),
    )  # fmt: skip


class BusinessForm(forms.Form):
    name = forms.CharField(
        label=_("Nama usahamu"), max_length=120, help_text=_("Nama sehari-hari cukup, misalnya: Jahit Bu Rini.")
    )
    started_on = forms.DateField(label=_("Mulai sejak"), widget=forms.DateInput(attrs={"type": "date"}))


class CloseCaseForm(forms.Form):
    reason = forms.CharField(
        label=_("Mengapa kamu tidak perlu bantuan lagi?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndWorkForm(forms.Form):
    last_day = forms.DateField(label=_("Hari terakhirmu bekerja"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Pemberi kerja membaca catatan ini."),
    )  # fmt: skip


class MessageForm(forms.Form):
    text = forms.CharField(label=_("Pesanmu"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 4}))
