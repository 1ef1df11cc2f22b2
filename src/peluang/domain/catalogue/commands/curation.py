"""What the programme office decides about an offering: claim, publish, return, suspend."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access, message_texts
from ..content import LABELS, content_of
from ..curation_telling import tell_provider
from ..deadlines import correction_due
from ..events import (
    OFFERING_CHANGED,
    OFFERING_PUBLISHED,
    OFFERING_RETURNED,
    OFFERING_SUSPENDED,
    ROUND_CLAIMED,
    ROUND_ENDED,
    VERSION_APPLIED,
)
from ..locks import locked_offering, open_round
from ..models import CurationRound, Offering
from ..standard import findings_of_content, refuse_below_standard, version_on
from ..states import OFFERING
from .versions import apply_version, begin_round, record_version

MOST_REMARK = 1000


@command
def claim_round(by: Actor, *, round_id: UUID, at: datetime.datetime) -> CurationRound:
    """This reviewer decides. Again by the same person changes nothing.

    Raises NotYours, Refused("related_party", "claimed_by_other").
    """
    access.must_curate(by)
    row = CurationRound.objects.select_for_update(of=("self",), no_key=True).select_related("offering")
    found = row.filter(id=round_id, decision="").first()
    if found is None:
        raise NotYours()
    access.must_be_independent(by, found.offering.provider_id)
    _must_be_free(found, by)
    if found.reviewer is None:
        found.reviewer = by.person
        found.save(update_fields=["reviewer"])
        append(ROUND_CLAIMED, found.id, at=at, offering_id=found.offering_id)
    return found


@command
def release_round(by: Actor, *, round_id: UUID, at: datetime.datetime) -> CurationRound:
    """Back into the queue, by whoever claimed it. Its due date stays."""
    access.must_curate(by)
    found = CurationRound.objects.select_for_update(no_key=True).filter(id=round_id, decision="").first()
    if found is None:
        raise NotYours()
    _must_be_free(found, by)
    found.reviewer = None
    found.save(update_fields=["reviewer"])
    append(ROUND_CLAIMED, found.id, at=at, offering_id=found.offering_id)
    return found


@command
def publish_offering(
    by: Actor, *, offering_id: UUID, free_checked: bool = False, outside_checked: bool = False, at: datetime.datetime
) -> Offering:
    """Puts what waits for review into the catalogue: a submitted offering, or a change of one that is sold. Without
    anything that waits, a suspended offering is offered again.

    free_checked: the reviewer looked for the same content for nothing. outside_checked: and at the price outside.
    Raises Refused: "below_standard" under the version of the day it was submitted (also the online rule: no open scheme
    could pay), "free_not_checked", "outside_not_checked", "claimed_by_other", "related_party".
    """
    access.must_curate(by)
    offering = locked_offering(offering_id)
    access.must_be_independent(by, offering.provider_id)
    waiting = open_round(offering.id)
    if waiting is None and offering.status == "submitted":
        waiting = _round_of_legacy(by, offering, at)
    if waiting is None:
        return _offer_again(by, offering, at)
    _must_be_free(waiting, by)
    _must_have_looked(waiting.version.content, free_checked, outside_checked)
    found = findings_of_content(
        waiting.version.content, training_type_id=offering.training_type_id, offering_id=offering.id, at=at,
        version=waiting.standard,
    )  # fmt: skip
    refuse_below_standard(
        found,
        _("Versi ini belum memenuhi standar, jadi tidak bisa diterbitkan."),
        _("Kembalikan ke lembaga dengan catatan."),
    )
    _apply(by, offering, waiting, at)
    waiting.findings = [each.to_json() for each in found]
    waiting.free_checked, waiting.outside_checked = free_checked, outside_checked
    _end(by, waiting, "published", at)
    tell_provider(
        by, offering.provider_id, message_texts.PUBLISHED, once=f"round-published-{waiting.id}", at=at,
        offering_id=offering.id, version=waiting.version.number,
    )  # fmt: skip
    return offering


@command
def return_offering(
    by: Actor,
    *,
    offering_id: UUID,
    reason: str = "",
    remarks: Sequence[dict[str, str]] = (),
    at: datetime.datetime,
) -> Offering:
    """Back to the institution, with a reason for the whole and remarks per field: {"field", "text", "clause"}.

    It has fourteen days to correct; nothing is deleted afterwards. Raises Refused("reason_missing") without a word.
    """
    access.must_curate(by)
    offering = locked_offering(offering_id)
    access.must_be_independent(by, offering.provider_id)
    said = _remarks(reason, remarks)
    waiting = open_round(offering.id)
    if waiting is None and offering.status == "submitted":
        waiting = _round_of_legacy(by, offering, at)
    if waiting is None:
        OFFERING.check(offering.status, "draft", by.role)
        raise NotYours()
    _must_be_free(waiting, by)
    if offering.status == "submitted":
        OFFERING.advance(offering, "draft", by.role)
        offering.status_reason = " ".join(each["text"] for each in said)
        offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_RETURNED, offering.id, at=at)
    waiting.remarks, waiting.answer_due = said, correction_due(at)
    _end(by, waiting, "returned", at)
    tell_provider(
        by, offering.provider_id, message_texts.RETURNED, once=f"round-returned-{waiting.id}", at=at,
        offering_id=offering.id, remarks=len(said), answer_due=waiting.answer_due,
    )  # fmt: skip
    return offering


@command
def suspend_offering(by: Actor, *, offering_id: UUID, reason: str, at: datetime.datetime) -> Offering:
    """Stops new seats; classes that run go on, so nobody loses what they began."""
    access.must_curate(by)
    offering = locked_offering(offering_id)
    access.must_be_independent(by, offering.provider_id)
    OFFERING.advance(offering, "suspended", by.role)
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasannya: lembaga akan membacanya."), field="reason")
    offering.status_reason = reason.strip()
    offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_SUSPENDED, offering.id, at=at)
    return offering


def _must_be_free(row: CurationRound, by: Actor) -> None:
    if row.reviewer is not None and by.person is not None and row.reviewer != by.person:
        raise Refused(
            "claimed_by_other",
            _("Kurasi ini sedang dikerjakan rekan Anda."),
            todo=_("Pilih yang lain, atau minta rekan Anda melepasnya."),
        )


def _must_have_looked(content: dict[str, Any], free_checked: bool, outside_checked: bool) -> None:
    if content.get("price", 0) > 0 and not free_checked:
        raise Refused(
            "free_not_checked",
            _("Cari dulu apakah isi yang sama ada gratis: yang gratis tidak boleh dijual."),
            field="free_checked",
        )
    if content.get("outside_price") is not None and not outside_checked:
        raise Refused(
            "outside_not_checked", _("Periksa dulu harga di luar program pada tautannya."), field="outside_checked"
        )


def _round_of_legacy(by: Actor, offering: Offering, at: datetime.datetime) -> CurationRound:
    """A submission from before rounds were kept."""
    content = content_of(offering)
    return begin_round(offering, record_version(by, offering, content, standard=version_on(at), at=at), at=at)


def _offer_again(by: Actor, offering: Offering, at: datetime.datetime) -> Offering:
    OFFERING.advance(offering, "published", by.role)
    offering.status_reason = ""
    offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_PUBLISHED, offering.id, at=at)
    return offering


def _apply(by: Actor, offering: Offering, waiting: CurationRound, at: datetime.datetime) -> None:
    if offering.status == "submitted":
        OFFERING.advance(offering, "published", by.role)
        offering.published_at = offering.published_at or at
        offering.status_reason = ""
        kind = OFFERING_PUBLISHED
    else:
        kind = OFFERING_CHANGED
    apply_version(offering, waiting.version, at=at)
    append(kind, offering.id, at=at)
    append(VERSION_APPLIED, offering.id, at=at, version=waiting.version.number)


def _end(by: Actor, row: CurationRound, decision: str, at: datetime.datetime) -> None:
    row.decision, row.decided_at, row.reviewer = decision, at, by.person or row.reviewer
    row.save()
    append(ROUND_ENDED, row.id, at=at, offering_id=row.offering_id, decision=decision)


def _remarks(reason: str, remarks: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    said = [{"field": "", "text": reason.strip(), "clause": ""}] if reason.strip() else []
    for each in remarks:
        field, text = each.get("field", ""), each.get("text", "").strip()
        if field and field not in LABELS:
            raise Refused("unknown_field", _("Ada catatan untuk isian yang tidak dikenal."), field="reason")
        if text:
            said.append({"field": field, "text": text[:MOST_REMARK], "clause": each.get("clause", "").strip()[:200]})
    if not said:
        raise Refused("reason_missing", _("Tulis alasannya: lembaga akan membacanya."), field="reason")
    return said
