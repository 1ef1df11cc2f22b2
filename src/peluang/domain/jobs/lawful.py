"""A vacancy against the law beyond its own words: the minimum wage of its place and day, a licence for work abroad."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation
from peluang.engines.codes.minimum_wages import MinimumWage, minimum_wage
from peluang.engines.codes.rupiah import format_rupiah
from peluang.engines.vacancy_checks import WageVerdict, is_micro_or_small, judge_wage

from .countries import COUNTRIES, HOME
from .events import WAGE_BELOW_MINIMUM
from .models import OfficialWage, PlacementLicence, Vacancy, WorkKind
from .terms import today_in

#: Part-time work is paid by the hour (PP 36/2021 art. 16), an intern gets an allowance, not a wage.
_MONTHLY = frozenset({WorkKind.FULL, WorkKind.CONTRACT, WorkKind.DAILY})


def official_wages(*regions: str) -> list[MinimumWage]:
    """Official rows of these regions, of every day (one statement)."""
    rows = OfficialWage.objects.filter(region__in=regions)
    return [MinimumWage(each.region, each.valid_from, each.amount, each.decree) for each in rows]


def minimum_for(regency: str, day: datetime.date) -> MinimumWage | None:
    """What holds there on that day: official rows before the provisional ones of our own file (one statement)."""
    return minimum_wage(regency, day, official_wages(regency, regency[:2]))


def is_exempt(employer: Organisation) -> bool:
    """Micro and small firms agree with their workers (PP 36/2021 art. 36)."""
    return is_micro_or_small(employer.workers, employer.yearly_sales)


def size_is_known(employer: Organisation) -> bool:
    return employer.workers is not None or employer.yearly_sales is not None


def licence_on(organisation_id: Any, day: datetime.date) -> PlacementLicence | None:
    """The licence that holds on that day and lasts longest."""
    rows = PlacementLicence.objects.filter(organisation_id=organisation_id, valid_from__lte=day, valid_until__gte=day)
    return rows.order_by("-valid_until").first()


def licences_of(organisation_id: Any) -> list[PlacementLicence]:
    """Those that last longest first."""
    return list(PlacementLicence.objects.filter(organisation_id=organisation_id).order_by("-valid_until")[:10])


def check_lawful(vacancy: Vacancy, *, at: datetime.datetime) -> None:
    """Before it is posted or changed while open; settles licence and wage_floor, the caller saves.

    Raises Refused at country without a licence that holds today, at the wage that cannot be meant for a month, and at
    wage_reason where the wage lies below the minimum without a reason. Imported vacancies say what their source said.
    """
    today = today_in(vacancy.regency_id, at)
    _check_country(vacancy, today)
    if vacancy.source == "own":
        _check_minimum(vacancy, max(vacancy.valid_from, today), at)


def _check_country(vacancy: Vacancy, today: datetime.date) -> None:
    vacancy.licence = None
    if vacancy.country == HOME:
        return
    if vacancy.country not in COUNTRIES:
        raise Refused("country_unknown", _("Negara ini tidak ada di daftar."), field="country",
                      todo=_("Pilih negara dari daftar."))  # fmt: skip
    vacancy.licence = licence_on(vacancy.employer_id, today)
    if vacancy.licence is None:
        raise Refused(
            "abroad_without_licence",
            _("Lowongan luar negeri hanya boleh dari perusahaan penempatan dengan izin (SIP3MI) yang masih berlaku."),
            todo=_("Bawa SIP3MI Anda ke dinas tenaga kerja di daerah Anda supaya dicatat, lalu pasang lagi."),
            field="country",
        )  # fmt: skip


def _check_minimum(vacancy: Vacancy, day: datetime.date, at: datetime.datetime) -> None:
    """The wage_floor is kept only where the wage lies below it; an event says so each time it is said."""
    vacancy.wage_floor, vacancy.wage_exempt = None, False
    if vacancy.country != HOME or vacancy.kind not in _MONTHLY:
        return
    found = minimum_for(vacancy.regency_id, day)
    if found is None:
        return
    employer = Organisation.objects.get(id=vacancy.employer_id)
    verdict = judge_wage(vacancy.wage_min, vacancy.wage_max, found.amount, exempt=is_exempt(employer))
    _refuse_absurd(vacancy, verdict, found.amount)
    if verdict not in (WageVerdict.BELOW, WageVerdict.EXEMPT):
        return
    if verdict == WageVerdict.BELOW and not vacancy.wage_reason.strip():
        raise _reason_asked(found, employer)
    vacancy.wage_floor, vacancy.wage_exempt = found.amount, verdict == WageVerdict.EXEMPT
    wage = min(each for each in (vacancy.wage_min, vacancy.wage_max) if each is not None)
    append(WAGE_BELOW_MINIMUM, vacancy.id, at=at, wage=wage, minimum=found.amount, exempt=vacancy.wage_exempt)


def _refuse_absurd(vacancy: Vacancy, verdict: WageVerdict, minimum: int) -> None:
    field = "wage_min" if vacancy.wage_min is not None else "wage_max"
    if verdict == WageVerdict.TOO_SMALL:
        raise Refused(
            "wage_not_monthly",
            _("Upah ini kurang dari sepersepuluh upah minimum di sana (%(minimum)s sebulan).")
            % {"minimum": format_rupiah(minimum)},
            todo=_("Tulis upah sebulan, bukan sehari, misalnya 2900000."), field=field,
        )  # fmt: skip
    if verdict == WageVerdict.TOO_LARGE:
        raise Refused(
            "wage_too_large", _("Upah ini terlalu besar untuk sebulan."), todo=_("Periksa lagi jumlah nolnya."),
            field="wage_max" if vacancy.wage_max is not None else field,
        )  # fmt: skip


def _reason_asked(found: MinimumWage, employer: Organisation) -> Refused:
    todo = _("Naikkan upahnya, atau tulis alasannya di sini. Alasan ini dibaca dinas tenaga kerja.")
    if not size_is_known(employer):
        todo = _("Naikkan upahnya, atau tulis alasannya di sini. Usaha sampai 19 pekerja dikecualikan: isi jumlahnya.")
    return Refused(
        "wage_below_minimum",
        _("Upah ini di bawah upah minimum di sana: %(minimum)s sebulan sejak %(day)s.")
        % {"minimum": format_rupiah(found.amount), "day": found.valid_from.strftime("%d-%m-%Y")},
        todo=todo, field="wage_reason",
    )  # fmt: skip
