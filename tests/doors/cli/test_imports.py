"""`peluang import vacancies`: tables as people save them are taken, others are refused in words, and every row that is
left out is named with its line.
"""

from __future__ import annotations

import csv
import io

import pytest
from click.testing import CliRunner

from peluang.domain.jobs.models import Vacancy
from peluang.doors import clock
from peluang.doors.cli.imports import command
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
COLUMNS = ["id", "title", "description", "study_programmes", "headcount", "applicants", "employer",
           "regency_code_kemendagri", "regency", "province", "posted_at", "closes_on"]  # fmt: skip


def row(number: int, **fields: str) -> dict[str, str]:
    return {
        "id": f"n{number}", "title": f"Juru las {number}", "description": 'Mengelas "rapi",\r\nsesuai gambar; Café\n\nAman',
        "study_programmes": "Teknik Mesin|Teknik Las", "headcount": "2", "applicants": "7", "employer": "PT. Maju, Tbk",
        "regency_code_kemendagri": "3320", "regency": "KAB. JEPARA", "province": "JAWA TENGAH",
        "posted_at": "2026-11-01", "closes_on": "2026-12-31",
    } | fields  # fmt: skip


def table(rows, columns=COLUMNS, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, columns, extrasaction="ignore", delimiter=delimiter, lineterminator=end, quoting=quoting
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def take_in(tmp_path, monkeypatch):
    """take_in(content, *options) → (exit code, everything said)."""
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def run(content: bytes | str, *options: str) -> tuple[int, str]:
        file = tmp_path / "uji.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        done = CliRunner().invoke(command, ["vacancies", str(file), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def imported():
    return Vacancy.objects.filter(source="uji").order_by("source_ref")


ROWS = [row(1), row(2), row(3)]


@pytest.mark.parametrize(
    "content",
    [
        table(ROWS),
        table(ROWS, COLUMNS[::-1]),
        table(ROWS, quoting=csv.QUOTE_ALL),
        table(ROWS, delimiter=";").encode("cp1252"),
        table(ROWS, delimiter="\t").encode("utf-8-sig"),
        table(ROWS, delimiter="\t").encode("utf-16"),
        table(ROWS, delimiter="|"),
        table(ROWS, end="\n"),
        table(ROWS, end="\r\n").replace("KAB. JEPARA,", "KAB. JEPARA,").replace("\r\nn2", "\nn2"),
        table(ROWS, quoting=csv.QUOTE_ALL, end="\r"),
        "\n\n" + table(ROWS),
        table(ROWS).rstrip(),
        table(ROWS)
        .replace("title", " Judul ")
        .replace("employer", "PERUSAHAAN")
        .replace("regency,", "Kabupaten/Kota,"),
        table(ROWS, ["title", "employer", "regency"]),
        table(ROWS, ["title", "employer", "regency_code_kemendagri"]),
    ],
)
def test_a_table_however_it_was_saved(take_in, content):
    code, said = take_in(content)
    assert (code, "3 rows: 3 new" in said) == (0, True), said
    assert {each.regency_id for each in imported()} == {"33.20"}
    assert all(each.description in ("", imported()[0].description) for each in imported())
    assert "\ufffd" not in imported()[0].description
    assert "3 as before" in take_in(content)[1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"\n\n  \n", "kosong"),
        (table([]), "hanya berisi judul kolom"),
        ("<!doctype html><table><tr><td>judul</td></tr></table>", "bukan tabel"),
        ('[{"title": "Juru las"}]', "bukan tabel"),
        (b"\xff\xd8\xff\xe0\x00\x10" + bytes(range(256)), "bukan tabel"),
        (b"PK\x03\x04" + b"x" * 50, "bukan tabel"),
        (table(ROWS, ["title", "regency"]), "perusahaan"),
        (table(ROWS)[: table(ROWS).rindex("Aman")], "tanda kutip"),
    ],
)
def test_what_is_no_table_is_said_plainly(take_in, content, words):
    code, said = take_in(content, "--skip-bad")
    assert (code, words in said, "nothing was written" in said) == (1, True, True), said
    assert not imported().exists()


def test_one_that_breaks_off_is_not_taken_as_whole(take_in):
    whole = table(ROWS)
    cut = whole[: whole.rindex("2026-11-01") - 3]
    code, said = take_in(cut)
    assert (code, "[cut_row]" in said, "terputus" in said) == (1, True, True), said
    code, said = take_in(cut, "--skip-bad")
    assert (code, imported().count()) == (0, 2), said


def test_each_row_that_is_left_out_is_named_with_its_line_and_the_copies_are_counted(take_in):
    bad = [
        row(1), row(2, headcount="0"), row(3, title=""), row(4, regency_code_kemendagri="", regency="Atlantis"),
        row(5, closes_on="kemarin"), row(1), row(6, title="=HYPERLINK(1)"), row(7),
    ]  # fmt: skip
    code, said = take_in(table(bad))
    assert (code, "nothing was written" in said, "--skip-bad" in said) == (1, True, True)
    assert not imported().exists()
    code, said = take_in(table(bad), "--skip-bad")
    assert code == 0
    # A text with three line breaks makes four lines of the file.
    for line, reason in ((6, "headcount_bad"), (10, "title_empty"), (14, "regency_unclear"), (18, "date_bad")):
        assert any(each.startswith(f"row {line},") and f"[{reason}]" in each for each in said.splitlines()), said
    assert "note, 1 rows: Sama dengan baris lain; dipakai satu kali. (row 22)" in said
    assert "8 rows: 2 new, 0 changed, 0 as before, 1 copies, 5 with problems" in said
    assert [each.source_ref for each in imported()] == ["n1", "n7"]


def test_of_very_many_every_reason_still_has_its_lines(take_in):
    many = table([row(1), *(row(n, headcount="0", description="") for n in range(2, 40))])
    _code, said = take_in(many)
    assert "18 more" in said
    assert "left out, 38 rows: headcount_bad (row 6, 7, 8," in said
