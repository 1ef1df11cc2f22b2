"""From a declared account to money in it, and every way it can fail on the way."""

from __future__ import annotations

import datetime

import pytest
from django.db.models import Sum

from peluang.domain.benefits.commands import (
    confirm_incentive,
    declare_payout_account,
    make_incentives_due,
    send_incentives,
    settle_incentives,
    verify_payout_account,
)
from peluang.domain.benefits.models import Incentive, PayoutAccount
from peluang.domain.benefits.queries import payments_desk
from peluang.domain.benefits.reasons import OWNERS, REASONS, reasons_for
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import write_review
from peluang.domain.learning.models import Certificate
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.wording import render
from peluang.domain.money.models import Account
from peluang.domain.money.queries import TREASURY, balance
from peluang.domain.people.identity_vault import decrypt
from peluang.domain.surveys.models import Form, Response, Round
from peluang.engines.rules import NORMAL_2023, SEMI_BANSOS_2020
from tests.factories.benefits import a_due_incentive, a_payout_account
from tests.factories.learning import a_buyer, a_completed_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.factories.programme import a_recipient

pytestmark = pytest.mark.django_db
SEMI = {"valid_until": None}


def declare(person, **changes):
    from tests.conftest import NOW

    values = {"institution": "bri", "number": "0012 3456-789", "holder_name": "Siti Aminah"} | changes
    return declare_payout_account(an_actor("person", person=person), person_id=person.id, at=NOW, **values)


def test_the_number_is_encrypted_and_shown_by_its_end():
    row = declare(a_person())
    assert row.number_shown == "•••• 89"
    assert b"123456" not in bytes(row.number_cipher)
    assert decrypt(row.number_cipher, 1) == "00123456789"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"institution": "warung"}, "institution_unknown", "institution"),
        ({"number": "12a4567"}, "number_not_digits", "number"),
        ({"number": "12345"}, "number_length", "number"),
        ({"holder_name": "  "}, "holder_missing", "holder_name"),
    ],
)
def test_what_is_no_account(changes, code, field):
    with pytest.raises(Refused) as refused:
        declare(a_person(), **changes)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_one_account_belongs_to_one_person():
    declare(a_person())
    with pytest.raises(Refused) as refused:
        declare(a_person())
    assert refused.value.code == "number_of_somebody_else"


def test_a_new_account_replaces_the_one_before():
    person = a_person()
    first = declare(person)
    assert declare(person).id == first.id
    second = declare(person, number="999888777")
    assert set(PayoutAccount.objects.values_list("id", "status")) == {(first.id, "replaced"), (second.id, "declared")}


def test_only_the_person_declares_and_only_the_desk_verifies(now):
    person = a_person()
    with pytest.raises(NotYours):
        declare_payout_account(
            an_actor("person"), person_id=person.id, institution="bri", number="1234567", holder_name="x", at=now
        )
    row = declare(person)
    for actor in (an_actor("person", person=person), an_actor("payment", person=person), an_actor("labour_office")):
        with pytest.raises(NotYours):
            verify_payout_account(actor, payout_account_id=row.id, matches=True, at=now)
    assert (
        verify_payout_account(an_actor("payment"), payout_account_id=row.id, matches=True, at=now).status == "verified"
    )


def test_a_refusal_has_a_code_a_fix_and_one_owner(now):
    row = declare(a_person())
    with pytest.raises(Refused) as refused:
        verify_payout_account(PROGRAM, payout_account_id=row.id, matches=False, reason="BECAUSE", at=now)
    assert refused.value.code == "reason_unknown"
    verify_payout_account(PROGRAM, payout_account_id=row.id, matches=False, reason="NIK_MISMATCH", at=now)
    (words,) = render(list(OutboxMessage.objects.filter(person=row.person)))
    assert REASONS["NIK_MISMATCH"].fix_id in words.body
    for reason in REASONS.values():
        assert reason.owner in OWNERS
        assert all((reason.text_id, reason.text_en, reason.fix_id, reason.fix_en, reason.stages))
    assert {each.code for each in reasons_for("payment")} & {"LIMIT_REACHED"}


def test_offices_do_not_see_accounts():
    declare(a_person())
    for role in ("labour_office", "provider", "payment", "employer"):
        with acting(an_actor(role)):
            assert not PayoutAccount.objects.exists(), role
    with acting(an_actor("payment")) as actor:
        assert payments_desk(actor, status="due").accounts_waiting == 1
    with acting(an_actor("labour_office")) as actor, pytest.raises(NotYours):
        payments_desk(actor, status="due")


@pytest.mark.parametrize("missing", ["certificate", "review", "account", "nothing"])
def test_nothing_without_all_proofs(now, missing):
    """No incentive without completion, review and a verified account (invariant)."""
    recipient = a_buyer()
    if missing != "account":
        a_payout_account(recipient.person, verified=True)
    a_completed_enrolment(
        person=recipient.person, recipient=recipient, payer="balance", certificate=missing != "certificate",
        reviewed=missing != "review",
    )  # fmt: skip
    made = settle_incentives(PROGRAM, person_id=recipient.person_id, at=now)
    assert len(made) == (missing == "nothing")
    assert settle_incentives(PROGRAM, person_id=recipient.person_id, at=now) == []


def test_the_review_that_comes_last_makes_it_due(now):
    recipient = a_buyer()
    a_payout_account(recipient.person, verified=True)
    enrolment = a_completed_enrolment(person=recipient.person, recipient=recipient, payer="balance")
    write_review(
        an_actor("person", person=recipient.person), enrolment_id=enrolment.id, text="Bagus", at=now,
        answers={"material": 5, "trainer": 5, "tools": 4, "usefulness": 4},
    )  # fmt: skip
    assert Incentive.objects.get(recipient=recipient).amount == NORMAL_2023.incentive_rupiah


