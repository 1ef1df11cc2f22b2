"""KK, the 16-digit number of a family card: district, date of recording, serial.

PPKKCC DDMMYY SSSS like a NIK, but the date is when the family was recorded and women don't add 40. Source:
the SIAK numbering as published by regional Dukcapil offices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peluang.engines.codes.explain import CodeError, Notice, read_digits
from peluang.engines.codes.nik import LENGTH, WOMAN_DAY_OFFSET, mask, resolve_prefix


class KkError(CodeError):
    """Why a text is no KK number.

    `code` is empty, spreadsheet_number, letters, not_16_digits, unknown_province, region_zero,
    looks_like_nik, impossible_date, future_date or serial_zero.
    """


@dataclass(frozen=True, slots=True)
class Kk:
    """A well-formed KK number. `regency` is today's Kemendagri code, or None when the prefix is no longer
    known.
    """

    digits: str
    prefix: str
    regency: str | None
    issued_on: date
    serial: str
    warnings: tuple[Notice, ...] = ()

    def __repr__(self) -> str:
        return f"Kk({mask(self.digits)})"


def _read_issue_date(digits: str, today: date) -> date:
    day, month, short_year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if WOMAN_DAY_OFFSET < day <= WOMAN_DAY_OFFSET + 31:
        raise KkError(
            "looks_like_nik",
            "Ini tampaknya NIK, bukan nomor KK. Nomor KK ada di bagian atas Kartu Keluarga.",
            "This looks like a NIK, not a family card number. That number is at the top of the Kartu Keluarga.",
        )
    # Numbers of this form came with the national population system, so every year reads as 20YY.
    try:
        issued_on = date(2000 + short_year, month, day)
    except ValueError as impossible:
        raise KkError(
            "impossible_date",
            "Angka ke-7 sampai ke-12 nomor KK (tanggal pencatatan) bukan tanggal yang ada.",
            "Digits 7 to 12 of the family card number (date of recording) are not a date that exists.",
        ) from impossible
    if issued_on > today:
        raise KkError(
            "future_date",
            "Tanggal pada nomor KK ini belum terjadi. Periksa apakah yang diketik NIK, dan periksa angka "
            "ke-7 sampai ke-12.",
            "The date in this family card number has not come yet. Check whether it is a NIK, and digits 7 to 12.",
        )
    return issued_on


def parse_kk(text: str, *, today: date) -> Kk:
    """Reads a family card number, with spaces, dots, dashes or none. Raises KkError with the plain reason."""
    digits = read_digits(text, length=LENGTH, name="nomor KK", error=KkError)
    regency_code, warnings = resolve_prefix(digits[:6], name="nomor KK", error=KkError)
    issued_on = _read_issue_date(digits, today)
    serial = digits[12:]
    if serial == "0000":
        raise KkError(
            "serial_zero",
            "Empat angka terakhir nomor KK tidak boleh 0000. Periksa lagi.",
            "The last four digits of a family card number cannot be 0000. Check them again.",
        )
    return Kk(digits, digits[:6], regency_code, issued_on, serial, warnings)
