"""What an LSP writes: a skill, a reason, a certificate it issues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.skills.queries import resolve


class SkillField(forms.CharField):
    """A skill by its name or an everyday word for it; cleaned to the code."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        code = resolve(text, "skill") if text else ""
        if code is None:
            raise forms.ValidationError(_("Kata ini belum ada di daftar. Coba kata lain."), "word_unknown")
        return code


class VerifyForm(forms.Form):
    skill = SkillField(
        label=_("Keahlian yang dibuktikan"), max_length=120, required=False,
        help_text=_("Misalnya: las SMAW. Dipakai untuk mencocokkan pemiliknya dengan lowongan."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, min_length=5, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu atau dua kalimat. Pemiliknya membaca ini."),
    )  # fmt: skip


class IssueForm(forms.Form):
    """The person is named by a training certificate of theirs and the name on it."""

    certificate_number = forms.CharField(
        label=_("Nomor sertifikat pelatihan peserta"), max_length=60, help_text=_("Contoh: PLG-2026-0000123-57."),
    )  # fmt: skip
    full_name = forms.CharField(label=_("Nama lengkap peserta"), max_length=200, help_text=_("Seperti di KTP-nya."))
    number = forms.CharField(label=_("Nomor sertifikat kompetensi"), max_length=80)
    title = forms.CharField(label=_("Skema atau jabatan"), max_length=200)
    units = forms.CharField(
        label=_("Kode unit SKKNI"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu baris satu kode. Misalnya: C.24LAS01.001.1"),
    )  # fmt: skip
    level = forms.CharField(label=_("Jenjang KKNI"), max_length=20, required=False, help_text=_("Angka 1 sampai 9."))
    skill = SkillField(label=_("Keahlian yang dibuktikan"), max_length=120, required=False)
    issued_on = forms.DateField(label=_("Tanggal terbit"), widget=forms.DateInput(attrs={"type": "date"}))
    expires_on = forms.DateField(label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}))

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **said, "units": said["units"].replace(",", "\n").replace(";", "\n").splitlines(),
            "skill": said["skill"] or None,
        }  # fmt: skip