def test_only_the_first_training_counts(now):
    recipient = a_buyer()
    a_payout_account(recipient.person, verified=True)
    first = a_completed_enrolment(person=recipient.person, recipient=recipient, payer="balance", reviewed=True)
    a_completed_enrolment(
        person=recipient.person, recipient=recipient, payer="balance", reviewed=True,
        booked_at=first.booked_at + datetime.timedelta(days=2),
    )  # fmt: skip
    settle_incentives(PROGRAM, person_id=recipient.person_id, at=now)
    assert list(Incentive.objects.values_list("enrolment", flat=True)) == [first.id]


def test_no_incentive_without_a_decree(now):
    person = a_person()
    a_payout_account(person, verified=True)
    a_completed_enrolment(person=person, reviewed=True)
    assert settle_incentives(PROGRAM, person_id=person.id, at=now) == []


def test_paid(now):
    incentive = a_due_incentive()
    reserve = incentive.recipient.decree.wave.appropriation.incentive_account_id
    before, outside = balance(reserve), balance(TREASURY)
    assert send_incentives(an_actor("programme_office"), at=now) == 1
    assert send_incentives(PROGRAM, at=now) == 0
    assert balance(reserve) == before - incentive.amount
    assert balance(TREASURY) == outside + incentive.amount
    with pytest.raises(Refused) as refused:
        confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=True, reference=" ", at=now)
    assert refused.value.code == "reference_missing"
    row = confirm_incentive(an_actor("payment"), incentive_id=incentive.id, paid=True, reference="BRI-77", at=now)
    assert (row.status, row.partner_reference, row.paid_at) == ("paid", "BRI-77", now)
    with pytest.raises(Refused) as refused:
        confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=True, reference="BRI-78", at=now)
    assert refused.value.code == "wrong_state"


def test_failed_then_a_new_account_then_paid(now):
    incentive = a_due_incentive()
    reserve = incentive.recipient.decree.wave.appropriation.incentive_account_id
    before = balance(reserve)
    send_incentives(PROGRAM, at=now)
    confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=False, reason="ACCOUNT_CLOSED", at=now)
    assert balance(reserve) == before
    assert send_incentives(PROGRAM, at=now) == 0, "the person's turn: sending again would fail again"
    a_payout_account(incentive.person, number="55566677788", verified=True)
    assert send_incentives(PROGRAM, at=now) == 1
    row = confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=True, reference="R-2", at=now)
    assert row.payout_account.number_shown == "•••• 88"
    assert balance(reserve) == before - incentive.amount


def test_the_same_account_put_right_is_sent_again(now):
    incentive = a_due_incentive()
    account = PayoutAccount.objects.get(person=incentive.person)
    send_incentives(PROGRAM, at=now)
    confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=False, reason="LIMIT_REACHED", at=now)
    again = a_payout_account(incentive.person, number=decrypt(account.number_cipher, 1), verified=True)
    assert again.id != account.id
    assert send_incentives(PROGRAM, at=now) == 1


def test_what_failed_at_the_partner_is_sent_again(now):
    incentive = a_due_incentive()
    send_incentives(PROGRAM, at=now)
    confirm_incentive(PROGRAM, incentive_id=incentive.id, paid=False, reason="PARTNER_DOWN", at=now)
    assert send_incentives(PROGRAM, at=now) == 1


def test_a_revoked_certificate_pays_nothing(now):
    incentive = a_due_incentive()
    Certificate.objects.filter(enrolment=incentive.enrolment_id).update(revoked_at=now, revoked_reason="palsu")
    assert send_incentives(PROGRAM, at=now) == 0


def test_instalments_come_month_by_month(now):
    from dataclasses import replace

    first = a_due_incentive(parameters=replace(SEMI_BANSOS_2020, valid_until=None))
    earned = first.due_at
    months = [make_incentives_due(PROGRAM, at=earned + datetime.timedelta(days=days)) for days in (1, 32, 70, 200, 300)]
    assert months == [0, 1, 1, 1, 0]
    assert list(Incentive.objects.order_by("instalment").values_list("instalment", "amount")) == [
        (n, 600_000) for n in (1, 2, 3, 4)
    ]


def test_answered_surveys_are_paid(now):
    incentive = a_due_incentive()
    form = Form.objects.create(code="hasil", title_id="x", title_en="x", questions=[], published_at=now)
    for number in range(3):
        Response.objects.create(
            round=Round.objects.create(form=form, name=str(number), opens_at=now), person=incentive.person,
            home_region="33.20", subject=incentive.enrolment_id, answers={}, answered_at=now,
        )  # fmt: skip
    settle_incentives(PROGRAM, person_id=incentive.person_id, at=now)
    surveys = Incentive.objects.filter(kind="survey")
    assert surveys.count() == NORMAL_2023.survey_count
    assert surveys.aggregate(total=Sum("amount"))["total"] == NORMAL_2023.survey_total_rupiah


def test_everything_promised_can_be_paid(now):
    """What the decree set aside is exactly what incentives and surveys can cost; the ledger still sums to zero."""
    incentive = a_due_incentive()
    reserve = incentive.recipient.decree.wave.appropriation.incentive_account_id
    assert balance(reserve) == NORMAL_2023.incentive_total_rupiah + NORMAL_2023.survey_total_rupiah
    send_incentives(PROGRAM, at=now)
    assert Account.objects.aggregate(total=Sum("balance"))["total"] == 0
    assert a_recipient()
