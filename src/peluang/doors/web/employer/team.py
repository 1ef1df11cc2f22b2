"""What a hiring team does together: one vacancy's applicants in groups, side by side, and notes about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import delete_note, write_note
from peluang.domain.jobs.commands.notes import LONGEST_NOTE
from peluang.domain.jobs.queries import candidate as candidate_of
from peluang.domain.jobs.queries import vacancy_of_employer
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.jobs.team import (
    GROUPS,
    MOST_COMPARED,
    SORTS,
    Compared,
    applicants,
    asked_skills,
    compared,
    group_of,
    notes_about,
)
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal
from peluang.doors.web.ui.formats import km, rupiah


@page(EMPLOYING)
def desk(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """?tampil= a group of states, ?urut= the order."""
    row = vacancy_of_employer(request.actor.organisation, vacancy_id)  # type: ignore[attr-defined]
    sort = request.GET.get("urut", "") if request.GET.get("urut", "") in SORTS else "cocok"
    everybody = applicants(row.id, sort)
    found: dict[str, list[Any]] = {name: [] for name in GROUPS}
    for each in everybody:
        found[group_of(each.status)].append(each)
    first = next((name for name in GROUPS if found[name]), "menunggu")
    shown = request.GET.get("tampil", "") if request.GET.get("tampil", "") in GROUPS else first
    names = {
        "menunggu": _("Menunggu Anda"),
        "wawancara": _("Wawancara dan tawaran"),
        "diputuskan": _("Sudah diputuskan"),
    }
    context = {
        "vacancy": row, "rows": found[shown], "sort": sort,
        "groups": [
            {"label": names[name], "href": f"?tampil={name}&urut={sort}", "count": len(found[name]),
             "current": name == shown}
            for name in GROUPS
        ],
        "sorts": [(f"?tampil={shown}&urut=cocok", _("Paling cocok"), "cocok"),
                  (f"?tampil={shown}&urut=terbaru", _("Paling baru"), "terbaru")],
        "pick": [(str(each.id), f"{each.person.full_name} · {each.get_status_display()}") for each in everybody][:60],
    }  # fmt: skip
    return render(request, "employer/applicants.html", context)


@page(EMPLOYING)
def compare(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """?pilih= ids of two to four applications, given by the ticks of the desk."""
    row = vacancy_of_employer(request.actor.organisation, vacancy_id)  # type: ignore[attr-defined]
    ids = _ids(request)
    if not 2 <= len(ids) <= MOST_COMPARED:
        messages.warning(request, _("Centang dua sampai empat pelamar untuk dibandingkan."))
        return redirect("employer:applicants", row.id)
    found = compared(row.id, ids, at=clock.now())
    context = {"vacancy": row, "found": found, "rows": _rows(row.id, found)}
    return render(request, "employer/compare.html", context)


def _ids(request: HttpRequest) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(each) for each in request.GET.getlist("pilih")))
    except ValueError:
        raise NotYours from None


def _rows(vacancy_id: UUID, found: list[Compared]) -> list[dict[str, Any]]:
    """Rows of ui.compare_table. Best is marked where more is plainly better; nearness and schooling are facts."""
    english = reading_language() == "en"
    totals = [each.application.match_total or 0 for each in found]
    rows: list[dict[str, Any]] = [
        {"label": _("Kecocokan"), "cells": [_("%(total)s dari 100") % {"total": each} for each in totals],
         "best": [place for place, each in enumerate(totals) if each == max(totals) > min(totals)]},
    ]  # fmt: skip
    for skill, required in asked_skills(vacancy_id):
        name = skill.name_en if english else skill.name_id
        label = name if required else _("%(skill)s (nilai tambah)") % {"skill": name}
        rows.append({"label": label, "cells": [each.shown.get(skill.code, _("belum")) for each in found]})
    months = [each.experience_months for each in found]
    rows += [
        {"label": _("Pengalaman"), "cells": [each.experience for each in found],
         "best": [place for place, each in enumerate(months) if each == max(months) > min(months)]},
        {"label": _("Pendidikan"), "cells": [each.application.person.get_education_display() for each in found]},
        {"label": _("Jarak"), "cells": [km(each.km) if each.km else _("kabupaten yang sama") for each in found]},
        {"label": _("Upah yang diharapkan"),
         "cells": [rupiah(each.wage) if each.wage else _("tidak disebut") for each in found]},
        {"label": _("Keadaan"), "cells": [each.application.get_status_display() for each in found]},
    ]  # fmt: skip
    return rows


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Catatan baru"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tulis yang menyangkut pekerjaannya, seperti hasil wawancara."),
    )  # fmt: skip


@page(EMPLOYING, methods=("GET", "POST"))
def notes(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Written by any colleague, deleted by its author within a day."""
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    row = candidate_of(by.organisation, application_id)
    shown = notes_about(row, by.person, at=at)
    wanted = request.POST.get("hapus", "")
    form = NoteForm(request.POST if request.method == "POST" and not wanted else None)
    wrong: Refused | None = None
    if request.method == "POST" and (wanted or form.is_valid()):
        try:
            if wanted:
                known = next((each.note.id for each in shown if str(each.note.id) == wanted), None)
                if known is None:
                    raise NotYours
                delete_note(by, note_id=known, at=at)
            else:
                write_note(by, application_id=row.id, text=form.cleaned_data["text"], at=at)
        except NotYours:
            raise
        except Refused as refusal:
            wrong = refusal
            if refusal.field:
                add_refusal(form, refusal)
        else:
            messages.success(request, _("Catatan dihapus.") if wanted else _("Catatan tersimpan untuk tim Anda."))
            return redirect("employer:notes", row.id)
    context = {
        "row": row, "notes": shown, "form": form, "wrong": wrong if wrong and not wrong.field else None,
        "longest": LONGEST_NOTE, "zone": row.vacancy.regency.province.timezone,
    }  # fmt: skip
    return render(request, "employer/notes.html", context, status=422 if wrong or form.errors else 200)
