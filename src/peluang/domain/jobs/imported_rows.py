"""Reading one row of a file of vacancies: values as we store them, or why not."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.files.imports import RowProblem
from peluang.domain.people.enums import Education
from peluang.engines.codes import regions, rupiah
from peluang.engines.codes.explain import CodeError
from peluang.engines.feeds import plain_text
from peluang.engines.tables import Row
from peluang.engines.text import normalise

from .models import WorkKind

#: Closing date of a vacancy that names none: sixty days after it was posted.
_OPEN_FOR = datetime.timedelta(days=60)
_LARGEST_HEADCOUNT = 100_000
_EDUCATION = (
    (re.compile(r"diploma|\bd[ -]?[123]\b|\bd(i|ii|iii)\b", re.I), Education.D3),
    (re.compile(r"sarjana|\bs[ -]?1\b|\bd[ -]?4\b|bachelor", re.I), Education.S1),
    (re.compile(r"magister|doktor|\bs[ -]?[23]\b|master", re.I), Education.S2),
    (re.compile(r"smk|kejuruan|stm", re.I), Education.SMK),
    (re.compile(r"sma|slta|\bma\b|high school", re.I), Education.SMA),
    (re.compile(r"smp|sltp|mts", re.I), Education.SMP),
    (re.compile(r"\bsd\b|\bmi\b", re.I), Education.SD),
)
_KINDS = (
    (re.compile(r"magang|intern", re.I), WorkKind.INTERN),
    (re.compile(r"paruh|part", re.I), WorkKind.PART),
    (re.compile(r"kontrak|contract|pkwt", re.I), WorkKind.CONTRACT),
    (re.compile(r"harian|daily", re.I), WorkKind.DAILY),
    (re.compile(r"penuh|tetap|full|permanent", re.I), WorkKind.FULL),
)
_WORDS = ("title", "employer", "description", "requirements", "address")
_MARKUP = re.compile(r"<\s*/?\s*[a-z!]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|[\x00-\x08\x0b\x0c\x0e-\x1f]", re.I)
#: Characters of a text that are kept.
LONGEST = 20_000
_INTERNSHIP = re.compile(r"\b(magang|intern(ship)?)\b", re.I)


def _whole(text: str) -> str:
    """Tables often have whole numbers as "3320.0"; "33.20" stays."""
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


class Reading:
    """problems: reasons why the row is left out. notes: what was read differently from what it says."""

    def __init__(self, row: Row, at: datetime.datetime) -> None:
        self.row, self.at = row, at
        self.problems: list[RowProblem] = []
        self.notes: list[RowProblem] = []

    @property
    def employer(self) -> str:
        return " ".join(self._text("employer").split())[:200]

    def values(self) -> dict[str, Any]:
        title = " ".join(self._text("title").split())
        if not normalise(title):
            self._wrong("title", "title_empty", _("Judul kosong."))
        if not normalise(self._text("employer")):
            self._wrong("employer", "employer_empty", _("Nama pemberi kerja kosong."))
        description = self._text("description")
        programmes = self._text("study_programmes").replace("|", ", ")
        requirements = "\n".join(part for part in (self._text("requirements"), programmes) if part)
        low, high = self._wages()
        return {
            "title": title[:300], "description": description, "requirements": requirements,
            "regency_id": self._regency(),
            "address": self._text("address"), "kind": self._kind(title, description), "headcount": self._headcount(),
            "wage_min": low, "wage_max": high, "education_min": self._education(), "source_url": self._url(),
            **self._dates(),
        }  # fmt: skip

    def _text(self, name: str) -> str:
        """Markup becomes plain text: it would only be shown as it stands, and read by nobody."""
        text = self.row.values.get(name, "").strip()
        if name in _WORDS and (_MARKUP.search(text) or len(text) > LONGEST):
            return plain_text(text)
        return text

    def _wrong(self, column: str, code: str, text: Any) -> None:
        self.problems.append(RowProblem(self.row.number, column, code, str(text)))

    def _note(self, column: str, code: str, text: Any) -> None:
        self.notes.append(RowProblem(self.row.number, column, code, str(text)))

    def _regency(self) -> str | None:
        """By Kemendagri code, else by name; a code and a name that disagree are a problem, not a guess."""
        code, name = _whole(self._text("regency_code_kemendagri")), self._text("regency")
        if code:
            try:
                return regions.regency(code).code
            except CodeError:
                former = regions.former_regency(code)
                if former:
                    self._note(
                        "regency_code_kemendagri",
                        "former_code",
                        _("Kode lama; daerahnya sekarang %(name)s.") % {"name": former.name},
                    )
                    return former.code
                if not name:
                    self._wrong(
                        "regency_code_kemendagri",
                        "regency_unknown",
                        _("Kode wilayah “%(code)s” tidak ada.") % {"code": code[:20]},
                    )
                    return None
        if not name:
            return self._regency_of_address()
        found = regions.find_regency(name)
        if getattr(found, "code", None):
            return str(found.code)
        explanation = found.explanation
        english = (get_language() or "id").startswith("en")
        self._wrong("regency", "regency_unclear", explanation.en if english else explanation.id)
        return None

    def _regency_of_address(self) -> str | None:
        """The town at the end of the address ("… Nomor 284 B Yogyakarta"), noted as a reading of ours."""
        words = self._text("address").replace(",", " ").split()
        for length in (3, 2, 1):
            found = regions.find_regency(" ".join(words[-length:])) if len(words) >= length else None
            code = getattr(found, "code", None)
            if code:
                self._note("regency", "regency_of_address", _("Kabupaten atau kota dibaca dari alamat."))
                return str(code)
        self._wrong("regency", "regency_empty", _("Kabupaten atau kota tempat kerja kosong."))
        return None

    def _headcount(self) -> int:
        text = _whole(self._text("headcount"))
        if not text:
            return 1
        if not text.isdecimal() or not 1 <= int(text) <= _LARGEST_HEADCOUNT:
            self._wrong("headcount", "headcount_bad", _("Jumlah orang harus 1 atau lebih, ditulis dengan angka."))
            return 1
        return int(text)

    def _wages(self) -> tuple[int | None, int | None]:
        read: list[int | None] = []
        for column in ("wage_min", "wage_max"):
            text = self._text(column)
            if not text or text in ("-", "0"):
                read.append(None)
                continue
            try:
                wage = rupiah.parse_wage(text)
            except ValueError:
                self._wrong(column, "wage_bad", _("Upah tidak terbaca. Contoh: 3500000"))
                read.append(None)
                continue
            read.append(wage.low if column == "wage_min" else wage.high or wage.low)
            if column == "wage_min" and wage.high and wage.high != wage.low and not self._text("wage_max"):
                return wage.low, wage.high
        low, high = read
        if low is not None and high is not None and high < low:
            self._wrong("wage_max", "wage_falls", _("Upah tertinggi lebih kecil daripada upah terendah."))
        return low, high

    def _education(self) -> str:
        """The lowest level that is accepted."""
        text = self._text("education_levels")
        found = [level for pattern, level in _EDUCATION if pattern.search(text)]
        return str(min(found, key=lambda level: level.rank)) if found else ""

    def _kind(self, title: str, description: str) -> str:
        text = self._text("kind")
        found = next((kind for pattern, kind in _KINDS if pattern.search(text)), None)
        if found is None and _INTERNSHIP.search(f"{title} {description[:300]}"):
            found = WorkKind.INTERN
        return str(found or WorkKind.FULL)

    def _url(self) -> str:
        url = self._text("url")
        if url and "://" not in url:
            url = f"https://{url}"
        if url and (urlsplit(url).scheme not in ("http", "https") or "." not in urlsplit(url).netloc or " " in url):
            self._wrong("url", "url_bad", _("Alamat situs tidak benar. Contoh: https://contoh.id/lowongan"))
        return url[:500]

    def _dates(self) -> dict[str, Any]:
        """Open until its closing date; a date of posting after that is a slip of the file and is noted."""
        today = self.at.date()
        posted = self._date("posted_at") or today
        closes = self._date("closes_on") or posted + _OPEN_FOR
        if closes < posted:
            self._note(
                "closes_on",
                "closes_before_posted",
                _("Tanggal tutup sebelum tanggal tayang; dipakai tanggal tutup untuk keduanya."),
            )
            posted = closes
        moment = datetime.datetime.combine(posted, datetime.time(0), datetime.UTC)
        ended = closes < today
        return {
            "valid_from": posted, "valid_until": closes, "posted_at": moment, "status": "closed" if ended else "open",
            "ended_at": datetime.datetime.combine(closes, datetime.time(17), datetime.UTC) if ended else None,
        }  # fmt: skip

    def _date(self, column: str) -> datetime.date | None:
        text = self._text(column)
        if not text:
            return None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
            try:
                return datetime.datetime.strptime(text[:10], pattern).replace(tzinfo=datetime.UTC).date()
            except ValueError:
                continue
        self._wrong(column, "date_bad", _("Tanggal “%(text)s” tidak terbaca. Contoh: 2026-05-31") % {"text": text[:20]})
        return None
