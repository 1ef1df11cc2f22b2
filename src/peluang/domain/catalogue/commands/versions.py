"""Versions: every content that was published or submitted, and the rounds in which people look at one."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..content import AT_ONCE, Content, apply, changed, content_of
from ..deadlines import review_due
from ..events import OFFERING_CHANGED, OFFERING_RETURNED, ROUND_ENDED, VERSION_PROPOSED
from ..locks import locked_offering, open_round
from ..models import CurationRound, Offering, OfferingVersion
from ..standard import findings_of_content, refuse_below_standard, version_on
from ..states import OFFERING


def keep_what_stands(offering: Offering) -> None:
    """Offerings from before versions, or taken in from a file, get the row of what is published now."""
    if offering.published_at and not offering.versions.filter(number=offering.version).exists():
        OfferingVersion.objects.create(
            offering=offering, number=offering.version, content=content_of(offering), standard=offering.standard,
            made_at=offering.published_at, applied_at=offering.published_at,
        )  # fmt: skip


def record_version(
    by: Actor, offering: Offering, content: Content, *, standard: str, material: bool = True, at: datetime.datetime
) -> OfferingVersion:
    """The next version, not applied yet. The offering is locked, so numbers have no gaps."""
    last = offering.versions.aggregate(last=Max("number"))["last"] or (offering.version if offering.published_at else 0)
    return OfferingVersion.objects.create(
        offering=offering, number=last + 1, content=content, material=material, standard=standard, made_at=at,
        made_by=by.person,
    )  # fmt: skip


def begin_round(offering: Offering, version: OfferingVersion, *, at: datetime.datetime) -> CurationRound:
    last = offering.rounds.aggregate(last=Max("number"))["last"] or 0
    findings = findings_of_content(
        version.content, training_type_id=offering.training_type_id, offering_id=offering.id, at=at,
        version=version.standard,
    )  # fmt: skip
    return CurationRound.objects.create(
        offering=offering, version=version, number=last + 1, standard=version.standard, submitted_at=at,
        due_on=review_due(at), findings=[each.to_json() for each in findings],
    )  # fmt: skip


def change_sold(by: Actor, offering: Offering, after: Content, *, at: datetime.datetime) -> Offering:
    """Words about it at once; a change of what was promised becomes a version that waits, and what is sold stands.

    offering: locked, as stored. Raises Refused("round_open") while an earlier change waits, "below_standard" with
    every reason.
    """
    differences = changed(content_of(offering), after)
    if not differences:
        return offering
    keep_what_stands(offering)
    material = any(each.material for each in differences)
    if material:
        _must_be_free_for_review(offering, after, at)
    at_once = frozenset(each.field for each in differences if not each.material)
    if at_once:
        apply(offering, after, at_once)
        made = record_version(by, offering, content_of(offering), standard=offering.standard, material=False, at=at)
        _stands(offering, made, at)
        append(OFFERING_CHANGED, offering.id, at=at)
    if material:
        waiting = record_version(by, offering, after, standard=version_on(at), at=at)
        begin_round(offering, waiting, at=at)
        append(VERSION_PROPOSED, offering.id, at=at, version=waiting.number, standard=waiting.standard)
    return offering


def _must_be_free_for_review(offering: Offering, after: Content, at: datetime.datetime) -> None:
    if open_round(offering.id):
        raise Refused(
            "round_open",
            _("Perubahan sebelumnya masih ditinjau kantor program."),
            todo=_("Tunggu putusannya, atau tarik dulu perubahan itu."),
        )
    found = findings_of_content(after, training_type_id=offering.training_type_id, offering_id=offering.id, at=at)
    refuse_below_standard(
        found,
        _("Perubahan ini belum memenuhi standar, jadi belum diajukan."),
        _("Betulkan hal-hal di bawah ini. Yang sedang dijual tidak berubah."),
    )


def apply_version(offering: Offering, version: OfferingVersion, *, at: datetime.datetime) -> None:
    """What waited now stands. Words that changed meanwhile stay as they are."""
    apply(offering, version.content, frozenset(version.content) - AT_ONCE)
    version.content = content_of(offering)
    _stands(offering, version, at)


def _stands(offering: Offering, version: OfferingVersion, at: datetime.datetime) -> None:
    version.applied_at = at
    version.save(update_fields=["content", "applied_at"])
    offering.version, offering.standard = version.number, version.standard
    offering.save(update_fields=["version", "standard"])


@command
def withdraw_submission(by: Actor, *, offering_id: UUID, at: datetime.datetime) -> Offering:
    """The institution takes back what waits for review: a draft is a draft again, a change of a sold offering is
    dropped from review and kept to go on with. Raises NotYours, Refused("nothing_waits").
    """
    offering = locked_offering(offering_id)
    access.must_own(by, offering.provider_id)
    waiting = open_round(offering.id)
    if waiting is None and offering.status != "submitted":
        raise Refused("nothing_waits", _("Tidak ada yang sedang ditinjau."))
    if waiting:
        waiting.decision, waiting.decided_at = "withdrawn", at
        waiting.save(update_fields=["decision", "decided_at"])
        append(ROUND_ENDED, waiting.id, at=at, offering_id=offering.id, decision="withdrawn")
    if offering.status == "submitted":
        OFFERING.advance(offering, "draft", by.role)
        offering.status_reason = ""
        offering.save(update_fields=["status", "status_reason"])
        append(OFFERING_RETURNED, offering.id, at=at)
    return offering
