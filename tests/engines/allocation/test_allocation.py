"""Deferred acceptance with kept seats: against a slow, literal version, and against a checker that must find faults."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines import allocation
from peluang.engines.allocation import Market, MarketError, allocate, check, proof_of
from peluang.engines.allocation.allocating import keys
from peluang.engines.draw.tickets import tickets

SEED = hashlib.sha256(b"test").digest()


@st.composite
def markets(draw):
    """Small and crowded: up to 14 people, 5 classes, 3 regencies."""
    people, classes = draw(st.integers(0, 14)), draw(st.integers(1, 5))
    seats = draw(st.lists(st.integers(0, 4), min_size=classes, max_size=classes))
    reserves = []
    for number, each in enumerate(seats):
        left = each
        for regency in range(3):
            kept = draw(st.integers(0, min(2, left)))
            left -= kept
            if kept:
                reserves.append((number, regency, kept))
    order = st.permutations(range(classes))
    wishes = [draw(order)[: draw(st.integers(0, classes))] for _ in range(people)]
    points = [[draw(st.integers(0, 2)) for _ in each] for each in wishes]
    regency = [draw(st.integers(0, 2)) for _ in range(people)]
    return market_of(regency, seats, reserves, wishes, points)


def market_of(regency, seats, reserves, wishes, points=None):
    points = points or [[0] * len(each) for each in wishes]
    flat = [each for own in wishes for each in own]
    columns = list(zip(*reserves, strict=True)) or [(), (), ()]
    return Market(
        people=np.array([f"p{n}" for n in range(len(wishes))], dtype="S8"), regency=np.array(regency, np.int32),
        classes=np.array([f"c{n}" for n in range(len(seats))], dtype="S8"), seats=np.array(seats, np.int32),
        first=np.concatenate([[0], np.cumsum([len(each) for each in wishes], dtype=np.int64)]).astype(np.int64),
        wish=np.array(flat, np.int32), points=np.array([each for own in points for each in own], np.int16),
        reserve_class=np.array(columns[0], np.int32), reserve_regency=np.array(columns[1], np.int32),
        reserve_seats=np.array(columns[2], np.int32),
    )  # fmt: skip


class Literal:
    """The rule word by word: lists, sorting, no cleverness."""

    def __init__(self, market):
        self.market = market
        drawn = [tuple(each) for each in tickets(SEED, "t", market.people).tolist()]
        place = {person: n for n, person in enumerate(sorted(range(len(market)), key=lambda each: drawn[each]))}
        self.wishes = [
            market.wish[market.first[n] : market.first[n + 1]].tolist() for n in range(len(market))
        ]  # fmt: skip
        self.key = {}
        for n, own in enumerate(self.wishes):
            for rank, c in enumerate(own):
                self.key[n, c] = (-int(market.points[market.first[n] + rank]), place[n])
        self.kept = {}
        for c, g, seats in zip(market.reserve_class, market.reserve_regency, market.reserve_seats, strict=True):
            self.kept[int(c), int(g)] = int(seats)

    def choose(self, c, people):
        left = {g: seats for (where, g), seats in self.kept.items() if where == c}
        taken, others = [], []
        for n in sorted(people, key=lambda each: self.key[each, c]):
            g = int(self.market.regency[n])
            if left.get(g, 0):
                left[g] -= 1
                taken.append(n)
            else:
                others.append(n)
        return set(taken) | set(others[: int(self.market.seats[c]) - len(taken)])

    def result(self):
        rank = [0] * len(self.market)
        while True:
            asking = {c: set() for c in range(len(self.market.classes))}
            for n, own in enumerate(self.wishes):
                if rank[n] < len(own):
                    asking[own[rank[n]]].add(n)
            turned_away = [n for c, people in asking.items() for n in people - self.choose(c, people)]
            if not turned_away:
                return [own[rank[n]] if rank[n] < len(own) else -1 for n, own in enumerate(self.wishes)]
            for n in turned_away:
                rank[n] += 1

    def blocking(self, given):
        pairs = set()
        for n, own in enumerate(self.wishes):
            for c in own[: own.index(given[n])] if given[n] >= 0 else own:
                holders = {each for each, where in enumerate(given) if where == c}
                if n in self.choose(c, holders | {n}):
                    pairs.add((n, c))
        return pairs


@given(markets())
@settings(max_examples=300, deadline=None)
def test_as_the_rule_says_word_by_word(market):
    result = allocate(market, SEED, name="t")
    literal = Literal(market)
    assert result.given.tolist() == literal.result()
    assert not literal.blocking(result.given.tolist())
    assert check(result, SEED, name="t").holds


@given(markets(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_checker_finds_exactly_the_blocking_pairs(market, random):
    """Also in results that nobody should publish: seats given at random, as far as they reach, each class with people
    it would choose."""
    literal = Literal(market)
    given, left = [-1] * len(market), market.seats.tolist()
    for n in random.sample(range(len(market)), len(market)):
        for c in random.sample(literal.wishes[n], len(literal.wishes[n])):
            if left[c] and random.random() < 0.7:
                given[n], left[c] = c, left[c] - 1
                break
    rank = [literal.wishes[n].index(c) + 1 if c >= 0 else 0 for n, c in enumerate(given)]
    made = replace(
        allocate(market, SEED, name="t"), given=np.array(given, np.int32), rank=np.array(rank, np.int32)
    )  # fmt: skip
    found = check(made, SEED, name="t")
    assert found.blocking_pairs == len(literal.blocking(given))
    assert (found.overfull, found.unwished, found.tickets_differ) == (0, 0, 0)


@given(markets())
@settings(max_examples=60, deadline=None)
def test_the_order_of_people_and_classes_does_not_matter(market):
    first = allocate(market, SEED, name="t")
    back = np.arange(len(market))[::-1]
    flat = [market.wish[market.first[n] : market.first[n + 1]] for n in back]
    points = [market.points[market.first[n] : market.first[n + 1]] for n in back]
    turned = replace(
        market, people=market.people[back], regency=market.regency[back],
        first=np.concatenate([[0], np.cumsum([len(each) for each in flat], dtype=np.int64)]).astype(np.int64),
        wish=np.concatenate([*flat, np.array([], np.int32)]).astype(np.int32),
        points=np.concatenate([*points, np.array([], np.int16)]).astype(np.int16),
    )  # fmt: skip
    assert allocate(turned, SEED, name="t").given[::-1].tolist() == first.given.tolist()


def test_kept_seats_go_to_their_regency_and_open_up_when_unclaimed():
    """Two seats, one kept for regency 1: its person gets it with the fewest points; without her both seats are open."""
    wishes, points = [[0], [0], [0]], [[9], [8], [0]]
    with_her = allocate(market_of([2, 2, 1], [2], [(0, 1, 1)], wishes, points), SEED, name="t")
    assert (with_her.given.tolist(), with_her.kept.tolist()) == ([0, -1, 0], [False, False, True])
    without = allocate(market_of([2, 2, 2], [2], [(0, 1, 1)], wishes, points), SEED, name="t")
    assert (without.given.tolist(), without.kept.any()) == ([0, 0, -1], False)


def test_the_compiled_version_agrees_with_the_plain_one():
    from peluang.engines.allocation.allocating import arguments_for
    from peluang.engines.allocation.deferred import compiled, propose

    source = np.random.default_rng(3)
    n, m = 3000, 60
    wishes = [source.choice(m, 6, replace=False).tolist() for _ in range(n)]
    seats = source.integers(0, 60, m)
    reserves = [(c, int(g), 1 + int(s) // 5) for c, s in enumerate(seats) if s for g in source.choice(5, 2, False)]
    reserves = [each for each in reserves if 2 * each[2] <= seats[each[0]]]
    market = market_of(source.integers(0, 5, n), seats, reserves, wishes, source.integers(0, 4, (n, 6)).tolist())
    drawn = tickets(SEED, "t", market.people)
    by_ticket = np.lexsort((drawn[:, 1], drawn[:, 0])).astype(np.int32)
    place = np.empty(n, np.int64)
    place[by_ticket] = np.arange(n)
    plain, _steps = propose(*arguments_for(market, by_ticket, place, np.arange(n, dtype=np.int32)))
    fast, _fewer = compiled(*arguments_for(market, by_ticket, place, by_ticket))
    assert plain[by_ticket].tolist() == fast.tolist()
    assert (plain >= 0).sum() > 1000


def test_points_come_before_the_ticket():
    place = np.array([5, 1], np.int64)
    better, worse = keys(np.array([2, 1], np.int16), place)
    assert better < worse


@pytest.mark.parametrize(("change", "said"), [
    ({"seats": np.array([-1, 1], np.int32)}, "less than no seats"),
    ({"wish": np.array([0, 7], np.int32)}, "names no class"),
    ({"wish": np.array([0, 0], np.int32)}, "twice"),
    ({"reserve_seats": np.array([9], np.int32)}, "keeps more seats"),
    ({"people": np.array([], "S1")}, "differ in length"),
])  # fmt: skip
def test_a_market_that_contradicts_itself(change, said):
    market = market_of([1], [1, 1], [(0, 1, 1)], [[0, 1]])
    with pytest.raises(MarketError, match=said):
        replace(market, **change)


class Files:
    """A round on disk as it is published."""

    def __init__(self, folder: Path, market: Market):
        self.classes, self.reserves, self.wishes, self.result = (
            folder / f"{name}.csv" for name in ("classes", "reserves", "wishes", "result")
        )
        allocation.write_classes(self.classes, market)
        allocation.write_reserves(self.reserves, market)
        allocation.write_wishes(self.wishes, market)
        self.made = allocate(market, SEED, name="t")
        allocation.write_result(self.result, self.made)

    def verify(self, seed=SEED, **more):
        return allocation.verify_files(
            str(self.classes), str(self.reserves), str(self.wishes), seed.hex(), str(self.result), "t", **more
        )


def crowded():
    source = np.random.default_rng(1)
    wishes = [source.choice(6, 4, replace=False).tolist() for _ in range(80)]
    return market_of(
        source.integers(3301, 3304, 80), [9, 8, 7, 6, 5, 0], [(0, 3301, 3), (1, 3302, 2), (1, 3303, 2)], wishes,
        source.integers(0, 3, (80, 4)).tolist(),
    )  # fmt: skip


def test_files_come_back_as_they_were_and_verify(tmp_path):
    market = crowded()
    files = Files(tmp_path, market)
    again = allocation.read_market(files.classes, files.reserves, files.wishes)
    other = allocate(again, SEED, name="t")
    assert sorted(allocation.result_lines(other)) == sorted(allocation.result_lines(files.made))
    assert files.verify() == []
    assert files.verify(commitment=hashlib.sha256(SEED).hexdigest()) == []
    done = subprocess.run(
        [sys.executable, "-I", str(Path(allocation.__file__).parent / "verify.py"), str(files.classes),
         str(files.reserves), str(files.wishes), SEED.hex(), str(files.result), "--name", "t"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, "AGREES" in done.stdout) == (0, True)


def test_a_result_that_was_tampered_with_is_found(tmp_path):
    files = Files(tmp_path, crowded())
    assert files.verify(seed=hashlib.sha256(b"other").digest())
    assert "promised" in files.verify(commitment="0" * 64)[0]
    rows = files.result.read_text().splitlines()
    placed = next(n for n, row in enumerate(rows) if row.endswith("open"))
    rows[placed] = rows[placed].split(",")[0] + ",,0,none"
    files.result.write_text("\n".join(rows) + "\n")
    assert "blocking pairs" in files.verify()[-1]


@pytest.mark.parametrize(("name", "text", "said"), [
    ("classes", "class;seats\nc0;1\n", "first line"), ("classes", "class,seats\nc0,many\n", "classes.csv"),
    ("wishes", "person,regency,rank,class,points\np,33.20,1,zz,0\n", "no class zz"),
    ("wishes", "person,regency,rank,class,points\np,33.20,2,c0,0\n", "numbered"),
    ("wishes", "person,regency,rank,class,points\np,33.20,1,c0,0\np,33.21,2,c1,0\n", "two regencies"),
    ("wishes", "person,regency,rank,class,points\np,jepara,1,c0,0\n", "not a code"),
    ("wishes", "person,regency,rank,class,points\np,33.20,1,,0\n", "no class"),
])  # fmt: skip
def test_a_file_that_is_wrong_says_how(name, text, said, tmp_path):
    files = Files(tmp_path, crowded())
    getattr(files, name).write_text(text)
    with pytest.raises(MarketError, match=said):
        allocation.read_market(files.classes, files.reserves, files.wishes)


def test_the_printed_proof_says_zero_in_both_languages():
    market = crowded()
    result = allocate(market, SEED, name="t")
    proof = proof_of(result, check(result, SEED, name="t"), name="Las Jepara", secret=SEED, priority_rule="2026-1")
    assert "0 pasangan yang saling menghalangi" in proof.text("id")
    assert "0 blocking pairs" in proof.text("en")
    assert sum(proof.by_rank) == proof.placed == 35
    assert allocation.Proof.from_json(proof.as_json()) == proof
    assert max(len(line) for line in proof.text("id").splitlines()) < 82
