"""Three waves, each by the rules and the draw of the real thing: screening, roster, lottery, decree."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from peluang.domain.programme.facts import ROLES, SITUATIONS
from peluang.engines.draw import DrawResult, Quotas, Roster, draw, roster_digest, tickets
from peluang.engines.draw.commitment import commitment
from peluang.engines.rules import NORMAL_2023, SEMI_BANSOS_2020, SchemeParameters, assess_many
from peluang.engines.rules.eligibility import EXCLUDED_CODE, WORK_STATUS_CODE

from .accounts import ALUMNA, CHAPTER, CHOOSING, MIDWAY, NOT_DRAWN, cast
from .dice import Dice, Ids, shares
from .geography import Geography
from .plan_people import People
from .timeline import Moments, Timeline, WaveTimes, aware, between

#: The lists of programme.priorities in the order in which a person is put on one.
PRIORITIES = ("disability", "laid_off", "small_business")
_LIST_SHARE = (0.8, 0.02, 0.13, 0.05)  # of a province's places: everybody, then the lists
_TRIES = 4_000  # entry keys tried for the few whose story needs a certain end of the draw


@dataclass
class WavePlan:
    """person: places of People, one an entry. mask: reasons of ineligibility. result: rows of `roster_rows`."""

    times: WaveTimes
    scheme: SchemeParameters
    id: str
    places: int
    quotas: list[tuple[str, str, int]]
    seed: bytes
    person: NDArray[np.int64]
    entry_ids: Ids
    joined: Moments
    priority: NDArray[np.int64]
    mask: NDArray[np.int64]
    family_key: list[str] = field(default_factory=list)
    family_before: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    roster_rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    roster_digest: str = ""
    result: DrawResult | None = None

    @property
    def commitment(self) -> str:
        return commitment(self.seed)

    @property
    def drawn(self) -> NDArray[np.int64]:
        """Entry places of the drawn, in the order of their tickets."""
        assert self.result is not None
        rows = np.flatnonzero(self.result.phase > 0)
        ticket = self.result.ticket[rows]
        return self.roster_rows[rows[np.lexsort((ticket[:, 1], ticket[:, 0]))]]


@dataclass
class Recipients:
    """One row a recipient, of both decreed waves. account: key of the balance. slot: 1 or 2 of the family card."""

    ids: Ids
    account: Ids
    person: NDArray[np.int64]
    wave: NDArray[np.int64]
    entry: Ids
    slot: NDArray[np.int64]
    made: Moments

    def __len__(self) -> int:
        return len(self.ids)


@dataclass
class Programme:
    waves: list[WavePlan]
    recipients: Recipients


def plan_programme(dice: Dice, geo: Geography, line: Timeline, people: People) -> Programme:
    count = len(people)
    first = _decided(
        dice, geo, people, line.first, SEMI_BANSOS_2020, round(count * 0.15),
        _joiners(dice, people, line.first, 0.92, None),
        lucky=(cast(ALUMNA), cast(CHAPTER)), unlucky=(), had=np.zeros(count, bool),
    )  # fmt: skip
    had = np.zeros(count, bool)
    had[first.person[first.drawn]] = True
    second = _decided(
        dice, geo, people, line.second, NORMAL_2023, round(count * 0.13),
        _joiners(dice, people, line.second, 0.62, had),
        lucky=(cast(CHOOSING), cast(MIDWAY)), unlucky=(cast(NOT_DRAWN),), had=had,
    )  # fmt: skip
    had[second.person[second.drawn]] = True
    third = _open_wave(dice, geo, people, line, round(count * 0.12), had)
    return Programme([first, second, third], _recipients(dice, people, [first, second]))


def _joiners(
    dice: Dice, people: People, times: WaveTimes, share: float, had: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Those who registered in time and want to; the demo accounts' people only where their story says so."""
    random = dice.of(f"joiners {times.number}")
    wants = (people.registered < times.closes) & (random.random(len(people)) < share) & people.ordinary
    if had is not None:
        wants &= ~had
    return np.flatnonzero(wants)


