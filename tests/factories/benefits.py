"""Payout accounts and incentives: `a_payout_account(person, verified=True)`, `a_due_incentive()`."""

from __future__ import annotations

import itertools
from typing import Any

from peluang.domain.benefits.commands import declare_payout_account, verify_payout_account
from peluang.domain.benefits.models import Incentive, PayoutAccount
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.people.models import Person
from peluang.engines.rules import NORMAL_2023, SchemeParameters
from tests.conftest import NOW

from .learning import a_buyer, a_completed_enrolment
from .people import a_person

_numbers = itertools.count(1)


def a_payout_account(
    person: Person | None = None, *, verified: bool = False, refused: str = "", **fields: Any
) -> PayoutAccount:
    """Declared at NOW; verified, or refused with a code of benefits.reasons."""
    person = person or a_person()
    row = declare_payout_account(
        PROGRAM,
        person_id=person.id,
        institution=fields.get("institution", "bri"),
        number=fields.get("number", f"{next(_numbers):010d}"),
        holder_name=fields.get("holder_name", person.full_name),
        at=NOW,
    )
    if verified or refused:
        return verify_payout_account(PROGRAM, payout_account_id=row.id, matches=verified, reason=refused, at=NOW)
    return row


def a_due_incentive(*, parameters: SchemeParameters = NORMAL_2023) -> Incentive:
    """A recipient who finished, reviewed and has a verified account: the first incentive is due."""
    recipient = a_buyer(parameters=parameters)
    a_completed_enrolment(
        person=recipient.person, recipient=recipient, payer="balance", certificate=True, reviewed=True
    )
    a_payout_account(recipient.person, verified=True)
    return Incentive.objects.get(recipient=recipient, kind="training", instalment=1)
