"""The three questions, months after a training."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.evaluation.models import Situation
from peluang.engines.codes.rupiah import RupiahError, parse_rupiah


class OutcomeForm(forms.Form):
    situation = forms.ChoiceField(
        label=_("Sekarang kamu…"), choices=Situation.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu yang paling cocok.")},
    )  # fmt: skip
    uses_training = forms.ChoiceField(
        label=_("Apakah pekerjaanmu memakai yang kamu pelajari?"), required=False, widget=forms.RadioSelect,
        choices=[("yes", _("Ya, memakai")), ("no", _("Tidak")), ("", _("Tidak tahu atau belum bekerja"))],
    )  # fmt: skip
    wage = forms.CharField(
        label=_("Penghasilan sebulan"), required=False, max_length=30,
        help_text=_("Boleh dikosongkan. Yang tampil di halaman pelatihan hanya jumlah orang, bukan angkamu."),
    )  # fmt: skip

    def clean_wage(self) -> int | None:
        text = self.cleaned_data["wage"].strip()
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except RupiahError as error:
            raise forms.ValidationError(_("Tulis angka rupiah saja, misalnya 2.500.000.")) from error

    def clean_uses_training(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["uses_training"])

    def answer(self) -> dict[str, Any]:
        """What answer_outcome takes."""
        return {name: self.cleaned_data[name] for name in ("situation", "uses_training", "wage")}
