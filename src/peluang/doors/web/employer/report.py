"""The employer's report of its vacancies (Perpres 57/2023 art. 5 and 6): a page to print and a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.countries import COUNTRIES
from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.jobs.reporting import reported
from peluang.doors.web.page import page
from peluang.doors.web.spreadsheets import csv_answer
from peluang.doors.web.ui.formats import date_id, rupiah


@page(EMPLOYING)
def report(request: HttpRequest) -> HttpResponse:
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    rows = [(row, _facts(row)) for row in reported(organisation.id)]
    return render(request, "employer/report.html", {"rows": rows, "organisation": organisation})


@page(EMPLOYING)
def report_file(request: HttpRequest) -> HttpResponse:
    """One vacancy a row, with who the employer is in each."""
    organisation = request.membership.organisation  # type: ignore[attr-defined]
    mine = [organisation.name, organisation.nib, organisation.address]
    head = [_("pemberi kerja"), _("NIB"), _("alamat pemberi kerja"), *_head()]
    return csv_answer("laporan-lowongan.csv", head, [[*mine, *_cells(row)] for row in reported(organisation.id)])


def _facts(row: Vacancy) -> list[dict[str, Any]]:
    """What was said, as the page shows it; the title heads the card."""
    pairs = list(zip(_head(), _cells(row, money=rupiah, day=date_id), strict=True))[1:]
    return [
        {"label": label[:1].upper() + label[1:], "value": value} for label, value in pairs if value not in ("", None)
    ]


def _head() -> list[str]:
    return [
        _("nama pekerjaan"), _("jabatan baku"), _("kode KBJI"), _("jumlah orang"), _("kabupaten atau kota"),
        _("provinsi"), _("negara"), _("alamat kerja"), _("hubungan kerja"), _("upah paling rendah sebulan"),
        _("upah paling tinggi sebulan"), _("alasan di bawah upah minimum"), _("pendidikan paling rendah"),
        _("keahlian"),
        _("pengalaman (tahun)"), _("umur"), _("jenis kelamin"), _("alasan umur atau jenis kelamin"),
        _("terbuka bagi penyandang disabilitas"), _("syarat lain"), _("berlaku sejak"), _("berlaku sampai"),
        _("keadaan"), _("terisi (orang)"), _("terisi sejak"), _("nomor laporan"),
    ]  # fmt: skip


def _cells(
    row: Vacancy, money: Callable[[int], Any] = int, day: Callable[[datetime.date], str] = datetime.date.isoformat
) -> list[Any]:
    english = reading_language() == "en"
    zone = ZoneInfo(row.regency.province.timezone)
    filled_on = row.ended_at.astimezone(zone).date() if row.status == "filled" and row.ended_at else None
    ages = "–".join(str(each) if each is not None else "" for each in (row.age_min, row.age_max)) if _aged(row) else ""
    occupation = row.occupation
    return [
        row.title, (occupation.title_en if english else occupation.title_id) if occupation else "",
        row.occupation_id or "", row.headcount, row.regency.name, row.regency.province.name,
        str(COUNTRIES.get(row.country, row.country)), row.address, str(row.get_kind_display()), 
        *(money(each) if each is not None else "" for each in (row.wage_min, row.wage_max)),
        row.wage_reason or (_("usaha mikro atau kecil") if row.wage_exempt else ""),
        str(row.get_education_min_display()) if row.education_min else "",
        ", ".join(each.skill.name_en if english else each.skill.name_id for each in row.needed.all()),
        row.experience_years, ages, str(row.get_sex_display()) if row.sex else "", row.requirement_reason,
        _("ya") if row.open_to_disability else _("tidak"), row.requirements, day(row.valid_from),
        day(row.valid_until), str(row.get_status_display()), row.filled,
        day(filled_on) if filled_on else "", str(row.id),
    ]  # fmt: skip


def _aged(row: Vacancy) -> bool:
    return row.age_min is not None or row.age_max is not None
