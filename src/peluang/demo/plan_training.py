"""Who took which training, paid by whom, and what came of it: seats, attendance, tests, certificates, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .accounts import ALUMNA, CHAPTER, CHOOSING, MIDWAY, cast
from .dice import Dice, Ids, rank_within, weighted
from .geography import Geography
from .plan_catalogue import Catalogue
from .plan_classes import (
    BALANCE,
    EMPLOYER,
    MINISTRY,
    OWN,
    REGION,
    Classes,
    Sessions,
    class_span,
    grouped,
    seats_of,
    session_counts,
    sessions_of,
)
from .plan_people import People
from .plan_programme import Programme
from .timeline import Moments, Timeline, between, days

STATUSES = ("booked", "attending", "completed", "failed", "cancelled")
BOOKED, ATTENDING, COMPLETED, FAILED, CANCELLED = range(len(STATUSES))
FAILURES = ("ATTENDANCE", "POST_TEST", "PRACTICAL")
#: Funds from this number on are none: they keep the classes of told stories apart from the others.
TOLD = 500
#: The first people: the demo accounts' own, and a few spare places.
HEAD = 20


@dataclass
class Enrolments:
    """recipient: place in Recipients, -1 when another payer paid. first: the first training of that balance.

    failure: place in FAILURES, -1 for none. seat counts from 1.
    """

    ids: Ids
    person: NDArray[np.int64]
    recipient: NDArray[np.int64]
    first: NDArray[np.bool_]
    offering: NDArray[np.int64]
    training_class: NDArray[np.int64]
    seat: NDArray[np.int64]
    payer: NDArray[np.int64]
    price: NDArray[np.int64]
    booked: Moments
    status: NDArray[np.int64]
    failure: NDArray[np.int64]
    completed: Moments
    wants_placement: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Training:
    classes: Classes
    class_ids: Ids
    sessions: Sessions
    session_ids: Ids
    begins: Moments
    ends: Moments
    status: NDArray[np.int64]  # of classes: 0 open, 1 running, 2 finished
    enrolments: Enrolments


@dataclass
class _Wishes:
    """What people want before classes are formed: one row a seat."""

    person: NDArray[np.int64]
    recipient: NDArray[np.int64]
    first: NDArray[np.bool_]
    offering: NDArray[np.int64]
    payer: NDArray[np.int64]
    fund: NDArray[np.int64]
    target: NDArray[np.datetime64]
    earliest: Moments
    latest: Moments


def plan_training(
    dice: Dice, geo: Geography, line: Timeline, people: People, programme: Programme, catalogue: Catalogue
) -> Training:
    chooser = Chooser(dice.of("choices"), geo, people, catalogue)
    first = _first_of_wave(dice, line, people, programme, chooser, wave=0)
    second = _first_of_wave(dice, line, people, programme, chooser, wave=1)
    others = _paid_by_others(dice, geo, line, people, programme, chooser)
    _everyone_chosen_once(catalogue, people, [others, first, second])
    parts, formed = [], []
    for wishes, window in ((first, 30), (second, 9), (others, 45)):
        formed.append(_seated(catalogue, wishes, window))
        parts.append(wishes)
    again = _second_trainings(dice, geo, line, catalogue, chooser, first, formed[0])
    parts.append(again)
    formed.append(_seated(catalogue, again, 30))
    classes = [made for made, _ in formed]
    offsets = np.cumsum([0, *(len(each) for each in classes[:-1])])
    of = np.concatenate([each + offset for (_, each), offset in zip(formed, offsets)])
    classes.append(_coming_classes(dice, geo, line, catalogue))
    return _assembled(dice, geo, line, people, catalogue, Classes.joined(classes), parts, of)


class Chooser:
    """Draws an offering for each person: near or online, affordable, the known ones far more often."""

    def __init__(self, random: np.random.Generator, geo: Geography, people: People, catalogue: Catalogue) -> None:
        self.random, self.geo, self.people, self.catalogue = random, geo, people, catalogue

    def choose(self, person: NDArray[np.int64], price_max: int) -> NDArray[np.int64]:
        """Places of offerings; people of the stage's regency mostly choose its own institution."""
        found = np.zeros(len(person), dtype=np.int64)
        zone = np.where(
            self.people.regency[person] == self.geo.stage, len(self.geo.province_codes), self.people.province[person]
        )
        for place in np.unique(zone).tolist():
            rows = np.flatnonzero(zone == place)
            found[rows] = weighted(self.random, self._weights(place, price_max), len(rows))
        return found

    def _weights(self, zone: int, price_max: int) -> NDArray[np.float64]:
        offered = self.catalogue.offerings
        stage = zone == len(self.geo.province_codes)
        province = int(self.geo.province[self.geo.stage]) if stage else zone
        here = self.geo.province[offered.regency] == province
        weight = offered.weight * np.where(offered.share == 100, 0.25, here) * (offered.price <= price_max)
        if stage:
            weight = weight * np.where((offered.regency == self.geo.stage) & (offered.share < 100), 12.0, 1.0)
        if weight.sum() == 0:  # nothing chosen near: travel
            weight = offered.weight * (offered.price <= price_max)
        return weight


