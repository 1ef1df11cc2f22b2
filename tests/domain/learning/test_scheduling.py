"""Scheduling a class: every field at fault is named, and no fund promises the same rupiah twice."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import schedule_class
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.learning import a_class
from tests.factories.money import a_fund
from tests.factories.organisations import an_actor, an_organisation

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def offering(provider):
    return an_offering(provider=provider, price=1_000_000)


@pytest.fixture
def schedule(provider, offering, now):
    first = now + datetime.timedelta(days=7)

    def run(by=None, **changes):
        values = {
            "offering_id": offering.id, "code": "LAS-1", "starts_at": first, "ends_at": first + 8 * HOUR, "seats": 4,
            "payer": "balance", "sessions": [(first, first + 4 * HOUR, False), (first + 4 * HOUR, first + 8 * HOUR, False)],
        }  # fmt: skip
        return schedule_class(by or an_actor("provider", organisation=provider), **values | changes, at=now)

    run.first = first
    return run


def test_a_class_opens_with_its_sessions(schedule, offering):
    row = schedule()
    assert (row.status, row.regency_id, row.seats_left) == ("open", offering.regency_id, 4)
    assert [each.number for each in row.sessions.all()] == [1, 2]


def test_each_fault_names_its_field(schedule):
    first = schedule.first
    faults = {
        "code": {"code": " "}, "seats": {"seats": 0}, "ends_at": {"ends_at": first}, "payer": {"payer": "saya"},
        "trainer_id": {"trainer_id": a_trainer().id}, "fund_id": {"payer": "region"},
    }  # fmt: skip
    faults_of_sessions = [
        [], [(first - HOUR, first + HOUR, False)], [(first, first + 2 * HOUR, False), (first + HOUR, first + 3 * HOUR, False)],
    ]  # fmt: skip
    cases = [*faults.items(), *(("sessions", {"sessions": each}) for each in faults_of_sessions)]
    for field, changes in cases:
        with pytest.raises(Refused) as refused:
            schedule(**changes)
        assert refused.value.field == field, changes


def test_a_code_is_used_once(schedule):
    a_class(code="LAS-1")
    with pytest.raises(Refused, match="sudah dipakai"):
        schedule()


def test_only_a_published_offering_gets_classes(schedule, offering):
    offering.status = "suspended"
    offering.save()
    with pytest.raises(Refused) as refused:
        schedule()
    assert refused.value.code == "offering_not_published"


def test_another_institution_cannot_schedule(schedule):
    with pytest.raises(NotYours):
        schedule(by=an_actor("provider"))


def test_a_fund_promises_no_more_than_it_holds(schedule, provider):
    owner = an_organisation("employer")
    fund = a_fund(6_000_000, organisation_id=owner.id)
    by = an_actor("employer", organisation=owner)
    schedule(by, payer="employer", fund_id=fund.id)
    with pytest.raises(Refused) as refused:
        schedule(by, payer="employer", fund_id=fund.id, code="LAS-2", seats=3)
    assert refused.value.code == "fund_too_small"
    schedule(by, payer="employer", fund_id=fund.id, code="LAS-3", seats=2)


def test_a_provider_cannot_spend_somebody_elses_fund(schedule):
    fund = a_fund(90_000_000, organisation_id=an_organisation("employer").id)
    with pytest.raises(Refused) as refused:
        schedule(payer="employer", fund_id=fund.id)
    assert refused.value.code == "fund_not_yours"


def test_nobody_without_an_organisation_spends_a_fund_without_an_owner(schedule):
    fund = a_fund(90_000_000)
    with pytest.raises(NotYours):
        schedule(an_actor("person"), payer="ministry", fund_id=fund.id)
