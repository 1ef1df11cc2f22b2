"""Answering a request, and tying the class that was scheduled for it."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.industry.commands import accept_request, schedule_request
from peluang.domain.kernel.context import Actor
from peluang.domain.learning.models import TrainingClass
from peluang.doors.web.ui.formats import date_id


class AcceptForm(forms.Form):
    offering = forms.ChoiceField(label=_("Pelatihan Anda yang menjawabnya"))

    def __init__(self, *args: Any, offerings: list[Offering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offering"].choices = [(str(each.id), each.title) for each in offerings]  # type: ignore[attr-defined]

    def send(self, by: Actor, request_id: UUID, at: datetime.datetime) -> None:
        accept_request(by, request_id=request_id, offering_id=UUID(self.cleaned_data["offering"]), at=at)


class ScheduleForm(forms.Form):
    training_class = forms.ChoiceField(label=_("Kelas untuk sentra ini"))

    def __init__(self, *args: Any, classes: list[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), f"{each.code} · {date_id(each.starts_at)}") for each in classes]
        self.fields["training_class"].choices = named  # type: ignore[attr-defined]

    def send(self, by: Actor, request_id: UUID, at: datetime.datetime) -> None:
        schedule_request(by, request_id=request_id, class_id=UUID(self.cleaned_data["training_class"]), at=at)
