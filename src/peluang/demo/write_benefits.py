"""Accounts for incentives, and incentives due, sent, paid and failed, for first trainings alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.benefits.models import Incentive, PayoutAccount
from peluang.domain.money.queries import TREASURY
from peluang.domain.people import identity_vault

from .accounts import ALUMNA, CHAPTER, MIDWAY, cast
from .country import Country
from .dice import pick, weighted
from .ledger import move
from .loading import BATCH, Loader, Octets
from .timeline import Moments, add_months, between, days, local_days
from .write_programme import SCHEMES, ProgrammeKeys
from .write_training import reviewed

_INSTITUTIONS = ("bri", "bni", "mandiri", "bsi", "bca", "bpd", "dana", "ovo", "gopay", "linkaja")
_SHARES = (24, 12, 12, 6, 8, 6, 12, 8, 8, 4)
_FAILURES = ("NUMBER_UNKNOWN", "WALLET_NOT_UPGRADED", "ACCOUNT_CLOSED", "LIMIT_REACHED", "PARTNER_DOWN")
DUE, SENT, PAID, FAILED = range(4)
STATUSES = np.array(["due", "sent", "paid", "failed"], dtype=object)


@dataclass
class Payouts:
    """One account each for those recipients who bought and gave one; verified: NaT unless it was matched."""

    ids: NDArray[np.bytes_]
    recipient: NDArray[np.int64]
    status: NDArray[np.object_]
    declared: Moments
    verified: Moments


@dataclass
class _Payments:
    """One row a payment: row of Enrolments, place in Payouts, kind and instalment, when due."""

    row: NDArray[np.int64]
    payout: NDArray[np.int64]
    survey: NDArray[np.bool_]
    instalment: NDArray[np.int64]
    amount: NDArray[np.int64]
    due: Moments


def write_benefits(loader: Loader, country: Country) -> None:
    payouts = _payouts(country)
    _accounts(loader, country, payouts)
    _incentives(loader, country, payouts, _payments(country, payouts))


def _payouts(country: Country) -> Payouts:
    seats, random = country.training.enrolments, country.dice.of("payout accounts")
    rows = np.flatnonzero(seats.first)
    told = np.isin(seats.person[rows], [cast(ALUMNA), cast(CHAPTER), cast(MIDWAY)])
    rows = rows[(random.random(len(rows)) < 0.96) | told]
    told = np.isin(seats.person[rows], [cast(ALUMNA), cast(CHAPTER), cast(MIDWAY)])
    declared = np.minimum(seats.booked[rows] + days(random.uniform(0.1, 6, len(rows))), country.line.now)
    status = pick(random, ("verified", "declared", "refused"), (0.94, 0.03, 0.03), len(rows))
    status[told] = "verified"
    checked = declared + days(random.uniform(0.2, 3, len(rows)))
    status[(checked > country.line.now) & ~told] = "declared"
    checked = np.minimum(checked, country.line.now)
    return Payouts(
        country.dice.ids("payout accounts", declared), seats.recipient[rows], status, declared,
        np.where(status == "verified", checked, np.datetime64("NaT", "s")),
    )  # fmt: skip


def _accounts(loader: Loader, country: Country, payouts: Payouts) -> None:
    own, folk, random = country.programme.recipients, country.people, country.dice.of("account numbers")
    person = own.person[payouts.recipient]
    # The place in the country keeps invented numbers apart from one another.
    digits = [
        f"{front}{place:09d}" for front, place in zip(random.integers(1, 9, len(person)).tolist(), person.tolist())
    ]
    institution = pick(random, _INSTITUTIONS, _SHARES, len(person))
    for start in range(0, len(person), BATCH):
        part = slice(start, start + BATCH)
        loader.write(PayoutAccount, {
            "id": payouts.ids[part], "person_id": folk.ids[person[part]], "home_region": folk.region[person[part]],
            "institution": institution[part], "number_cipher": Octets(map(identity_vault.encrypt, digits[part])),
            "number_digest": Octets(map(identity_vault.digest, digits[part])),
            "number_shown": [f"•••• {each[-2:]}" for each in digits[part]], "holder_name": folk.name[person[part]],
            "status": payouts.status[part],
            "reason": np.where(payouts.status[part] == "refused", "NIK_MISMATCH", "").astype(object),
            "declared_at": payouts.declared[part], "verified_at": payouts.verified[part],
        })  # fmt: skip


def _payments(country: Country, payouts: Payouts) -> _Payments:
    """Due when certificate, review and a verified account were there (engines.rules.incentive): monthly in the old
    scheme, at once in the new one; surveys as they were answered."""
    seats, own, random = country.training.enrolments, country.programme.recipients, country.dice.of("incentives")
    rows, when = reviewed(country)
    first = seats.first[rows]
    rows, when = rows[first], when[first]
    payout_of = np.full(len(own), -1)
    payout_of[payouts.recipient] = np.arange(len(payouts.ids))
    payout = payout_of[seats.recipient[rows]]
    has = (payout >= 0) & (payouts.status[payout] == "verified")
    rows, when, payout = rows[has], when[has], payout[has]
    earned = np.maximum(when, payouts.verified[payout])
    wave = own.wave[seats.recipient[rows]]
    parts: list[_Payments] = []
    for number, scheme in enumerate(SCHEMES):
        mine = np.flatnonzero(wave == number)
        for turn in range(scheme.incentive_count):
            due = _at_ten(add_months(local_days(earned[mine]), turn)) if turn else earned[mine]
            parts.append(_part(rows[mine], payout[mine], False, turn + 1, scheme.incentive_rupiah, due))
        for turn in range(scheme.survey_count):
            answered = mine[random.random(len(mine)) < 0.82 ** (turn + 1)]
            due = earned[answered] + days(20.0 + 75 * turn)
            parts.append(_part(rows[answered], payout[answered], True, turn + 1, scheme.survey_rupiah, due))
    joined = _Payments(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Payments.__annotations__))
    keep = np.flatnonzero(joined.due <= country.line.now)
    keep = keep[np.argsort(joined.due[keep], kind="stable")]
    return _Payments(*(getattr(joined, name)[keep] for name in _Payments.__annotations__))


def _part(
    rows: NDArray[np.int64], payout: NDArray[np.int64], survey: bool, instalment: int, amount: int, due: Moments
) -> _Payments:
    count = len(rows)
    return _Payments(rows, payout, np.full(count, survey), np.full(count, instalment), np.full(count, amount), due)


def _at_ten(dates: NDArray[np.datetime64]) -> Moments:
    """Ten in the morning, Jakarta's time."""
    found: Any = dates.astype("datetime64[s]") + np.timedelta64(3, "h")
    return found


