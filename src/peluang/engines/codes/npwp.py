"""NPWP, the tax number: 15 digits until 2023, 16 digits since (PMK 112/PMK.03/2022).

For citizens the 16 digits are their NIK; for firms and others a 0 and the old 15. Wraps `lokal`; reasons are
ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lokal import format_npwp15

from peluang.engines.codes.explain import CodeError, is_scientific, strip_separators
from peluang.engines.codes.nik import Nik, NikError, mask, parse_nik

NpwpKind = Literal["npwp15", "npwp16", "nik"]


class NpwpError(CodeError):
    """Why a text is no NPWP. `code` is empty, spreadsheet_number, letters, not_15_or_16_digits, zero or
    not_a_nik.
    """


@dataclass(frozen=True, slots=True)
class Npwp:
    """A well-formed NPWP. `npwp16` is today's form; `formatted15` the old dotted one, None for a NIK."""

    kind: NpwpKind
    npwp16: str
    formatted15: str | None
    nik: Nik | None = None

    def __repr__(self) -> str:
        return f"Npwp({self.kind}, {mask(self.npwp16)})"


def _digits(text: str) -> str:
    if is_scientific(text):
        raise NpwpError(
            "spreadsheet_number",
            "NPWP ini sudah diubah oleh program tabel (mis. Excel). Ubah kolom menjadi teks, lalu ketik ulang.",
            "A spreadsheet changed this NPWP. Set the column to text and type it again.",
        )
    digits = strip_separators(text)
    if not digits:
        raise NpwpError("empty", "NPWP belum diisi.", "The NPWP is empty.")
    if not re.fullmatch("[0-9]+", digits):
        raise NpwpError("letters", "NPWP hanya boleh berisi angka.", "An NPWP has digits only.")
    if len(digits) not in (15, 16):
        raise NpwpError(
            "not_15_or_16_digits",
            f"NPWP harus 15 angka (lama) atau 16 angka (baru), yang diketik {len(digits)} angka.",
            f"An NPWP has 15 digits (old) or 16 (new), this one has {len(digits)}.",
        )
    if not digits.strip("0"):
        raise NpwpError("zero", "NPWP tidak boleh nol semua.", "An NPWP cannot be all zeros.")
    return digits


def parse_npwp(text: str, *, today: date) -> Npwp:
    """Reads an NPWP in its 15- or 16-digit form. Raises NpwpError with the plain reason.

    `today` serves the NIK that the 16 digits may be. The 15-digit form has a check digit whose rule is not
    published, so it is not tested.
    """
    digits = _digits(text)
    if len(digits) == 15:
        return Npwp("npwp15", f"0{digits}", format_npwp15(digits))
    if digits.startswith("0"):
        return Npwp("npwp16", digits, format_npwp15(digits[1:]))
    try:
        nik = parse_nik(digits, today=today)
    except NikError as wrong:
        raise NpwpError(
            "not_a_nik",
            f"NPWP 16 angka yang tidak diawali 0 adalah NIK, tetapi NIK ini salah. {wrong.message_id}",
            f"A 16-digit NPWP that does not start with 0 is a NIK, but this NIK is wrong. {wrong.message_en}",
        ) from wrong
    return Npwp("nik", digits, None, nik)
