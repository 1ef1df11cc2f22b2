"""Checking certificates: by anyone, with what a checker needs and no more."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings

from peluang.domain.kernel.context import Actor, Role, elevated
from peluang.engines.credentials import (
    Bundle,
    ListedBits,
    Problem,
    StatusList,
    Verification,
    check_number,
    credential_in,
    problem,
    sign,
    signing_key_from_jwk,
    status_list_credential,
    verify,
)
from peluang.engines.credentials import SigningKey as SigningKeyPair
from peluang.foundation import signing_keys

from ..certificates import LIST_SIZE, status_list_url
from ..models import Certificate, SigningKey

#: How long a downloaded revocation list may be relied on.
LIST_LIFE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class PublicCertificate:
    """holder: first name and initials: numbers follow one another, so a page must not give away whole names.
    genuine: the signature holds. reasons: why not."""

    number: str
    holder: str
    title: str
    provider: str
    issued_at: datetime.datetime
    genuine: bool
    revoked_at: datetime.datetime | None
    revoked_reason: str
    reasons: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        return self.genuine and self.revoked_at is None


@dataclass(frozen=True)
class CheckedFile:
    """The answer to a file that somebody holds. issued: the certificate of ours that it is, if it is one."""

    verification: Verification
    issued: PublicCertificate | None = None


def public_certificate(number: str, *, at: datetime.datetime) -> PublicCertificate | None:
    """Anyone's check of a number as typed (2 statements). None when no such certificate was issued."""
    tidy = check_number(number)
    if tidy is None:
        return None
    row = _issued(tidy)
    return None if row is None else _public(row, verify(row.credential, published_keys(), at=at))


def _issued(number: str) -> Certificate | None:
    with elevated("anyone may check a certificate"):
        return Certificate.objects.select_related("provider").filter(number=number).first()


def _public(row: Certificate, checked: Verification) -> PublicCertificate:
    return PublicCertificate(
        number=row.number, holder=shown_name(row.holder_name), title=row.title, provider=row.provider.name,
        issued_at=row.issued_at, genuine=checked.valid, revoked_at=row.revoked_at, revoked_reason=row.revoked_reason,
        reasons=checked.reasons,
    )  # fmt: skip


def shown_name(name: str) -> str:
    """ "Siti Nur Aminah" → "Siti N. A."."""
    first, *rest = name.split() or [""]
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def check_token(token: str, *, at: datetime.datetime) -> Verification:
    """Signature, period and revocation of a credential someone holds (2 statements). Never raises for a bad token."""
    found: dict[str, ListedBits | Problem] = {}

    def listed(address: str) -> ListedBits | Problem:
        if address not in found:
            ours = status_list_url(0).removesuffix("0")
            number = address.removeprefix(ours)
            known = address.startswith(ours) and number.isdecimal() and len(number) <= 9
            found[address] = (
                ListedBits(_revoked(int(number))[0], ("revocation",), at) if known else problem("STATUS_MISSING")
            )
        return found[address]

    return verify(token, published_keys(), at=at, find_list=listed)


def check_file(content: bytes, *, at: datetime.datetime) -> CheckedFile:
    """As check_token, of any file (JSON, PDF, image, text), and whether we issued exactly this (4 statements).

    A signature alone would not tell a thief of the key, who can write any date, from us.
    """
    document = credential_in(content)
    if isinstance(document, Problem):
        return CheckedFile(Verification(False, (document,), None))
    checked = check_token(document, at=at)
    if checked.credential is None:
        return CheckedFile(checked)
    subject = checked.credential.get("credentialSubject")
    number = check_number(str(subject.get("licenseNumber", ""))) if isinstance(subject, dict) else None
    row = _issued(number) if number else None
    if row is None or row.credential != document:
        reasons = (*checked.reasons, problem("NOT_ISSUED"))
        return CheckedFile(replace(checked, valid=False, reasons=reasons))
    return CheckedFile(checked, _public(row, checked))


def published_keys() -> dict[str, dict[str, Any]]:
    """kid → public JWK of every key that ever signed, retired ones too (1 statement)."""
    return {each.kid: published_key(each) for each in SigningKey.objects.order_by("created_at")}


