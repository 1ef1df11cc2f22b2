"""What a title proposes, and what it rests on."""

from __future__ import annotations

import pytest

from peluang.domain.jobs.proposing import LEAST, propose
from tests.doors.web.visiting import at_most
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


def test_occupation_skills_wages_and_minimum(now):
    firm = an_organisation("employer")
    for number in range(8):
        a_vacancy(employer=firm, wage_min=2_700_000 + number * 100_000, wage_max=3_000_000 + number * 100_000)
    a_vacancy(employer=firm, wage_min=9_000_000, wage_max=None, regency="33.74")
    with at_most(3):
        found = propose("Juru las", "Las SMAW untuk rangka", "33.20", at=now)
    assert found.occupation == "7212"
    assert "las-smaw" in found.skills
    assert (found.wages.low, found.wages.high, found.wages.n, found.wages.scope) == (2_800_000, 3_500_000, 8, "regency")
    assert found.minimum.amount == 2_610_224


def test_too_few_there_fall_back_to_province_and_country(now):
    firm = an_organisation("employer")
    for regency in ("33.20", "33.74", "33.74", "33.74", "33.21"):
        a_vacancy(employer=firm, regency=regency)
    assert propose("Juru las", "", "33.20", at=now).wages.scope == "province"
    wide = propose("Juru las", "", "31.71", at=now).wages
    assert (wide.scope, wide.n) == ("country", LEAST)
    assert propose("Penjahit", "", "33.20", at=now).wages is None


def test_a_title_nobody_knows_proposes_nothing(now):
    found = propose("xyzzy", "", None, at=now)
    assert (found.occupation, found.skills, found.wages, found.minimum) == (None, [], None, None)
