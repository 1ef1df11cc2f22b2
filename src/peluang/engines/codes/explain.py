"""Texts in two languages, and the error every parser of this room raises.

The engines know no gettext, so each sentence carries its Indonesian and its English form side by side.
Sentences say what is wrong and what to do next, in words a 12-year-old understands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks that people and spreadsheets put between or around digits: spaces (also no-break and zero-width ones),
# dots, dashes, and the apostrophe with which Excel marks a cell as text.
_SEPARATORS = re.compile("[\\s\u200b\u2060\ufeff.,'\u2019\\-\u2010-\u2015/]")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian (`id`) and English (`en`)."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth telling that does not make a code wrong. `code` is stable, for programs."""

    code: str
    id: str
    en: str


class CodeError(ValueError):
    """A text that can't be read as the code it should be.

    `code` is stable, for programs and tests; `message_id` and `message_en` are the plain reason. The message
    never repeats what was typed: these errors reach logs, and the text may be somebody's identity number.
    """

    def __init__(self, code: str, message_id: str, message_en: str) -> None:
        super().__init__(f"{code}: {message_en}")
        self.code = code
        self.message_id = message_id
        self.message_en = message_en

    @property
    def text(self) -> Text:
        return Text(self.message_id, self.message_en)


def strip_separators(text: str) -> str:
    """Returns the text without the spaces, dots, commas, dashes, slashes and quotes that stand between
    digits.
    """
    return _SEPARATORS.sub("", text)


def is_scientific(text: str) -> bool:
    """True for numbers such as 3,32005E+15: a spreadsheet has rounded the number and the digits are lost."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def read_digits(text: str, *, length: int, name: str, error: type[CodeError]) -> str:
    """Returns exactly `length` digits of a text, or raises `error` with the plain reason.

    `name` is how the number is called on the page, e.g. "NIK". Codes raised: empty, spreadsheet_number,
    letters, not_{length}_digits.
    """
    if is_scientific(text):
        raise error(
            "spreadsheet_number",
            f"{name} ini sudah diubah oleh program tabel (mis. Excel) sehingga angkanya hilang. "
            "Ubah kolom menjadi teks, lalu ketik ulang.",
            f"A spreadsheet changed this {name} and digits were lost. Set the column to text and type it again.",
        )
    digits = strip_separators(text)
    if not digits:
        raise error("empty", f"{name} belum diisi.", f"The {name} is empty.")
    if not re.fullmatch("[0-9]+", digits):
        raise error(
            "letters",
            f"{name} hanya boleh berisi angka. Ada huruf atau tanda lain; periksa misalnya huruf O dan angka 0.",
            f"A {name} has digits only. There is a letter or another sign; check for example O and 0.",
        )
    if len(digits) != length:
        raise error(
            f"not_{length}_digits",
            f"{name} harus {length} angka, yang diketik {len(digits)} angka.",
            f"A {name} has {length} digits, this one has {len(digits)}.",
        )
    return digits
