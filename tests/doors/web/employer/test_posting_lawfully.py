"""Posting by title, below the minimum, abroad; reporting filled and all the rest."""

from __future__ import annotations

import csv
import io
import re

import pytest

from peluang.domain.jobs.models import Vacancy
from tests.doors.web.visiting import at_most
from tests.factories.jobs import DAY, TODAY, a_vacancy

from .reading import text

pytestmark = pytest.mark.django_db

ADDRESS = "/perusahaan/lowongan/baru"
TYPED = {
    "title": "Juru las", "regency": "Kabupaten Jepara", "headcount": "2", "wage_min": "", "wage_max": "", "kind": "full",
    "valid_until": (TODAY + 30 * DAY).isoformat(), "skills": "", "description": "Las SMAW.", "open_to_disability": "on",
    "country": "ID",
}  # fmt: skip


def value(response, name):
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode()).group()
    return (re.search(r'value="([^"]*)"', found) or ["", ""])[1]


def test_the_title_fills_empty_fields_and_nothing_is_posted(desk, firm):
    for _each in range(6):
        a_vacancy()
    with at_most(12):
        answer = desk.post(ADDRESS, TYPED | {"aksi": "usulkan"})
    assert answer.status_code == 200
    assert value(answer, "wage_min") == "2900000"
    assert "las" in value(answer, "skills").lower()
    assert "dari 6 lowongan" in text(answer)
    assert "Rp2.610.224" in text(answer)
    assert "Angka sementara" in text(answer)
    assert not Vacancy.objects.filter(employer=firm).exists()


def test_what_was_typed_is_never_overwritten(desk):
    for _each in range(6):
        a_vacancy()
    mine = {"wage_max": "9 juta", "skills": "menari di <b>awan</b>", "occupation": "Penjahit", "headcount": "tiga"}
    answer = desk.post(ADDRESS, TYPED | mine | {"aksi": "usulkan"})
    assert (value(answer, "wage_min"), value(answer, "wage_max")) == ("", "9 juta")
    assert value(answer, "skills") == "menari di &lt;b&gt;awan&lt;/b&gt;"
    assert (value(answer, "occupation"), value(answer, "headcount")) == ("Penjahit", "tiga")
    unticked = {name: each for name, each in TYPED.items() if name != "open_to_disability"}
    again = desk.post(ADDRESS, unticked | {"aksi": "usulkan"}).content.decode()
    assert "checked" not in re.search(r'<input[^>]*name="open_to_disability"[^>]*>', again).group()
    assert "Tulis nama pekerjaannya dulu" in text(desk.post(ADDRESS, TYPED | {"title": "", "aksi": "usulkan"}))


def test_below_the_minimum_a_reason_or_the_size_is_asked(desk, firm):
    answer = desk.post(ADDRESS, TYPED | {"wage_min": "2 juta"})
    assert answer.status_code == 422
    assert "di bawah upah minimum" in text(answer)
    assert not Vacancy.objects.filter(employer=firm).exists()
    assert desk.post(ADDRESS, TYPED | {"wage_min": "2 juta", "wage_reason": "Masa belajar"}).status_code == 302
    assert Vacancy.objects.get(employer=firm).wage_reason == "Masa belajar"
    wrong = desk.post(ADDRESS, TYPED | {"wage_min": "2 juta", "workers": "0"})
    assert "tidak mungkin" in text(wrong)
    small = desk.post(ADDRESS, TYPED | {"title": "Kasir", "wage_min": "2 juta", "workers": "7"})
    assert small.status_code == 302
    firm.refresh_from_db()
    assert firm.workers == 7
    assert 'name="workers"' not in desk.get(ADDRESS).content.decode()  # asked once
    shown = text(desk.get(small["Location"].replace("/perusahaan", "")))
    assert "usaha mikro atau kecil" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"wage_min": "3,5"}, "tambahkan satuan: 3,5 juta"),
        ({"wage_min": "1"}, "tidak masuk akal"),
        ({"wage_min": "0"}, "tidak masuk akal"),
        ({"wage_min": "-2900000"}, "tidak boleh kurang dari nol"),
        ({"wage_max": "900000000", "wage_min": "2900000"}, "terlalu besar"),
        ({"wage_min": "99999999999999999999"}, "Periksa banyaknya angka nol"),
        ({"wage_min": "2900000", "headcount": "0"}, "0 orang"),
        ({"wage_min": "2900000", "country": "MY"}, "SIP3MI"),
        ({"wage_min": "2900000", "country": "XX"}, "XX"),
    ],
)
def test_bad_input_has_plain_words(desk, firm, wrong, said):
    answer = desk.post(ADDRESS, TYPED | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Vacancy.objects.filter(employer=firm).exists()


def test_html_in_a_text_stays_text(desk, firm):
    sent = TYPED | {"wage_min": "2900000", "title": "<script>alert(1)</script>", "occupation": "Penjahit"}
    done = desk.post(ADDRESS, sent)
    assert done.status_code == 302
    assert "<script>alert" not in desk.get(f"/lowongan/{Vacancy.objects.get(employer=firm).id}").content.decode()


def test_filled_is_one_click_in_the_list_and_reported_with_its_day(desk, firm):
    row = a_vacancy(employer=firm, skills=["las-smaw"], title="=1+1", address="Jl. Contoh 1")
    other = a_vacancy()
    with at_most(12):
        assert "Sudah terisi" in text(desk.get("/perusahaan/lowongan"))
    assert desk.post("/perusahaan/lowongan", {"lowongan": str(row.id)}).status_code == 302
    row.refresh_from_db()
    assert row.status == "filled"
    assert desk.post("/perusahaan/lowongan", {"lowongan": str(row.id)}).status_code == 409
    for bad in (str(other.id), "", "x"):
        assert desk.post("/perusahaan/lowongan", {"lowongan": bad}).status_code == 404
    a_vacancy(employer=firm, status="draft", title="Konsep")
    with at_most(12):
        answer = desk.get("/perusahaan/lowongan/laporan.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [each["nama pekerjaan"] for each in rows] == ["'=1+1"]
    assert (rows[0]["terisi sejak"], rows[0]["keadaan"], rows[0]["jumlah orang"]) == (TODAY.isoformat(), "Terisi", "1")
    assert (rows[0]["pemberi kerja"], rows[0]["keahlian"]) == (firm.name, "las SMAW")
    with at_most(12):
        page = text(desk.get("/perusahaan/lowongan/laporan"))
    assert "Terisi sejak" in page
    assert "Jl. Contoh 1" in page
    assert "Rp2.900.000" in page
