"""The certificate of a training as an Open Badges 3.0 achievement credential (W3C VC data model 2.0,
JSON-LD).

Sources: 1EdTech Open Badges 3.0; W3C Verifiable Credentials Data Model 2.0; W3C Bitstring Status List 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
TYPES = ["VerifiableCredential", "OpenBadgeCredential"]


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says. ``number`` from :mod:`numbers`; ids are URLs or URNs; ``valid_until`` None:
    for good.

    ``recipient_id`` is a URN that only the system can resolve (never a NIK); ``recipient_name`` as on the
    identity card. ``hours`` of training; ``occupation_code`` KBJI; ``skills``: (code, name). ``status_index``
    in the list ``status_list_url``.
    """

    credential_id: str
    number: str
    issuer_id: str
    issuer_name: str
    issuer_url: str
    recipient_id: str
    recipient_name: str
    achievement_id: str
    training_title: str
    training_description: str
    criteria: str
    language: str
    hours: int
    occupation_code: str
    valid_from: datetime
    status_list_url: str
    status_index: int
    valid_until: datetime | None = None
    result: str | None = None
    skills: tuple[tuple[str, str], ...] = ()


def timestamp(moment: datetime) -> str:
    """Seconds in UTC with Z. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a certificate needs moments with a time zone")
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def build_credential(facts: CertificateFacts) -> dict[str, Any]:
    """The unsigned credential. Raises ValueError for naive moments, a period that ends before it starts, no
    hours."""
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        raise ValueError("a certificate must end after it starts")
    if facts.hours <= 0 or facts.status_index < 0:
        raise ValueError("hours must be positive and the status index not negative")
    credential: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": facts.credential_id,
        "type": list(TYPES),
        "name": facts.training_title,
        "issuer": {
            "id": facts.issuer_id,
            "type": ["Profile"],
            "name": facts.issuer_name,
            "url": facts.issuer_url,
        },
        "validFrom": timestamp(facts.valid_from),
        "credentialSubject": _subject(facts),
        "credentialStatus": status_entry(facts.status_list_url, facts.status_index),
    }
    if facts.valid_until is not None:
        credential["validUntil"] = timestamp(facts.valid_until)
    return credential


def status_entry(list_url: str, index: int) -> dict[str, Any]:
    """Where a verifier finds whether the certificate was revoked."""
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def _subject(facts: CertificateFacts) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "id": facts.recipient_id,
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityHash": facts.recipient_name,
                "identityType": "name",
                "hashed": False,
            }
        ],
        "licenseNumber": facts.number,
        "creditsEarned": facts.hours,
        "achievement": _achievement(facts),
    }
    if facts.result is not None:
        subject["result"] = [{"type": ["Result"], "value": facts.result}]
    return subject


def _achievement(facts: CertificateFacts) -> dict[str, Any]:
    alignment = [
        {
            "type": ["Alignment"],
            "targetCode": facts.occupation_code,
            "targetName": f"KBJI {facts.occupation_code}",
            "targetFramework": "KBJI 2014 (ISCO-08)",
            "targetUrl": f"urn:kbji:2014:{facts.occupation_code}",
        }
    ]
    alignment += [
        {
            "type": ["Alignment"],
            "targetCode": code,
            "targetName": name,
            "targetFramework": "Peluang skills",
            "targetUrl": f"urn:peluang:skill:{code}",
        }
        for code, name in facts.skills
    ]
    return {
        "id": facts.achievement_id,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": facts.training_title,
        "description": facts.training_description,
        "criteria": {"narrative": facts.criteria},
        "inLanguage": facts.language,
        "creditsAvailable": facts.hours,
        "alignment": alignment,
    }
