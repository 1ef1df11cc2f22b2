"""Answers to several applicants in one form: a tick, a reason, a skill and a note for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peluang.domain.jobs.commands import Refusal
from peluang.domain.jobs.models import Application, RefusalReason
from peluang.domain.kernel.refusal import Refused

NOTE = {"rows": 2}


class AnswersForm(forms.Form):
    """Fields end in "-" and the application's id. skills: application → (code, name) of what its vacancy asks for."""

    unchosen = gettext_lazy("Pilih alasan")

    def __init__(
        self, *arguments: Any, rows: Sequence[Application], skills: Mapping[UUID, list[tuple[str, str]]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.rows = rows
        for row in rows:
            name = row.person.full_name
            self.fields[f"pilih-{row.id}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"reason-{row.id}"] = forms.ChoiceField(
                label=_("Alasan untuk %(name)s") % {"name": name},
                choices=[("", self.unchosen), *RefusalReason.choices], required=False,
            )  # fmt: skip
            self.fields[f"skill-{row.id}"] = forms.ChoiceField(
                label=_("Keahlian yang belum dikuasai %(name)s") % {"name": name},
                choices=[("", _("Pilih keahlian")), *skills[row.id]], required=False,
            )  # fmt: skip
            self.fields[f"note-{row.id}"] = forms.CharField(
                label=_("Pesan untuk %(name)s") % {"name": name}, max_length=300, required=False,
                widget=forms.Textarea(attrs=NOTE),
            )  # fmt: skip

    def refusals(self) -> list[Refusal]:
        """Of everybody who is ticked."""
        return [self.refusal_of(row) for row in self.rows if self.cleaned_data[f"pilih-{row.id}"]]

    def refusal_of(self, row: Application) -> Refusal:
        reason, skill, note = (self.cleaned_data[f"{name}-{row.id}"] for name in ("reason", "skill", "note"))
        return Refusal(row.id, reason, skill or None, note)

    def add(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def lines(self) -> list[dict[str, Any]]:
        """For the page: an applicant with their four fields; open: something of their own stands there."""
        return [self._line(row) for row in self.rows]

    def _line(self, row: Application) -> dict[str, Any]:
        pick, *own = (self[f"{name}-{row.id}"] for name in ("pilih", "reason", "skill", "note"))
        return {"row": row, "pick": pick, "own": own, "open": any(_touched(each) for each in own)}


def _touched(bound: BoundField) -> bool:
    return bool(bound.errors or bound.value())


def tell_answered(
    request: HttpRequest, rows: Sequence[Application], done: int, decided: Sequence[tuple[Application, str]]
) -> None:
    """How many were answered, and whom a colleague or the person themselves decided about meanwhile."""
    names = {row.id: row.person.full_name for row in rows}
    if done:
        said = ngettext(
            "%(num)s pelamar sudah dijawab, dengan alasannya. Bisa dibatalkan dalam 24 jam.",
            "%(num)s pelamar sudah dijawab, dengan alasannya. Bisa dibatalkan dalam 24 jam.",
            done,
        )
        messages.success(request, said % {"num": done})
    for row, sentence in decided:
        messages.warning(request, f"{names.get(row.id, _('Seorang pelamar'))}: {sentence}")
