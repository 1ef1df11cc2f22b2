"""Registration in four short pages. Rules are the commands'; here is only what can be read from a field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.people.enums import Education, ExcludedRole, Purpose, Sex, WorkStatus

from ..fields import PlainForm, RegencyField

DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]


class DateInput(forms.DateInput):
    """The browser's own date picker; where there is none, text like 31-12-1999 is read too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhoForm(PlainForm):
    full_name = forms.CharField(label=_("Nama lengkap"), help_text=_("Seperti di KTP."), max_length=200)
    birth_date = forms.DateField(
        label=_("Tanggal lahir"),
        input_formats=DATES,
        widget=DateInput(),
        error_messages={"invalid": _("Tulis tanggal lahir seperti 31-12-1999.")},
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices, widget=forms.RadioSelect())
    regency = RegencyField(label=_("Kabupaten atau kota tempat tinggal"), help_text=_("Ketik, lalu pilih."))
    phone = forms.CharField(
        label=_("Nomor HP"), required=False, max_length=30, help_text=_("Supaya pelatih dan perusahaan bisa menelepon.")
    )


class IdentityForm(PlainForm):
    """kept: the numbers given before are there already, so empty fields keep them."""

    nik = forms.CharField(label=_("NIK"), max_length=40)
    kk = forms.CharField(label=_("Nomor KK"), max_length=40)

    def __init__(self, *args: Any, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("nik", "kk"):
            self.fields[name].required = not kept


class SituationForm(PlainForm):
    education = forms.ChoiceField(
        label=_("Pendidikan terakhir yang tamat"), choices=[("", _("Pilih satu")), *Education.choices]
    )
    work_status = forms.ChoiceField(label=_("Sekarang kamu"), choices=WorkStatus.choices, widget=forms.RadioSelect())
    facts = forms.MultipleChoiceField(
        label=_("Centang yang sesuai denganmu"),
        required=False,
        choices=[
            ("in_formal_education", _("Masih sekolah atau kuliah")),
            ("receives_social_aid", _("Keluargaku menerima bantuan sosial")),
            ("has_disability", _("Penyandang disabilitas")),
            ("not_citizen", _("Bukan warga negara Indonesia")),
        ],
        widget=forms.CheckboxSelectMultiple(),
    )
    excluded_role = forms.ChoiceField(
        label=_("Apakah kamu salah satu dari ini?"),
        required=False,
        choices=ExcludedRole.choices,
        help_text=_("Mereka boleh punya profil, tetapi tidak bisa menerima saldo pelatihan."),
    )


class ConsentForm(PlainForm):
    consents = forms.MultipleChoiceField(
        label=_("Aku mengizinkan"), required=False, choices=Purpose.choices, widget=forms.CheckboxSelectMultiple()
    )
