"""The same content for nothing: anyone who signed in proposes a link, a reviewer opens it and decides."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import FREE_CHECKED, FREE_PROPOSED
from ..links import tidy_link
from ..locks import locked_equivalent
from ..models import FreeEquivalent, Offering, TrainingType
from ..states import FREE_EQUIVALENT

#: Proposals a person may write in a day; a flood of links would keep reviewers from reading any.
MOST_A_DAY = 10
_LEAST_TITLE, _MOST_TITLE = 5, 200


@command
def propose_free_equivalent(
    by: Actor,
    *,
    training_type: UUID | str,
    offering_id: UUID | None = None,
    url: str,
    title: str,
    source: str = "",
    at: datetime.datetime,
) -> FreeEquivalent:
    """offering_id: when it is the same as that offering; else it teaches the type. The same link again is that row.

    Raises NotYours for nobody and for what is not public, Refused for a bad link, no title or too many in a day.
    """
    if by.role == Role.ANONYMOUS or (by.person is None and by.role != Role.SYSTEM):
        raise NotYours()
    which = {"id": training_type} if isinstance(training_type, UUID) else {"code": training_type}
    # Held, so that two who press at once are counted one after the other.
    kind = TrainingType.objects.select_for_update(no_key=True).filter(**which).first()
    if kind is None or (offering_id and not _is_public(kind, offering_id)):
        raise NotYours()
    address, words = tidy_link(url, needed=_("Tempel tautan ke pelatihan gratisnya.")), " ".join(title.split())
    if len(words) < _LEAST_TITLE:
        raise Refused("title_missing", _("Tulis judul pelatihan gratis itu."), field="title")
    same = Q(offering_id=offering_id) if offering_id else Q(offering__isnull=True)
    known = FreeEquivalent.objects.filter(same, training_type=kind, url=address).first()
    if known:
        return known
    _must_not_flood(by, at)
    row = FreeEquivalent.objects.create(
        training_type=kind, offering_id=offering_id, url=address, title=words[:_MOST_TITLE],
        source=" ".join(source.split())[:_MOST_TITLE], proposed_at=at, proposed_by=by.person,
    )  # fmt: skip
    append(FREE_PROPOSED, row.id, at=at, training_type_id=kind.id, offering_id=offering_id)
    return row


@command
def check_free_equivalent(
    by: Actor, *, equivalent_id: UUID, same: bool, opened: bool, reason: str, at: datetime.datetime
) -> FreeEquivalent:
    """same: whether it is equivalent and free. opened: the reviewer opened the link. reason: what they saw there.

    Decided again with other news, the new decision counts. Raises Refused("not_opened", "reason_missing",
    "related_party").
    """
    access.must_curate(by)
    row = locked_equivalent(equivalent_id)
    if row.offering_id:
        access.must_be_independent(by, Offering.objects.values_list("provider_id", flat=True).get(id=row.offering_id))
    FREE_EQUIVALENT.advance(row, "confirmed" if same else "rejected", by.role)
    if not opened:
        raise Refused("not_opened", _("Buka dulu tautannya, lalu tulis yang Anda lihat."), field="opened")
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis yang Anda lihat di tautan itu."), field="reason")
    row.reason, row.checked_at, row.checked_by = reason.strip(), at, by.person
    row.save()
    append(FREE_CHECKED, row.id, at=at, status=row.status)
    return row


def _is_public(kind: TrainingType, offering_id: UUID) -> bool:
    found = Offering.objects.filter(id=offering_id, training_type=kind)
    return found.exclude(status__in=["draft", "submitted"]).exists()


def _must_not_flood(by: Actor, at: datetime.datetime) -> None:
    if access.is_office(by):
        return
    since = at - datetime.timedelta(days=1)
    if FreeEquivalent.objects.filter(proposed_by=by.person, proposed_at__gt=since).count() >= MOST_A_DAY:
        raise Refused(
            "too_many",
            _("Hari ini Anda sudah mengusulkan %(most)s tautan.") % {"most": MOST_A_DAY},
            todo=_("Lanjutkan besok. Yang sudah dikirim tetap diperiksa."),
        )


def confirm_from_report(by: Actor, offering: Offering, url: str, reason: str, at: datetime.datetime) -> None:
    """A report that proved right is a confirmed equivalent of that offering. Called by the report's decision."""
    row, _made = FreeEquivalent.objects.get_or_create(
        training_type_id=offering.training_type_id, offering=offering, url=url,
        defaults={"title": offering.title, "proposed_at": at},
    )  # fmt: skip
    if row.status != "confirmed":
        FREE_EQUIVALENT.advance(row, "confirmed", by.role)
    row.reason, row.checked_at, row.checked_by = reason, at, by.person
    row.save()
    append(FREE_CHECKED, row.id, at=at, status=row.status)
