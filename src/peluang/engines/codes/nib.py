"""NIB, the 13-digit business number of the OSS licensing system (PP 5/2021, PP 28/2025).

Its digits carry no published meaning or check digit, so only the form can be tested; whether it exists is for
OSS.
"""

from __future__ import annotations

from dataclasses import dataclass

from peluang.engines.codes.explain import CodeError, read_digits

LENGTH = 13


class NibError(CodeError):
    """Why a text is no NIB. `code` is empty, spreadsheet_number, letters, not_13_digits or repeated_digit."""


@dataclass(frozen=True, slots=True)
class Nib:
    """A well-formed NIB."""

    digits: str


def parse_nib(text: str) -> Nib:
    """Reads a NIB, with spaces, dots, dashes or none. Raises NibError with the plain reason."""
    digits = read_digits(text, length=LENGTH, name="NIB", error=NibError)
    if len(set(digits)) == 1:
        raise NibError(
            "repeated_digit",
            "NIB tidak mungkin satu angka yang diulang. Lihat NIB pada dokumen dari OSS.",
            "A NIB cannot be one digit repeated. See the NIB on the document from OSS.",
        )
    return Nib(digits)
