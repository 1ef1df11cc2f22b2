"""Which incentive and survey payments are due. Only the first training counts; nothing without all three
proofs.

Source: Permenko Perekonomian 11/2020 and 17/2022: certificate, review, and an account verified with the same
NIK.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from peluang.engines.rules.reasons import Reason, local_date
from peluang.engines.rules.schemes import SchemeParameters


class PaymentKind(StrEnum):
    INCENTIVE = "incentive"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class IncentiveFacts:
    """Dates are local days, None while it has not happened. ``training_number`` 1 is the first training.

    ``surveys_answered_on``: day of each answered survey, in the order of the surveys. ``*_paid``: payments
    already made.
    """

    training_number: int
    completed_on: date | None = None
    certificate_on: date | None = None
    reviewed_on: date | None = None
    account_verified_on: date | None = None
    surveys_answered_on: tuple[date, ...] = ()
    incentives_paid: int = 0
    surveys_paid: int = 0
    membership_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """``number`` counts from 1 within its kind; together they make a payment impossible to repeat by
    accident."""

    kind: PaymentKind
    number: int
    rupiah: int
    due_on: date


@dataclass(frozen=True, slots=True)
class IncentiveDue:
    """``rupiah`` is the sum of ``payments`` that are due by ``at``; ``upcoming`` are known and later."""

    rupiah: int
    payments: tuple[Payment, ...]
    upcoming: tuple[Payment, ...]
    reasons: tuple[Reason, ...]


_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "NOT_FIRST_TRAINING": (
        "Insentif hanya untuk pelatihan pertama.",
        "The incentive is for the first training only.",
        "Tidak ada yang perlu dilakukan; sertifikat pelatihan ini tetap berlaku.",
        "Nothing needs to be done; the certificate of this training stays valid.",
    ),
    "MEMBERSHIP_REVOKED": (
        "Kepesertaan dicabut.",
        "The membership was revoked.",
        "Ajukan keberatan jika pencabutan itu keliru.",
        "Object if the revocation is wrong.",
    ),
    "NOT_COMPLETED": (
        "Pelatihan pertama belum selesai.",
        "The first training is not finished.",
        "Selesaikan pelatihan dan ujiannya.",
        "Finish the training and its test.",
    ),
    "NO_CERTIFICATE": (
        "Sertifikat belum terbit.",
        "The certificate has not been issued.",
        "Lihat di halaman sertifikat siapa yang harus menerbitkannya dan kapan batasnya.",
        "The certificate page shows who must issue it and by when.",
    ),
    "NOT_REVIEWED": (
        "Ulasan pelatihan belum ditulis.",
        "The review of the training is not written.",
        "Tulis ulasannya; cukup beberapa menit.",
        "Write the review; it takes a few minutes.",
    ),
    "ACCOUNT_NOT_VERIFIED": (
        "Rekening atau dompet digital belum terverifikasi dengan NIK yang sama.",
        "The bank account or e-wallet is not verified with the same NIK.",
        "Sambungkan rekening atas nama dan NIK-mu sendiri.",
        "Connect an account in your own name and NIK.",
    ),
}


def incentive_due(facts: IncentiveFacts, scheme: SchemeParameters, at: date | datetime) -> IncentiveDue:
    """What to pay on this day. Raises ValueError for counts that cannot be (negative, or paid more than
    exists)."""
    if not 0 <= facts.incentives_paid <= scheme.incentive_count or not 0 <= facts.surveys_paid <= scheme.survey_count:
        raise ValueError("payments made do not fit the scheme")
    if facts.training_number < 1:
        raise ValueError("trainings are numbered from 1")
    day = local_date(at)
    reasons = _missing(facts, scheme, day)
    if reasons:
        return IncentiveDue(0, (), (), reasons)
    start = _earned_on(facts)
    unpaid = _incentives(facts, scheme, start) + _surveys(facts, scheme, start)
    due = tuple(payment for payment in unpaid if payment.due_on <= day)
    later = tuple(payment for payment in unpaid if payment.due_on > day)
    return IncentiveDue(sum(payment.rupiah for payment in due), due, later, ())


def _missing(facts: IncentiveFacts, scheme: SchemeParameters, day: date) -> tuple[Reason, ...]:
    def absent(moment: date | None) -> bool:
        return moment is None or moment > day

    failed = {
        "NOT_FIRST_TRAINING": facts.training_number != 1,
        "MEMBERSHIP_REVOKED": facts.membership_revoked,
        "NOT_COMPLETED": absent(facts.completed_on),
        "NO_CERTIFICATE": absent(facts.certificate_on),
        "NOT_REVIEWED": absent(facts.reviewed_on),
        "ACCOUNT_NOT_VERIFIED": absent(facts.account_verified_on),
    }
    rule = f"{scheme.rule}, syarat insentif"
    return tuple(Reason(code, rule, scheme.valid_from, *_TEXTS[code]) for code, wrong in failed.items() if wrong)


def _earned_on(facts: IncentiveFacts) -> date:
    proofs = (facts.completed_on, facts.certificate_on, facts.reviewed_on, facts.account_verified_on)
    return max(proof for proof in proofs if proof is not None)


def _incentives(facts: IncentiveFacts, scheme: SchemeParameters, start: date) -> list[Payment]:
    """Monthly from the day on which everything was there; a month without that day ends earlier (31 January,
    28 February)."""
    return [
        Payment(
            PaymentKind.INCENTIVE,
            number,
            scheme.incentive_rupiah,
            months_later(start, scheme.incentive_interval_months * (number - 1)),
        )
        for number in range(facts.incentives_paid + 1, scheme.incentive_count + 1)
    ]


def _surveys(facts: IncentiveFacts, scheme: SchemeParameters, start: date) -> list[Payment]:
    answered = facts.surveys_answered_on[: scheme.survey_count]
    return [
        Payment(PaymentKind.SURVEY, number, scheme.survey_rupiah, max(start, moment))
        for number, moment in enumerate(answered, start=1)
        if number > facts.surveys_paid
    ]


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