def _first_of_wave(
    dice: Dice, line: Timeline, people: People, programme: Programme, chooser: Chooser, *, wave: int
) -> _Wishes:
    """The first training of a wave's recipients. The old wave had thirty days; the new one is a week old."""
    random = dice.of(f"buyers {wave}")
    recipients = programme.recipients
    rows = np.flatnonzero(recipients.wave == wave)
    person = recipients.person[rows]
    told = np.isin(person, [cast(MIDWAY), cast(ALUMNA), cast(CHAPTER)])
    buys = (random.random(len(rows)) < (0.94, 0.6)[wave]) & (person != cast(CHOOSING)) | told
    rows, person = rows[buys], person[buys]
    offering = chooser.choose(person, (1_000_000, 3_500_000)[wave])
    decreed = recipients.made[rows]
    delay = random.uniform(5, 75, len(rows)) if wave == 0 else random.uniform(1.2, 40, len(rows))
    target = (decreed + days(delay)).astype("datetime64[D]")
    told_class = _tell(line, people, chooser, person, offering, target, wave)
    return _Wishes(
        person, rows, np.ones(len(rows), bool), offering, np.full(len(rows), BALANCE), told_class, target,
        decreed + np.timedelta64(6, "h"), decreed + days(28.0 if wave == 0 else 14.0),
    )  # fmt: skip


def _tell(
    line: Timeline, people: People, chooser: Chooser, person: NDArray[np.int64], offering: NDArray[np.int64],
    target: NDArray[np.datetime64], wave: int,
) -> NDArray[np.int64]:  # fmt: skip
    """The demo accounts' trainings: in the new wave one welding class that is over and one that began yesterday.

    Returns a number for each row: TOLD and above keep a class for themselves, -1 is everybody else's.
    """
    told = np.full(len(person), -1)
    for turn, (account, place, after) in enumerate(((ALUMNA, 1, 12), (CHAPTER, 0, 12), (MIDWAY, 0, 1))):
        rows = np.flatnonzero(person == cast(account))
        offering[rows], told[rows] = place, TOLD + turn
        target[rows] = _decreed(line, wave) + np.timedelta64(after, "D")
    # Neighbours of the stage fill these rooms, then the rest of the province.
    near = np.flatnonzero((people.province[person] == chooser.geo.province[chooser.geo.stage]) & (person >= HEAD))
    near = near[np.argsort(chooser.geo.km[chooser.geo.stage][people.regency[person[near]]], kind="stable")][:24]
    rooms = ((1, TOLD), (0, TOLD + 1)) if wave == 0 else ((0, TOLD + 2), (0, TOLD + 3))
    for turn, (place, room) in enumerate(rooms):
        offering[near[turn::2]], told[near[turn::2]] = place, room
        target[near[turn::2]] = _decreed(line, wave) + np.timedelta64(12 if wave == 0 else 1, "D")
    if wave == 1:
        target[near[1::2]] = line.today - np.timedelta64(1, "D")
    return told


