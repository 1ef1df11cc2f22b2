"""A list is taken in whole or not at all; every row says what is wrong with it."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from peluang.domain.industry.commands import import_ikm_list
from peluang.domain.industry.models import IkmFirm, IkmList
from peluang.domain.industry.size import Size, size_class
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
GOOD = (
    "nama_usaha,pemilik,nib,kabupaten_kota,kbli,versi_kbli,jumlah_pekerja,omzet,keadaan,telepon,email\n"
    "UD Batik Sekar,Siti Aminah,8120004891512,Kab. Jepara,13134,2020,12,Rp 450.000.000,berkurang,0812 3456 7890,\n"
    "Mebel Jati Mulya,,,Kab. Jepara,,,,,merumahkan,,jati@contoh.id\n"
)
HEAD = GOOD.split("\n", 1)[0] + "\n"


def _take(content, by=None, **options):
    from tests.conftest import NOW

    by = by or an_actor(Role.MINISTRY)
    file = content if isinstance(content, bytes) else content.encode()
    return import_ikm_list(by, name="IKM Jepara", file=file, organisation_id=by.organisation, at=NOW, **options)


def _book(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_good_list_is_stored_with_codes():
    report = _take(GOOD)
    assert (report.rows, report.new, report.known, report.ok) == (2, 2, 0, True)
    firm = IkmFirm.objects.get(nib="8120004891512")
    assert (firm.key, firm.regency_id, firm.kbli, firm.kbli_version) == ("8120004891512", "33.20", "13134", "2020")
    assert (firm.workers, firm.yearly_sales, firm.condition) == (12, 450_000_000, "reduced")
    assert firm.phone == "+6281234567890"


def test_a_dry_run_stores_nothing():
    assert _take(GOOD, dry_run=True).new == 2
    assert not IkmList.objects.exists()


def test_the_same_file_twice_changes_nothing():
    by = an_actor(Role.MINISTRY)
    first = _take(GOOD, by)
    again = _take(GOOD, by)
    assert again.again
    assert again.list_id == first.list_id
    assert (IkmList.objects.count(), IkmFirm.objects.count()) == (1, 2)


def test_a_firm_of_an_earlier_list_is_known_by_name_and_place():
    by = an_actor(Role.MINISTRY)
    _take(GOOD, by)
    report = _take(HEAD + "Jati Mulya Mebel,,,Jepara,,,,,tutup,,\n", by)
    assert (report.new, report.known) == (0, 1)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",,,Kab. Jepara,,,,,tutup,,", "name", "Nama usaha"),
        ("A,,123,Kab. Jepara,,,,,tutup,,", "nib", "13 angka"),
        ("A,,,Atlantis,,,,,tutup,,", "regency", ""),
        ("A,,,Kab. Jepara,13134,,,,tutup,,", "kbli", "versi KBLI"),
        ("A,,,Kab. Jepara,,,dua,,tutup,,", "workers", "angka"),
        ("A,,,Kab. Jepara,,,,banyak,tutup,,", "sales", ""),
        ("A,,,Kab. Jepara,,,,,entah,,", "condition", "salah satu"),
        ("A,,,Kab. Jepara,,,,,tutup,12,", "phone", "telepon"),
        ("A,,,Kab. Jepara,,,,,tutup,,bukan", "email", "e-mail"),
        ("A,,,Kab. Jepara,,,,,tutup,,,,lebih", "", "lebih banyak kolom"),
    ],
)
def test_each_problem_names_its_row_and_column(row, column, words):
    report = _take(HEAD + "Baik,,,Kab. Jepara,,,,,tutup,,\n" + row + "\n")
    [problem] = report.problems
    assert (problem.row, problem.column) == (3, column)
    assert words in str(problem.text)
    assert not IkmFirm.objects.exists(), "nothing half-imported"


def test_the_same_firm_twice_in_one_file_is_a_problem():
    report = _take(HEAD + 2 * "UD Maju,,,Kab. Jepara,,,,,tutup,,\n")
    assert "baris 2" in str(report.problems[0].text)


def test_an_xlsx_is_read_and_its_formulas_are_refused():
    rows = [["Nama usaha", "Kabupaten/Kota", "Keadaan", "Pekerja"], ["Batik A", "Kab. Jepara", "tutup", 12.0]]
    assert _take(_book(rows)).new == 1
    report = _take(_book([*rows, ["Batik B", "Kab. Jepara", "tutup", "=6+6"]]))
    [problem] = report.problems
    assert (problem.row, problem.column) == (3, "workers")
    assert "rumus" in str(problem.text)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\0\1\2", "file_unreadable"),
        (b"PK\x03\x04broken", "file_unreadable"),
        (b"nama,keadaan\nA,tutup\n", "columns_missing"),
        (HEAD.encode() + b'"A,,,Kab. Jepara,,,,,tutup,,\n', "csv_broken"),
    ],
)
def test_a_file_that_is_no_list_says_why(content, code):
    with pytest.raises(Refused) as refused:
        _take(content)
    assert refused.value.code == code
    assert refused.value.field == "file"


def test_semicolons_and_old_encodings_are_read():
    text = "nama usaha;kab/kota;keadaan\nToko Café;Kab. Jepara;tutup\n"
    assert _take(text.encode("cp1252")).new == 1


def test_a_list_belongs_to_its_ministry(now):
    ministry = an_actor(Role.MINISTRY)
    with pytest.raises(NotYours):
        import_ikm_list(
            an_actor(Role.PROVIDER), name="x", file=GOOD.encode(), organisation_id=ministry.organisation, at=now
        )


@pytest.mark.parametrize(
    ("workers", "sales", "size"),
    [
        (19, 999_999_999, Size.SMALL),
        (19, 1_000_000_000, Size.MEDIUM),
        (20, 1, Size.MEDIUM),
        (20, 15_000_000_000, Size.MEDIUM),
        (20, 15_000_000_001, Size.LARGE),
        (None, 1, Size.UNKNOWN),
    ],
)
def test_size_class(workers, sales, size):
    assert size_class(workers, sales) == size
