"""A wave in public: its quotas, the promise made at opening, the seed after the draw, and the files to check it."""

from __future__ import annotations

from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peluang.domain.places.models import Province
from peluang.domain.programme.draw_files import quotas_csv, result_csv, roster_csv
from peluang.domain.programme.models import Wave
from peluang.domain.programme.priorities import priority_label
from peluang.domain.programme.queries import (
    QuotaLine,
    by_province,
    drawn_by_province,
    funnel,
    quota_lines,
    wave_by_number,
    waves_with_counts,
)
from peluang.domain.programme.quota_cells import list_numbers
from peluang.domain.programme.states import WAVE
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.ui.charts import Stage
from peluang.doors.web.ui.formats import number_id
from peluang.doors.web.ui.map import Mark, Place

#: Which file is public in which states.
_ROSTER_PUBLIC = ("screened", "drawn", "decreed")
_RESULT_PUBLIC = ("drawn", "decreed")


@page(ANYONE, whose="public")
def draws(request: HttpRequest) -> HttpResponse:
    rows = [each for each in waves_with_counts() if each.wave.status != "planned"]
    return render(request, "public/draws/list.html", {"rows": rows, "states": WAVE.states})


@page(ANYONE, whose="public")
def draw(request: HttpRequest, number: int) -> HttpResponse:
    wave = _wave(number)
    lines = quota_lines(wave)
    provinces = list(Province.objects.all())
    drawn = wave.status in _RESULT_PUBLIC
    context = {
        "wave": wave, "state": WAVE.states[wave.status], "drawn": drawn, "roster_public": wave.status in _ROSTER_PUBLIC,
        "funnel": _stages(wave), "places": [Place(p.code, p.name, p.latitude, p.longitude) for p in provinces],
        "marks": {code: Mark(count) for code, count in drawn_by_province(wave).items()} if drawn else {},
        "quota_rows": quota_rows(by_province(lines), {p.code: p.name for p in provinces}),
        "lists": [(n, priority_label(code)) for code, n in list_numbers(each.priority for each in lines).items()],
    }  # fmt: skip
    return render(request, "public/draws/draw.html", context)


def quota_rows(lines: list[QuotaLine], provinces: dict[str, str]) -> list[list[str]]:
    """Rows of the table of quotas; the region "" is everywhere without a quota of its own."""
    return [
        [
            provinces.get(line.region, _("Daerah lain")), number_id(line.places), number_id(line.entries),
            number_id(line.drawn),
        ]
        for line in lines
    ]  # fmt: skip


def _stages(wave: Wave) -> list[Stage]:
    found = funnel(wave)
    stages = [Stage(_("Mendaftar"), found.joined)]
    if wave.status in _ROSTER_PUBLIC:
        stages.append(Stage(_("Memenuhi syarat"), found.eligible))
    if wave.status in _RESULT_PUBLIC:
        stages.append(Stage(_("Terpilih"), found.drawn))
    if wave.status == "decreed":
        stages.append(Stage(_("Ditetapkan"), found.decreed))
        stages.append(Stage(_("Sudah memilih pelatihan"), found.bought))
    return stages


@page(ANYONE, whose="public")
def roster(request: HttpRequest, number: int) -> HttpResponse:
    wave = _wave(number)
    if wave.status not in _ROSTER_PUBLIC:
        raise Http404
    return _download(roster_csv(wave), f"peserta-{number}.csv")


@page(ANYONE, whose="public")
def quotas(request: HttpRequest, number: int) -> HttpResponse:
    return _download(quotas_csv(_wave(number)), f"kuota-{number}.csv")


@page(ANYONE, whose="public")
def result(request: HttpRequest, number: int) -> HttpResponse:
    wave = _wave(number)
    if wave.status not in _RESULT_PUBLIC:
        raise Http404
    return _download(result_csv(wave), f"hasil-{number}.csv")


@page(ANYONE, whose="public")
def verifier(request: HttpRequest) -> HttpResponse:
    code = (files("peluang.engines.draw") / "verify.py").read_bytes()
    return _download(code, "verify.py", "text/x-python; charset=utf-8")


def _wave(number: int) -> Wave:
    wave = wave_by_number(number)
    if wave is None or wave.status == "planned":
        raise Http404
    return wave


def _download(content: bytes, name: str, kind: str = "text/csv; charset=utf-8") -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
