"""The pipeline by regency: institutions on their way, offline seats, people who look for work, and where none fits."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.readings.supply import SupplyRow, by_province
from peluang.domain.readings.supply import supply as read_supply
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.formats import number_id
from peluang.doors.web.ui.map import Mark, Place
from peluang.engines.codes import regions

_WHO = {Role.PROGRAMME_OFFICE, Role.AUDITOR}
#: What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@page(_WHO, whose="public")
def supply(request: HttpRequest) -> HttpResponse:
    """?provinsi=33 its regencies; ?kurang=1 only where offline supply is missing."""
    code = request.GET.get("provinsi", "")
    provinces = {each.code: each for each in regions.provinces()}
    chosen = provinces.get(code)
    rows = read_supply(at=clock.now())
    shown = [each for each in rows if each.code[:2] == code] if chosen else by_province(rows)
    only = request.GET.get("kurang") == "1"
    names = _names()
    # On a small screen nobody scrolls past places where nothing is and nobody asks; the file has them all.
    shown = [each for each in shown if each.seekers or each.classes or each.approved or each.checked or each.proposed]
    listed = sorted(shown, key=lambda each: (-_lack(each), names[each.code]))
    context = {
        "chosen": chosen, "name": names[code] if chosen else "", "only": only, "total": _total(rows),
        "rows": [(row, names[row.code]) for row in listed if not only or _lack(row)],
        "places": [Place(p.code, names[p.code], p.latitude, p.longitude) for p in provinces.values()],
        "marks": {
            each.code: Mark(each.without, number_id(each.without), f"?provinsi={each.code}")
            for each in by_province(rows) if each.without
        },
    }  # fmt: skip
    return render(request, "office/supply/supply.html", context)


def _lack(row: SupplyRow) -> int:
    """People without an offline seat near them; for a province the regencies where that is so."""
    return row.without if len(row.code) == 2 else row.seekers if row.missing else 0


def _total(rows: list[SupplyRow]) -> dict[str, int]:
    return {
        "missing": sum(each.missing for each in rows), "seats": sum(each.seats for each in rows),
        "on_the_way": sum(each.checked + each.proposed for each in rows),
        "people": sum(each.seekers for each in rows if each.missing),
    }  # fmt: skip


@page(_WHO, whose="public")
def download(request: HttpRequest) -> HttpResponse:
    """All regencies, one a row; UTF-8 with a mark at the start, so that spreadsheets read names rightly."""
    names, provinces = _names(), {each.code: each for each in regions.provinces()}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([
        _("kode"), _("kabupaten atau kota"), _("provinsi"), _("lembaga disetujui"), _("lembaga diperiksa"),
        _("lembaga baru"), _("pelatihan tatap muka"), _("kelas 90 hari"), _("kursi kosong 90 hari"), _("pencari kerja"),
        _("kurang"),
    ])  # fmt: skip
    for row in read_supply(at=clock.now()):
        cells: list[Any] = [
            row.code, names[row.code], names[provinces[row.code[:2]].code], row.approved, row.checked, row.proposed,
            row.offerings, row.classes, row.seats, row.seekers, _("ya") if row.missing else "",
        ]  # fmt: skip
        writer.writerow([f"'{each}" if str(each).startswith(_FORMULA) else each for each in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pasokan-pelatihan.csv"'
    return answer


def _names() -> dict[str, str]:
    english = (get_language() or "id").startswith("en")
    found = {each.code: each.name_en if english else each.name for each in regions.provinces()}
    return found | {each.code: each.name for each in regions.regencies()}
