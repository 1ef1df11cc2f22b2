"""What an officer says about a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.commands.admission_checks import ABOUT
from peluang.domain.catalogue.models import PaperKind
from peluang.domain.organisations.models import SanctionKind
from peluang.doors.web.plain_forms import DayInput, SimpleForm


class ReasonForm(SimpleForm):
    about = forms.ChoiceField(
        label=_("Tentang"), required=False,
        choices=[("", _("pilih bagiannya")), *ABOUT.items(), *[(each.value, each.label) for each in PaperKind]],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Apa yang harus diperbaiki"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Catatan pada berkas yang belum cocok ikut terkirim."),
    )  # fmt: skip

    def reasons(self) -> list[tuple[str, str]]:
        data: dict[str, Any] = self.cleaned_data
        return [(data["about"] or "other", data["text"])] if data["text"].strip() else []


class VisitForm(SimpleForm):
    visit_on = forms.DateField(label=_("Hari kunjungan"), widget=DayInput())


class ReportForm(SimpleForm):
    passed = forms.TypedChoiceField(
        label=_("Tempatnya layak?"), widget=forms.RadioSelect,
        choices=[("ya", _("Layak")), ("tidak", _("Belum layak"))],
        coerce=lambda value: value == "ya",
    )  # fmt: skip
    report = forms.CharField(
        label=_("Apa yang dilihat"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ruang, alat, keselamatan, siapa yang ditemui."),
    )  # fmt: skip


class ApproveForm(SimpleForm):
    valid_until = forms.DateField(label=_("Berlaku sampai"), widget=DayInput())


class SanctionForm(SimpleForm):
    kind = forms.ChoiceField(label=_("Sanksi"), choices=SanctionKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasannya"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang terjadi, kapan, dan dari mana diketahui. Lembaga membacanya."),
    )  # fmt: skip
    rule = forms.CharField(label=_("Aturan yang menjadi dasarnya"), max_length=300)


class DecisionForm(SimpleForm):
    decision = forms.CharField(
        label=_("Putusan dan alasannya"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca kedua pihak."),
    )  # fmt: skip
    until = forms.DateField(
        label=_("Hari terakhirnya"), required=False, widget=DayInput(), help_text=_("Kosongkan kalau sampai dicabut.")
    )