def _decreed(line: Timeline, wave: int) -> Any:
    found = (line.first, line.second)[wave].decreed
    assert found is not None
    return found.astype("datetime64[D]")


def _paid_by_others(
    dice: Dice, geo: Geography, line: Timeline, people: People, programme: Programme, chooser: Chooser
) -> _Wishes:
    """Classes that a region, a ministry, an employer or the person pays: open to everyone, decree or not."""
    random = dice.of("others pay")
    free = people.ordinary & (people.registered < line.now - days(2.0))
    free[programme.recipients.person] = False
    person = np.flatnonzero(free & (random.random(len(people)) < 0.11))
    offering = chooser.choose(person, 3_500_000)
    payer = np.array([REGION, MINISTRY, EMPLOYER, OWN])[weighted(random, np.array([45, 20, 10, 25]), len(person))]
    fund = np.select(
        [payer == REGION, payer == MINISTRY, payer == EMPLOYER],
        [geo.province[chooser.catalogue.offerings.regency[offering]], 38, 39 + person % 20], default=-1,
    )  # fmt: skip
    wished = line.now - days(random.uniform(-18, 470, len(person)))
    target = np.maximum(wished, people.registered[person] + days(random.uniform(3, 25, len(person)))).astype(
        "datetime64[D]"
    )
    earliest = people.registered[person] + np.timedelta64(1, "h")
    return _Wishes(
        person, np.full(len(person), -1), np.zeros(len(person), bool), offering, payer, fund, target, earliest,
        np.full(len(person), line.now),
    )  # fmt: skip


def _everyone_chosen_once(catalogue: Catalogue, people: People, parts: list[_Wishes]) -> None:
    """An offering with a weight is one that somebody chose: those that chance left out get one person, of their own
    province if any, from an offering that keeps others."""
    offered = catalogue.offerings
    counts = np.zeros(len(offered), dtype=np.int64)
    for part in parts:
        counts += np.bincount(part.offering, minlength=len(offered))
    for place in np.flatnonzero((counts == 0) & (offered.weight > 0)).tolist():
        for part in parts:
            limit = 1_000_000 if part.first.any() else 3_500_000
            movable = np.flatnonzero(
                (counts[part.offering] > 1) & (part.offering > 6) & (offered.price[place] <= limit)
            )
            movable = movable[part.person[movable] >= HEAD]
            if len(movable):
                row = movable[place % len(movable)]
                counts[part.offering[row]] -= 1
                counts[place] += 1
                part.offering[row] = place
                break


def _seated(catalogue: Catalogue, wishes: _Wishes, window: int) -> tuple[Classes, NDArray[np.int64]]:
    """Classes for these wishes, and each wish's class."""
    classes, of = grouped(catalogue, wishes.offering, wishes.payer, wishes.fund, wishes.target, window)
    classes.fund[classes.fund >= TOLD] = -1
    return classes, of


def _second_trainings(
    dice: Dice, geo: Geography, line: Timeline, catalogue: Catalogue, chooser: Chooser, first: _Wishes,
    formed: tuple[Classes, NDArray[np.int64]],
) -> _Wishes:  # fmt: skip
    """A third of the old wave bought a second training with what was left, after finishing and reviewing the first."""
    random = dice.of("second trainings")
    rows = np.flatnonzero((random.random(len(first.person)) < 0.35) & (first.person >= HEAD))
    offering = chooser.choose(first.person[rows], 550_000)
    offered = catalogue.offerings
    affordable = offered.price[offering] <= 1_000_000 - offered.price[first.offering[rows]]
    rows, offering = rows[affordable], offering[affordable]
    classes, of = formed
    end = (classes.start_day + classes.sessions.astype("timedelta64[D]"))[of[rows]].astype("datetime64[s]")
    target = (end + days(random.uniform(14, 55, len(rows)))).astype("datetime64[D]")
    keep = target < np.datetime64("2022-12-14", "D")  # the year's last purchase is on 15 December
    rows, offering, end, target = rows[keep], offering[keep], end[keep], target[keep]
    return _Wishes(
        first.person[rows], first.recipient[rows], np.zeros(len(rows), bool), offering, np.full(len(rows), BALANCE),
        np.full(len(rows), -1), target, end + days(8.0), np.full(len(rows), np.datetime64("2022-12-14T12:00", "s")),
    )  # fmt: skip


