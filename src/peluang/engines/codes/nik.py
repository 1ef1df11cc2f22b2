"""NIK, the 16-digit identity number: what it says, and in plain words what is wrong with it.

PPKKCC DDMMYY SSSS: the district where it was first issued, the birth date (women: day + 40) and a serial.
There is no check digit, so a well-formed NIK proves nothing: only Dukcapil knows whether it exists and whose
it is. Source: UU 23/2006 and Perpres on population administration as read by `lokal` 0.7.2, which this module
agrees with on what is valid (a test compares them); reasons and warnings are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peluang.engines.codes.explain import CodeError, Notice, read_digits, strip_separators
from peluang.engines.codes.regions import RegionError, district, former_regency, province, regency
from peluang.engines.codes.regions.registry import dotted

LENGTH = 16
WOMAN_DAY_OFFSET = 40
MASK = "•"


class Sex(StrEnum):
    """As on the identity card: L laki-laki (male), P perempuan (female)."""

    MALE = "L"
    FEMALE = "P"


class NikError(CodeError):
    """Why a text is no NIK.

    `code` is empty, spreadsheet_number, letters, not_16_digits, unknown_province, region_zero,
    impossible_date, future_date or serial_zero.
    """


@dataclass(frozen=True, slots=True)
class Nik:
    """A well-formed NIK. `regency` is today's Kemendagri code, or None when the prefix is no longer known."""

    digits: str
    prefix: str
    regency: str | None
    birth_date: date
    sex: Sex
    serial: str
    warnings: tuple[Notice, ...] = ()

    @property
    def province(self) -> str:
        """Kemendagri code of the province in the number: where it was first issued, not where the person
        lives.
        """
        return self.prefix[:2]

    def __repr__(self) -> str:
        # A NIK must not reach a log or a traceback by way of repr().
        return f"Nik({mask(self.digits)})"


def resolve_prefix(prefix: str, *, name: str, error: type[CodeError]) -> tuple[str | None, tuple[Notice, ...]]:
    """Reads the six digits of a district: (today's regency code or None, warnings).

    Codes change when a region is split, and an issued number keeps its old one; so only an unknown province
    or a zero is an error. Raises `error` with unknown_province or region_zero.
    """
    try:
        province(prefix[:2])
    except RegionError as unknown:
        raise error(
            "unknown_province",
            f"Dua angka pertama {name} bukan kode provinsi. Periksa angka pertama dan kedua.",
            f"The first two digits of the {name} are not a province. Check the first and second digit.",
        ) from unknown
    if prefix[2:4] == "00" or prefix[4:6] == "00":
        raise error(
            "region_zero",
            f"Angka ke-3 sampai ke-6 {name} tidak boleh 00. Periksa lagi.",
            f"Digits 3 to 6 of the {name} cannot be 00. Check them again.",
        )
    former = former_regency(prefix[:4])
    if former is not None:
        notice = Notice(
            "former_regency",
            f"{name} ini memakai kode lama; daerahnya sekarang {former.name}.",
            f"This {name} has an old code; the region is {former.name} now.",
        )
        return former.code, (notice,)
    try:
        current = regency(prefix[:4]).code
    except RegionError:
        return None, (_unknown_region(name),)
    try:
        district(prefix)
    except RegionError:
        return current, (_unknown_region(name),)
    return current, ()


def _unknown_region(name: str) -> Notice:
    return Notice(
        "unknown_region",
        f"Kode daerah pada {name} ini tidak ada di daftar sekarang; mungkin kode lama sebelum pemekaran.",
        f"The region code in this {name} is not in today's list; it may be older than a split of regions.",
    )


def _read_birth_date(digits: str, today: date) -> tuple[date, Sex]:
    day, month, short_year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex = Sex.FEMALE if day > WOMAN_DAY_OFFSET else Sex.MALE
    if sex is Sex.FEMALE:
        day -= WOMAN_DAY_OFFSET
    # Two digits can't tell 1926 from 2026. The younger reading is taken, so people who turn 100 need the
    # other reading by hand; nobody in working age is touched.
    year = 2000 + short_year if short_year <= today.year % 100 else 1900 + short_year
    try:
        birth_date = date(year, month, day)
    except ValueError as impossible:
        raise NikError(
            "impossible_date",
            "Angka ke-7 sampai ke-12 NIK (tanggal lahir) bukan tanggal yang ada. Untuk perempuan, tanggal ditambah 40.",
            "Digits 7 to 12 of the NIK (birth date) are not a date that exists. For women, 40 is added to the day.",
        ) from impossible
    if birth_date > today:
        raise NikError(
            "future_date",
            "Tanggal lahir pada NIK ini belum terjadi. Periksa angka ke-7 sampai ke-12.",
            "The birth date in this NIK has not come yet. Check digits 7 to 12.",
        )
    return birth_date, sex


def parse_nik(text: str, *, today: date) -> Nik:
    """Reads a NIK, with spaces, dots, dashes or none. Raises NikError with the first plain reason that
    applies.

    `today` is the local date that decides the century of birth: years up to this one are 2000s, later ones
    1900s.
    """
    digits = read_digits(text, length=LENGTH, name="NIK", error=NikError)
    regency_code, warnings = resolve_prefix(digits[:6], name="NIK", error=NikError)
    birth_date, sex = _read_birth_date(digits, today)
    serial = digits[12:]
    if serial == "0000":
        raise NikError(
            "serial_zero",
            "Empat angka terakhir NIK tidak boleh 0000. Jika disalin dari Excel, angka terakhirnya mungkin hilang.",
            "The last four digits of a NIK cannot be 0000. If copied from Excel, the last digits may have been lost.",
        )
    return Nik(digits, digits[:6], regency_code, birth_date, sex, serial, warnings)


def compose_nik(district_code: str, birth_date: date, sex: Sex, serial: int) -> str:
    """Writes the 16 digits of an invented person for demos. Raises RegionError or ValueError (serial)."""
    if not 1 <= serial <= 9999:
        raise ValueError("The serial is 1 to 9999.")
    prefix = district(dotted(district_code)).code.replace(".", "")
    day = birth_date.day + (WOMAN_DAY_OFFSET if sex is Sex.FEMALE else 0)
    return f"{prefix}{day:02d}{birth_date:%m%y}{serial:04d}"


def mask(number: str) -> str:
    """Hides an identity number, at most the first 4 and last 2 characters stay: "3320••••••••••03".

    For NIK, KK and NPWP alike, well-formed or not. Twelve characters or fewer are hidden altogether, since
    six shown would then be half of the number.
    """
    bare = strip_separators(number)
    if len(bare) <= 12:
        return MASK * len(bare)
    return bare[:4] + MASK * (len(bare) - 6) + bare[-2:]


def matches(nik: Nik, birth_date: date, sex: Sex) -> list[str]:
    """What a person typed that their NIK contradicts: codes "birth_date" and "sex", or an empty list.

    The century is left out, since a NIK does not carry it. A mismatch is a reason to ask, not to refuse:
    numbers were issued with wrong dates and keep them for life.
    """
    mismatches = []
    if f"{nik.birth_date:%d%m%y}" != f"{birth_date:%d%m%y}":
        mismatches.append("birth_date")
    if nik.sex is not sex:
        mismatches.append("sex")
    return mismatches
