"""SKKNI competency units and KKNI levels.

Three ways of writing a unit code are in use, by the year of its standard:
- "kbli": J.620100.004.02 and M.74100.001.02, a KBLI letter and 5 or 6 digits (Permenakertrans 8/2012);
- "field": C.24LAS01.001.1, letter, division, three letters for the field, two digits (Permenaker 3/2016);
- "sector": LOG.OO05.001.01, three letters and a field, no KBLI (Permenakertrans 21/2007 and before).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from peluang.engines.codes.explain import CodeError, Notice
from peluang.engines.codes.kbli import KBLI_VERSIONS, section_of

SkkniForm = Literal["kbli", "field", "sector"]

KKNI_LEVELS = range(1, 10)
"""Levels 1 (operator) to 9 (expert) of Perpres 8/2012."""

_FORMS: tuple[tuple[SkkniForm, re.Pattern[str]], ...] = (
    (
        "kbli",
        re.compile(r"(?P<section>[A-Z])\.(?P<field>(?P<division>\d{2})\d{3,4})\.(?P<unit>\d{3})\.(?P<version>\d{2})"),
    ),
    (
        "field",
        re.compile(
            r"(?P<section>[A-Z])\.(?P<field>(?P<division>\d{2})[A-Z]{3}\d{2})\.(?P<unit>\d{3})\.(?P<version>\d{1,2})"
        ),
    ),
    (
        "sector",
        re.compile(r"(?P<section>[A-Z]{3})\.(?P<field>[A-Z]{2}\d{2})\.(?P<unit>\d{3})\.(?P<version>\d{2})"),
    ),
)


class SkkniError(CodeError):
    """Why a text is no SKKNI unit code or KKNI level.

    `code` is empty, no_section, wrong_parts, wrong_field, wrong_unit, wrong_version or kkni_level.
    """


@dataclass(frozen=True, slots=True)
class SkkniUnit:
    """A competency unit code. `section` is the KBLI letter ("sector" form: three letters), `unit` its number.

    `warnings` may hold section_mismatch: the letter is not the KBLI section of the division. Published
    standards do contain such codes, so it is no error.
    """

    form: SkkniForm
    section: str
    field: str
    division: str | None
    unit: str
    version: int
    code: str
    warnings: tuple[Notice, ...] = ()


def _normalise(text: str) -> str:
    """Capitals, no spaces, dots between parts. Typed lists hold other separators and doubled dots."""
    return re.sub(r"[\s.,;_\-/]*[.,;_\-/][\s.,;_\-/]*", ".", text.strip().upper()).replace(" ", "").strip(".")


def _explain(code: str) -> SkkniError:
    parts = code.split(".")
    if not re.fullmatch("[A-Z]|[A-Z]{3}", parts[0]):
        return SkkniError(
            "no_section",
            "Kode unit SKKNI diawali huruf kategori, misalnya J.620100.004.02 atau C.24LAS01.001.1.",
            "An SKKNI unit code starts with a letter, for example J.620100.004.02 or C.24LAS01.001.1.",
        )
    if len(parts) != 4:
        return SkkniError(
            "wrong_parts",
            f"Kode unit SKKNI punya 4 bagian yang dipisah titik, yang diketik {len(parts)} bagian.",
            f"An SKKNI unit code has 4 parts with dots between, this one has {len(parts)}.",
        )
    if not re.fullmatch(r"\d{3}", parts[2]):
        return SkkniError(
            "wrong_unit",
            "Bagian ketiga kode unit adalah nomor urut 3 angka, misalnya 001.",
            "The third part of the unit code is a number of 3 digits, for example 001.",
        )
    if not re.fullmatch(r"\d{1,2}", parts[3]):
        return SkkniError(
            "wrong_version",
            "Bagian terakhir kode unit adalah nomor versi 1 atau 2 angka, misalnya 1 atau 02.",
            "The last part of the unit code is a version of 1 or 2 digits, for example 1 or 02.",
        )
    return SkkniError(
        "wrong_field",
        "Bagian kedua kode unit tidak dikenal; contohnya 620100, 24LAS01, atau OO05 (versi lama 2 angka).",
        "The second part of the unit code is not known; examples are 620100, 24LAS01 or OO05 (with a 2-digit version).",
    )


def _section_warnings(section: str, division: str | None) -> tuple[Notice, ...]:
    if division is None or section in {section_of(version, division) for version in KBLI_VERSIONS}:
        return ()
    return (
        Notice(
            "section_mismatch",
            f"Huruf {section} bukan kategori KBLI untuk golongan pokok {division}. Cocokkan dengan dokumen SKKNI.",
            f"The letter {section} is not the KBLI section of division {division}. Compare with the SKKNI document.",
        ),
    )


def parse_skkni(text: str) -> SkkniUnit:
    """Reads a competency unit code in any of the three forms. Raises SkkniError that names the part that is
    wrong.
    """
    code = _normalise(text)
    if not code:
        raise SkkniError("empty", "Kode unit SKKNI belum diisi.", "The SKKNI unit code is empty.")
    for form, pattern in _FORMS:
        found = pattern.fullmatch(code)
        if found is None or not code.isascii():
            continue
        parts = found.groupdict()
        division = parts.get("division")
        return SkkniUnit(
            form=form,
            section=parts["section"],
            field=parts["field"],
            division=division,
            unit=parts["unit"],
            version=int(parts["version"]),
            code=code,
            warnings=_section_warnings(parts["section"], division),
        )
    raise _explain(code)


def parse_kkni_level(text: str | int) -> int:
    """Reads a KKNI level 1 to 9, also "level 3" or "jenjang III". Raises SkkniError(kkni_level)."""
    romans = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    bare = re.sub(r"^(KKNI|LEVEL|JENJANG|KUALIFIKASI|\s|:|\.)+", "", str(text).strip().upper())
    level = romans.get(bare) or (int(bare) if re.fullmatch("[0-9]", bare) else 0)
    if level not in KKNI_LEVELS:
        raise SkkniError(
            "kkni_level",
            "Jenjang KKNI adalah angka 1 sampai 9.",
            "A KKNI level is a number from 1 to 9.",
        )
    return level
