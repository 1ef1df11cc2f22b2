"""Minimum wages: by day, the regency's before the province's, and no guess where none is known."""

from __future__ import annotations

import datetime

import pytest

from peluang.engines.codes.minimum_wages import MinimumWage, known_minimum_wages, minimum_wage
from peluang.engines.codes.regions import provinces, regencies

DAY = datetime.date(2025, 6, 1)


def test_every_row_belongs_to_a_region_that_exists_and_names_its_decree():
    regions = {each.code for each in provinces()} | {each.code for each in regencies()}
    rows = known_minimum_wages()
    assert all(each.region in regions and each.decree and 1_000_000 < each.amount < 10_000_000 for each in rows)
    assert len({(each.region, each.valid_from) for each in rows}) == len(rows)


def test_a_regency_is_never_below_its_province():
    by_region = {each.region: each.amount for each in known_minimum_wages()}
    assert all(amount >= by_region[region[:2]] for region, amount in by_region.items() if len(region) > 2)


@pytest.mark.parametrize(("regency", "amount"), [("33.20", 2_610_224), ("32.73", 2_191_232), ("31.71", 5_396_761)])
def test_the_regencys_own_else_its_provinces(regency, amount):
    assert minimum_wage(regency, DAY).amount == amount


def test_what_is_not_known_is_not_guessed():
    assert minimum_wage("99.71", DAY) is None
    assert minimum_wage("33.20", datetime.date(2024, 12, 31)) is None


def test_an_official_row_outranks_ours_and_waits_for_its_day():
    official = MinimumWage("33.20", datetime.date(2025, 1, 1), 2_700_000, "Keputusan contoh")
    later = MinimumWage("33.20", datetime.date(2026, 1, 1), 2_800_000, "Keputusan contoh")
    assert minimum_wage("33.20", DAY, [official, later]).amount == 2_700_000
    assert minimum_wage("33.20", datetime.date(2026, 1, 1), [official, later]).amount == 2_800_000


def test_an_old_list_of_regencies_does_not_undo_a_new_one_of_provinces():
    province = MinimumWage("33", datetime.date(2026, 1, 1), 2_900_000, "Keputusan contoh")
    assert minimum_wage("33.20", datetime.date(2026, 2, 1), [province]).amount == 2_900_000


def test_no_row_of_ours_claims_to_be_read_in_its_decree():
    assert all(each.provisional for each in known_minimum_wages())
    assert not MinimumWage("33", DAY, 2_900_000, "Keputusan contoh").provisional
    assert {len(each.region) for each in known_minimum_wages() if not each.read_in} == {5}