def _coming_classes(dice: Dice, geo: Geography, line: Timeline, catalogue: Catalogue) -> Classes:
    """Every offering can be booked: one class for balances each, and free ones that regions and the ministry pay."""
    random = dice.of("coming classes")
    count = len(catalogue.offerings)
    offering, payer = np.arange(count), np.full(count, BALANCE)
    near = np.flatnonzero((catalogue.offerings.regency == geo.stage) | (random.random(count) < 0.15))
    payer = np.concatenate([payer, np.where(random.random(len(near)) < 0.75, REGION, MINISTRY)])
    offering = np.concatenate([offering, near])
    fund = np.select(
        [payer == REGION, payer == MINISTRY], [geo.province[catalogue.offerings.regency[offering]], 38], default=-1
    )
    start = line.today + random.integers(5, 36, len(offering)).astype("timedelta64[D]")
    return Classes(offering, payer, fund, start, seats_of(catalogue, offering), session_counts(catalogue, offering))


def _assembled(
    dice: Dice, geo: Geography, line: Timeline, people: People, catalogue: Catalogue, classes: Classes,
    parts: list[_Wishes], of: NDArray[np.int64],
) -> Training:  # fmt: skip
    random = dice.of("seats")
    sessions = sessions_of(catalogue, geo, classes)
    begins, ends = class_span(sessions)
    state = np.where(ends < line.now - np.timedelta64(3, "h"), 2, np.where(begins <= line.now, 1, 0))
    person, recipient, offering, payer, earliest, latest = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("person", "recipient", "offering", "payer", "earliest", "latest")
    )
    first = np.concatenate([part.first for part in parts])
    last = np.minimum(np.minimum(begins[of] - np.timedelta64(4, "h"), latest), line.now - np.timedelta64(30, "m"))
    booked = between(random, np.minimum(np.maximum(earliest, last - days(14.0)), last), last, len(person))
    status, failure = _ends(random, catalogue, offering, state[of], person)
    status[(status == BOOKED) & (recipient < 0) & (random.random(len(person)) < 0.04)] = CANCELLED
    completed = np.where(status == COMPLETED, ends[of] + np.timedelta64(2, "h"), np.datetime64("NaT", "s"))
    order = np.argsort(of * 2 + (status == CANCELLED), kind="stable")
    seat = np.empty(len(of), dtype=np.int64)
    seat[order] = rank_within(of[order]) + 1
    return Training(
        classes=classes, class_ids=dice.ids("classes", begins - days(30.0)), sessions=sessions,
        session_ids=dice.ids("sessions", sessions.begins), begins=begins, ends=ends, status=state,
        enrolments=Enrolments(
            ids=dice.ids("enrolments", booked), person=person, recipient=recipient, first=first, offering=offering,
            training_class=of, seat=seat, payer=payer, price=catalogue.offerings.price[offering], booked=booked,
            status=status, failure=failure, completed=completed,
            wants_placement=(random.random(len(person)) < 0.78) | ~people.ordinary[person],
        ),
    )  # fmt: skip


def _ends(
    random: np.random.Generator, catalogue: Catalogue, offering: NDArray[np.int64], state: NDArray[np.int64],
    person: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Better trainings keep more people to the end."""
    passes = random.random(len(offering)) < 1 / (1 + np.exp(-(2.4 + 0.55 * catalogue.offerings.quality[offering])))
    passes |= person < HEAD
    status = np.select([state == 0, state == 1], [BOOKED, ATTENDING], default=np.where(passes, COMPLETED, FAILED))
    failure = np.where(status == FAILED, weighted(random, np.array([65, 25, 10]), len(offering)), -1)
    return status, failure
