"""The month of the region's vacancies: what ran, began and ended, by occupation and employer, as a page and a file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peluang.domain.jobs.monthly import Month, Tally, read_month
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.models import Kind
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.spreadsheets import csv_answer
from peluang.doors.web.ui.charts import Bar
from peluang.engines.codes import regions
from peluang.engines.codes.occupations import occupation

_OFFICES = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE}
#: Nobody reports before the program began.
_FIRST = (2020, 1)
_COLUMNS = ("at_start", "opened", "filled", "closed", "withdrawn", "at_end", "places")


@page(_OFFICES, whose="region")
def monthly(request: HttpRequest) -> HttpResponse:
    """?bulan=2026-11, this month where it is not given or not one."""
    chosen, now = _asked(request)
    found = read_month(_region(request), *chosen, _zone(request))
    total = found.total
    bars = [
        Bar(_("Jalan di awal"), total.at_start), Bar(_("Baru dibuka"), total.opened), Bar(_("Terisi"), total.filled),
        Bar(_("Ditutup"), total.closed), Bar(_("Ditarik"), total.withdrawn),
        Bar(_("Jalan di akhir"), total.at_end, mark=True),
    ]  # fmt: skip
    before, after = _moved(chosen, -1), _moved(chosen, 1)
    context = {
        "found": found, "total": total, "bars": bars, "name": _name_of(chosen), "place": _place(request),
        "asked": _code(chosen), "running": chosen == now,
        "before": (_code(before), _name_of(before)) if before >= _FIRST else None,
        "after": (_code(after), _name_of(after)) if after <= now else None,
        "groups": [
            (_("Menurut golongan jabatan"), _("Golongan"),
             [_shown(_group(key), each) for key, each in _sorted(found.by_occupation)]),
            (_("Menurut jenis pemberi kerja"), _("Pemberi kerja"),
             [_shown(_kind(key), each) for key, each in _sorted(found.by_kind)]),
        ],
    }  # fmt: skip
    return render(request, "region/monthly.html", context)


@page(_OFFICES, whose="region")
def monthly_file(request: HttpRequest) -> HttpResponse:
    """The same numbers, one group a row."""
    chosen, _now = _asked(request)
    found = read_month(_region(request), *chosen, _zone(request))
    head = [
        _("bulan"), _("wilayah"), _("golongan"), _("nama"), _("jalan di awal"), _("dibuka"), _("terisi"), _("ditutup"),
        _("ditarik"), _("jalan di akhir"), _("orang yang dicari"), _("orang mulai bekerja"), _("tanpa jawaban"),
    ]  # fmt: skip
    rows = [[_code(chosen), _place(request), *each] for each in _file_rows(found)]
    return csv_answer(f"lowongan-{_region(request)}-{_code(chosen)}.csv", head, rows)


def _file_rows(found: Month) -> Iterator[list[Any]]:
    yield [_("semua"), "", *_numbers(found.total), found.hired, found.silent]
    for code, tally in _sorted(found.by_occupation):
        yield [_("golongan jabatan"), _group(code), *_numbers(tally), "", ""]
    for kind, tally in _sorted(found.by_kind):
        yield [_("jenis pemberi kerja"), _kind(kind), *_numbers(tally), "", ""]


def _numbers(tally: Tally) -> list[int]:
    return [getattr(tally, name) for name in _COLUMNS]


def _shown(name: str, tally: Tally) -> list[Any]:
    return [
        name,
        tally.at_start,
        tally.opened,
        tally.filled,
        tally.closed + tally.withdrawn,
        tally.at_end,
        tally.places,
    ]


def _region(request: HttpRequest) -> str:
    region: str = request.actor.region  # type: ignore[attr-defined]
    if not region:
        raise NotYours
    return region


def _zone(request: HttpRequest) -> str:
    code = _region(request)
    return next(each.timezone for each in regions.provinces() if each.code == code[:2])


def _place(request: HttpRequest) -> str:
    code = _region(request)
    if len(code) > 2:
        return regions.regency(code).name
    found = next(each for each in regions.provinces() if each.code == code)
    return found.name_en if reading_language() == "en" else found.name


def _asked(request: HttpRequest) -> tuple[tuple[int, int], tuple[int, int]]:
    """(asked, now), as (year, month) in the region's zone."""
    today = clock.now().astimezone(ZoneInfo(_zone(request))).date()
    now = (today.year, today.month)
    year, _dash, month = request.GET.get("bulan", "")[:7].partition("-")
    plain = year.isascii() and month.isascii() and year.isdigit() and month.isdigit()
    asked = (int(year), int(month)) if plain else now
    return (asked if _FIRST <= asked <= now and 1 <= asked[1] <= 12 else now), now


def _moved(month: tuple[int, int], by: int) -> tuple[int, int]:
    number = month[0] * 12 + month[1] - 1 + by
    return number // 12, number % 12 + 1


def _code(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _name_of(month: tuple[int, int]) -> str:
    return date_format(datetime.date(*month, 1), "F Y")


def _sorted(tallies: dict[str, Tally]) -> list[tuple[str, Tally]]:
    """Those in which something ran or happened."""
    return [(key, each) for key, each in sorted(tallies.items()) if each.places]


def _kind(code: str) -> str:
    return str(Kind(code).label)


def _group(code: str) -> str:
    if not code:
        return _("jabatan belum diketahui")
    found = occupation(code)
    return found.title_en if reading_language() == "en" else found.title_id
