"""Two reviewers, or an institution and a reviewer, at the same moment."""

from __future__ import annotations

import threading
from unittest.mock import patch

import pytest

from peluang.domain.catalogue import commands
from peluang.domain.catalogue.commands import curation, reports
from peluang.domain.catalogue.models import ContentReport, CurationRound, Offering, OfferingVersion
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_report, a_round
from tests.factories.organisations import an_actor


@pytest.fixture
def office(fresh_database):
    with acting(PROGRAM, scope="command"):
        return [an_actor("programme_office") for _ in range(2)]


def test_of_two_reviewers_one_claims(office):
    with acting(PROGRAM, scope="command"):
        row = a_round()
    outcome = at_once([lambda n=n: commands.claim_round(office[n], round_id=row.id, at=NOW) for n in range(2)])
    assert outcome == ["claimed_by_other", "done"]


def test_published_by_one_and_returned_by_the_other_is_one_decision(office):
    with acting(PROGRAM, scope="command"):
        row = a_round()
    outcome = at_once([
        lambda: commands.publish_offering(office[0], offering_id=row.offering_id, free_checked=True, at=NOW),
        lambda: commands.return_offering(office[1], offering_id=row.offering_id, reason="Kurang jelas.", at=NOW),
    ])  # fmt: skip
    assert outcome[0] == "done" and outcome[1] in ("wrong_state", "not_found")
    with acting(PROGRAM, scope="command"):
        decided = CurationRound.objects.get(id=row.id).decision
        assert (
            Offering.objects.get(id=row.offering_id).status == {"published": "published", "returned": "draft"}[decided]
        )


def test_two_changes_of_a_sold_offering_make_one_that_waits(office):
    with acting(PROGRAM, scope="command"):
        provider = an_actor("provider")
        offering = an_offering(conforming=True, provider_id=provider.organisation)
    outcome = at_once([
        lambda price=price: commands.change_offering(provider, offering_id=offering.id, price=price, at=NOW)
        for price in (1_900_000, 1_800_000)
    ])  # fmt: skip
    assert outcome == ["done", "round_open"]
    with acting(PROGRAM, scope="command"):
        assert CurationRound.objects.count() == 1
        assert list(OfferingVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_the_day_has_room_for_one_more_report_and_gets_one(office):
    with acting(PROGRAM, scope="command"):
        offering = an_offering()
        for _ in range(reports.MOST_UNSIGNED - 1):
            a_report(offering=offering)
    outcome = at_once([lambda: report(offering) for _ in range(3)])
    assert outcome == ["done", "too_many", "too_many"]
    with acting(PROGRAM, scope="command"):
        assert ContentReport.objects.count() == reports.MOST_UNSIGNED


def report(offering):
    return commands.report_content(
        NOBODY, offering_id=offering.id, kind="cheaper", url="https://murah.example/las", at=NOW
    )


def test_the_races_are_real_without_the_lock(office):
    """With the lock off both read an open round and both decide: the tests above would not pass by luck."""
    with acting(PROGRAM, scope="command"):
        row = a_round()
    both_have_read = threading.Barrier(2)
    original = curation._must_be_free

    def wait_for_the_other(*arguments):
        original(*arguments)
        both_have_read.wait(10)

    def unlocked_offering(offering_id):
        return Offering.objects.get(id=offering_id)

    def unlocked_round(offering_id):
        return CurationRound.objects.select_related("version").filter(offering_id=offering_id, decision="").first()

    with (
        patch.object(curation, "locked_offering", unlocked_offering),
        patch.object(curation, "open_round", unlocked_round),
        patch.object(curation, "_must_be_free", wait_for_the_other),
    ):
        outcome = at_once([
            lambda: commands.publish_offering(office[0], offering_id=row.offering_id, free_checked=True, at=NOW),
            lambda: commands.return_offering(office[1], offering_id=row.offering_id, reason="Kurang jelas.", at=NOW),
        ])  # fmt: skip
    assert outcome == ["done", "done"]
