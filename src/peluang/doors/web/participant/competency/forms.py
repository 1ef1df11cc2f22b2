"""Claiming a competency certificate: copied from paper, so every field says where it stands there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.learning.queries import issuers

from ..fields import PlainForm, WordField


class ClaimForm(PlainForm):
    issuer_name = forms.CharField(
        label=_("Penerbit (LSP)"), max_length=200,
        help_text=_("Pilih dari daftar, atau tulis namanya persis seperti di sertifikat."),
    )  # fmt: skip
    number = forms.CharField(label=_("Nomor sertifikat"), max_length=80)
    title = forms.CharField(
        label=_("Skema atau jabatan"), max_length=200, help_text=_("Misalnya: Juru Las SMAW Posisi 3G.")
    )
    units = forms.CharField(
        label=_("Kode unit SKKNI"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu baris satu kode, dari lembar kedua sertifikat. Misalnya: C.24LAS01.001.1"),
    )
    level = forms.CharField(
        label=_("Jenjang KKNI"), max_length=20, required=False, help_text=_("Angka 1 sampai 9, kalau tertulis.")
    )
    skill = WordField(
        "skill", label=_("Keahlian yang dibuktikan"), required=False,
        help_text=_("Satu keahlian yang paling cocok, misalnya: las SMAW. Inilah yang dilihat perusahaan."),
    )  # fmt: skip
    issued_on = forms.DateField(label=_("Tanggal terbit"), widget=forms.DateInput(attrs={"type": "date"}))
    expires_on = forms.DateField(label=_("Berlaku sampai"), widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(
        label=_("Foto atau pindaian sertifikat"), help_text=_("PDF, JPG, atau PNG. Kedua lembarnya, nomornya terbaca."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {each.name.casefold(): each for each in issuers()}

    def values(self) -> dict[str, Any]:
        """What claim_competency takes: an issuer of the list by its id, another by its name."""
        said = dict(self.cleaned_data)
        name, uploaded = " ".join(said.pop("issuer_name").split()), said.pop("file")
        known = self.known.get(name.casefold())
        return {
            **said, "units": said["units"].replace(",", "\n").replace(";", "\n").splitlines(),
            "skill": said["skill"] or None,
            "issuer_id": known.id if known else None, "issuer_name": name, "content": uploaded.read(),
            "file_name": uploaded.name or "", "media_type": uploaded.content_type or "",
        }  # fmt: skip
