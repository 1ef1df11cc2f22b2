"""Lists of the ministry; needs of a sentra."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.industry.models import SentraProfile


class ListForm(forms.Form):
    name = forms.CharField(
        label=_("Nama daftar"), max_length=120, help_text=_("Misalnya: IKM terdampak, Jepara, Oktober.")
    )
    file = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        help_text=_(
            "Kolom: nama_usaha, kabupaten_kota, keadaan; boleh juga pemilik, nib, kbli, versi_kbli, pekerja, omzet, "
            "telepon, email."
        ),
    )


#: How the columns of a list are called on the page.
COLUMN_NAMES = {
    "name": _("nama usaha"), "owner": _("pemilik"), "nib": "NIB", "regency": _("kabupaten/kota"), "kbli": "KBLI",
    "kbli_version": _("versi KBLI"), "workers": _("pekerja"), "sales": _("omzet"), "condition": _("keadaan"),
    "phone": _("telepon"), "email": _("e-mail"), "": _("seluruh baris"),
}  # fmt: skip


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("Alasan belum bisa dipenuhi"), widget=forms.Textarea, max_length=1000)


class SentraForm(forms.Form):
    """What the sentra makes and how: one step of production a line."""

    product = forms.CharField(label=_("Apa yang dibuat sentra ini?"), max_length=120)
    units = forms.IntegerField(label=_("Berapa usaha di dalamnya?"), min_value=1, help_text=_("Sedikitnya lima."))
    workers = forms.IntegerField(label=_("Berapa pekerja seluruhnya?"), min_value=0)
    steps = forms.CharField(
        label=_("Langkah produksi, satu baris satu langkah"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Dari bahan sampai dikirim. Misalnya: potong kayu, rakit, poles akhir."),
    )

    def process(self, known: list[dict[str, str]]) -> list[dict[str, str]]:
        """Steps in their order; a step that keeps its name keeps its code, so that needs stay at their step."""
        names = [line.strip()[:80] for line in self.cleaned_data["steps"].splitlines() if line.strip()][:30]
        before = {step["name_id"]: step for step in known}
        return [before.get(name, {"code": slugify(name) or name, "name_id": name, "name_en": name}) for name in names]


class NeedForm(forms.Form):
    process_step = forms.ChoiceField(label=_("Langkah produksi"), required=False)
    words = forms.CharField(
        label=_("Pengetahuan apa yang masih kurang?"), max_length=200,
        help_text=_("Dengan kata Anda sendiri. Pilih dari daftar kalau ada yang cocok."),
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=_("Seberapa mendesak?"), widget=forms.RadioSelect,
        choices=[("5", _("5, menghambat pesanan")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1, bisa nanti"))],
    )  # fmt: skip
    people = forms.IntegerField(label=_("Berapa orang yang akan ikut?"), min_value=1, max_value=10_000)

    def __init__(self, *args: Any, sentra: SentraProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = "name_en" if (get_language() or "id").startswith("en") else "name_id"
        steps = [(step["code"], step[name]) for step in sentra.process]
        self.fields["process_step"].choices = [("", _("Semua langkah")), *steps]  # type: ignore[attr-defined]
