"""Checking certificates: by anyone, with what a checker needs and no more."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from peluang.domain.kernel.context import elevated
from peluang.engines.credentials import (
    Bundle,
    StatusList,
    Verification,
    check_number,
    sign,
    signing_key_from_jwk,
    status_list_credential,
    verify,
)
from peluang.foundation import signing_keys

from ..certificates import LIST_SIZE, status_list_url
from ..models import Certificate, SigningKey

#: How long a downloaded revocation list may be relied on.
LIST_LIFE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class PublicCertificate:
    """holder: first name and initials: numbers follow one another, so a page must not give away whole names.
    genuine: the signature holds."""

    number: str
    holder: str
    title: str
    provider: str
    issued_at: datetime.datetime
    genuine: bool
    revoked_at: datetime.datetime | None
    revoked_reason: str

    @property
    def valid(self) -> bool:
        return self.genuine and self.revoked_at is None


def public_certificate(number: str, *, at: datetime.datetime) -> PublicCertificate | None:
    """Anyone's check of a number as typed (2 statements). None when no such certificate was issued."""
    tidy = check_number(number)
    if tidy is None:
        return None
    with elevated("anyone may check a certificate"):
        row = Certificate.objects.select_related("provider").filter(number=tidy).first()
    if row is None:
        return None
    checked = verify(row.credential, published_keys(), at=at)
    return PublicCertificate(
        number=row.number, holder=shown_name(row.holder_name), title=row.title, provider=row.provider.name,
        issued_at=row.issued_at, genuine=checked.valid, revoked_at=row.revoked_at, revoked_reason=row.revoked_reason,
    )  # fmt: skip


def shown_name(name: str) -> str:
    """ "Siti Nur Aminah" → "Siti N. A."."""
    first, *rest = name.split()
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def check_token(token: str, *, at: datetime.datetime) -> Verification:
    """Signature, period and revocation of a credential someone holds (2 statements). Never raises for a bad token."""
    keys = published_keys()
    first = verify(token, keys, at=at)
    if not first.valid or first.credential is None:
        return first
    entry = first.credential.get("credentialStatus") or {}
    list_number = str(entry.get("statusListCredential", "")).rsplit("/", 1)[-1]
    return verify(token, keys, at=at, status_list=_bits(int(list_number) if list_number.isdecimal() else 0))


def published_keys() -> dict[str, dict[str, Any]]:
    """kid → public JWK of every key that ever signed, retired ones too (1 statement)."""
    return {each.kid: each.public_jwk for each in SigningKey.objects.order_by("created_at")}


def status_list_token(list_number: int, *, at: datetime.datetime) -> str | None:
    """The signed revocation list (2 statements); None while no key exists that could sign it."""
    private = signing_keys.private_keys()
    kids = SigningKey.objects.filter(retired_at__isnull=True, kid__in=private).order_by("-created_at")
    key = kids.first()
    if key is None:
        return None
    credential = status_list_credential(
        _bits(list_number), url=status_list_url(list_number), issuer_id=settings.BASE_URL,
        valid_from=at, valid_until=at + LIST_LIFE,
    )  # fmt: skip
    return sign(credential, signing_key_from_jwk(private[key.kid]))


def offline_bundle(*, at: datetime.datetime) -> Bundle:
    """Keys and every revocation list, for checking without a connection."""
    with elevated("which certificates were revoked is public"):
        last = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    lists = range((last or 0) // LIST_SIZE + 1)
    tokens = {status_list_url(each): status_list_token(each, at=at) for each in lists}
    return Bundle(published_keys(), {url: token for url, token in tokens.items() if token})


def own_certificate(person_id: UUID, number: str) -> Certificate | None:
    """A person's own certificate (1 statement)."""
    found = Certificate.objects.select_related("provider", "offering", "offering__training_type", "enrolment")
    return found.filter(person_id=person_id, number=check_number(number) or "").first()


def _bits(list_number: int) -> StatusList:
    first = list_number * LIST_SIZE
    with elevated("which certificates were revoked is public"):
        revoked = list(
            Certificate.objects.filter(
                revoked_at__isnull=False, status_index__gte=first, status_index__lt=first + LIST_SIZE
            ).values_list("status_index", flat=True)
        )
    bits = StatusList(LIST_SIZE)
    bits.revoke_all(each - first for each in revoked)
    return bits
