"""Offerings are found, training types are shown; online is near everywhere."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peluang.domain.catalogue.events import OFFERING_CHANGED
from peluang.domain.events.journal import append
from peluang.domain.finding.commands import rebuild_index
from peluang.domain.finding.queries import search_trainings
from peluang.domain.kernel.context import PROGRAM
from tests.factories.catalogue import a_training_type, an_offering

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


def test_two_statements(catalogue):
    with CaptureQueriesContext(connection) as statements:
        catalogue("las", regency="33.20", radius_km=40)
    assert len(statements) == 2


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
