"""An institution's decision on a finding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.evaluation.models import Decision


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=_("Keputusan Anda"), choices=Decision.choices, widget=forms.RadioSelect)
    merge_into = forms.ChoiceField(label=_("Digabung ke"), required=False)
    reason = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea, max_length=1000,
        help_text=_("Dibaca kantor program, dan tetap tersimpan bersama pelatihan ini."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Selesai paling lambat"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, targets: list[Offering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.id), each.title) for each in targets]
        self.fields["merge_into"].choices = [("", _("Pilih kalau digabung")), *choices]  # type: ignore[attr-defined]

    def clean_merge_into(self) -> UUID | None:
        chosen = self.cleaned_data["merge_into"]
        return UUID(chosen) if chosen else None