def _decided(
    dice: Dice, geo: Geography, people: People, times: WaveTimes, scheme: SchemeParameters, places: int,
    person: NDArray[np.int64], *, lucky: tuple[int, ...], unlucky: tuple[int, ...], had: NDArray[np.bool_],
) -> WavePlan:  # fmt: skip
    """A wave from its opening to its draw. Raises RuntimeError when a told story does not come true."""
    person = np.sort(np.concatenate([person, np.array([*lucky, *unlucky], dtype=np.int64)]))
    plan = _wave(dice, geo, people, times, scheme, places, person)
    family_had = np.bincount(people.family[had], minlength=int(people.family.max()) + 1)
    plan.family_before = family_had[people.family[person]]
    plan.mask = _screened(people, person, scheme, times, had, plan.family_before)
    _choose_keys(dice, plan, lucky, unlucky)
    wave = UUID(plan.id)
    plan.family_key = [
        hashlib.sha256(b"family" + wave.bytes + people.kk_digest[p]).digest()[:8].hex() for p in person.tolist()
    ]
    plan.roster_rows = np.flatnonzero(plan.mask == 0)
    roster = _roster(geo, people, plan)
    plan.roster_digest = roster_digest(roster)
    plan.result = draw(roster, _quotas(plan), plan.seed, wave=f"gelombang-{times.number}", rule_version="1")
    drawn = set(person[plan.drawn].tolist())
    if not set(lucky) <= drawn or set(unlucky) & drawn:
        raise RuntimeError("the draw went against the story of a demo account; choose another seed")
    return plan


def _wave(
    dice: Dice, geo: Geography, people: People, times: WaveTimes, scheme: SchemeParameters, places: int,
    person: NDArray[np.int64],
) -> WavePlan:  # fmt: skip
    random = dice.of(f"wave {times.number}")
    start = np.maximum(people.registered[person], times.opens)
    joined = between(random, start, np.minimum(times.closes, dice_now(times)), len(person))
    quotas = _quota_rows(geo, places, int((people.regency[person] == geo.stage).sum()))
    return WavePlan(
        times=times, scheme=scheme, id=dice.ids(f"wave {times.number}", np.array([times.opens]))[0].decode(),
        places=sum(row[2] for row in quotas), quotas=quotas, seed=dice.octets(f"seed {times.number}", 32),
        person=person,
        entry_ids=dice.ids(f"entries {times.number}", joined), joined=joined,
        priority=_priority(people, person, _region_numbers(geo, people, person), quotas),
        mask=np.zeros(len(person), np.int64),
    )  # fmt: skip


def dice_now(times: WaveTimes) -> Any:
    """Nobody can have joined an open wave later than now: it opened six days ago (timeline.py)."""
    return times.closes if times.screened is not None else times.opens + np.timedelta64(6 * 24, "h")


def _open_wave(
    dice: Dice, geo: Geography, people: People, line: Timeline, places: int, had: NDArray[np.bool_]
) -> WavePlan:
    random = dice.of("joiners 3")
    able = (people.registered < line.now - np.timedelta64(7, "h")) & people.ordinary & ~had
    person = np.flatnonzero(able & (random.random(len(people)) < 0.24))
    return _wave(dice, geo, people, line.third, NORMAL_2023, places, person)


def _quota_rows(geo: Geography, places: int, stage_entries: int) -> list[tuple[str, str, int]]:
    """A province's share by its people. The stage's regency has its own places, so that its people meet one another,
    and always fewer than entries, so that somebody there is not drawn."""
    weight = geo.people_of_province()
    stage = geo.weight[geo.stage]
    weight[geo.province[geo.stage]] -= stage
    regions = [*geo.province_codes, geo.codes[geo.stage]]
    total = shares(max(places, 2 * len(regions)), np.append(weight, stage), least=1)
    total[-1] = min(max(int(total[-1]), 2), max(2, int(stage_entries * 0.6)))
    return [
        (region, priority, int(part))
        for region, number in zip(regions, total)
        for priority, part in zip(("", *PRIORITIES), _lists(int(number)))
        if part or not priority
    ]


def _lists(number: int) -> list[int]:
    """A handful of places is not divided among lists."""
    return shares(number, np.array(_LIST_SHARE)).tolist() if number >= 10 else [number, 0, 0, 0]


def _priority(
    people: People, person: NDArray[np.int64], region: NDArray[np.int32], quotas: list[tuple[str, str, int]]
) -> NDArray[np.int64]:
    """0 general, else 1 + place in PRIORITIES: the first list a person is on that their region keeps places for."""
    kept = {(int(code.replace(".", "")), priority) for code, priority, _ in quotas}
    status = people.work_status[person]
    on = (people.disability[person], status == "laid_off", status == "business_owner")
    conditions = [
        holds & np.isin(region, [code for code, priority in kept if priority == name])
        for name, holds in zip(PRIORITIES, on)
    ]
    return np.select(conditions, [1, 2, 3], default=0)


