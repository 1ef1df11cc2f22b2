"""Who is told when somebody is invited to a firm, asks to join it, is answered, or acts for it no more."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.events.journal import in_transaction
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.messages.commands import write
from peluang.domain.organisations.colleagues import addresses_of
from peluang.domain.organisations.events import JOIN_ANSWERED, JOIN_REQUESTED, MEMBERSHIP_ENDED
from peluang.domain.organisations.models import JoinRequest, JoinWay, MembershipRole
from peluang.domain.people.contact import read_address
from peluang.domain.people.queries import account_of

from . import colleague_texts  # noqa: F401 (registers the templates)
from .trust_telling import tell_employer


@in_transaction(JOIN_REQUESTED)
def tell_the_other_side(event: Event) -> None:
    """The members of the firm, or the address that was invited: to the person's own page when they have an account."""
    row = JoinRequest.objects.get(id=event.subject)
    if row.way == JoinWay.ASKED:
        tell_employer(row.organisation_id, "colleague_asks", event.at, organisation_id=row.organisation_id)
        return
    account = account_of(read_address(row.address))
    known = account.person_id if account else None
    context = {"organisation_id": row.organisation_id}
    if known and row.address in addresses_of(known):
        write(PROGRAM, person_id=known, template="jobs.colleague_invited", context=context, at=event.at)
    else:
        write(PROGRAM, address=row.address, template="jobs.colleague_invited", context=context, at=event.at)


@in_transaction(JOIN_ANSWERED)
def tell_who_began(event: Event) -> None:
    """The member who invited, or the person who asked. What was withdrawn is told to nobody."""
    row = JoinRequest.objects.get(id=event.subject)
    if row.status == "withdrawn" or row.made_by is None:
        return
    side = "invitation" if row.way == JoinWay.INVITED else "request"
    context = {"organisation_id": row.organisation_id}
    write(PROGRAM, person_id=row.made_by, template=f"jobs.colleague_{side}_{row.status}", context=context, at=event.at)


@in_transaction(MEMBERSHIP_ENDED)
def tell_who_was_taken_off(event: Event) -> None:
    """By a colleague or an office; who leaves knows."""
    if event.payload["role"] != MembershipRole.EMPLOYER or event.payload["person_id"] == str(event.actor or ""):
        return
    write(
        PROGRAM, person_id=UUID(event.payload["person_id"]), template="jobs.colleague_taken_off",
        context={"organisation_id": event.payload["organisation_id"]}, at=event.at,
    )  # fmt: skip
