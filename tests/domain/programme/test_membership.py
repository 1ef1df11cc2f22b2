"""Deadlines, revocation and the end of the year: what is left returns, to the rupiah."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from peluang.domain.events.journal import of_subject
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.wording import render
from peluang.domain.money.commands import transfer
from peluang.domain.money.models import Account
from peluang.domain.money.queries import RETURNED, balance
from peluang.domain.programme.commands import (
    finish_year,
    mark_first_purchase,
    revoke_overdue,
    set_scheme,
    undo_first_purchase,
)
from peluang.domain.programme.models import Recipient, Scheme
from peluang.domain.programme.queries import recipient_of
from peluang.engines.rules import NORMAL_2023, extended, from_json
from tests.factories.money import a_fund
from tests.factories.organisations import an_actor
from tests.factories.programme import a_recipient, a_scheme

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def spend(recipient: Recipient, amount: int, now: datetime.datetime) -> None:
    transfer(
        PROGRAM, source=recipient.account_id, target=a_fund(kind="provider").id, amount=amount, purpose="purchase",
        evidence_kind="test", evidence=new_id(), key=f"buy:{new_id()}", at=now,
    )  # fmt: skip


def test_no_purchase_in_time_revokes_and_returns_everything(now):
    recipient = a_recipient()
    appropriation = recipient.decree.wave.appropriation
    assert revoke_overdue(PROGRAM, at=now + 15 * DAY) == 0  # the last day still counts
    assert revoke_overdue(PROGRAM, at=now + 16 * DAY) == 1
    assert revoke_overdue(PROGRAM, at=now + 16 * DAY) == 0
    recipient.refresh_from_db()
    assert (recipient.status, recipient.status_reason) == ("revoked", "no_purchase_in_time")
    assert balance(recipient.account_id) == 0
    assert balance(RETURNED) == NORMAL_2023.training_rupiah
    assert balance(appropriation.incentive_account_id) == 0
    assert balance(appropriation.account_id) == appropriation.amount - NORMAL_2023.training_rupiah
    (event,) = of_subject("recipient", recipient.id)
    assert event.payload == {"person_id": str(recipient.person_id), "returned": NORMAL_2023.training_rupiah}
    (words,) = render(list(OutboxMessage.objects.filter(template="programme.revoked")))
    assert "Rp3.500.000" in words.body.replace("\xa0", "").replace("Rp ", "Rp")
    with pytest.raises(Refused) as refused:
        mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=now)
    assert refused.value.code == "membership_ended"


def test_a_purchase_keeps_the_membership_and_a_cancelled_one_does_not(now):
    recipient = a_recipient()
    mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=now)
    mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=now + DAY)
    assert recipient_of(recipient.person_id).first_purchased_at == now
    assert revoke_overdue(PROGRAM, at=now + 40 * DAY) == 0
    undo_first_purchase(PROGRAM, recipient_id=recipient.id, at=now + DAY)
    assert revoke_overdue(PROGRAM, at=now + 40 * DAY) == 1


def test_the_year_ends_with_exactly_the_remainder(now):
    recipient = a_recipient()
    appropriation = recipient.decree.wave.appropriation
    mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=now)
    spend(recipient, 1_234_567, now)
    with pytest.raises(Refused) as refused:
        finish_year(
            PROGRAM, appropriation_id=appropriation.id, at=datetime.datetime(2026, 12, 15, 10, tzinfo=datetime.UTC)
        )
    assert refused.value.code == "year_not_over"
    end = datetime.datetime(2026, 12, 15, 18, tzinfo=datetime.UTC)  # the 16th in Jakarta
    assert finish_year(PROGRAM, appropriation_id=appropriation.id, at=end) == 1
    assert finish_year(PROGRAM, appropriation_id=appropriation.id, at=end) == 0
    assert balance(RETURNED) == NORMAL_2023.training_rupiah - 1_234_567
    assert Account.objects.get(id=recipient.account_id).closed_at == end
    assert balance(appropriation.incentive_account_id) > 0  # incentives may still become due


def test_a_recipient_who_spent_all_returns_nothing(now):
    recipient = a_recipient()
    mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=now)
    spend(recipient, NORMAL_2023.training_rupiah, now)
    end = datetime.datetime(2027, 1, 5, tzinfo=datetime.UTC)
    assert finish_year(PROGRAM, appropriation_id=recipient.decree.wave.appropriation_id, at=end) == 1
    assert balance(RETURNED) == 0


def test_only_the_office_ends_memberships(now):
    with pytest.raises(NotYours):
        revoke_overdue(an_actor("labour_office"), at=now)


def test_a_cohort_keeps_its_scheme_for_life():
    recipient, other = a_recipient(), a_scheme(training_rupiah=1)
    for changes in ({"scheme_id": other.id}, {"granted": 1}):
        with pytest.raises(DatabaseError, match="for life"), transaction.atomic():
            Recipient.objects.filter(id=recipient.id).update(**changes)


def test_a_scheme_with_recipients_changes_its_dates_alone(now):
    recipient = a_recipient()
    longer = extended(
        NORMAL_2023,
        until=datetime.date(2027, 12, 31),
        decision="Perpanjangan",
        decision_date=datetime.date(2026, 11, 1),
    )
    assert set_scheme(PROGRAM, parameters=longer, name_id="x", name_en="x", at=now).valid_until == longer.valid_until
    richer = {**recipient.scheme.parameters, "training_rupiah": 9}
    with pytest.raises(DatabaseError, match="new scheme"), transaction.atomic():
        Scheme.objects.filter(id=recipient.scheme_id).update(parameters=richer)
    with pytest.raises(Refused) as refused:
        set_scheme(PROGRAM, parameters=from_json(richer), name_id="x", name_en="x", at=now)
    assert refused.value.code == "scheme_for_life"
