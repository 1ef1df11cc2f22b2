"""What a class promised, for whoever has a seat in it."""

from __future__ import annotations

import re

import pytest

from peluang.domain.catalogue.content import content_of
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_version
from tests.factories.learning import a_class, an_enrolment
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_version_that_was_bought_and_what_differs_now():
    offering, person = an_offering(conforming=True), a_person()
    a_version(
        offering, number=1, content=content_of(offering) | {"price": 2_000_000, "minutes_theory": 750, "tool_sets": 8}
    )
    a_version(offering, number=2)
    offering.version = 2
    offering.save()
    seat = an_enrolment(training_class=a_class(offering=offering, version=1), person=person)
    client = as_person(person)
    with at_most(12):
        page = text(client.get(f"/saya/pelatihan/{seat.id}/janji"))
    assert "versi 1" in page and "12,5 jam" in page
    assert "Perubahan ini tidak berlaku untuk kelasmu." in page
    assert f"/{offering.id}/laporkan?jenis=untrue" in client.get(f"/saya/pelatihan/{seat.id}/janji").content.decode()
    assert "/janji" in client.get(f"/saya/pelatihan/{seat.id}").content.decode()
    assert as_person().get(f"/saya/pelatihan/{seat.id}/janji").status_code == 404