@dataclass
class _Progress:
    """How far each payment came."""

    status: NDArray[np.int64]
    sent: Moments
    paid: Moments


def _progress(country: Country, payments: _Payments) -> _Progress:
    """What is old was paid, but for a few; what is new is on its way."""
    random, count, now = country.dice.of("payments"), len(payments.row), country.line.now
    person, never = country.training.enrolments.person[payments.row], np.datetime64("NaT", "s")
    recent = now - payments.due < np.timedelta64(20 * 86_400, "s")
    status = np.where(
        recent, weighted(random, np.array([30, 20, 42, 8]), count), weighted(random, np.array([0, 0, 997, 3]), count)
    )
    status[person == cast(MIDWAY)] = DUE
    status[np.isin(person, [cast(ALUMNA), cast(CHAPTER)])] = PAID
    sending = between(random, payments.due, np.minimum(payments.due + days(4.0), now), count)
    sent = np.where(status == DUE, never, sending)
    paid = np.where(status == PAID, np.minimum(sent + days(random.uniform(0.1, 2, count)), now), never)
    return _Progress(status, sent, paid)


def _incentives(loader: Loader, country: Country, payouts: Payouts, payments: _Payments) -> None:
    seats, own, folk = country.training.enrolments, country.programme.recipients, country.people
    progress, ids = _progress(country, payments), country.dice.ids("incentives", payments.due)
    recipient, status = seats.recipient[payments.row], progress.status
    payout = payouts.ids.astype(str).astype(object)[payments.payout]
    failure = pick(country.dice.of("payment failures"), _FAILURES, (3, 3, 2, 1, 1), len(status))
    loader.write(Incentive, {
        "id": ids, "recipient_id": own.ids[recipient], "enrolment_id": seats.ids[payments.row],
        "person_id": folk.ids[own.person[recipient]], "home_region": folk.region[own.person[recipient]],
        "kind": np.where(payments.survey, "survey", "training").astype(object), "instalment": payments.instalment,
        "amount": payments.amount, "payout_account_id": np.where(status == DUE, np.array(None, dtype=object), payout),
        "status": STATUSES[status], "reason": np.where(status == FAILED, failure, ""),
        "partner_reference": [f"TRX{row:010d}" if state == PAID else "" for row, state in enumerate(status.tolist())],
        "transfer_id": _paid_out(loader, country, payments, progress, ids), "due_at": payments.due,
        "sent_at": progress.sent, "paid_at": progress.paid,
    })  # fmt: skip


def _paid_out(
    loader: Loader, country: Country, payments: _Payments, progress: _Progress, ids: NDArray[np.bytes_]
) -> NDArray[np.object_]:
    """From what the decrees set aside to the outside, and back where it failed; the transfers, None where due."""
    own, folk = country.programme.recipients, country.people
    recipient = country.training.enrolments.recipient[payments.row]
    person, region = folk.ids[own.person[recipient]], folk.region[own.person[recipient]]
    reserve = np.array(ProgrammeKeys(country).reserve, dtype=object)[own.wave[recipient]]
    words, found = ids.astype(str).tolist(), np.array([None] * len(ids), dtype=object)
    moved, back = np.flatnonzero(progress.status != DUE), np.flatnonzero(progress.status == FAILED)
    found[moved] = move(
        loader, country, "incentives", source=reserve[moved], target=str(TREASURY), amount=payments.amount[moved],
        purpose="incentive", evidence_kind="incentive", evidence=ids[moved], person=person[moved], region=region[moved],
        keys=[f"incentive:{words[row]}:1" for row in moved.tolist()], at=progress.sent[moved],
    ).astype(str)  # fmt: skip
    if len(back):
        move(
            loader, country, "failed incentives", source=str(TREASURY), target=reserve[back],
            amount=payments.amount[back], purpose="incentive_failed", evidence_kind="incentive", evidence=ids[back],
            person=person[back], region=region[back], keys=[f"failed:{found[row]}" for row in back.tolist()],
            at=np.minimum(progress.sent[back] + np.timedelta64(26, "h"), country.line.now),
        )  # fmt: skip
    return found
