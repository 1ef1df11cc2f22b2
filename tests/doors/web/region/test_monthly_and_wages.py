"""The labour office's month, its minimum wages, and licences for work abroad."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peluang.domain.jobs.models import OfficialWage, PlacementLicence
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.jobs import DAY, TODAY, a_vacancy
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def office():
    return as_member(an_organisation("labour_office"), "labour_office")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == 200
    return response


def test_the_month_and_its_file(office):
    a_vacancy(places=3, posted_at=NOW)
    a_vacancy(regency="33.21", places=50, posted_at=NOW)
    month = f"{NOW:%Y-%m}"
    assert "1 dibuka" in text(get(office, f"/dinas/bulanan?bulan={month}"))
    answer = get(office, f"/dinas/bulanan.csv?bulan={month}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0]["dibuka"], rows[0]["jalan di akhir"], rows[0]["orang yang dicari"]) == ("1", "1", "3")
    assert {each["golongan"] for each in rows} == {"semua", "golongan jabatan", "jenis pemberi kerja"}
    province = as_member(an_organisation("province_office"), "province_office")
    assert "2 dibuka" in text(get(province, "/dinas/bulanan"))


@pytest.mark.parametrize("asked", ["", "x", "2026-13", "9999-01", "0000-00", "²-³", "2019-12", "2026-"])
def test_a_month_that_is_none_is_this_one(office, asked):
    assert "sampai hari ini" in text(get(office, f"/dinas/bulanan?bulan={asked}"))


def test_minimum_wages_say_how_sure_they_are(office):
    a_vacancy(wage_min=2_000_000, wage_floor=2_610_224, wage_reason="Masa belajar dua bulan")
    a_vacancy(regency="33.21", wage_min=2_000_000, wage_floor=2_940_716, wage_reason="Di tempat lain")
    said = text(get(office, "/dinas/upah"))
    assert "Rp2.610.224" in said
    assert "angka sementara" in said
    assert "Masa belajar dua bulan" in said
    assert "Di tempat lain" not in said


def upload(client, rows):
    content = ("region;valid_from;amount;decree\n" + rows).encode()
    return client.post("/dinas/upah", {"file": SimpleUploadedFile("umk.csv", content, "text/csv")})


def test_an_official_list_is_taken_in_or_its_rows_are_named(office):
    wrong = upload(office, f"33.20;{TODAY};dua;561/1\n33.21;{TODAY};2900000;561/1\n")
    assert wrong.status_code == 422
    assert "bukan wilayah Anda" in text(wrong)
    assert not OfficialWage.objects.exists()
    assert upload(office, f"33.20;{TODAY};2900000;561/1\n").status_code == 302
    said = text(get(office, "/dinas/upah"))
    assert "Rp2.900.000" in said
    assert "daftar resmi" in said
    assert office.post("/dinas/upah", {}).status_code == 422
    assert "region,valid_from" in office.get("/dinas/upah/contoh.csv").content.decode()
    ministry = as_member(an_organisation("ministry"), "ministry")
    assert "Sulawesi" in text(get(ministry, "/dinas/upah"))


def test_a_licence_is_recorded_and_shown_to_people(office, client):
    firm = an_organisation("employer")
    address = f"/dinas/pemberi-kerja/{firm.id}"
    assert "Belum ada izin" in text(get(office, address))
    sent = {"aksi": "izin", "number": "SIP3MI 7/2026", "valid_from": TODAY, "valid_until": TODAY - DAY}
    assert "berakhir sebelum mulai" in text(office.post(address, sent))
    assert office.post(address, sent | {"valid_until": TODAY + 90 * DAY}).status_code == 302
    assert "SIP3MI 7/2026" in text(get(office, address))
    row = a_vacancy(employer=firm, country="MY", licence=PlacementLicence.objects.get())
    with at_most(12):
        said = client.get(f"/lowongan/{row.id}")
    assert "Bekerja di Malaysia" in text(said)
    assert "SIP3MI 7/2026" in text(said)
    assert '"addressCountry": "MY"' in said.content.decode()
