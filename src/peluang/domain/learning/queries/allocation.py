"""Rounds of scarce seats: for people, for the office, for everybody."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import elevated
from peluang.engines.allocation import Proof

from ..allocation_rules import rule_named
from ..models import Allocation, AllocationClass, TrainingClass, Wish
from ..round_market import kilometres, points_at

_MOST_ROUNDS = 100


@dataclass(frozen=True)
class Choice:
    """A class one may wish for. km: from the person's regency; None when unknown or online."""

    row: AllocationClass
    km: float | None

    @property
    def key(self) -> str:
        return str(self.row.id)

    @property
    def training_class(self) -> TrainingClass:
        return self.row.training_class


@dataclass(frozen=True)
class WishLine:
    """One wish after the computing. outcome: "given", "struck" (cannot be met; why) or "passed" (others stood before).

    points: the person's at this class. last_points: of the last who got an open seat there; None: nobody did.
    """

    rank: int
    choice: Choice
    outcome: str
    why: str
    points: int
    last_points: int | None


def rounds_open_to_people(at: datetime.datetime) -> list[Allocation]:
    """Open or decided ones, newest first (1 statement)."""
    return list(_counted().exclude(status="cancelled").order_by("-closes_at", "-id")[:_MOST_ROUNDS])


def rounds_of_office() -> list[Allocation]:
    """All, newest first, with `people` and `offered` (1 statement)."""
    with elevated("how many people take part in a round"):
        return list(_counted().order_by("-closes_at", "-id")[:_MOST_ROUNDS])


def allocation_of(allocation_id: UUID) -> Allocation | None:
    with elevated("how many people take part in a round"):
        return _counted().filter(id=allocation_id).first()


def proof_of_round(row: Allocation) -> Proof | None:
    return Proof.from_json(row.proof) if row.proof else None


def choices_of(row: Allocation, *, home: str | None = None) -> list[Choice]:
    """The round's classes, nearest first for somebody who lives in `home`, then by start (1 statement)."""
    classes = AllocationClass.objects.filter(allocation=row).select_related(
        "training_class__offering__provider", "training_class__offering__training_type",
        "training_class__regency__province",
    )  # fmt: skip
    found = [Choice(each, kilometres(home, each.training_class.regency_id) if home else None) for each in classes]
    return sorted(
        found, key=lambda each: (each.km is None, each.km or 0, each.training_class.starts_at, each.training_class.code)
    )  # fmt: skip


def own_wish(person_id: UUID, row: Allocation) -> Wish | None:
    """(1 statement)"""
    return Wish.objects.select_related("given__training_class").filter(person_id=person_id, allocation=row).first()


def wish_lines(wish: Wish, choices: Sequence[Choice]) -> list[WishLine]:
    """Why each wish came out as it did (1 statement). Wishes after the one that was given are left out: nobody looked
    at them."""
    by_key = {each.key: each for each in choices}
    last = _last_points([by_key[key].row for key in wish.classes if key in by_key])
    lines = []
    for rank, key in enumerate(wish.classes, 1):
        if key not in by_key:
            continue
        given = key == str(wish.given_id)
        why = wish.struck.get(key, "")
        outcome = "given" if given else ("struck" if why else "passed")
        lines.append(WishLine(rank, by_key[key], outcome, why, points_at(wish, key), last.get(key)))
        if given:
            break
    return lines


def factor_lines(row: Allocation, wish: Wish) -> list[str]:
    """The person's points, each with its reason."""
    rule = rule_named(row.rule)
    lines = []
    for each in wish.factors:
        factor = rule.factor(each["code"])
        if factor is None:
            continue
        where = ""
        if "classes" in each:
            where = " " + _("(untuk %(count)s kelas pilihanmu)") % {"count": len(each["classes"])}
        lines.append(f"{factor.label}{where}: +{each['points']}")
    return lines


def outcomes_of(row: Allocation) -> list[tuple[str, int]]:
    """How many were seated, wait for their seat, or were refused, once the round is settled (1 statement)."""
    if row.status != "settled":
        return []
    with elevated("counts of a round"):
        found = Counter(dict(Wish.objects.filter(allocation=row).values_list("outcome").annotate(Count("id"))))
    refused = sum(count for code, count in found.items() if code.startswith("refused_"))
    return [
        (_("kursi sudah dipesan"), found["seated"]), (_("kursi disimpan, sebentar lagi dipesan"), found["given"]),
        (_("tidak bisa dipesan; ditawarkan ke berikutnya"), refused), (_("belum mendapat"), found["not_given"]),
    ]  # fmt: skip


def rule_lines(row: Allocation) -> list[tuple[Any, int]]:
    """(what counts, points) of the round's rule."""
    return [(each.label, each.points) for each in rule_named(row.rule).factors]


def classes_fit_for_a_round(*, after: datetime.datetime, words: str = "") -> list[TrainingClass]:
    """Open classes that begin after `after`, with free seats and in no round, soonest first (1 statement)."""
    found = TrainingClass.objects.select_related("offering__provider", "regency").filter(
        status="open", starts_at__gte=after, allocation_class__isnull=True, offering__status="published"
    )
    if words:
        found = found.filter(offering__title__icontains=words) | found.filter(code__icontains=words)
    return [each for each in found.order_by("starts_at", "id")[:200] if each.seats_left > 0]


def _counted() -> QuerySet[Allocation]:
    return Allocation.objects.annotate(
        offered=Count("classes", distinct=True), people=Count("wishes", distinct=True)
    )  # fmt: skip


def _last_points(classes: Sequence[AllocationClass]) -> dict[str, int]:
    """Class → the fewest points with which somebody got an open seat there."""
    with elevated("the last who got a seat, as points alone"):
        winners = list(Wish.objects.filter(given__in=list(classes), kept=False))
    found: dict[str, int] = {}
    for each in winners:
        key = str(each.given_id)
        found[key] = min(points_at(each, key), found.get(key, 1 << 15))
    return found
