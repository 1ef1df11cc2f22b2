"""How an offering ends: retired or merged, never deleted. The institution decides (row 1 of the origin)."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import OFFERING_ENDED
from ..locks import locked_offering
from ..models import Offering
from ..states import OFFERING


@command
def retire_offering(by: Actor, *, offering_id: UUID, reason: str = "", at: datetime.datetime) -> Offering:
    """No longer offered. learning listens in the same transaction and refuses while people hold seats."""
    offering = locked_offering(offering_id)
    access.must_own(by, offering.provider_id)
    OFFERING.advance(offering, "retired", by.role)
    offering.ended_at, offering.status_reason = at, reason.strip()
    offering.save(update_fields=["status", "ended_at", "status_reason"])
    append(OFFERING_ENDED, offering.id, at=at, status="retired")
    return offering


@command
def merge_offering(by: Actor, *, offering_id: UUID, into_id: UUID, reason: str = "", at: datetime.datetime) -> Offering:
    """Into another published offering of the same type and institution. Raises Refused("cannot_merge") otherwise."""
    # Both rows are locked in key order, so two merges that cross each other queue instead of deadlocking.
    rows = {each: locked_offering(each) for each in sorted({offering_id, into_id})}
    offering, into = rows[offering_id], rows[into_id]
    access.must_own(by, offering.provider_id)
    alike = into.training_type_id == offering.training_type_id and into.provider_id == offering.provider_id
    if into.id == offering.id or not alike or into.status != "published":
        raise Refused(
            "cannot_merge",
            _("Hanya bisa digabung ke pelatihan lain yang sejenis, milik lembaga yang sama, dan sedang terbit."),
            todo=_("Pilih pelatihan tujuan yang lain."),
            field="into",
        )
    OFFERING.advance(offering, "merged", by.role)
    offering.merged_into, offering.ended_at, offering.status_reason = into, at, reason.strip()
    offering.save(update_fields=["status", "merged_into", "ended_at", "status_reason"])
    append(OFFERING_ENDED, offering.id, at=at, status="merged", merged_into=into.id)
    return offering
