"""Where offline supply is missing, counted from institutions, classes and people."""

from __future__ import annotations

import pytest

from peluang.domain.people.models import Wish
from peluang.domain.readings.supply import by_province, supply
from peluang.domain.readings.totals import forget
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.institutions import an_admission, an_approved_institution
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
DEMAK = "33.21"


@pytest.fixture(autouse=True)
def fresh():
    forget()
    yield
    forget()


def seeker(regency):
    person = a_person(regency=regency)
    Wish.objects.create(person=person, ready=True, refreshed_at=NOW)
    return person


def found(now):
    return {each.code: each for each in supply(at=now)}


def test_what_counts_and_what_does_not(now):
    an_approved_institution()
    an_organisation("provider", status="proposed", verified_at=None)
    an_admission("submitted")
    offering = an_offering()  # its institution was checked before there were admissions
    a_class(offering=offering, seats=16, seats_taken=6)
    a_class(offering=offering, starts_in=91)  # too late
    a_class(offering=an_offering(online=True, provider=offering.provider), regency_id="33.20")  # online
    a_class(offering=an_offering(provider=an_organisation("provider", status="suspended")))  # takes nobody
    seeker("33.20")
    seeker(DEMAK)
    rows = found(now)
    assert len(rows) == 514
    jepara = rows["33.20"]
    assert (jepara.approved, jepara.checked, jepara.proposed) == (2, 1, 1)
    assert (jepara.classes, jepara.seats, jepara.seekers, jepara.missing) == (1, 10, 1, False)
    assert (rows[DEMAK].seats, rows[DEMAK].missing) == (0, True)
    assert rows["33.19"].missing is False  # nobody looks for work there


def test_a_province_is_the_sum_of_its_regencies(now):
    seeker(DEMAK)
    seeker("33.20")
    a_class(offering=an_offering(), seats=8)
    rows = supply(at=now)
    central_java = next(each for each in by_province(rows) if each.code == "33")
    assert (central_java.seekers, central_java.seats, central_java.without) == (2, 8, 1)
    assert sum(each.seekers for each in by_province(rows)) == sum(each.seekers for each in rows)
