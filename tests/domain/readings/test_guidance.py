"""What is wanted near a place, what it takes, what is missing."""

from __future__ import annotations

import pytest

from peluang.domain.readings import totals
from peluang.domain.readings.queries import LIKES, wanted_near, way_to
from peluang.domain.skills.models import Occupation
from tests.factories.catalogue import an_offering
from tests.factories.jobs import a_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    totals.forget()
    yield
    totals.forget()


def test_wanted_near(now):
    a_vacancy(occupation_id="7212", regency_id="33.20", headcount=4, wage_min=2_800_000, wage_max=3_400_000)
    a_vacancy(occupation_id="7212", regency_id="33.19", headcount=2, wage_min=3_000_000, wage_max=3_000_000)
    a_vacancy(occupation_id="5120", regency_id="33.20", headcount=3)
    a_vacancy(occupation_id="5120", regency_id="73.71", headcount=99)
    an_offering(occupation_id="7212")
    welder, cook = wanted_near("33.20", [], at=now)
    assert (welder.occupation, welder.places, welder.vacancies, welder.trained) == ("7212", 6, 2, True)
    assert welder.wage_low <= welder.wage_high
    assert (cook.occupation, cook.places, cook.trained) == ("5120", 3, False)
    assert [each.occupation for each in wanted_near("33.20", ["memasak"], at=now)] == ["5120"]
    assert len(wanted_near("33.20", ["unknown"], at=now)) == 2


def test_filled_places_are_not_wanted(now):
    a_vacancy(occupation_id="7212", regency_id="33.20", headcount=2, filled=2)
    assert wanted_near("33.20", [], at=now) == []


def test_every_like_leads_somewhere():
    codes = list(Occupation.objects.filter(level=4).values_list("code", flat=True))
    for name, (_label, starts) in LIKES.items():
        assert any(code.startswith(starts) for code in codes), name


def test_the_gap():
    found = way_to("7212", ["las-smaw"])
    held = [each for each in found.needed if each.held]
    assert [each.skill.code for each in held] == ["las-smaw"]
    assert "las-smaw" not in found.missing
    assert len(found.missing) == len(found.needed) - 1
    essentials = [each.essential for each in found.needed]
    assert essentials == sorted(essentials, reverse=True)
    assert way_to("72", []) is None
    assert way_to("0000", []) is None
