"""What a reviewer writes: remarks per field, what was looked at, decisions with their reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.content import LABELS

#: Remarks that fit the form; more go into the words for the whole.
ROWS = 4


class PublishForm(forms.Form):
    free_checked = forms.BooleanField(
        label=_("Saya sudah mencari isi yang sama yang gratis, dan tidak menemukannya"), required=False
    )
    outside_checked = forms.BooleanField(
        label=_("Saya sudah membuka tautan harga di luar program; harganya benar"), required=False
    )


class ReturnForm(forms.Form):
    """`remarks` after is_valid(): what return_offering takes."""

    reason = forms.CharField(
        label=_("Catatan untuk keseluruhan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lembaga membacanya di atas isiannya."),
    )  # fmt: skip

    def __init__(self, *args: Any, clauses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [("", _("Pilih isian")), *LABELS.items()]
        for row in range(ROWS):
            self.fields[f"field_{row}"] = forms.ChoiceField(label=_("Isian"), choices=fields, required=False)
            self.fields[f"text_{row}"] = forms.CharField(label=_("Catatan"), required=False, max_length=1000)
            self.fields[f"clause_{row}"] = forms.CharField(label=_("Pasal"), required=False, max_length=200)
        self.clauses = clauses

    def rows(self) -> list[tuple[Any, Any, Any]]:
        return [tuple(self[f"{name}_{row}"] for name in ("field", "text", "clause")) for row in range(ROWS)]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """A remark without its field would stand nowhere."""
        data = super().clean() or {}
        for row in range(ROWS):
            if data.get(f"text_{row}", "").strip() and not data.get(f"field_{row}"):
                self.add_error(f"field_{row}", _("Pilih isian yang Anda maksud."))
        return data

    @property
    def remarks(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        return [
            {name: data[f"{name}_{row}"] for name in ("field", "text", "clause")}
            for row in range(ROWS)
            if data[f"text_{row}"].strip()
        ]


class FreeForm(forms.Form):
    same = forms.TypedChoiceField(
        label=_("Apakah itu pelatihan yang sama dan gratis?"), widget=forms.RadioSelect,
        choices=[("ya", _("Ya, setara dan gratis")), ("tidak", _("Tidak setara, atau tidak gratis"))],
        coerce=lambda value: value == "ya",
    )  # fmt: skip
    opened = forms.BooleanField(label=_("Saya sudah membuka tautannya"), required=False)
    reason = forms.CharField(
        label=_("Yang Anda lihat di sana"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("Putusan"), widget=forms.RadioSelect, coerce=lambda value: value == "ya",
        choices=[("ya", _("Terbukti")), ("tidak", _("Tidak terbukti"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasannya"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lembaga dan pelapor membacanya."),
    )  # fmt: skip
    correct_by = forms.DateField(
        label=_("Harga diperbaiki paling lambat"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, about_price: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not about_price:
            del self.fields["correct_by"]


class SuspendForm(forms.Form):
    reason = forms.CharField(label=_("Alasan menangguhkan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
