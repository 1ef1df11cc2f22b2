"""A feed as the office enters it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.jobs.models import ApplyMode, FeedKind

#: Bytes of a file handed in here; larger ones are fetched from an address or read in by the command line.
LARGEST = 50 * 1024 * 1024


class _Taken(forms.Form):
    mode = forms.ChoiceField(
        label=_("Orang melamar"), choices=ApplyMode.choices, initial=ApplyMode.LINK,
        help_text=_("Di sini hanya bila pemberi kerjanya terdaftar dan sudah diperiksa: mejanyalah yang menjawab."),
    )  # fmt: skip
    url = forms.CharField(
        label=_("Alamat umpan"), required=False, max_length=500,
        help_text=_("Diambil sendiri secara berkala. Kosongkan bila Anda mengunggah berkasnya."),
    )  # fmt: skip
    every_hours = forms.IntegerField(label=_("Diambil setiap (jam)"), initial=24, min_value=1, max_value=720)


class FeedForm(_Taken):
    name = forms.CharField(
        label=_("Nama sumber"), max_length=60, help_text=_("Dibaca orang di setiap lowongan: “dari Karir X”.")
    )
    kind = forms.ChoiceField(label=_("Bentuk"), choices=FeedKind.choices, initial=FeedKind.AUTO)
    employer = forms.CharField(
        label=_("Pemberi kerja terdaftar"), required=False, max_length=200,
        help_text=_("Hanya bila semua lowongan di umpan ini miliknya. Tulis namanya persis seperti terdaftar."),
    )  # fmt: skip
    file = forms.FileField(label=_("Berkas pertama"), required=False)
    field_order = ("name", "url", "file", "kind", "mode", "employer", "every_hours")

    def clean_file(self) -> Any:
        return small_enough(self.cleaned_data["file"])


class ChangeForm(_Taken):
    pass


class FileForm(forms.Form):
    file = forms.FileField(label=_("Berkas berikutnya"))

    def clean_file(self) -> Any:
        return small_enough(self.cleaned_data["file"])


class StopForm(forms.Form):
    close = forms.ChoiceField(
        label=_("Lowongannya"),
        choices=[("close", _("Tutup sekarang")), ("leave", _("Biarkan sampai batas melamarnya"))],
        initial="close",
    )


def small_enough(file: Any) -> Any:
    if file and file.size > LARGEST:
        raise forms.ValidationError(_("Berkas ini lebih dari 50 MB. Bagi dulu, atau pakai alamat umpan."))
    return file
