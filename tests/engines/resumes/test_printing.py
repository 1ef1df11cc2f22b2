"""The CV on paper: a usual profile takes two pages at most, nothing that somebody wrote is markup."""

from __future__ import annotations

import datetime
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines.resumes.printing import CvSheet, SheetRow, SheetSection, cv_pdf

AT = datetime.datetime(2026, 11, 24, 3, 0, tzinfo=datetime.UTC)


def sheet(name: str = "Siti Aminah", rows: int = 3, words: tuple[str, ...] = ("las SMAW",), text: str = "") -> CvSheet:
    jobs = tuple(SheetRow("Penjahit", "Konveksi Sumber Rejeki, Jepara", "1 Jan 2020 – sekarang") for _n in range(rows))
    sections = (
        SheetSection("Tentang saya", text=text),
        SheetSection("Pengalaman", rows=jobs),
        SheetSection("Keahlian", words=words),
    )
    return CvSheet(name, "Penjahit", ("Jepara", "0812 3456 7890"), sections, "Dibuat di Peluang", "Halaman", "id", AT)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_usual_profile_is_one_page_and_a_long_one_two() -> None:
    assert pages(cv_pdf(sheet())) == 1
    story = "Saya suka bekerja dengan tangan. " * 30
    assert pages(cv_pdf(sheet(rows=15, words=("menjahit busana wanita dan anak",) * 30, text=story))) <= 2


def test_the_same_content_is_the_same_file() -> None:
    assert cv_pdf(sheet()) == cv_pdf(sheet())


def test_many_rows_go_on_over_pages() -> None:
    assert pages(cv_pdf(sheet(rows=120))) > 2


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_printed_as_text(text: str) -> None:
    assert cv_pdf(sheet(name=text, text=text, words=(text,))).startswith(b"%PDF")


def test_markup_stays_text() -> None:
    assert pages(cv_pdf(sheet(name="#panic(1) *tebal* $x$ " + "W" * 200, text="#while true {}"))) == 1
