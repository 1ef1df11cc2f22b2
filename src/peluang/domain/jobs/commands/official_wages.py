"""An official list of minimum wages, from a file: checked row by row, written whole or not at all."""

from __future__ import annotations

import datetime
import hashlib

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.imports import ImportReport, RowProblem, common_problems, read_or_refuse
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from peluang.engines.codes import regions
from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.rupiah import format_rupiah, parse_rupiah
from peluang.engines.tables import Column, Limits, Row

from ..events import OFFICIAL_WAGES_TAKEN_IN
from ..models import OfficialWage

COLUMNS = (
    Column("region", ("kode wilayah", "wilayah", "kode", "kabupaten kota", "daerah"), needed=True),
    Column("valid_from", ("berlaku sejak", "berlaku mulai", "mulai", "tanggal berlaku"), needed=True),
    Column("amount", ("upah minimum", "jumlah", "nilai", "upah", "umk", "ump"), needed=True),
    Column("decree", ("keputusan", "dasar hukum", "nomor keputusan", "sk"), needed=True),
)
#: A file to fill in. The figures are no official ones.
EXAMPLE = (
    "region,valid_from,amount,decree\r\n33,2027-01-01,2400000,Nomor keputusan gubernur\r\n"
    "33.20,2027-01-01,2900000,Nomor keputusan gubernur\r\n"
)
_OFFICES = frozenset({Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE})
#: Rupiah a month. Outside it a figure is a daily wage, a rise or a zero too many.
LOWEST, HIGHEST = 1_000_000, 20_000_000
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


@command
def take_in_official_wages(
    by: Actor, *, content: bytes, file_name: str, dry_run: bool = False, at: datetime.datetime
) -> ImportReport:
    """A row of the same region and day corrects the earlier one; another day stands beside it, so what held before
    still holds for its days. An office takes in its own region, ministry and program all.

    With a problem in any row nothing is written. Raises NotYours for others, Refused for a file that is no table.
    """
    if by.role not in (*_OFFICES, Role.MINISTRY, Role.SYSTEM) or (by.role in _OFFICES and not by.region):
        raise NotYours
    table = read_or_refuse(content, file_name, COLUMNS, Limits())
    report = ImportReport(rows=len(table.rows), problems=common_problems(table.rows))
    read = _read(table.rows, report, by.region if by.role in _OFFICES else "")
    there = {(each.region, each.valid_from): each for each in OfficialWage.objects.select_for_update()}
    new: list[OfficialWage] = []
    changed: list[OfficialWage] = []
    for wage in read:
        known = there.get((wage.region, wage.valid_from))
        if known is None:
            new.append(wage)
        elif (known.amount, known.decree) != (wage.amount, wage.decree):
            known.amount, known.decree, known.recorded_at = wage.amount, wage.decree, at
            changed.append(known)
        else:
            report.same += 1
    report.new, report.changed = len(new), len(changed)
    if dry_run or report.problems:
        return report
    for wage in new:
        wage.recorded_at = at
    OfficialWage.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["region", "valid_from"],
        update_fields=["amount", "decree", "recorded_at"],
    )  # fmt: skip
    OfficialWage.objects.bulk_update(changed, ["amount", "decree", "recorded_at"])
    if new or changed:
        digest = hashlib.sha256(content).hexdigest()
        append(OFFICIAL_WAGES_TAKEN_IN, new_id(), at=at, new=len(new), changed=len(changed), digest=digest)
    report.written = True
    return report


def _read(rows: list[Row], report: ImportReport, region: str) -> list[OfficialWage]:
    bad = {problem.row for problem in report.problems}
    seen: dict[tuple[str, datetime.date], int] = {}
    found: list[OfficialWage] = []
    for row in rows:
        if row.number in bad:
            continue
        problems: list[RowProblem] = []
        wage = _read_row(row, problems, region)
        if wage and (key := (wage.region, wage.valid_from)) in seen:
            text = _("Wilayah dan tanggal yang sama sudah ada di baris %(row)s.") % {"row": seen[key]}
            problems.append(RowProblem(row.number, "region", "twice", str(text)))
        elif wage:
            seen[wage.region, wage.valid_from] = row.number
            found.append(wage)
        report.problems += problems
    return found


def _read_row(row: Row, problems: list[RowProblem], region: str) -> OfficialWage | None:
    def wrong(column: str, code: str, text: object) -> None:
        problems.append(RowProblem(row.number, column, code, str(text)))

    code = _region_of(row.values.get("region", "").strip())
    if code is None:
        wrong("region", "region_unknown", _("Wilayah ini tidak dikenal. Tulis kodenya, misalnya 33.20 atau 33."))
    elif not code.startswith(region):
        wrong("region", "region_of_another", _("Wilayah ini bukan wilayah Anda."))
    day = _day_of(row.values.get("valid_from", "").strip())
    if day is None:
        wrong("valid_from", "day_unreadable", _("Tanggal tidak terbaca. Contoh: 2027-01-01"))
    amount = _amount_of(row.values.get("amount", "").strip())
    if amount is None or not LOWEST <= amount <= HIGHEST:
        limits = {"low": format_rupiah(LOWEST), "high": format_rupiah(HIGHEST)}
        wrong("amount", "amount_out_of_range", _("Upah minimum sebulan ditulis antara %(low)s dan %(high)s.") % limits)
    decree = " ".join(row.values.get("decree", "").split())[:200]
    if not decree:
        wrong("decree", "decree_missing", _("Tulis nomor keputusannya: tanpa itu angkanya tidak bisa dicek."))
    if problems or code is None or day is None or amount is None:
        return None
    return OfficialWage(region=code, valid_from=day, amount=amount, decree=decree)


def _region_of(text: str) -> str | None:
    """A code "33", "33.20", "3320", or a regency's name."""
    digits = text.replace(".", "")
    if digits.isdigit():
        code = digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:]}"
        known = {each.code for each in regions.provinces()} | {each.code for each in regions.regencies()}
        return code if code in known else None
    return getattr(regions.find_regency(text), "code", None) if text else None


def _day_of(text: str) -> datetime.date | None:
    for each in _FORMATS:
        try:
            return datetime.datetime.strptime(text[:10], each).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    return None


def _amount_of(text: str) -> int | None:
    """Fractions of a rupiah, as decrees of some regencies have them, are rounded down."""
    whole, comma, rest = text.rpartition(",")
    if comma and rest.isdigit() and len(rest) == 2 and whole:
        text = whole
    try:
        return parse_rupiah(text)
    except CodeError:
        return None
