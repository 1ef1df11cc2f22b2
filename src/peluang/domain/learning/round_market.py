"""A round's rows as the engine's market, and back: who wished what, with which points, and which wishes cannot be met
whoever else wished."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import Min, Q

from peluang.domain.people.models import Person
from peluang.domain.programme.models import Recipient
from peluang.engines.allocation import Market
from peluang.engines.codes.regions import RegionError, distance_km

from .allocation_rules import Applicant, PriorityRule, rule_named
from .models import Allocation, AllocationClass, Enrolment, Payer, Wish

#: Seats of a round that came to nothing can be booked for so long before its first class.
_BOOKABLE_FOR = datetime.timedelta(days=1)
_PLAIN_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")


@dataclass(frozen=True)
class RoundMarket:
    """wishes: in the order of the market's people. classes: in the order of its classes."""

    market: Market
    wishes: list[Wish]
    classes: list[AllocationClass]


def market_of(allocation: Allocation) -> RoundMarket:
    """From the stored points and strikes alone: the same again whenever it is asked (2 statements)."""
    classes = list(
        AllocationClass.objects.filter(allocation=allocation).select_related("training_class").order_by("id")
    )
    wishes = list(Wish.objects.filter(allocation=allocation).order_by("id"))
    number = {str(each.id): position for position, each in enumerate(classes)}
    named = [[key for key in each.classes if key in number and key not in each.struck] for each in wishes]
    reserves = [
        (position, region_number(code), seats)
        for position, each in enumerate(classes)
        for code, seats in sorted(each.reserves.items())
    ]
    columns = list(zip(*reserves, strict=True)) or [(), (), ()]
    market = Market(
        people=np.array([each.id.hex.encode() for each in wishes], "S32"),
        regency=np.array([region_number(each.home_region) for each in wishes], np.int32),
        classes=np.array([public_code(each).encode() for each in classes], "S40"),
        seats=np.array([each.seats or 0 for each in classes], np.int32),
        first=np.concatenate([[0], np.cumsum([len(each) for each in named], dtype=np.int64)]).astype(np.int64),
        wish=np.array([number[key] for own in named for key in own], np.int32),
        points=np.array([points_at(wish, key) for wish, own in zip(wishes, named) for key in own], np.int16),
        reserve_class=np.array(columns[0], np.int32), reserve_regency=np.array(columns[1], np.int32),
        reserve_seats=np.array(columns[2], np.int32),
    )  # fmt: skip
    return RoundMarket(market, wishes, classes)


def settle_by(allocation: Allocation) -> datetime.datetime:
    """When the round is cancelled by itself if it is not settled: a day before its first class, so that its seats can
    still be booked; never sooner than a day after closing (1 statement). Classes moved since do not count while there
    are others: no institution can end a round of many."""
    moved = Q(training_class__moved_at__gt=allocation.opens_at)
    starts = AllocationClass.objects.filter(allocation=allocation, training_class__status="open").aggregate(
        first=Min("training_class__starts_at", filter=~moved), moved=Min("training_class__starts_at")
    )
    soonest, first = allocation.closes_at + _BOOKABLE_FOR, starts["first"] or starts["moved"]
    return max(soonest, first - _BOOKABLE_FOR) if first else soonest


def region_number(code: str) -> int:
    """ "33.20" → 3320: how regencies stand in public files."""
    return int(code.replace(".", ""))


def public_code(row: AllocationClass) -> str:
    """The class's own code where it fits a CSV cell."""
    code = row.training_class.code
    return code if _PLAIN_CODE.fullmatch(code) else row.id.hex


def points_at(wish: Wish, class_key: str) -> int:
    """A wish's points at one class: those of the person, and those for being near this class."""
    return sum(
        each["points"] for each in wish.factors if "classes" not in each or class_key in each["classes"]
    )  # fmt: skip


def give_points(allocation: Allocation, wishes: Sequence[Wish], classes: Sequence[AllocationClass]) -> None:
    """Sets factors and priority of each wish by the round's rule (2 statements; unsaved)."""
    rule = rule_named(allocation.rule)
    people = Person.objects.in_bulk([each.person_id for each in wishes])
    had = set(
        Enrolment.objects.filter(person_id__in=list(people), status__in=["completed", "failed"]).values_list(
            "person_id", flat=True
        )
    )
    places = {str(each.id): each.training_class.regency_id for each in classes}
    for wish in wishes:
        person = people[wish.person_id]
        found = rule.person_factors(Applicant(wish.person_id in had, person.has_disability))
        wish.factors = [{"code": each.code, "points": each.points} for each in found]
        near = _near(rule, person.lives_in_id, [(key, places.get(key)) for key in wish.classes])
        if near and rule.near:
            wish.factors.append({"code": rule.near.code, "points": rule.near.points, "classes": near})
        wish.priority = sum(each.points for each in found)


def _near(rule: PriorityRule, home: str, classes: Sequence[tuple[str, str | None]]) -> list[str]:
    if rule.near is None or rule.near.near_km is None:
        return []
    return [
        key for key, place in classes
        if place and (known := kilometres(home, place)) is not None and known <= rule.near.near_km
    ]  # fmt: skip


def kilometres(home: str, place: str | None) -> float | None:
    """Between two regencies; None where one is unknown or the class is online."""
    if not place:
        return None
    try:
        return distance_km(home, place)
    except RegionError:
        return None


def strike(wishes: Sequence[Wish], classes: Sequence[AllocationClass]) -> None:
    """Marks wishes that could not be booked even alone, with the reason's code (2 statements; unsaved): the class is
    off, the person sits there already, or the balance that must pay is missing or too small."""
    by_key = {str(each.id): each.training_class for each in classes}
    class_ids = [each.id for each in by_key.values()]
    people = [each.person_id for each in wishes]
    seated = set(
        Enrolment.objects.filter(training_class_id__in=class_ids, person_id__in=people)
        .exclude(status="cancelled")
        .values_list("training_class_id", "person_id")
    )
    purses = {
        each.person_id: each
        for each in Recipient.objects.filter(person_id__in=people).select_related("account")
    }  # fmt: skip
    for wish in wishes:
        reasons = {key: _why_not(by_key.get(key), wish, seated, purses.get(wish.person_id)) for key in wish.classes}
        wish.struck = {key: reason for key, reason in reasons.items() if reason}


def _why_not(row: object, wish: Wish, seated: set[tuple[UUID, UUID]], purse: Recipient | None) -> str:
    from .models import TrainingClass

    if not isinstance(row, TrainingClass) or row.status != "open" or row.offering.status != "published":
        return "class_not_open"
    if (row.id, wish.person_id) in seated:
        return "already_seated"
    if row.payer != Payer.BALANCE or row.offering.price == 0:
        return ""
    if purse is None:
        return "no_decree"
    if purse.status != "active":
        return "membership_ended"
    return "balance_too_small" if purse.account.balance < row.offering.price else ""
