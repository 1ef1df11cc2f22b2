"""What a vacancy has to say before people see it (Perpres 57/2023 art. 5), in plain words at the field."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.codes.regions import regency

from .models import Vacancy

#: Rupiah a month. No lawful wage of Indonesia is below it; "1" and "3,5" (meant: million) are.
LOWEST_PLAUSIBLE_WAGE = 100_000
#: Rupiah a month. Above it a zero too many is likelier than the wage.
HIGHEST_PLAUSIBLE_WAGE = 1_000_000_000
MOST_PLACES = 10_000
#: UU 13/2003 art. 68: employers don't employ children; 15 with limits (art. 69), so no rule asks for less.
YOUNGEST = 15
OLDEST = 100


def today_in(regency_code: str, at: datetime.datetime) -> datetime.date:
    """The calendar date in the regency's own time zone: deadlines are local dates."""
    return at.astimezone(ZoneInfo(regency(regency_code).timezone)).date()


def check_terms(vacancy: Vacancy) -> None:
    """Raises Refused at the first field that cannot be right; what may still be missing in a draft passes."""
    if not vacancy.title.strip():
        raise Refused("title_missing", _("Pekerjaan ini belum punya nama."), field="title",
                      todo=_("Tulis nama pekerjaannya, misalnya: Juru las."))  # fmt: skip
    _check_headcount(vacancy)
    _check_wage(vacancy)
    if vacancy.valid_until < vacancy.valid_from:
        raise Refused(
            "ends_before_start", _("Tanggal tutup ada sebelum tanggal buka."), field="valid_until",
            todo=_("Pilih tanggal tutup yang sama dengan atau sesudah tanggal buka."),
        )  # fmt: skip
    _check_requirements(vacancy)


def _check_headcount(vacancy: Vacancy) -> None:
    if vacancy.headcount < 1:
        raise Refused("headcount_zero", _("Lowongan untuk 0 orang tidak bisa dipasang."), field="headcount",
                      todo=_("Tulis berapa orang yang dicari, paling sedikit 1."))  # fmt: skip
    if vacancy.headcount > MOST_PLACES:
        raise Refused("headcount_too_large", _("Jumlah orangnya terlalu besar."), field="headcount",
                      todo=_("Periksa lagi angkanya, atau bagi menjadi beberapa lowongan."))  # fmt: skip
    if vacancy.headcount < vacancy.filled:
        raise Refused(
            "headcount_below_filled",
            _("Sudah %(filled)s orang diterima di lowongan ini.") % {"filled": vacancy.filled},
            field="headcount", todo=_("Jumlahnya tidak bisa lebih kecil dari itu."),
        )  # fmt: skip


def _check_wage(vacancy: Vacancy) -> None:
    for field, wage in (("wage_min", vacancy.wage_min), ("wage_max", vacancy.wage_max)):
        if wage is not None and wage < LOWEST_PLAUSIBLE_WAGE:
            raise Refused(
                "wage_too_small", _("Upah sebulan Rp%(wage)s tidak masuk akal.") % {"wage": wage}, field=field,
                todo=_("Tulis upah sebulan dalam rupiah penuh, misalnya 2900000."),
            )  # fmt: skip
        if wage is not None and wage > HIGHEST_PLAUSIBLE_WAGE:
            raise Refused("wage_too_large", _("Upah ini terlalu besar untuk sebulan."), field=field,
                          todo=_("Periksa lagi jumlah nolnya."))  # fmt: skip
    if vacancy.wage_min is not None and vacancy.wage_max is not None and vacancy.wage_max < vacancy.wage_min:
        raise Refused("wage_range_falls", _("Upah paling tinggi lebih kecil dari upah paling rendah."),
                      field="wage_max", todo=_("Tukar kedua angkanya, atau kosongkan salah satu."))  # fmt: skip


def _check_requirements(vacancy: Vacancy) -> None:
    ages = (vacancy.age_min, vacancy.age_max)
    if any(age is not None and not YOUNGEST <= age <= OLDEST for age in ages):
        raise Refused("age_not_lawful", _("Umur ini tidak bisa menjadi syarat kerja."), field="age_min",
                      todo=_("Pakai umur 15 sampai 100 tahun, atau kosongkan."))  # fmt: skip
    if vacancy.age_min is not None and vacancy.age_max is not None and vacancy.age_max < vacancy.age_min:
        raise Refused("age_range_falls", _("Umur paling tua lebih kecil dari umur paling muda."), field="age_max",
                      todo=_("Tukar kedua angkanya, atau kosongkan salah satu."))  # fmt: skip
    limited = bool(vacancy.sex) or any(age is not None for age in ages)
    if limited and not vacancy.requirement_reason.strip():
        raise Refused(
            "requirement_without_reason", _("Syarat umur atau jenis kelamin perlu alasan."), field="requirement_reason",
            todo=_("Tulis alasan dari pekerjaannya sendiri, atau kosongkan syaratnya. Alasan ini dibaca pelamar."),
        )  # fmt: skip


def check_complete(vacancy: Vacancy) -> None:
    """Before it is posted. Raises Refused for a field of art. 5 that is still missing.

    Vacancies imported from elsewhere may lack wage and occupation: their source did not say.
    """
    check_terms(vacancy)
    if vacancy.source != "own":
        return
    if vacancy.wage_min is None and vacancy.wage_max is None:
        raise Refused("wage_missing", _("Upahnya belum ditulis."), field="wage_min",
                      todo=_("Tulis paling sedikit upah terendah sebulan: pelamar berhak tahu."))  # fmt: skip
    if vacancy.occupation_id is None:
        raise Refused("occupation_missing", _("Jabatan bakunya belum dipilih."), field="occupation",
                      todo=_("Pilih jabatan yang paling dekat; dari situ orang yang cocok menemukannya."))  # fmt: skip
