"""Answering several applicants of one vacancy at once: one reason for all who are ticked, or another for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import Refusal, refuse_many
from peluang.domain.jobs.commands.refusing import MOST_AT_ONCE
from peluang.domain.jobs.models import Application, RefusalReason
from peluang.domain.jobs.queries import answerable, vacancy_of_employer
from peluang.domain.jobs.reasons import missing_codes, reading_language
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page

from .answers import NOTE, AnswersForm, tell_answered


class ManyForm(AnswersForm):
    """reason, skill, note: for everybody who is ticked; with "-" and an application's id behind: for that one alone."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan untuk semua yang dicentang"), required=False,
        choices=[("", gettext_lazy("Pilih alasan")), *RefusalReason.choices],
    )  # fmt: skip
    skill = forms.ChoiceField(
        label=gettext_lazy("Keahlian yang belum dikuasai"), required=False,
        help_text=gettext_lazy("Kalau itu alasannya. Pelamar melihat pelatihan yang mengajarkannya."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Pesan untuk semua"), max_length=300, required=False, widget=forms.Textarea(attrs=NOTE)
    )
    unchosen = gettext_lazy("Sama seperti di atas")

    def __init__(self, *arguments: Any, rows: list[Application], skills: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, rows=rows, skills={row.id: skills for row in rows}, **options)
        self.fields["skill"].choices = [("", _("Pilih keahlian")), *skills]  # type: ignore[attr-defined]

    def refusal_of(self, row: Application) -> Refusal:
        """What is left empty beside a name is taken from above; a reason of one's own takes no note from there."""
        said, own = self.cleaned_data, super().refusal_of(row)
        return Refusal(
            row.id, own.reason or said["reason"], own.skill or said["skill"] or None,
            own.note or ("" if own.reason else said["note"]),
        )  # fmt: skip

    def add(self, refusal: Refused) -> None:
        """At the field where it is mended: beside the name when a reason of its own was chosen there, else above."""
        field = refusal.field if refusal.field in self.fields else None
        if field and not self.cleaned_data.get(f"reason-{field.partition('-')[2]}"):
            field = field.partition("-")[0]
        self.add_error(field, str(refusal))


@page(EMPLOYING, methods=("GET", "POST"))
def refuse_several(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """Sends nothing unless every reason is good; what a colleague decided meanwhile stays and is told."""
    vacancy = vacancy_of_employer(request.actor.organisation, vacancy_id)  # type: ignore[attr-defined]
    rows = answerable(vacancy.id, MOST_AT_ONCE)
    language = reading_language()
    skills = [
        (each.skill_id, each.skill.name_en if language == "en" else each.skill.name_id)
        for each in vacancy.needed.select_related("skill").order_by("skill_id")
    ]
    form = ManyForm(request.POST or None, rows=rows, skills=skills)
    if request.method == "POST" and form.is_valid():
        try:
            found = refuse_many(
                request.actor, vacancy_id=vacancy.id, refusals=form.refusals(), at=clock.now()  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refused as refusal:
            form.add(refusal)
        else:
            tell_answered(request, rows, len(found.done), found.decided)
            return redirect("employer:vacancy", vacancy.id)
    names = dict(skills)
    context = {
        "vacancy": vacancy, "form": form,
        "lines": [
            line | {"lacks": [names[code] for code in missing_codes(line["row"].match_factors) if code in names]}
            for line in form.lines()
        ],
    }  # fmt: skip
    return render(request, "employer/refuse_many.html", context, status=422 if form.errors else 200)