def _region_numbers(geo: Geography, people: People, person: NDArray[np.int64]) -> NDArray[np.int32]:
    provinces = np.array([int(code) for code in geo.province_codes])[people.province[person]]
    return np.where(people.regency[person] == geo.stage, int(geo.codes[geo.stage].replace(".", "")), provinces).astype(
        np.int32
    )


def quota_regions(geo: Geography, people: People, person: NDArray[np.int64]) -> list[str]:
    numbers = _region_numbers(geo, people, person).tolist()
    return [f"{each:02d}" if each < 100 else f"{each // 100:02d}.{each % 100:02d}" for each in numbers]


def _screened(
    people: People, person: NDArray[np.int64], scheme: SchemeParameters, times: WaveTimes, had: NDArray[np.bool_],
    family_before: NDArray[np.int64],
) -> NDArray[np.int64]:  # fmt: skip
    assert times.screened is not None
    situations = {name: WORK_STATUS_CODE[status] for name, status in SITUATIONS.items()}
    roles = {name: EXCLUDED_CODE[role] for name, role in ROLES.items()}
    columns = {
        "citizen": people.citizen[person],
        "nik_verified": people.identity[person] == "verified",
        "birth_date": people.born[person],
        "in_formal_education": people.in_education[person],
        "work_status": np.array([situations[each] for each in people.work_status[person]], dtype=np.int8),
        "excluded_occupation": np.array([roles[each] for each in people.excluded[person]], dtype=np.int8),
        "receives_social_aid": people.social_aid[person],
        "previous_recipient": had[person],
        "family_recipients": family_before.astype(np.int16),
    }
    return assess_many(columns, scheme, aware(times.screened))


def _choose_keys(dice: Dice, plan: WavePlan, lucky: tuple[int, ...], unlucky: tuple[int, ...]) -> None:
    """The draw is honest, so a told story needs a key whose ticket comes early or late: many are tried, one is kept.
    (What a promise about the seed alone cannot prevent, and why a real wave mixes in a public value.)"""
    for who in (*lucky, *unlucky):
        row = int(np.flatnonzero(plan.person == who)[0])
        tried = dice.ids(f"keys {plan.times.number} {who}", np.full(_TRIES, plan.joined[row]))
        number = tickets(plan.seed, f"gelombang-{plan.times.number}", tried)[:, 0]
        plan.entry_ids[row] = tried[int(number.argmin() if who in lucky else number.argmax())]


def _roster(geo: Geography, people: People, plan: WavePlan) -> Roster:
    rows = plan.roster_rows
    numbers = _list_numbers(plan)
    return Roster(
        plan.entry_ids[rows],
        _region_numbers(geo, people, plan.person[rows]),
        numbers[plan.priority[rows]],
        np.array([int(plan.family_key[row], 16) for row in rows.tolist()], dtype=np.uint64),
        plan.family_before[rows].astype(np.int8),
    )


def _list_numbers(plan: WavePlan) -> NDArray[np.int16]:
    """As programme.quota_cells numbers them: 0 general, the others in alphabetical order."""
    used = sorted({priority for _, priority, _ in plan.quotas} - {""})
    return np.array([0, *(used.index(each) + 1 if each in used else 0 for each in PRIORITIES)], dtype=np.int16)


def _quotas(plan: WavePlan) -> Quotas:
    numbers = dict(zip(("", *PRIORITIES), _list_numbers(plan).tolist()))
    return Quotas(
        np.array([int(region.replace(".", "")) for region, _, _ in plan.quotas], dtype=np.int32),
        np.array([numbers[priority] for _, priority, _ in plan.quotas], dtype=np.int16),
        np.array([places for _, _, places in plan.quotas], dtype=np.int64),
    )


def _recipients(dice: Dice, people: People, waves: list[WavePlan]) -> Recipients:
    person, entry, number, made, slot = [], [], [], [], []
    used: dict[int, int] = {}
    for place, wave in enumerate(waves):
        drawn = wave.drawn
        person.append(wave.person[drawn])
        entry.append(wave.entry_ids[drawn])
        number.append(np.full(len(drawn), place))
        made.append(np.full(len(drawn), wave.times.decreed))
        for family in people.family[wave.person[drawn]].tolist():
            used[family] = used.get(family, 0) + 1
            slot.append(used[family])
    when = np.concatenate(made)
    return Recipients(
        ids=dice.ids("recipients", when), account=dice.ids("balances", when), person=np.concatenate(person),
        wave=np.concatenate(number), entry=np.concatenate(entry), slot=np.array(slot), made=when,
    )  # fmt: skip
