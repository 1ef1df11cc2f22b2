"""What ends a membership: no purchase before its deadline, or the end of the fiscal year."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write_many
from peluang.domain.money.commands import Order, close_accounts, transfer_many
from peluang.domain.money.queries import RETURNED
from peluang.engines.rules import from_json, local_date

from ..access import must_run_programme
from ..events import FIRST_PURCHASE_MARKED, FIRST_PURCHASE_UNDONE, RECIPIENT_REVOKED, YEAR_FINISHED
from ..models import Appropriation, Recipient
from ..states import RECIPIENT

#: One transaction holds at most so many memberships; the worker calls again until nobody is left.
BATCH = 2000


@command
def mark_first_purchase(by: Actor, *, recipient_id: UUID, at: datetime.datetime) -> Recipient:
    """The first purchase was made: from now on the deadline no longer threatens. Repeating it changes nothing.

    Whoever sells a seat calls this in the same transaction. Raises Refused("membership_ended").
    """
    recipient = _locked(recipient_id)
    if recipient.status != "active":
        raise Refused("membership_ended", _("Kepesertaan ini sudah berakhir, jadi saldonya tidak bisa dipakai."))
    if recipient.first_purchased_at is None:
        recipient.first_purchased_at = at
        recipient.save(update_fields=["first_purchased_at"])
        append(FIRST_PURCHASE_MARKED, recipient.id, at=at, person_id=recipient.person_id)
    return recipient


@command
def undo_first_purchase(by: Actor, *, recipient_id: UUID, at: datetime.datetime) -> Recipient:
    """The only seat so far was given back and its money refunded: the deadline counts again."""
    recipient = _locked(recipient_id)
    if recipient.status == "active" and recipient.first_purchased_at is not None:
        recipient.first_purchased_at = None
        recipient.save(update_fields=["first_purchased_at"])
        append(FIRST_PURCHASE_UNDONE, recipient.id, at=at, person_id=recipient.person_id)
    return recipient


def _locked(recipient_id: UUID) -> Recipient:
    """Locked first: a purchase and the revocation of the same evening wait for one another."""
    recipient = Recipient.objects.select_for_update(of=("self",)).filter(id=recipient_id).first()
    if recipient is None:
        raise NotYours()
    return recipient


@command
def revoke_overdue(by: Actor, *, at: datetime.datetime) -> int:
    """Revokes up to BATCH memberships whose last day of a first purchase has passed; returns how many.

    The whole remainder returns to the treasury, the money set aside for incentives to the appropriation. Source:
    Permenko Perekonomian 11/2020 art. 18; from 2023 within 15 days.
    """
    must_run_programme(by)
    due = list(
        Recipient.objects.select_for_update(of=("self", "account"), skip_locked=True)
        .select_related("account", "scheme", "decree__wave__appropriation")
        .filter(status="active", first_purchased_at__isnull=True, first_purchase_by__lt=local_date(at))
        .order_by("first_purchase_by", "id")[:BATCH]
    )
    if not due:
        return 0
    remainders = _return(by, due, "revoked", "no_purchase_in_time", at)
    _release_incentives(by, due, at)
    for each in due:
        append(RECIPIENT_REVOKED, each.id, at=at, person_id=each.person_id, returned=remainders[each.id])
    write_many(
        by, template="programme.revoked", once="revoked", at=at,
        contexts={
            each.person_id: {"returned": remainders[each.id], "deadline": each.first_purchase_by} for each in due
        },
    )  # fmt: skip
    return len(due)


@command
def finish_year(by: Actor, *, appropriation_id: UUID, at: datetime.datetime) -> int:
    """After the last purchase day of the fiscal year (15 December, art. 19) the remainders return to the treasury;
    up to BATCH memberships at a time; returns how many. Incentives that are still due stay set aside.

    Raises Refused("year_not_over").
    """
    must_run_programme(by)
    appropriation = (
        Appropriation.objects.select_for_update(of=("self",)).select_related("scheme").get(id=appropriation_id)
    )
    last_day = datetime.date.fromisoformat(
        f"{appropriation.fiscal_year}-{from_json(appropriation.scheme.parameters).year_end_day}"
    )
    if local_date(at) <= last_day:
        raise Refused("year_not_over", _("Tahun anggaran ini belum berakhir."))
    ending = list(
        Recipient.objects.select_for_update(of=("self", "account"))
        .select_related("account", "scheme")
        .filter(status="active", decree__wave__appropriation=appropriation)
        .order_by("id")[:BATCH]
    )
    if not ending:
        return 0
    remainders = _return(by, ending, "finished", "year_end", at)
    append(
        YEAR_FINISHED, appropriation.id, at=at, fiscal_year=appropriation.fiscal_year, recipients=len(ending),
        returned=sum(remainders.values()), digest=_digest(ending),
    )  # fmt: skip
    return len(ending)


def _return(by: Actor, ending: Sequence[Recipient], status: str, reason: str, at: datetime.datetime) -> dict[UUID, int]:
    """Ends memberships: exactly what is left on each balance returns, and the account closes."""
    for each in ending:
        RECIPIENT.check(each.status, status, by.role)
    remainders = {each.id: each.account.balance for each in ending}
    transfer_many(
        by, at=at,
        orders=[
            Order(
                each.account_id, RETURNED, each.account.balance, "return", "recipient", each.id, f"return:{each.id}",
                each.person_id, each.home_region,
            )
            for each in ending if each.account.balance
        ],
    )  # fmt: skip
    close_accounts(by, account_ids=[each.account_id for each in ending], at=at)
    Recipient.objects.filter(id__in=remainders).update(status=status, status_reason=reason, ended_at=at)
    return remainders


def _release_incentives(by: Actor, revoked: Sequence[Recipient], at: datetime.datetime) -> None:
    """What the decree had set aside for the incentives of revoked people is free for others again."""
    orders = []
    for each in revoked:
        parameters = from_json(each.scheme.parameters)
        rewards = parameters.incentive_total_rupiah + parameters.survey_total_rupiah
        appropriation = each.decree.wave.appropriation
        if rewards:
            orders.append(
                Order(
                    appropriation.incentive_account_id, appropriation.account_id, rewards, "release", "recipient",
                    each.id, f"release:{each.id}",
                )
            )  # fmt: skip
    transfer_many(by, orders=orders, at=at)


def _digest(ending: Sequence[Recipient]) -> str:
    return hashlib.sha256("\n".join(sorted(str(each.id) for each in ending)).encode()).hexdigest()
