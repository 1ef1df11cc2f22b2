"""Ending an offering: retired, or merged into another of the same type."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.catalogue.commands import merge_offering, retire_offering
from peluang.domain.catalogue.models import Offering
from peluang.domain.catalogue.queries import offerings_of_provider
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .views import own_offering


class EndForm(forms.Form):
    """into: empty to retire, else the offering that goes on."""

    into = forms.ChoiceField(label=gettext_lazy("Gabungkan ke"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Untuk catatan Anda dan kantor program."),
    )  # fmt: skip

    def __init__(self, *args: object, offering: Offering, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        alike = [
            (str(each.id), each.title)
            for each in offerings_of_provider(offering.provider_id, status="published")
            if each.training_type_id == offering.training_type_id and each.id != offering.id
        ]
        nowhere = ("", _("Tidak digabung, dihentikan saja"))
        self.fields["into"].choices = [nowhere, *alike]  # type: ignore[attr-defined]


@page({Role.PROVIDER}, methods=("GET", "POST"))
def end(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    offering = own_offering(request, offering_id)
    form = EndForm(request.POST or None, offering=offering)
    if request.method == "POST" and form.is_valid():
        said = {"offering_id": offering_id, "reason": form.cleaned_data["reason"], "at": clock.now()}
        into = form.cleaned_data["into"]
        try:
            if into:
                merge_offering(request.actor, into_id=UUID(into), **said)  # type: ignore[attr-defined]
            else:
                retire_offering(request.actor, **said)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Pelatihan ini tidak ditawarkan lagi. Catatannya tetap tersimpan."))
            return redirect("provider:offerings")
    context = {"offering": offering, "form": form}
    return render(request, "provider/offerings/end.html", context, status=422 if form.errors else 200)
