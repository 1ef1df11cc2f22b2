"""Where a recipient stands on the way to the incentive: the facts that engines.rules judges."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from peluang.domain.learning.models import Enrolment
from peluang.domain.programme.models import Recipient
from peluang.domain.programme.queries import recipient_of, scheme_parameters
from peluang.domain.surveys.models import Response
from peluang.engines.rules import IncentiveFacts, SchemeParameters, local_date

from .models import Incentive, IncentiveKind, PayoutAccount


@dataclass(frozen=True)
class Progress:
    """enrolment: the first training paid from the balance, None before a purchase."""

    recipient: Recipient
    parameters: SchemeParameters
    enrolment: Enrolment | None
    account: PayoutAccount | None
    incentives: list[Incentive]
    facts: IncentiveFacts


def progress_of(person_id: UUID) -> Progress | None:
    """Five statements; None for somebody without a decree."""
    recipient = recipient_of(person_id)
    if recipient is None:
        return None
    enrolment = (
        Enrolment.objects.select_related("certificate", "review", "offering")
        .filter(recipient=recipient).exclude(status="cancelled").order_by("booked_at", "id").first()
    )  # fmt: skip
    account = PayoutAccount.objects.filter(person_id=person_id, status__in=("declared", "verified", "refused")).first()
    incentives = list(Incentive.objects.filter(recipient=recipient).order_by("kind", "instalment"))
    parameters = scheme_parameters(recipient.scheme)
    return Progress(
        recipient, parameters, enrolment, account, incentives,
        _facts(recipient, parameters, enrolment, account, incentives),
    )  # fmt: skip


def _facts(
    recipient: Recipient, parameters: SchemeParameters, enrolment: Enrolment | None, account: PayoutAccount | None,
    incentives: list[Incentive],
) -> IncentiveFacts:  # fmt: skip
    certificate = getattr(enrolment, "certificate", None)
    review = getattr(enrolment, "review", None)
    answered = _surveys(enrolment, parameters)
    return IncentiveFacts(
        training_number=1,
        completed_on=_day(enrolment.completed_at) if enrolment and enrolment.status == "completed" else None,
        certificate_on=_day(certificate.issued_at) if certificate and certificate.revoked_at is None else None,
        reviewed_on=_day(review.written_at) if review else None,
        account_verified_on=_day(account.verified_at) if account and account.status == "verified" else None,
        surveys_answered_on=tuple(answered),
        incentives_paid=sum(1 for each in incentives if each.kind == IncentiveKind.TRAINING),
        surveys_paid=sum(1 for each in incentives if each.kind == IncentiveKind.SURVEY),
        membership_revoked=recipient.status == "revoked",
    )


def _surveys(enrolment: Enrolment | None, parameters: SchemeParameters) -> list[datetime.date]:
    """The seam for surveys that a scheme pays: answers about the first training, in the order they came."""
    if enrolment is None or not parameters.survey_count:
        return []
    answers = Response.objects.filter(subject=enrolment.id, person_id=enrolment.person_id).order_by("answered_at")
    return [local_date(each) for each in answers.values_list("answered_at", flat=True)[: parameters.survey_count]]


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return local_date(moment) if moment else None
