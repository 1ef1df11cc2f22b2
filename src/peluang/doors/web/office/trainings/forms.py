"""Filing a finding on a training."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.evaluation.models import FindingKind


class FindingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Yang ditemukan"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Penjelasan untuk lembaga"), widget=forms.Textarea, max_length=1000,
        help_text=_("Ini saran, bukan putusan. Sebutkan angkanya dan yang mungkin menjadi sebabnya."),
    )  # fmt: skip
    answer_by = forms.DateField(
        label=_("Mohon dijawab paling lambat"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Sedikitnya tujuh hari lagi."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Alasan menarik temuan"), widget=forms.Textarea, max_length=1000)
