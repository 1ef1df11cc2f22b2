"""Inviting the firms of a list, and seeing what became of each invitation."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.messages.models import Channel

from .. import access, message_texts
from ..events import FIRMS_INVITED, INVITATION_ACCEPTED, INVITED_SELECTED
from ..models import IkmFirm, IkmList, Invitation


def token_digest(token: str) -> bytes:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(token.encode()).digest()


@command
def invite_firms(by: Actor, *, list_id: UUID, at: datetime.datetime) -> int:
    """Invites every firm of the list that can be reached and was not invited yet; returns how many.

    The link's secret is in the message alone; the table keeps its SHA-256. Raises NotYours.
    """
    ikm_list = IkmList.objects.select_for_update().filter(id=list_id).first()
    if ikm_list is None:
        raise NotYours
    access.may_reach_industry(by, ikm_list.organisation_id)
    firms = list(IkmFirm.objects.filter(ikm_list=ikm_list, invitations__isnull=True).order_by("row_number"))
    reachable = [firm for firm in firms if firm.email or firm.phone]
    if not reachable:
        return 0
    made = []
    for firm in reachable:
        token = secrets.token_urlsafe(18)
        channel = Channel.EMAIL if firm.email else Channel.SMS
        made.append(Invitation(firm=firm, token_digest=token_digest(token), channel=channel, invited_at=at))
        write(
            by,
            address=firm.email or firm.phone,
            channel=channel,
            template=message_texts.INVITATION,
            at=at,
            context={"token": token, "firm_id": str(firm.id)},
            once=f"ikm-invitation-{firm.id}",
        )
    Invitation.objects.bulk_create(made, batch_size=2000)
    append(FIRMS_INVITED, ikm_list.id, at=at, invitations=len(made), unreachable=len(firms) - len(reachable))
    return len(made)


@command
def accept_invitation(by: Actor, *, token: str, person_id: UUID, at: datetime.datetime) -> Invitation:
    """Ties an invitation to the person who came by it. Repeating changes nothing.

    Raises NotYours for an unknown link or another person; Refused when somebody else came by it already.
    """
    if by.role != Role.SYSTEM and by.person != person_id:
        raise NotYours
    invitation = Invitation.objects.select_for_update().filter(token_digest=token_digest(token)).first()
    if invitation is None:
        raise NotYours
    if invitation.person_id == person_id:
        return invitation
    if invitation.person_id:
        raise Refused(
            "invitation_used",
            _("Undangan ini sudah dipakai orang lain dari usaha yang sama."),
            todo=_("Kamu tetap bisa mendaftar tanpa undangan."),
        )
    invitation.person_id, invitation.registered_at = person_id, at
    invitation.save()
    append(INVITATION_ACCEPTED, invitation.id, at=at, firm_id=invitation.firm_id, person_id=person_id)
    return invitation


@command
def attribute_selection(by: Actor, *, decree_id: UUID, at: datetime.datetime) -> int:
    """Marks invitations whose person this decree made a recipient (1 statement); returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update industry_invitation i set selected_at = %s from programme_recipient r"
            " where r.decree_id = %s and r.person_id = i.person_id and i.selected_at is null",
            [at, decree_id],
        )
        count = int(cursor.rowcount)
    if count:
        append(INVITED_SELECTED, decree_id, at=at, invitations=count)
    return count


@command
def attribute_completion(by: Actor, *, person_id: UUID, at: datetime.datetime) -> int:
    """Marks the invitations of a person who finished a training; returns how many."""
    found = Invitation.objects.filter(person_id=person_id, completed_at__isnull=True)
    return found.update(completed_at=at)
