"""What an institution writes about its trainers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.skills.queries import resolve
from peluang.doors.web.plain_forms import DayInput, SimpleForm


class TrainerForm(SimpleForm):
    name = forms.CharField(label=gettext_lazy("Nama pelatih"), max_length=200)
    occupation = forms.CharField(
        label=gettext_lazy("Bidangnya (pekerjaan menurut KBJI)"), required=False, max_length=120,
        help_text=gettext_lazy("Misalnya juru las."),
    )  # fmt: skip
    years = forms.IntegerField(label=gettext_lazy("Sudah mengajar berapa tahun"), min_value=0, max_value=70)
    person_id = forms.ChoiceField(
        label=gettext_lazy("Akunnya di sini"), required=False,
        help_text=gettext_lazy("Supaya ia bisa memulai kelas dan mencatat kehadiran."),
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if accounts:
            self.fields["person_id"].choices = [("", _("tidak terhubung")), *accounts]  # type: ignore[attr-defined]
        else:
            del self.fields["person_id"]

    def clean_occupation(self) -> str | None:
        typed = self.cleaned_data["occupation"]
        code = resolve(typed, "occupation") if typed else None
        if typed and code is None:
            raise forms.ValidationError(_("Pekerjaan ini belum kami kenali. Coba kata lain, misalnya “juru las”."))
        return code


class CredentialForm(SimpleForm):
    title = forms.CharField(
        label=gettext_lazy("Nama sertifikat"), max_length=200, help_text=gettext_lazy("Misalnya Juru las SMAW 3G.")
    )
    issuer = forms.CharField(label=gettext_lazy("Diterbitkan oleh"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Nomor sertifikat"), required=False, max_length=100)
    skkni_unit = forms.CharField(
        label=gettext_lazy("Unit kompetensi SKKNI"), required=False, max_length=40,
        help_text=gettext_lazy("Kalau tertulis di sertifikat, misalnya C.24LAS01.001.1"),
    )  # fmt: skip
    valid_until = forms.DateField(
        label=gettext_lazy("Berlaku sampai"), required=False, widget=DayInput(),
        help_text=gettext_lazy("Kosongkan kalau berlaku seterusnya."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Foto atau PDF-nya"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
