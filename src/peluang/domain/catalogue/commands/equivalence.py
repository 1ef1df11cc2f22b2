"""Which offerings are the same training: what the engine proposes, what people decide, and that it stays decided."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append, append_many
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..equivalents import Found, Looked, look
from ..events import OFFERING_CHANGED, PAIR_CONFIRMED, PAIR_SPLIT, PAIRS_PROPOSED, TYPE_DEFINED
from ..models import EquivalenceProposal, Offering, TrainingType
from ..states import PROPOSAL

_DECIDED = ("confirmed", "split")


@dataclass(frozen=True)
class ProposalReport:
    """offerings: published ones looked at. proposed: pairs new to people. gone: open pairs that no longer stand.
    open: pairs that wait for a decision now.
    """

    offerings: int
    proposed: int
    gone: int
    open: int


@command
def propose_equivalents(by: Actor, *, at: datetime.datetime) -> ProposalReport:
    """Looks at all published offerings. Pairs that may be the same in different types, and pairs of one type that a
    guard keeps apart, wait for people; nothing moves by itself. What people decided is never asked or changed again.
    Raises Refused for anyone but the office.
    """
    access.must_curate(by)
    offerings = Offering.objects.filter(status="published").order_by("id")
    rows = [Looked(*row) for row in offerings.values_list("id", "title", "description", "training_type_id")]
    decided = set(EquivalenceProposal.objects.filter(status__in=_DECIDED).values_list("first", "second", "status"))
    found = look(
        rows,
        same=[(first, second) for first, second, status in decided if status == "confirmed"],
        different=[(first, second) for first, second, status in decided if status == "split"],
    )
    wanted = {(each.first, each.second): each for each in found}
    before = {(row.first_id, row.second_id): row for row in EquivalenceProposal.objects.filter(status="open")}
    gone = [row.id for pair, row in before.items() if pair not in wanted]
    # An open proposal is the engine's own word; with nobody's decision on it, it goes when the engine takes it back.
    EquivalenceProposal.objects.filter(id__in=gone, status="open").delete()
    known = before.keys() | {(first, second) for first, second, _status in decided}
    new = [each for pair, each in wanted.items() if pair not in known]
    # Two runs at once propose the same pairs: the second finds them there.
    EquivalenceProposal.objects.bulk_create(
        [EquivalenceProposal(first_id=each.first, second_id=each.second, score=each.score, guard=each.guard,
                             proposed_at=at) for each in new],
        ignore_conflicts=True, batch_size=1000,
    )  # fmt: skip
    _refresh(before, wanted)
    if new or gone:
        append(PAIRS_PROPOSED, new_id(), at=at, proposed=len(new), gone=len(gone), digest=_digest(wanted.values()))
    waiting = EquivalenceProposal.objects.filter(status="open").count()
    return ProposalReport(len(rows), len(new), len(gone), waiting)


@command
def confirm_pair(by: Actor, *, proposal_id: UUID, reason: str = "", at: datetime.datetime) -> EquivalenceProposal:
    """The same training: both stand in one type from now on, that of more offerings (of as many, the older one).
    Raises Refused("told_apart") when people said that one of those who would then stand together is different.
    """
    access.must_curate(by)
    proposal, offerings = _locked_pair(proposal_id)
    PROPOSAL.advance(proposal, "confirmed", by.role)
    first, second = offerings[proposal.first_id], offerings[proposal.second_id]
    kept = first.training_type_id
    if first.training_type_id != second.training_type_id:
        kept = _larger(first.training_type_id, second.training_type_id)
        leaving = second if kept == first.training_type_id else first
        moving = _with_confirmed(leaving)
        _must_not_be_told_apart(moving, kept, except_pair=proposal.id)
        _move(moving, kept, at)
    _save(proposal, by, reason, at)
    append(PAIR_CONFIRMED, proposal.id, at=at, first=first.id, second=second.id, training_type_id=kept)
    return proposal


@command
def split_pair(by: Actor, *, proposal_id: UUID, reason: str = "", at: datetime.datetime) -> EquivalenceProposal:
    """Different trainings: if both stand in one type, one leaves it for a type of its own, and with it those that
    people said are the same as it. Raises Refused("said_the_same") when such decisions tie the two together.
    """
    access.must_curate(by)
    proposal, offerings = _locked_pair(proposal_id)
    PROPOSAL.advance(proposal, "split", by.role)
    _save(proposal, by, reason, at)
    first, second = offerings[proposal.first_id], offerings[proposal.second_id]
    moved_to = None
    if first.training_type_id == second.training_type_id:
        # The younger leaves: the older gave the type its name.
        moving = _with_confirmed(second)
        if first.id in moving:
            raise Refused(
                "said_the_same",
                _("Lewat pelatihan lain, keduanya sudah diputuskan sama."),
                todo=_("Ubah dulu keputusan “sama” pada salah satu pasangan yang menghubungkannya."),
            )
        moved_to = _own_type(second, at)
        _move(moving, moved_to, at)
    append(PAIR_SPLIT, proposal.id, at=at, first=first.id, second=second.id, training_type_id=moved_to)
    return proposal


def _locked_pair(proposal_id: UUID) -> tuple[EquivalenceProposal, dict[UUID, Offering]]:
    """The pair and its offerings, held. Offerings first and in key order, so that decisions that cross each other
    queue instead of deadlocking; the proposal is read again under its lock.
    """
    pair = EquivalenceProposal.objects.filter(id=proposal_id).values_list("first", "second").first()
    if pair is None:
        raise NotYours()
    held = Offering.objects.select_for_update(no_key=True).filter(id__in=pair).order_by("id")
    offerings = {row.id: row for row in held}
    proposal = EquivalenceProposal.objects.select_for_update(no_key=True).filter(id=proposal_id).first()
    if proposal is None:  # a run of the engine took it back a moment ago
        raise NotYours()
    return proposal, offerings


def _save(proposal: EquivalenceProposal, by: Actor, reason: str, at: datetime.datetime) -> None:
    proposal.reason, proposal.decided_at, proposal.decided_by = reason.strip()[:1000], at, by.person
    proposal.save(update_fields=["status", "reason", "decided_at", "decided_by"])


def _larger(one: UUID, other: UUID) -> UUID:
    """The type with more published offerings; of as many, the older (keys grow with time)."""
    counted = (
        TrainingType.objects.filter(id__in=(one, other))
        .annotate(size=Count("offerings", filter=Q(offerings__status="published")))
        .values_list("id", "size")
    )
    return min(counted, key=lambda each: (-each[1], each[0]))[0]


def _with_confirmed(offering: Offering) -> set[UUID]:
    """The offering and all of its type that people tied to it by "the same", through any number of pairs."""
    inside = set(Offering.objects.filter(training_type_id=offering.training_type_id).values_list("id", flat=True))
    pairs = EquivalenceProposal.objects.filter(status="confirmed", first__in=inside, second__in=inside)
    beside: dict[UUID, set[UUID]] = {}
    for one, other in pairs.values_list("first", "second"):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    reached, waiting = {offering.id}, [offering.id]
    while waiting:
        for each in beside.get(waiting.pop(), set()) - reached:
            reached.add(each)
            waiting.append(each)
    return reached


def _must_not_be_told_apart(moving: set[UUID], kept: UUID, *, except_pair: UUID) -> None:
    there = Offering.objects.filter(training_type_id=kept).values("id")
    apart = (
        EquivalenceProposal.objects.filter(status="split")
        .filter(Q(first__in=moving, second__in=there) | Q(second__in=moving, first__in=there))
        .exclude(id=except_pair)
        .select_related("first", "second")
        .first()
    )
    if apart is not None:
        raise Refused(
            "told_apart",
            _("“%(one)s” dan “%(other)s” sudah diputuskan berbeda, padahal keduanya akan menjadi satu jenis.")
            % {"one": apart.first.title, "other": apart.second.title},
            todo=_("Ubah dulu keputusan itu, atau pilih “berbeda” di sini."),
        )


def _move(moving: Iterable[UUID], training_type: UUID, at: datetime.datetime) -> None:
    ids = sorted(moving)
    # Those tied by earlier decisions are held here, after the pair itself and in key order as well.
    list(Offering.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id").values_list("id"))
    Offering.objects.filter(id__in=ids).update(training_type_id=training_type)
    append_many(OFFERING_CHANGED, ids, at=at)


def _own_type(offering: Offering, at: datetime.datetime) -> UUID:
    """A new type named after the offering."""
    before = offering.training_type
    row = TrainingType.objects.create(
        code=f"{slugify(offering.title)[:60] or 'pelatihan'}-{new_id().hex[-8:]}", title_id=offering.title,
        title_en=offering.title, category=before.category, occupation_id=offering.occupation_id or before.occupation_id,
    )  # fmt: skip
    append(TYPE_DEFINED, row.id, at=at, code=row.code, occupation=row.occupation_id)
    return row.id


def _refresh(
    before: dict[tuple[UUID, UUID], EquivalenceProposal], wanted: dict[tuple[UUID, UUID], Found]
) -> None:  # fmt: skip
    """Scores and guards of open pairs, where the titles or the engine changed."""
    changed = []
    for pair, row in before.items():
        each = wanted.get(pair)
        if each and (row.score, row.guard) != (each.score, each.guard):
            row.score, row.guard = each.score, each.guard
            changed.append(row)
    EquivalenceProposal.objects.bulk_update(changed, ["score", "guard"], batch_size=500)


def _digest(found: Iterable[Found] | Sequence[Found]) -> str:
    return hashlib.sha256("".join(sorted(f"{each.first}{each.second}" for each in found)).encode()).hexdigest()
