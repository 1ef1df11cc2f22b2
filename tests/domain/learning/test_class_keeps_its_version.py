"""The standard and the terms of a class stay, whatever changes around it."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue import commands as catalogue
from peluang.domain.catalogue.queries import as_scheduled
from peluang.domain.learning.class_price import seat_price
from peluang.domain.learning.commands import book_seat, change_seats, schedule_class
from peluang.domain.learning.models import TrainingClass
from peluang.domain.learning.queries import bookable_class
from peluang.engines import standard as engine
from peluang.engines.standard import STANDARDS, Completion, versions
from tests.factories.catalogue import an_offering
from tests.factories.money import a_fund
from tests.factories.organisations import an_actor
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def provider():
    return an_actor("provider")


@pytest.fixture
def offering(provider):
    return an_offering(conforming=True, provider_id=provider.organisation)


def schedule(provider, offering, at, code="LAS-1", **fields):
    starts = at + datetime.timedelta(days=20)
    values = {"seats": 10, "payer": "own", "venue": "Bengkel", "address": "Jalan Pemuda 1"} | fields
    return schedule_class(
        provider, offering_id=offering.id, code=code, starts_at=starts, ends_at=starts + 8 * HOUR,
        sessions=[(starts, starts + 8 * HOUR, False)], at=at, **values,
    )  # fmt: skip


def test_a_standard_that_changes_while_a_class_runs_leaves_the_class_its_own(provider, offering, now, monkeypatch):
    before = schedule(provider, offering, now)
    stricter = engine.Standard(
        version="3.0", name="Standar pelatihan v3.0", valid_from=now.date() + datetime.timedelta(days=2), valid_until=None,
        least_minutes=6000, completion=Completion(version="uji", post_mark=90),
    )  # fmt: skip
    monkeypatch.setattr(versions, "STANDARDS", (*STANDARDS, stricter))
    later = now + datetime.timedelta(days=5)
    after = schedule(provider, offering, later, "LAS-2")
    before.refresh_from_db()
    assert (before.standard, after.standard) == ("2.0", "3.0")
    assert versions.standard(before.standard).completion.post_mark == 60
    assert versions.standard(after.standard).completion.post_mark == 90


def test_classes_scheduled_before_a_change_sell_what_they_promised(provider, offering, now):
    before = schedule(provider, offering, now)
    catalogue.change_offering(provider, offering_id=offering.id, price=2_000_000, minutes_theory=600, at=now)
    waiting = schedule(provider, offering, now, "LAS-2")
    catalogue.publish_offering(an_actor("programme_office"), offering_id=offering.id, free_checked=True, at=now)
    after = schedule(provider, offering, now, "LAS-3")
    prices, hours = [], []
    for row in (before, waiting, after):
        prices.append(bookable_class(row.id).offering.price)
        hours.append(bookable_class(row.id).offering.minutes_theory)
    assert prices == [2_100_000, 2_100_000, 2_000_000]
    assert hours == [720, 720, 600]
    person = an_actor("person")
    seat = book_seat(person, class_id=before.id, person_id=person.person, key="satu", wants_placement=False, at=now)
    assert seat.price == 2_100_000
    assert seat.transfer.amount == 2_100_000
    offering.refresh_from_db()
    assert offering.price == 2_000_000, "nothing of an older version was written back"


def test_a_class_from_before_versions_shows_what_stands(offering, now, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert as_scheduled(offering, 1) is offering
    with django_assert_num_queries(1):
        assert as_scheduled(offering, 7).price == 2_100_000


def dearer(provider, offering, price, at):
    """Sold for `price` from now on."""
    catalogue.change_offering(provider, offering_id=offering.id, price=price, outside_price=price, at=at)
    office = an_actor("programme_office")
    catalogue.publish_offering(office, offering_id=offering.id, free_checked=True, outside_checked=True, at=at)
    offering.refresh_from_db()
    assert offering.price == price


def test_a_fund_keeps_its_promise_at_the_price_of_each_class(provider, offering, now):
    """Ten seats of 2,100,000 and later two of 2,600,000: 26,200,000 is exactly enough, whatever a seat costs today."""
    office = an_actor("programme_office")
    fund = a_fund(26_200_000)
    paid = {"payer": "region", "fund_id": fund.id}
    before = schedule(office, offering, now, **paid)
    dearer(provider, offering, 2_600_000, now)
    with refused("fund_too_small", "seats"):
        schedule(office, offering, now, "LAS-2", **paid | {"seats": 3})
    schedule(office, offering, now, "LAS-2", **paid | {"seats": 2})
    with refused("fund_too_small", "seats"):
        change_seats(office, class_id=before.id, seats=11, at=now)


def test_the_price_in_sql_is_the_price_of_the_version(provider, offering, now):
    rows = [schedule(provider, offering, now)]
    dearer(provider, offering, 2_600_000, now)
    rows.append(schedule(provider, offering, now, "LAS-2"))
    rows.append(schedule(provider, an_offering(conforming=True, provider_id=provider.organisation), now, "LAS-3"))
    TrainingClass.objects.filter(id=rows[2].id).update(version=7)  # of no version that was kept
    found = dict(TrainingClass.objects.annotate(price=seat_price()).values_list("id", "price"))
    for row in rows:
        fresh = TrainingClass.objects.select_related("offering").get(id=row.id)
        assert found[row.id] == as_scheduled(fresh.offering, fresh.version).price
    assert [found[each.id] for each in rows] == [2_100_000, 2_600_000, 2_100_000]
