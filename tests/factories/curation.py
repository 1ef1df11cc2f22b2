"""Versions, rounds of review, free equivalents and reports."""

from __future__ import annotations

import datetime
from typing import Any

from peluang.domain.catalogue.content import content_of
from peluang.domain.catalogue.models import ContentReport, CurationRound, FreeEquivalent, Offering, OfferingVersion
from tests.conftest import NOW

from .catalogue import an_offering


def a_version(offering: Offering, *, applied: bool = True, **fields: Any) -> OfferingVersion:
    """What stands now, as version 1, unless told otherwise."""
    values: dict[str, Any] = {
        "number": 1, "content": content_of(offering), "standard": "2.0", "made_at": NOW,
        "applied_at": NOW if applied else None,
    }  # fmt: skip
    return OfferingVersion.objects.create(offering=offering, **values | fields)


def a_round(
    offering: Offering | None = None, *, returned: bool = False, content: dict[str, Any] | None = None, **fields: Any
) -> CurationRound:
    """Of a submitted offering that meets the standard, due in two weeks. content: changes that wait, of one that is sold.

    returned: with one remark on the price.
    """
    offering = offering or an_offering(conforming=True, submitted=True)
    version = (
        a_version(offering, applied=False, number=offering.version + 1, content=content_of(offering) | content)
        if content
        else a_version(offering, applied=False)
    )
    values: dict[str, Any] = {
        "number": 1, "standard": "2.0", "submitted_at": NOW, "due_on": NOW.date() + datetime.timedelta(days=14),
    }  # fmt: skip
    if returned:
        values |= {
            "decision": "returned", "decided_at": NOW, "answer_due": NOW.date() + datetime.timedelta(days=14),
            "remarks": [{"field": "price", "text": "Terlalu mahal.", "clause": "Permenko 11/2020 pasal 29"}],
        }  # fmt: skip
    return CurationRound.objects.create(offering=offering, version=version, **values | fields)


def a_free_equivalent(
    *, offering: Offering | None = None, identical: bool = False, confirmed: bool = True, **fields: Any
) -> FreeEquivalent:
    """Of the offering's type, confirmed. identical: the same as the offering itself."""
    offering = offering or an_offering()
    values: dict[str, Any] = {
        "training_type": offering.training_type, "offering": offering if identical else None,
        "title": "Las SMAW gratis", "url": "https://gratis.example/las", "proposed_at": NOW,
    }  # fmt: skip
    if confirmed:
        values |= {"status": "confirmed", "reason": "Isinya sama.", "checked_at": NOW}
    return FreeEquivalent.objects.create(**values | fields)


def a_report(*, offering: Offering | None = None, answered: bool = False, **fields: Any) -> ContentReport:
    """Of a cheaper price elsewhere, by somebody who did not sign in, to be answered within a week."""
    offering = offering or an_offering()
    values: dict[str, Any] = {
        "provider_id": offering.provider_id, "kind": "cheaper", "url": "https://murah.example/las",
        "text": "Di sana setengah harga.", "price": offering.price, "reported_at": NOW,
        "answer_due": NOW.date() + datetime.timedelta(days=7),
    }  # fmt: skip
    if answered:
        values |= {"status": "answered", "answer": "Di sana tanpa alat praktik.", "answered_at": NOW}
    return ContentReport.objects.create(offering=offering, **values | fields)
