"""What an officer writes down."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.placement.models import Aim
from peluang.doors.web.plain_forms import SimpleForm


class InterviewForm(forms.Form):
    note = forms.CharField(
        label=_("Apa yang dibicarakan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Yang perlu diketahui rekan Anda. Orangnya boleh membacanya."),
    )  # fmt: skip
    aim = forms.ChoiceField(label=_("Tujuannya"), choices=Aim.choices)


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Catatan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class CloseForm(forms.Form):
    reason = forms.CharField(label=_("Alasan menutup"), max_length=300)


class LicenceForm(forms.Form):
    number = forms.CharField(label=_("Nomor SIP3MI"), max_length=60)
    valid_from = forms.DateField(label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}))
    valid_until = forms.DateField(
        label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Izin yang dicabut: tulis hari terakhirnya. Lowongan luar negerinya ditutup sesudah itu."),
    )  # fmt: skip


class StatusForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, required=False,
        help_text=_("Wajib kalau menolak atau menangguhkan. Pemberi kerja membacanya."),
    )  # fmt: skip


class FirstMemberForm(SimpleForm):
    address = forms.CharField(
        label=_("E-mail atau nomor HP-nya"), max_length=254, help_text=_("Yang dipakainya untuk masuk ke sini.")
    )


class QuestionForm(SimpleForm):
    question = forms.CharField(
        label=_("Pertanyaan Anda"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Pemberi kerja membaca dan menjawabnya; jawabannya muncul di halaman ini."),
    )  # fmt: skip
