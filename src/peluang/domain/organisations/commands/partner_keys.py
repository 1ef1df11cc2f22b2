"""Keys of partners' machines: made, replaced, retired by the organisation itself."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import PARTNER_KEY_MADE, PARTNER_KEY_RETIRED
from ..models import Kind, PartnerKey
from ..partners import new_key_id, new_secret, seal
from .locks import locked_organisation

#: More keys in use than this are forgotten keys.
MOST_KEYS = 5


@command
def make_partner_key(
    by: Actor, *, organisation_id: UUID, label: str = "", at: datetime.datetime
) -> tuple[PartnerKey, str]:
    """The key and its secret, which is never shown again. Raises NotYours; Refused: not_a_provider, not_verified,
    too_many_keys.
    """
    organisation = locked_organisation(organisation_id)
    access.must_speak_for(by, organisation)
    if organisation.kind != Kind.PROVIDER:
        raise Refused("not_a_provider", _("Sambungan LMS hanya untuk lembaga pelatihan."))
    if organisation.status != "verified":
        raise Refused(
            "not_verified",
            _("Lembaga Anda belum diperiksa atau sedang ditangguhkan, jadi belum bisa menyambungkan LMS."),
            todo=_("Tunggu sampai dinas menyatakan lembaga Anda sudah diperiksa."),
        )
    if PartnerKey.objects.filter(organisation=organisation, retired_at__isnull=True).count() >= MOST_KEYS:
        raise Refused(
            "too_many_keys",
            _("Sudah ada lima kunci yang aktif."),
            todo=_("Matikan dulu kunci yang tidak dipakai lagi."),
        )
    return _make(by, organisation.id, label, at, replaces=None)


@command
def rotate_partner_key(by: Actor, *, key_id: UUID, at: datetime.datetime) -> tuple[PartnerKey, str]:
    """A new key in place of this one, which ends at once. For a secret that leaked or a yearly change."""
    old = _locked(by, key_id)
    made = _make(by, old.organisation_id, old.label, at, replaces=old.id)
    _retire(old, at)
    return made


@command
def retire_partner_key(by: Actor, *, key_id: UUID, at: datetime.datetime) -> PartnerKey:
    """From the next request on it opens nothing. Again changes nothing. Raises NotYours."""
    row = _locked(by, key_id)
    if row.retired_at is None:
        _retire(row, at)
    return row


def _locked(by: Actor, key_id: UUID) -> PartnerKey:
    row = PartnerKey.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=key_id).first()
    if row is None:
        raise NotYours
    access.must_speak_for(by, row.organisation)
    return row


def _make(
    by: Actor, organisation_id: UUID, label: str, at: datetime.datetime, *, replaces: UUID | None
) -> tuple[PartnerKey, str]:
    secret, key_id = new_secret(), new_key_id()
    row = PartnerKey.objects.create(
        organisation_id=organisation_id, key_id=key_id, secret=seal(secret, key_id), label=label.strip()[:80],
        made_at=at, made_by=by.person,
    )  # fmt: skip
    append(PARTNER_KEY_MADE, row.id, at=at, organisation_id=organisation_id, replaces=replaces)
    return row, secret


def _retire(row: PartnerKey, at: datetime.datetime) -> None:
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    append(PARTNER_KEY_RETIRED, row.id, at=at, organisation_id=row.organisation_id)
