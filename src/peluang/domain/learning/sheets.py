"""The certificate as a PDF: what stands on paper is read from what was signed, nothing else."""

from __future__ import annotations

import json
from typing import Any

from peluang.engines.credentials import verify
from peluang.engines.credentials.printing import SheetFacts, certificate_pdf
from peluang.engines.rules import local_date

from .certificates import certificate_url
from .models import Certificate

_MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
]  # fmt: skip
#: More would be too small to read; the signed credential holds them all.
_MOST_SKILLS = 10


def enveloped(credential: str) -> dict[str, Any]:
    """The signed credential as one JSON object for wallets and checkers (data model 2.0, section 4.13)."""
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vc+jwt,{credential}",
        "type": "EnvelopedVerifiableCredential",
    }


def sheet(row: Certificate) -> bytes:
    """PDF of a certificate (provider, key loaded). Raises ValueError when what is stored was not signed by its key."""
    checked = verify(row.credential, {row.key_id: row.key.public_jwk}, at=row.issued_at)
    if checked.credential is None:
        raise ValueError(f"certificate {row.number} does not carry its signature")
    subject = checked.credential["credentialSubject"]
    achievement = subject["achievement"]
    skills = [each["targetName"] for each in achievement["alignment"] if each["targetFramework"] == "Peluang skills"]
    if len(skills) > _MOST_SKILLS:
        skills = [*skills[:_MOST_SKILLS], f"dan {len(skills) - _MOST_SKILLS} lainnya"]
    day = local_date(row.issued_at)
    [result, *_more] = [each["value"] for each in subject.get("result", [])] or ["–"]
    return certificate_pdf(
        SheetFacts(
            number=row.number, holder=row.holder_name, title=row.title, issuer=row.provider.name,
            issued=f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
            hours=f"{subject['creditsEarned']} jam · {subject['creditsEarned']} hours", result=result,
            skills=tuple(skills), criteria=achievement["criteria"]["narrative"], kid=row.key_id,
            address=certificate_url(row.number), credential=json.dumps(enveloped(row.credential)),
            issued_at=row.issued_at,
        )
    )  # fmt: skip
