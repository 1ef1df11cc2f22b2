"""The ministry's desk: a list is checked, stored, invited; what became of it is counted."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peluang.domain.industry.models import IkmList
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.industry import a_firm, a_request, an_ikm_list
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db
GOOD = "nama_usaha,kabupaten_kota,keadaan,email\nBatik Sekar,Kab. Jepara,berkurang,sekar@contoh.id\n"


@pytest.fixture
def ministry():
    return an_organisation("ministry")


@pytest.fixture
def desk(ministry):
    return as_member(ministry, "ministry")


def _file(text=GOOD):
    return SimpleUploadedFile("ikm.csv", text.encode(), content_type="text/csv")


def test_check_first_then_store(desk):
    assert "Belum ada daftar" in desk.get("/industri/").content.decode()
    checked = desk.post("/industri/daftar/baru", {"name": "Jepara", "file": _file(), "do": "check"})
    assert checked.status_code == 200
    assert "Simpan daftar" in checked.content.decode()
    assert not IkmList.objects.exists()
    stored = desk.post("/industri/daftar/baru", {"name": "Jepara", "file": _file(), "do": "store"})
    address = stored.headers["Location"]
    with at_most():
        page = desk.get(address).content.decode()
    assert "Batik Sekar" in page
    assert "Undang 1 usaha" in page
    assert desk.post(address).status_code == 302
    assert "diundang" in desk.get(address).content.decode()
    with at_most():
        assert "Jepara" in desk.get("/industri/").content.decode()


def test_problems_stand_row_by_row_and_the_name_is_kept(desk):
    answer = desk.post(
        "/industri/daftar/baru",
        {"name": "Daftar Oktober", "file": _file(GOOD + "Tanpa daerah,,tutup,\n"), "do": "store"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kabupaten atau kota belum diisi." in page
    assert 'value="Daftar Oktober"' in page
    assert not IkmList.objects.exists()


@pytest.mark.parametrize("text", ["", "nama,warna\nA,merah\n", 'nama,kabupaten,keadaan\n"A,Jepara,tutup\n'])
def test_a_file_that_is_no_list_says_why(desk, text):
    answer = desk.post("/industri/daftar/baru", {"name": "x", "file": _file(text or " "), "do": "check"})
    assert answer.status_code == 422


def test_the_example_can_be_taken_in(desk):
    example = desk.get("/industri/daftar/contoh.csv").content.decode()
    checked = desk.post("/industri/daftar/baru", {"name": "Contoh", "file": _file(example), "do": "check"})
    assert "Semua 1 baris bisa dibaca" in checked.content.decode()


def test_another_ministrys_list_is_not_there(desk):
    other = an_ikm_list()
    a_firm(ikm_list=other)
    assert desk.get(f"/industri/daftar/{other.id}").status_code == 404
    assert desk.post(f"/industri/daftar/{other.id}").status_code == 404
    assert as_person().get("/industri/").status_code == 404


def test_a_request_is_declined_with_a_reason(desk):
    request = a_request()
    address = f"/industri/permintaan/{request.id}/tolak"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"reason": "tidak"}).status_code == 422
    assert desk.post(address, {"reason": "Belum ada pelatih di provinsi ini."}).status_code == 302
    assert desk.get(address).status_code == 404
