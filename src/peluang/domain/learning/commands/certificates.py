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
from peluang.domain.people.commands import add_skill, withdraw_evidence

from .. import access
from ..events import CERTIFICATE_REVOKED, SIGNING_KEY_MADE, SIGNING_KEY_REVOKED
from ..keys import new_signing_key
from ..models import Certificate, SigningKey

_MOST_LETTERS = 500


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
    if len(reason.strip()) > _MOST_LETTERS:
        raise Refused(
            "reason_long", _("Alasannya terlalu panjang."), todo=_("Paling banyak 500 huruf."), field="reason"
        )
    row.revoked_at, row.revoked_reason = at, reason.strip()
    row.save(update_fields=["revoked_at", "revoked_reason"])
    _withdraw_skills(by, row, at)
    append(
        CERTIFICATE_REVOKED, row.id, at=at, enrolment_id=row.enrolment_id, person_id=row.person_id,
        status_index=row.status_index,
    )  # fmt: skip
    write(
        by, person_id=row.person_id, template="learning.certificate_revoked", at=at, once=f"revoked:{row.id}",
        context={"number": row.number, "enrolment_id": row.enrolment_id},
    )  # fmt: skip
    return row


def _withdraw_skills(by: Actor, row: Certificate, at: datetime.datetime) -> None:
    """What it proved is proved no more, unless another certificate of the person proves it too."""
    gone = withdraw_evidence(by, person_id=row.person_id, evidence=row.id, at=at)
    others = Certificate.objects.filter(person_id=row.person_id, revoked_at__isnull=True).exclude(id=row.id)
    for other in others.prefetch_related("offering__taught") if gone else ():
        for taught in other.offering.taught.all():
            if taught.skill_id in gone:
                add_skill(
                    by, person_id=row.person_id, skill=taught.skill_id, level=taught.level, source="certificate",
                    evidence=other.id, at=at,
                )  # fmt: skip


@command
def rotate_signing_key(by: Actor, *, at: datetime.datetime) -> str:
    """A new key signs from now on; older ones stay published, so what they signed stays valid. Returns the kid."""
    _must_keep_keys(by)
    return _rotate(by, at)


@command
def revoke_signing_key(by: Actor, *, kid: str, since: datetime.datetime, reason: str, at: datetime.datetime) -> str:
    """Somebody else may have had this key since `since`: what it signed with a later date is valid no more.

    A thief can write an earlier date; the public check therefore also looks whether we issued what is shown. Revoking
    it again with an earlier `since` moves the date; never later. Returns the kid that signs from now on.
    """
    _must_keep_keys(by)
    row = SigningKey.objects.select_for_update(no_key=True).filter(kid=kid).first()
    if row is None:
        raise Refused("key_unknown", _("Tidak ada kunci dengan nama ini."), field="kid")
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis apa yang terjadi dengan kunci ini."), field="reason")
    if since > at:
        raise Refused("since_later", _("Tanggalnya belum lewat."), field="since")
    if row.revoked_at is not None and row.revoked_at <= since:
        raise Refused("already_revoked", _("Kunci ini sudah dicabut sejak tanggal yang lebih awal atau sama."))
    if row.retired_at is None:
        _rotate(by, at)
        row.refresh_from_db()
    row.revoked_at, row.revoked_reason = since, reason.strip()[:_MOST_LETTERS]
    row.save(update_fields=["revoked_at", "revoked_reason"])
    append(SIGNING_KEY_REVOKED, new_id(), at=at, kid=kid, since=since)
    newest = SigningKey.objects.filter(retired_at__isnull=True).order_by("-created_at").first()
    return newest.kid if newest else _rotate(by, at)


def _rotate(by: Actor, at: datetime.datetime) -> str:
    """Waits for certificates that are being signed (keys.signing_key); a key retires after the last of them."""
    rows = list(SigningKey.objects.select_for_update(no_key=True).filter(retired_at__isnull=True).order_by("kid"))
    for row in rows:
        # Status numbers rise with time, so the newest certificate is found by their index without reading the rest.
        last = Certificate.objects.filter(key=row).order_by("-status_index").values_list("issued_at", flat=True).first()
        row.retired_at = max(at, last) if last else at
        row.save(update_fields=["retired_at"])
    kid = new_signing_key(by, at=at).kid
    if rows:
        append(SIGNING_KEY_MADE, new_id(), at=at, kid=kid, retired=[each.kid for each in rows])
    return kid


def _must_keep_keys(by: Actor) -> None:
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE):
        raise Refused("not_allowed", _("Hanya petugas program yang bisa mengganti kunci."))
