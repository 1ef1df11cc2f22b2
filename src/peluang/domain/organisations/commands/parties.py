"""Who owns and leads an organisation, as it says itself: what conflicts of interest are found by."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import PRINCIPAL_ENDED, PRINCIPAL_NAMED
from ..models import Principal, PrincipalRole
from .locks import locked_organisation
from .registering import read_npwp


@command
def name_principal(
    by: Actor,
    *,
    organisation_id: UUID,
    name: str,
    role: str,
    npwp: str = "",
    share: int | None = None,
    person_id: UUID | None = None,
    at: datetime.datetime,
) -> Principal:
    """An owner, director or commissioner. share: percent, of owners alone, together never above 100.

    person_id: one's own profile; nobody names another's. Raises NotYours, Refused with the field at fault.
    """
    row = locked_organisation(organisation_id)
    access.may_change(by, row)
    if person_id not in (None, by.person):
        raise NotYours
    name = " ".join(name.split())
    if not name:
        raise Refused("name_empty", _("Isi nama lengkapnya."), field="name")
    if role not in PrincipalRole.values:
        raise Refused("role_unknown", _("Pilih perannya: pemilik, direktur, atau komisaris."), field="role")
    standing = Principal.objects.filter(organisation=row, until__isnull=True)
    _check_share(role, share, standing.aggregate(sum=Sum("share"))["sum"] or 0)
    if standing.filter(name__iexact=name, role=role).exists():
        raise Refused("principal_there", _("Nama ini sudah tercatat dengan peran itu."), field="name")
    made = Principal.objects.create(
        organisation=row, person_id=person_id, name=name, role=role, npwp=read_npwp(npwp, at), share=share, since=at
    )
    append(PRINCIPAL_NAMED, made.id, at=at, organisation_id=row.id, role=role)
    return made


def _check_share(role: str, share: int | None, known: int) -> None:
    if share is None:
        return
    if role != PrincipalRole.OWNER or not 1 <= share <= 100:
        raise Refused("share_unfit", _("Bagian milik adalah 1 sampai 100 persen, hanya untuk pemilik."), field="share")
    if known + share > 100:
        raise Refused(
            "shares_above_whole",
            _("Bagian semua pemilik bersama-sama lebih dari 100 persen."),
            todo=_("Yang sudah tercatat %(known)s persen.") % {"known": known},
            field="share",
        )


@command
def end_principal(by: Actor, *, principal_id: UUID, at: datetime.datetime) -> Principal:
    """They own or lead it no longer; the row stays, because links are found in the past too. Idempotent."""
    made = Principal.objects.filter(id=principal_id).first()
    if made is None:
        raise NotYours
    access.may_change(by, locked_organisation(made.organisation_id))
    made.refresh_from_db()
    if made.until is None:
        made.until = at
        made.save(update_fields=["until"])
        append(PRINCIPAL_ENDED, made.id, at=at, organisation_id=made.organisation_id, role=made.role)
    return made
