"""From a row of a list to a firm, or to every reason why it cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.engines.codes.explain import CodeError, Text
from peluang.engines.codes.kbli import parse_kbli
from peluang.engines.codes.nib import parse_nib
from peluang.engines.codes.regions import find_regency
from peluang.engines.codes.rupiah import parse_rupiah

from .list_file import Line
from .models import Condition

_SALES_MAX = 10_000_000_000_000
_WORKERS_MAX = 100_000
#: What lists write for each condition, folded.
_CONDITIONS = {
    Condition.CLOSED: ("closed", "tutup", "berhenti", "berhentiproduksi", "berhentiberproduksi"),
    Condition.REDUCED: ("reduced", "berkurang", "turun", "produksiberkurang", "produksiturun"),
    Condition.LAID_OFF: ("laidoff", "merumahkanpekerja", "merumahkan", "phk"),
    Condition.UNAFFECTED: ("unaffected", "tidakterdampak", "normal"),
}
_CONDITION_OF = {word: condition for condition, words in _CONDITIONS.items() for word in words}


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one row: what, and what to do. column: as in list_file.HEADINGS, "" for the whole row."""

    row: int
    column: str
    text: Any


@dataclass
class Firm:
    """A row that can be stored. key: NIB, else folded name and regency."""

    row: int
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def check(line: Line) -> tuple[Firm, list[Problem]]:
    """Reads every column; all problems of a row at once, so that nobody repairs a file ten times."""
    firm, problems = Firm(line.number), []
    if line.broken:
        problems.append(Problem(line.number, "", _("Baris ini punya lebih banyak kolom daripada baris judul.")))
    for name, cell in line.cells.items():
        if cell.formula:
            problems.append(Problem(line.number, name, _("Isi sel ini rumus. Ganti dengan nilainya.")))
            continue
        try:
            firm.values.update(_READ[name](cell.text, line))
        except _Wrong as wrong:
            problems.append(Problem(line.number, name, wrong.text))
    if not problems:
        firm.key = firm.values.get("nib") or f"{_fold(firm.values['name'])}@{firm.values['regency_id']}"
    return firm, problems


class _Wrong(Exception):
    def __init__(self, text: Any) -> None:
        super().__init__(str(text))
        self.text = text


def _said(text: Text) -> str:
    return text.en if (get_language() or "id").startswith("en") else text.id


def _fold(text: str) -> str:
    """Letters and digits, without the legal form, so that "UD. Maju" and "Maju, UD" are one firm."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (
        " ".join(sorted(word for word in words if word not in ("ud", "cv", "pt", "pd", "kub", "ikm"))) or text.lower()
    )


def _name(text: str, line: Line) -> dict[str, Any]:
    if not text:
        raise _Wrong(_("Nama usaha belum diisi."))
    return {"name": text[:200]}


def _owner(text: str, line: Line) -> dict[str, Any]:
    return {"owner_name": text[:200]}


def _nib(text: str, line: Line) -> dict[str, Any]:
    if not text:
        return {"nib": ""}
    try:
        return {"nib": parse_nib(text).digits}
    except CodeError as error:
        raise _Wrong(_said(error.text)) from error


def _regency(text: str, line: Line) -> dict[str, Any]:
    if not text:
        raise _Wrong(_("Kabupaten atau kota belum diisi."))
    found = find_regency(text)
    if found.code is None:
        raise _Wrong(_said(found.explanation))
    return {"regency_id": found.code}


def _kbli(text: str, line: Line) -> dict[str, Any]:
    if not text:
        return {"kbli": "", "kbli_version": ""}
    version = line.cells.get("kbli_version")
    try:
        found = parse_kbli(text, version=version.text if version else "")
    except CodeError as error:
        raise _Wrong(_said(error.text)) from error
    return {"kbli": found.code, "kbli_version": found.version}


def _workers(text: str, line: Line) -> dict[str, Any]:
    if not text:
        return {"workers": None}
    digits = re.sub(r"[\s.]", "", text)
    if not digits.isdigit() or int(digits) > _WORKERS_MAX:
        raise _Wrong(_("Jumlah pekerja harus angka, misalnya 12."))
    return {"workers": int(digits)}


def _sales(text: str, line: Line) -> dict[str, Any]:
    if not text:
        return {"yearly_sales": None}
    try:
        return {"yearly_sales": parse_rupiah(text, ceiling=_SALES_MAX)}
    except CodeError as error:
        raise _Wrong(_said(error.text)) from error


def _condition(text: str, line: Line) -> dict[str, Any]:
    found = _CONDITION_OF.get("".join(c for c in text.lower() if c.isalpha()))
    if found is None:
        raise _Wrong(_("Keadaan harus salah satu: berhenti, berkurang, merumahkan, tidak terdampak."))
    return {"condition": found.value}


def _phone(text: str, line: Line) -> dict[str, Any]:
    if not text:
        return {"phone": ""}
    try:
        number = phonenumbers.parse(text if text[:1] in "+0" else f"0{text.removeprefix('62')}", "ID")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise _Wrong(_("Nomor telepon ini tidak ada. Tulis seperti 0812 3456 7890."))
    return {"phone": phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}


def _email(text: str, line: Line) -> dict[str, Any]:
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise _Wrong(_("Alamat e-mail ini tidak lengkap. Tulis seperti nama@contoh.id.")) from error
    return {"email": text.lower()}


def _nothing(text: str, line: Line) -> dict[str, Any]:
    return {}


_READ = {
    "name": _name,
    "owner": _owner,
    "nib": _nib,
    "regency": _regency,
    "kbli": _kbli,
    "kbli_version": _nothing,
    "workers": _workers,
    "sales": _sales,
    "condition": _condition,
    "phone": _phone,
    "email": _email,
}
