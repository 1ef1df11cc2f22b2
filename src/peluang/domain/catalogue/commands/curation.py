"""What the programme office decides about an offering: publish, return, suspend."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.programme.models import Scheme
from peluang.engines.rules import from_json, local_date, may_publish_online

from .. import access
from ..events import OFFERING_PUBLISHED, OFFERING_RETURNED, OFFERING_SUSPENDED
from ..models import Offering
from ..states import OFFERING
from .offerings import _locked


@command
def publish_offering(by: Actor, *, offering_id: UUID, at: datetime.datetime) -> Offering:
    """Puts a submitted or suspended offering into the catalogue. Raises Refused("online_not_allowed") for an online
    offering outside technology when no open scheme could pay for it (press report of 7 November 2020).
    """
    access.must_curate(by)
    offering = _locked(offering_id)
    OFFERING.advance(offering, "published", by.role)
    if offering.online_share > 50 and not _some_scheme_allows_online(offering, at):
        raise Refused(
            "online_not_allowed",
            _("Semua skema yang dibuka hanya membayar pelatihan daring di bidang teknologi."),
            todo=_("Kembalikan ke lembaga: bisa ditawarkan sebagai kelas tatap muka."),
        )
    offering.published_at = offering.published_at or at
    offering.status_reason = ""
    offering.save(update_fields=["status", "published_at", "status_reason"])
    append(OFFERING_PUBLISHED, offering.id, at=at)
    return offering


@command
def return_offering(by: Actor, *, offering_id: UUID, reason: str, at: datetime.datetime) -> Offering:
    """Back to a draft: by the office with a reason the institution can read, or by the institution itself."""
    offering = _locked(offering_id)
    access.must_own_or_curate(by, offering.provider_id)
    OFFERING.advance(offering, "draft", by.role)
    offering.status_reason = _reason(reason)
    offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_RETURNED, offering.id, at=at)
    return offering


@command
def suspend_offering(by: Actor, *, offering_id: UUID, reason: str, at: datetime.datetime) -> Offering:
    """Stops new seats; classes that run go on, so nobody loses what they began."""
    access.must_curate(by)
    offering = _locked(offering_id)
    OFFERING.advance(offering, "suspended", by.role)
    offering.status_reason = _reason(reason)
    offering.save(update_fields=["status", "status_reason"])
    append(OFFERING_SUSPENDED, offering.id, at=at)
    return offering


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused("reason_missing", _("Tulis alasannya: lembaga akan membacanya."), field="reason")
    return text.strip()


def _some_scheme_allows_online(offering: Offering, at: datetime.datetime) -> bool:
    day = local_date(at)
    valid = Scheme.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)
    schemes = [from_json(each.parameters) for each in valid]
    return may_publish_online(offering.occupation_id or "", None, schemes, at)