def published_key(row: SigningKey) -> dict[str, Any]:
    """With its dates in seconds, as engines.credentials.keys reads them."""
    jwk = {**row.public_jwk, "iat": int(row.created_at.timestamp()), "iss": settings.BASE_URL}
    if row.retired_at is not None:
        jwk["exp"] = int(row.retired_at.timestamp())
    if row.revoked_at is not None:
        jwk["revoked"] = {"revoked_at": int(row.revoked_at.timestamp()), "reason": "compromised"}
    return jwk


def keys_of_installation() -> list[SigningKey]:
    """Newest first (1 statement)."""
    return list(SigningKey.objects.order_by("-created_at"))


def status_list_token(list_number: int, *, at: datetime.datetime) -> str | None:
    """The signed revocation list (2 statements); None while no key exists that could sign it."""
    [token] = _signed_lists([list_number], at)
    return token


def offline_bundle(*, at: datetime.datetime) -> Bundle:
    """Keys and every revocation list, for checking without a connection (3 statements)."""
    numbers = range((last_list() or 0) + 1)
    tokens = dict(zip(map(status_list_url, numbers), _signed_lists(numbers, at)))
    return Bundle(published_keys(), {url: token for url, token in tokens.items() if token}, settings.BASE_URL)


def last_list() -> int | None:
    """Number of the newest revocation list; None before the first certificate (1 statement)."""
    with elevated("which certificates were revoked is public"):
        last = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    return None if last is None else last // LIST_SIZE


def _signed_lists(numbers: Sequence[int], at: datetime.datetime) -> list[str | None]:
    private = signing_keys.private_keys()
    row = SigningKey.objects.filter(retired_at__isnull=True, kid__in=private).order_by("-created_at", "-kid").first()
    if row is None:
        return [None for _number in numbers]
    key = signing_key_from_jwk(private[row.kid])
    return [_signed_list(number, key, at) for number in numbers]


def _signed_list(number: int, key: SigningKeyPair, at: datetime.datetime) -> str:
    """Dated by the hour, or by its newest revocation: within the hour the same list is the same text, so that copies
    between us and those who ask can be kept."""
    bits, newest = _revoked(number)
    hour = at.replace(minute=0, second=0, microsecond=0)
    as_of = min(at, max(hour, newest)) if newest else hour
    credential = status_list_credential(
        bits, url=status_list_url(number), issuer_id=settings.BASE_URL, valid_from=as_of, valid_until=hour + LIST_LIFE
    )
    return sign(credential, key)


def own_certificate(person_id: UUID, number: str) -> Certificate | None:
    """A person's own certificate (1 statement)."""
    found = Certificate.objects.select_related("provider", "offering", "offering__training_type", "enrolment", "key")
    return found.filter(person_id=person_id, number=check_number(number) or "").first()


def certificates_of_class(class_id: UUID) -> dict[UUID, Certificate]:
    """By enrolment, as the actor may see them (1 statement)."""
    rows = Certificate.objects.filter(enrolment__training_class_id=class_id)
    return {each.enrolment_id: each for each in rows}


def newest_certificates(provider_id: UUID, most: int = 30) -> list[Certificate]:
    """What an institution's classes brought last (1 statement)."""
    return list(Certificate.objects.filter(provider_id=provider_id).order_by("-issued_at", "-status_index")[:most])


def revocable_certificate(by: Actor, number: str) -> Certificate | None:
    """A certificate that the actor may revoke (access.must_revoke), with its class (1 statement)."""
    found = Certificate.objects.select_related("provider", "enrolment__training_class")
    if by.role == Role.PROVIDER:
        found = found.filter(provider_id=by.organisation)
    elif by.role != Role.PROGRAMME_OFFICE:
        return None
    return found.filter(number=check_number(number) or "").first()


def _revoked(list_number: int) -> tuple[StatusList, datetime.datetime | None]:
    """The bits and the moment of the newest revocation (1 statement)."""
    first = list_number * LIST_SIZE
    with elevated("which certificates were revoked is public"):
        revoked = list(
            Certificate.objects.filter(
                revoked_at__isnull=False, status_index__gte=first, status_index__lt=first + LIST_SIZE
            ).values_list("status_index", "revoked_at")
        )
    bits = StatusList(LIST_SIZE)
    bits.revoke_all(index - first for index, _when in revoked)
    return bits, max((when for _index, when in revoked if when), default=None)
