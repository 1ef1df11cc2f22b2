"""Offerings are found, training types are shown; online is near everywhere."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peluang.domain.catalogue.events import OFFERING_CHANGED
from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.finding.commands import rebuild_index
from peluang.domain.finding.queries import search_trainings
from peluang.domain.kernel.context import PROGRAM
from tests.factories.catalogue import a_training_type, an_offering
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(now):
    welding = a_training_type(code="las-smaw-1")
    coding = a_training_type(
        code="python", title_id="Pemrograman Python", title_en="Python programming", occupation="2512"
    )
    an_offering(training_type=welding, price=2_100_000, skills={"las-smaw": 2})
    an_offering(training_type=welding, price=1_800_000, regency_id="33.19")
    an_offering(training_type=coding, online=True, title="Python dari nol", occupation_id="2512", regency_id=None)
    an_offering(training_type=welding, draft=True)
    rebuild_index(PROGRAM, at=now)
    return lambda words="", **filters: search_trainings(words, at=now, **filters)


def test_equivalent_offerings_stand_under_one_type(catalogue):
    page = catalogue("las")
    assert [(item.training_type.code, item.providers, item.price_min, item.price_max) for item in page.items] == [
        ("las-smaw-1", 2, 1_800_000, 2_100_000)
    ]
    assert (page.total, page.offerings) == (1, 2)


@pytest.mark.parametrize(
    ("words", "filters", "codes"),
    [
        ("", {}, {"las-smaw-1", "python"}),
        ("welding", {}, {"las-smaw-1"}),
        ("smaw", {}, {"las-smaw-1"}),
        ("phyton", {}, {"python"}),
        ("", {"mode": "online"}, {"python"}),
        ("", {"price_max": 1_900_000, "mode": "offline"}, {"las-smaw-1"}),
        ("", {"occupation": "25"}, {"python"}),
        ("", {"regency": "33.20"}, {"las-smaw-1", "python"}),
        ("", {"regency": "91.71", "radius_km": 50}, {"python"}),
    ],
)  # fmt: skip
def test_words_filters_and_nearness(catalogue, words, filters, codes):
    found = {item.training_type.code for item in catalogue(words, **filters).items}
    assert found == codes


def test_distance_and_a_wider_circle(catalogue):
    assert catalogue("las", regency="33.20").items[0].km == 0.0
    hint = catalogue("las", regency="33.18").hint
    assert hint.total >= 1
    assert hint.radius_km in (25, 40)


def test_statements(catalogue):
    """Offerings, their types, their next classes; with skills and dates two more."""
    with CaptureQueriesContext(connection) as statements:
        catalogue("las", regency="33.20", radius_km=40)
    assert len(statements) == 3
    day = datetime.date(2026, 1, 1)
    with CaptureQueriesContext(connection) as statements:
        catalogue("las", skills=["las-smaw"], starts_from=day)
    assert len(statements) <= 6


def test_a_skill_i_lack(catalogue):
    found = catalogue(skills=["las-smaw", "unknown"])
    assert [(item.training_type.code, item.offerings.__len__(), item.teaches) for item in found.items] == [
        ("las-smaw-1", 1, ("las-smaw",))
    ]
    assert catalogue(skills=["unknown"]).total == 0


def test_who_teaches_more_of_what_is_missing_stands_first(now):
    little = a_training_type(code="sedikit", title_id="Sedikit las", title_en="A little welding")
    much = a_training_type(code="banyak", title_id="Banyak", title_en="Much")
    an_offering(training_type=little, title="Las las las", skills={"las-smaw": 2})
    an_offering(training_type=much, title="Bengkel", skills={"las-smaw": 2, "las-gmaw": 1})
    rebuild_index(PROGRAM, at=now)
    found = search_trainings(skills=["las-smaw", "las-gmaw"], at=now)
    assert [(item.training_type.code, len(item.teaches)) for item in found.items] == [("banyak", 2), ("sedikit", 1)]


def test_an_institutions_name_finds_what_it_teaches_but_does_not_mix_in(now):
    welding = a_training_type(code="las-smaw-1")
    carving = a_training_type(code="ukir", title_id="Ukir kayu", title_en="Wood carving", occupation="7317")
    for _number in range(3):
        an_offering(training_type=welding)
    named = an_organisation("provider", name="LKP Karya Las")
    an_offering(training_type=carving, provider=named, title="Ukir kayu", occupation_id="7317")
    rebuild_index(PROGRAM, at=now)
    found = {words: {item.training_type.code for item in search_trainings(words, at=now).items}
             for words in ("las", "karya las", "ukir")}  # fmt: skip
    assert found == {"las": {"las-smaw-1"}, "karya las": {"ukir"}, "ukir": {"ukir"}}


def test_dates_and_free_seats_come_from_the_classes_of_now(catalogue, now):
    cheap = Offering.objects.get(price=1_800_000)
    dear = Offering.objects.get(taught__skill="las-smaw")
    full = a_class(offering=cheap, starts_in=5, seats=2, seats_taken=1, seats_held=1)
    a_class(offering=dear, starts_in=20, seats=4)
    assert offerings(catalogue(free_seats=True)) == {str(dear.id)}
    soon = now.date() + datetime.timedelta(days=10)
    assert offerings(catalogue(starts_by=soon)) == {str(cheap.id)}
    assert offerings(catalogue(starts_from=soon)) == {str(dear.id)}
    assert catalogue(starts_by=soon, free_seats=True).total == 0
    full.seats_held = 0
    full.save()
    assert catalogue(starts_by=soon, free_seats=True).items[0].next_class == full


def test_the_next_class_has_a_free_seat_when_any_has(catalogue):
    cheap = Offering.objects.get(price=1_800_000)
    a_class(offering=cheap, starts_in=5, seats=1, seats_taken=1)
    later = a_class(offering=cheap, starts_in=9, seats=1)
    assert catalogue("las").items[0].next_class == later


def offerings(found):
    return {each for item in found.items for each in item.offerings}


def test_events_of_the_catalogue_reach_the_index(now, events_arrive):
    offering = an_offering(title="Menjahit busana", occupation_id="7531")
    append(OFFERING_CHANGED, offering.id, at=now)
    events_arrive()
    assert search_trainings("busana", at=now).offerings == 1
    offering.status = "suspended"
    offering.save()
    append(OFFERING_CHANGED, offering.id, at=now)
    events_arrive()
    assert search_trainings("busana", at=now).offerings == 0
