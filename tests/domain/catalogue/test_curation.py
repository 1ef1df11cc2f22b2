"""Review by people: due dates, claims, remarks, who may not decide, and what time reminds of."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue import commands, queries
from peluang.domain.catalogue.models import CurationRound
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Principal
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_free_equivalent, a_round
from tests.factories.organisations import a_membership, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_actor("programme_office")


@pytest.fixture
def provider():
    return an_actor("provider")


@pytest.fixture
def submitted(provider, now):
    offering = an_offering(conforming=True, draft=True, provider_id=provider.organisation)
    return commands.submit_offering(provider, offering_id=offering.id, at=now)


def the_round(offering) -> CurationRound:
    return CurationRound.objects.get(offering=offering, decision="")


def told(template):
    return list(OutboxMessage.objects.filter(template=template))


def test_a_submission_opens_a_round_due_in_ten_working_days(submitted):
    row = the_round(submitted)
    assert (row.number, row.standard, row.due_on) == (1, "2.0", datetime.date(2026, 12, 8))
    assert row.version.content["title"] == submitted.title


def test_the_queue_goes_by_due_date_with_what_is_overdue_marked(submitted, office, now, django_assert_num_queries):
    late = a_round(due_on=now.date() - datetime.timedelta(days=1))
    commands.claim_round(office, round_id=late.id, at=now)
    with django_assert_num_queries(1):
        queue = queries.curation_queue(person_id=office.person, at=now)
    assert [(each.round.id == late.id, each.overdue, each.mine, each.change) for each in queue] == [
        (True, True, True, False), (False, False, False, False),
    ]  # fmt: skip
    assert [each.round.id for each in queries.curation_queue(person_id=office.person, at=now, mine=True)] == [late.id]


def test_a_claimed_round_is_its_reviewers_until_released(submitted, office, now):
    row, other = the_round(submitted), an_actor("programme_office")
    commands.claim_round(office, round_id=row.id, at=now)
    for act in (
        lambda: commands.claim_round(other, round_id=row.id, at=now),
        lambda: commands.release_round(other, round_id=row.id, at=now),
        lambda: commands.publish_offering(other, offering_id=submitted.id, free_checked=True, at=now),
        lambda: commands.return_offering(other, offering_id=submitted.id, reason="Kurang.", at=now),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "claimed_by_other"
    commands.release_round(office, round_id=row.id, at=now)
    assert commands.claim_round(other, round_id=row.id, at=now).reviewer == other.person


def test_a_related_reviewer_is_kept_out(submitted, office, provider, now):
    row = the_round(submitted)
    for relate in (
        lambda: a_membership(person_id=office.person, organisation_id=provider.organisation, role="provider"),
        lambda: Principal.objects.create(
            organisation_id=provider.organisation, person_id=office.person, name="Ratih", role="owner", since=now
        ),
    ):
        made = relate()
        for act in (commands.publish_offering, commands.return_offering):
            with pytest.raises(Refused) as refused:
                act(office, offering_id=submitted.id, at=now)
            assert refused.value.code == "related_party"
        with pytest.raises(Refused):
            commands.claim_round(office, round_id=row.id, at=now)
        made.delete()
    assert commands.claim_round(office, round_id=row.id, at=now).reviewer == office.person


def test_nobody_else_reviews(submitted, provider, now):
    row = the_round(submitted)
    with pytest.raises(Refused, match="petugas program"):
        commands.claim_round(provider, round_id=row.id, at=now)
    with pytest.raises(Refused, match="petugas program"):
        commands.return_offering(provider, offering_id=submitted.id, reason="x", at=now)


def test_publishing_asks_whether_somebody_looked(submitted, office, provider, now):
    with pytest.raises(Refused) as refused:
        commands.publish_offering(office, offering_id=submitted.id, at=now)
    assert refused.value.code == "free_not_checked"
    dear = an_offering(
        conforming=True,
        draft=True,
        provider_id=provider.organisation,
        outside_price=3_000_000,
        outside_url="https://x.id",
    )
    commands.submit_offering(provider, offering_id=dear.id, at=now)
    with pytest.raises(Refused) as refused:
        commands.publish_offering(office, offering_id=dear.id, free_checked=True, at=now)
    assert refused.value.code == "outside_not_checked"
    commands.publish_offering(office, offering_id=dear.id, free_checked=True, outside_checked=True, at=now)
    row = CurationRound.objects.get(offering=dear)
    assert (row.decision, row.free_checked, row.outside_checked, row.reviewer) == (
        "published",
        True,
        True,
        office.person,
    )
    assert len(told("catalogue.offering_published")) == 1


def test_what_proved_free_meanwhile_is_not_published(submitted, office, now):
    a_free_equivalent(offering=submitted, identical=True)
    with pytest.raises(Refused) as refused:
        commands.publish_offering(office, offering_id=submitted.id, free_checked=True, at=now)
    assert [clause for _text, clause in refused.value.reasons] == ["Permenko 11/2020 pasal 29"]
    assert the_round(submitted).decision == ""


def test_remarks_go_back_by_field_and_the_second_round_is_compared(submitted, office, provider, now):
    commands.return_offering(
        office, offering_id=submitted.id, reason="Hampir selesai.", at=now,
        remarks=[
            {"field": "price", "text": " Terlalu mahal. ", "clause": "Permenko 11/2020 pasal 29"},
            {"field": "title", "text": "  ", "clause": ""},
        ],
    )  # fmt: skip
    row = queries.last_round(submitted.id)
    assert row.remarks == [
        {"field": "", "text": "Hampir selesai.", "clause": ""},
        {"field": "price", "text": "Terlalu mahal.", "clause": "Permenko 11/2020 pasal 29"},
    ]
    assert row.answer_due == datetime.date(2026, 12, 8)
    submitted.refresh_from_db()
    assert (submitted.status, submitted.status_reason) == ("draft", "Hampir selesai. Terlalu mahal.")
    assert [each.context["remarks"] for each in told("catalogue.offering_returned")] == [2]
    commands.change_offering(provider, offering_id=submitted.id, price=1_800_000, at=now)
    commands.submit_offering(provider, offering_id=submitted.id, at=now)
    second = queries.round_page(the_round(submitted).id)
    which, before = queries.content_before(second)
    assert (second.number, which) == (2, "submitted")
    assert [each.field for each in queries.changes_between(before, second.version.content, "id")] == ["price"]


def test_a_return_without_a_word_or_with_a_strange_field_is_refused(submitted, office, now):
    with pytest.raises(Refused) as refused:
        commands.return_offering(office, offering_id=submitted.id, reason=" ", at=now)
    assert refused.value.code == "reason_missing"
    with pytest.raises(Refused) as refused:
        commands.return_offering(
            office, offering_id=submitted.id, remarks=[{"field": "status", "text": "x", "clause": ""}], at=now
        )
    assert refused.value.code == "unknown_field"


def test_a_suspended_offering_is_offered_again_and_corrected_while_suspended(office, provider, now):
    offering = an_offering(conforming=True, provider_id=provider.organisation)
    commands.suspend_offering(office, offering_id=offering.id, reason="Harga.", at=now)
    commands.change_offering(provider, offering_id=offering.id, price=1_000_000, at=now)
    commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=now)
    offering.refresh_from_db()
    assert (offering.status, offering.price) == ("suspended", 1_000_000)
    assert commands.publish_offering(office, offering_id=offering.id, at=now).status == "published"
    with pytest.raises(Refused, match="dari keadaan"):
        commands.publish_offering(office, offering_id=offering.id, at=now)


def test_a_submission_from_before_rounds_can_still_be_reviewed(office, now):
    offering = an_offering(conforming=True, submitted=True)
    commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=now)
    assert queries.last_round(offering.id).decision == "published"


def test_a_decided_round_is_over(submitted, office, now):
    row = the_round(submitted)
    commands.publish_offering(office, offering_id=submitted.id, free_checked=True, at=now)
    with pytest.raises(NotYours):
        commands.claim_round(office, round_id=row.id, at=now)


def test_time_reminds_and_decides_nothing(submitted, office, provider, now):
    row = the_round(submitted)
    assert commands.remind_of_rounds(PROGRAM, at=now) == 0
    later = now + datetime.timedelta(days=15)
    assert commands.remind_of_rounds(PROGRAM, at=later) >= 1
    assert commands.remind_of_rounds(PROGRAM, at=later) == 0, "once"
    assert office.person in {each.person_id for each in told("catalogue.round_overdue")}
    assert the_round(submitted) == row
    commands.return_offering(office, offering_id=submitted.id, reason="Kurang.", at=later)
    stale = later + datetime.timedelta(days=15)
    assert commands.remind_of_rounds(PROGRAM, at=stale) == 1
    assert [each.person_id for each in told("catalogue.correction_overdue")] == [provider.person]
    commands.submit_offering(provider, offering_id=submitted.id, at=stale)
    submitted.refresh_from_db()
    assert submitted.status == "submitted", "late is not lost"
    with pytest.raises(Refused):
        commands.remind_of_rounds(provider, at=stale)
