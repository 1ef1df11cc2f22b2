"""A firm corrects what the labour office checks it by."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import FIRM_CORRECTED, ORGANISATION_STATUS_CHANGED
from ..firm_keys import EMPLOYING, firm_key
from ..models import Organisation
from ..states import ORGANISATION
from .founding import hold_doubles, nib_taken
from .locks import locked_organisation
from .registering import read_nib, refusing_doubles


@command
def correct_firm(by: Actor, *, organisation_id: UUID, nib: str, address: str, at: datetime.datetime) -> Organisation:
    """nib: 13 digits, with or without spaces; once there it is corrected, not removed. By a member who recruits.

    A firm that was checked waits for another look when its NIB changed, or its address while it has none: that was
    what the office had checked. Raises Refused at the field; nothing changed is no event.
    """
    hold_doubles()
    row = locked_organisation(organisation_id)
    access.must_recruit_for(by, row)
    if row.kind not in EMPLOYING:
        raise NotYours
    nib, address = read_nib(nib), " ".join(address.split())
    _check(row, nib, address)
    new_nib, new_address = nib != row.nib, address != row.address
    if not (new_nib or new_address):
        return row
    looked_at_again = row.status == "verified" and (new_nib or not nib)
    if looked_at_again:
        ORGANISATION.advance(row, "proposed", by.role)
    row.nib, row.address = nib, address
    row.firm_key = firm_key(row.kind, nib) or row.firm_key
    with refusing_doubles():
        row.save(update_fields=["nib", "address", "firm_key", "status"])
    append(FIRM_CORRECTED, row.id, at=at, nib=new_nib, address=new_address)
    if looked_at_again:
        append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status=row.status)
    return row


def _check(row: Organisation, nib: str, address: str) -> None:
    if row.status == "closed":
        raise Refused("organisation_closed", _("Lembaga ini sudah ditutup."))
    if not address:
        raise Refused("address_empty", _("Isi alamat usaha."), field="address",
                      todo=_("Dinas tenaga kerja memeriksanya di sana."))  # fmt: skip
    if row.nib and not nib:
        raise Refused("nib_kept", _("NIB bisa diperbaiki, tetapi tidak dihapus."), field="nib")
    same = Organisation.objects.filter(kind__in=EMPLOYING, nib=nib).exclude(id=row.id).first() if nib else None
    if same is not None and nib != row.nib:
        raise nib_taken(same)
