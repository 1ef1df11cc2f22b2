"""KBLI, the industry code of a business, always with its version.

The same five digits name different industries in different versions (batik: 13134 in KBLI 2020, 13133 in KBLI
2025), so a code without a version is never accepted. Sources: Peraturan BPS 2/2020 (ISIC rev. 4) and BPS's
KBLI 2025 (ISIC rev. 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from peluang.engines.codes.explain import CodeError, strip_separators

KbliVersion = Literal["2020", "2025"]
KBLI_VERSIONS: tuple[KbliVersion, ...] = ("2020", "2025")

# (section, first division, last division). In 2025 trade and repair of vehicles (45) went to 46, 47 and 95,
# and the old section J was split in two, which moved every later letter by one.
_SECTIONS: dict[KbliVersion, tuple[tuple[str, int, int], ...]] = {
    "2020": (
        ("A", 1, 3),
        ("B", 5, 9),
        ("C", 10, 33),
        ("D", 35, 35),
        ("E", 36, 39),
        ("F", 41, 43),
        ("G", 45, 47),
        ("H", 49, 53),
        ("I", 55, 56),
        ("J", 58, 63),
        ("K", 64, 66),
        ("L", 68, 68),
        ("M", 69, 75),
        ("N", 77, 82),
        ("O", 84, 84),
        ("P", 85, 85),
        ("Q", 86, 88),
        ("R", 90, 93),
        ("S", 94, 96),
        ("T", 97, 98),
        ("U", 99, 99),
    ),
    "2025": (
        ("A", 1, 3),
        ("B", 5, 9),
        ("C", 10, 33),
        ("D", 35, 35),
        ("E", 36, 39),
        ("F", 41, 43),
        ("G", 46, 47),
        ("H", 49, 53),
        ("I", 55, 56),
        ("J", 58, 60),
        ("K", 61, 63),
        ("L", 64, 66),
        ("M", 68, 68),
        ("N", 69, 75),
        ("O", 77, 82),
        ("P", 84, 84),
        ("Q", 85, 85),
        ("R", 86, 88),
        ("S", 90, 93),
        ("T", 94, 96),
        ("U", 97, 98),
        ("V", 99, 99),
    ),
}

BATIK = {"2020": "13134", "2025": "13133"}
"""Industri batik in each version: the example that shows why the version counts."""


class KbliError(CodeError):
    """Why a text is no KBLI code. `code` is unknown_version, empty, letters, not_5_digits or
    unknown_division.
    """


@dataclass(frozen=True, slots=True)
class Kbli:
    """An industry: five digits of one version. Its form and division are right; the list of titles is not
    here.
    """

    version: KbliVersion
    code: str

    @property
    def section(self) -> str:
        """The letter (kategori) of the division in this version."""
        section = section_of(self.version, self.division)
        assert section is not None, "parse_kbli lets only known divisions through"
        return section

    @property
    def division(self) -> str:
        return self.code[:2]

    @property
    def group(self) -> str:
        return self.code[:3]

    def __str__(self) -> str:
        return f"KBLI {self.version} {self.code}"


def section_of(version: KbliVersion, division: str) -> str | None:
    """The section letter of a two-digit division in a version, or None when that version has no such
    division.
    """
    if not re.fullmatch("[0-9]{2}", division):
        return None
    number = int(division)
    for section, first, last in _SECTIONS[version]:
        if first <= number <= last:
            return section
    return None


def parse_kbli(text: str, *, version: str) -> Kbli:
    """Reads a five-digit code of a version ("2020" or "2025"). Raises KbliError with the plain reason."""
    if version not in KBLI_VERSIONS:
        raise KbliError(
            "unknown_version",
            "Tulis versi KBLI: 2020 atau 2025. Angka yang sama bisa berarti usaha yang berbeda.",
            "Give the KBLI version: 2020 or 2025. The same digits can mean a different business.",
        )
    digits = strip_separators(text)
    if not digits:
        raise KbliError("empty", "Kode KBLI belum diisi.", "The KBLI code is empty.")
    if not re.fullmatch("[0-9]+", digits):
        raise KbliError("letters", "Kode KBLI hanya berisi angka.", "A KBLI code has digits only.")
    if len(digits) != 5:
        raise KbliError(
            "not_5_digits",
            f"Kode KBLI harus 5 angka, yang diketik {len(digits)} angka.",
            f"A KBLI code has 5 digits, this one has {len(digits)}.",
        )
    if section_of(version, digits[:2]) is None:
        raise KbliError(
            "unknown_division",
            f"KBLI {version} tidak punya golongan pokok {digits[:2]}. Periksa kode atau versinya.",
            f"KBLI {version} has no division {digits[:2]}. Check the code or its version.",
        )
    return Kbli(version, digits)
