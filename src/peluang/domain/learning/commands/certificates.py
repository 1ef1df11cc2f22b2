"""What may happen to a certificate and to the keys that sign it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write

from .. import access
from ..events import CERTIFICATE_REVOKED, SIGNING_KEY_MADE
from ..keys import new_signing_key
from ..models import Certificate, SigningKey


@command
def revoke_certificate(by: Actor, *, certificate_id: UUID, reason: str, at: datetime.datetime) -> Certificate:
    """Sets its bit in the revocation list, for good. The reason and the date are public. Raises Refused."""
    row = Certificate.objects.select_for_update(no_key=True).filter(id=certificate_id).first()
    if row is None:
        raise NotYours()
    access.must_revoke(by, row)
    if row.revoked_at is not None:
        raise Refused("already_revoked", _("Sertifikat ini sudah dicabut."))
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasan pencabutannya: siapa pun bisa membacanya."), field="reason")
    row.revoked_at, row.revoked_reason = at, reason.strip()
    row.save(update_fields=["revoked_at", "revoked_reason"])
    append(
        CERTIFICATE_REVOKED, row.id, at=at, enrolment_id=row.enrolment_id, person_id=row.person_id,
        status_index=row.status_index,
    )  # fmt: skip
    write(
        by, person_id=row.person_id, template="learning.certificate_revoked", at=at, once=f"revoked:{row.id}",
        context={"number": row.number, "enrolment_id": row.enrolment_id},
    )  # fmt: skip
    return row


@command
def rotate_signing_key(by: Actor, *, at: datetime.datetime) -> str:
    """A new key signs from now on; older ones stay published, so what they signed stays valid. Returns the kid."""
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE):
        raise Refused("not_allowed", _("Hanya petugas program yang bisa mengganti kunci."))
    retired = list(
        SigningKey.objects.select_for_update(no_key=True).filter(retired_at__isnull=True).values_list("kid", flat=True)
    )
    SigningKey.objects.filter(kid__in=retired).update(retired_at=at)
    kid = new_signing_key(by, at=at).kid
    if retired:
        append(SIGNING_KEY_MADE, new_id(), at=at, kid=kid, retired=retired)
    return kid
