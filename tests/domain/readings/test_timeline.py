"""The facts behind the timeline: one statement, under the person's own row security."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.benefits.models import PayoutAccount
from peluang.domain.kernel.context import Actor, Role, acting
from peluang.domain.programme.models import Recipient
from peluang.domain.readings.facts import facts_of
from peluang.domain.readings.queries import next_step, timeline
from tests.factories.evaluation import an_outcome
from tests.factories.jobs import an_application, an_employment
from tests.factories.learning import a_completed_enrolment
from tests.factories.people import a_person
from tests.factories.placement import a_referral
from tests.factories.programme import a_recipient, a_wave

pytestmark = pytest.mark.django_db


def _as(person):
    return acting(Actor(Role.PERSON, person.id))


def test_a_stranger_has_one_hop_done(now, django_assert_num_queries):
    person = a_person()
    with _as(person), django_assert_num_queries(1):
        facts = facts_of(person.id, now)
    assert facts.registered_at == person.registered_at
    assert facts.entry is None
    assert facts.seats == []


def test_the_whole_chain_is_read_in_one_statement(now, django_assert_num_queries):
    recipient: Recipient = a_recipient()
    person = recipient.person
    seat = a_completed_enrolment(person=person, reviewed=True, payer="balance", recipient=recipient)
    PayoutAccount.objects.create(
        person=person, home_region=person.home_region_id, institution="BRI", number_cipher=b"x", number_digest=b"x",
        number_shown="…12", holder_name=person.full_name, declared_at=now,
    )  # fmt: skip
    an_application(person=person)
    an_outcome(enrolment=seat, asked=True)
    with _as(person), django_assert_num_queries(1):
        facts = facts_of(person.id, now)
    assert facts.entry.status == "decreed"
    assert facts.entry.decree
    assert facts.grant.granted == facts.grant.balance == recipient.granted
    assert isinstance(facts.grant.first_purchase_by, datetime.date)
    assert (facts.seats[0].id, facts.seats[0].completed_at) == (seat.id, seat.completed_at)
    assert facts.seats[0].certificate
    assert facts.payout.status == "declared"
    assert facts.applications[0].status == "sent"
    assert facts.outcomes[0].months == 3
    with _as(person):
        assert next_step(timeline(person.id, now)).act == "outcome"


def test_referrals_and_cases_are_read(now):
    referral = a_referral()
    with _as(referral.person):
        facts = facts_of(referral.person_id, now)
    assert facts.proposals[0].id == referral.id
    assert facts.case.office == referral.case.office.name


def test_a_wave_that_is_open_to_this_person(now):
    wave = a_wave("open")
    person = a_person()
    with _as(person):
        assert facts_of(person.id, now).open_wave.number == wave.number
        assert next_step(timeline(person.id, now)).act == "join_wave"


def test_work_that_goes_on(now):
    work = an_employment()
    with _as(work.person):
        assert facts_of(work.person_id, now).work.employer == "CV Rangka Jati"


def test_nobody_reads_anothers_journey(now):
    person, other = a_person(), a_person()
    with _as(other):
        assert timeline(person.id, now) == []
