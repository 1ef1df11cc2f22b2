"""What is locked before anything is read about it, always in this order: offering, round or report."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.refusal import NotYours

from .models import ContentReport, CurationRound, FreeEquivalent, Offering


def locked_offering(offering_id: UUID) -> Offering:
    """The offering, held until the transaction ends, so that two decisions about it follow one another."""
    row = Offering.objects.select_for_update(no_key=True).filter(id=offering_id).first()
    if row is None:
        raise NotYours()
    return row


def open_round(offering_id: UUID) -> CurationRound | None:
    """The round that waits for a decision, held. Its offering is locked already."""
    found = CurationRound.objects.select_for_update(of=("self",), no_key=True).select_related("version")
    return found.filter(offering_id=offering_id, decision="").first()


def locked_report(report_id: UUID) -> ContentReport:
    row = ContentReport.objects.select_for_update(no_key=True).filter(id=report_id).first()
    if row is None:
        raise NotYours()
    return row


def locked_equivalent(equivalent_id: UUID) -> FreeEquivalent:
    row = FreeEquivalent.objects.select_for_update(no_key=True).filter(id=equivalent_id).first()
    if row is None:
        raise NotYours()
    return row
