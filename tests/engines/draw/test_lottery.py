"""The draw: its invariants, and that a stranger's program comes to the same result."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.engines import draw as room
from peluang.engines.draw import (
    DrawCheck,
    DrawResult,
    Outcome,
    Phase,
    Quotas,
    Roster,
    RosterError,
    check,
    draw,
    verify_files,
    write_quotas,
    write_result,
    write_roster,
)

SEED = bytes(range(32))
Entry = tuple[int, int, int, int]  # regency, list, family, recipients so far


def roster_of(entries: list[Entry], names: list[str] | None = None) -> Roster:
    names = names or [f"e{place}" for place in range(len(entries))]
    columns = list(zip(*entries, strict=True)) if entries else [(), (), (), ()]
    return Roster(
        np.array(names, dtype="S") if names else np.array([], dtype="S1"),
        np.array(columns[0], dtype=np.int32),
        np.array(columns[1], dtype=np.int16),
        np.array(columns[2], dtype=np.uint64),
        np.array(columns[3], dtype=np.int8),
    )


def quotas_of(cells: dict[tuple[int, int], int]) -> Quotas:
    return Quotas(
        np.array([regency for regency, _ in cells], dtype=np.int32),
        np.array([listed for _, listed in cells], dtype=np.int16),
        np.array(list(cells.values()), dtype=np.int64),
    )


def by_name(result: DrawResult) -> dict[bytes, tuple[int, int, int, int]]:
    columns = (result.outcome, result.phase, result.rank, result.quota)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(result.entry_ids.tolist(), rows, strict=True))


entries = st.lists(
    st.tuples(st.sampled_from([1101, 3174, 9471]), st.integers(0, 2), st.integers(1, 12), st.integers(0, 3)),
    max_size=60,
)
cells = st.dictionaries(
    st.tuples(st.sampled_from([1101, 3174, 3273]), st.integers(0, 2)), st.integers(0, 12), max_size=9
)
seeds = st.binary(min_size=32, max_size=32)
rules = st.sampled_from(["1", "1-nation"])


@given(entries, cells, seeds, rules)
def test_quotas_and_families_are_kept(
    people: list[Entry], places: dict[tuple[int, int], int], seed: bytes, rule: str
) -> None:
    roster, quotas = roster_of(people), quotas_of(places)
    result = draw(roster, quotas, seed, wave="1", rule_version=rule)
    assert check(roster, quotas, result) == DrawCheck(0, 0)
    drawn = result.outcome == Outcome.DRAWN
    # Counted once more with plain Python, for the check itself could be wrong.
    families = Counter(family for (_, _, family, _), won in zip(people, drawn.tolist(), strict=True) if won)
    for family, count in families.items():
        assert count + max(before for _, _, name, before in people if name == family) <= 2
    if rule == "1":
        won = Counter(regency for (regency, *_), yes in zip(people, drawn.tolist(), strict=True) if yes)
        for regency, count in won.items():
            assert count <= sum(n for (where, _), n in places.items() if where == regency)
    assert int(drawn.sum()) + int(result.unfilled_places.sum()) == sum(n for n in places.values())


@given(entries, cells, seeds, rules, st.randoms(use_true_random=False))
def test_arrival_order_does_not_matter(
    people: list[Entry], places: dict[tuple[int, int], int], seed: bytes, rule: str, chance: object
) -> None:
    order = list(range(len(people)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    first = draw(roster_of(people), quotas_of(places), seed, wave="1", rule_version=rule)
    names = [f"e{place}" for place in order]
    second_roster = roster_of([people[place] for place in order], names)
    turned = dict(reversed(places.items()))
    second = draw(second_roster, quotas_of(turned), seed, wave="1", rule_version=rule)
    assert by_name(first) == by_name(second)
    assert (first.roster_digest, first.quotas_digest) == (second.roster_digest, second.quotas_digest)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(entries, cells, seeds, rules, st.sampled_from(["", "IHSG 7.310,5"]))
def test_a_strangers_program_agrees(
    tmp_path: Path,
    people: list[Entry],
    places: dict[tuple[int, int], int],
    seed: bytes,
    rule: str,
    public: str,
) -> None:
    roster, quotas = roster_of(people), quotas_of(places)
    used = room.draw_seed(seed, public) if public else seed
    files = [str(tmp_path / name) for name in ("roster.csv", "quotas.csv", "result.csv")]
    write_roster(Path(files[0]), roster)
    write_quotas(Path(files[1]), quotas)
    write_result(Path(files[2]), draw(roster, quotas, used, wave="gelombang 7", rule_version=rule))
    promise = room.commitment(seed)
    assert verify_files(files[0], files[1], seed.hex(), files[2], public, promise) == []


def example() -> tuple[Roster, Quotas]:
    chance = np.random.default_rng(3)
    people = [
        (int(r), int(k), int(f), 0)
        for r, k, f in zip(
            chance.choice([1101, 3174], 3000),
            chance.integers(0, 3, 3000),
            chance.integers(1, 1500, 3000),
            strict=True,
        )
    ]
    return roster_of(people), quotas_of({(1101, 0): 50, (1101, 1): 400, (3174, 0): 100, (3174, 2): 5})


def test_another_seed_or_wave_draws_others() -> None:
    roster, quotas = example()
    first = draw(roster, quotas, SEED, wave="1")
    assert by_name(first) == by_name(draw(roster, quotas, SEED, wave="1"))
    assert by_name(first) != by_name(draw(roster, quotas, bytes(32), wave="1"))
    assert by_name(first) != by_name(draw(roster, quotas, SEED, wave="2"))


def test_places_left_over_go_to_the_same_regency_only() -> None:
    people = [(1101, 0, n, 0) for n in range(1, 11)] + [(3174, 0, n, 0) for n in range(11, 31)]
    quotas = quotas_of({(1101, 0): 3, (1101, 1): 20, (3174, 0): 4})
    result = draw(roster_of(people), quotas, SEED, wave="1")
    assert int((result.phase[:10] == Phase.OWN_QUOTA).sum()) == 3
    assert int((result.phase[:10] == Phase.REGENCY).sum()) == 7
    assert int((result.outcome[10:] == Outcome.DRAWN).sum()) == 4
    assert dict(zip(result.unfilled_regency.tolist(), result.unfilled_places.tolist(), strict=True)) == {1101: 13}
    wide = draw(roster_of(people), quotas, SEED, wave="1", rule_version="1-nation")
    assert int((wide.phase == Phase.NATION).sum()) == 13


def test_every_entry_has_the_same_chance() -> None:
    """400 draws of 10 out of 40: each entry is expected 100 times, standard deviation 8.7."""
    roster = roster_of([(1101, 0, n, 0) for n in range(1, 41)])
    quotas = quotas_of({(1101, 0): 10})
    wins = np.zeros(40)
    for number in range(400):
        wins += draw(roster, quotas, number.to_bytes(32, "big"), wave="1").outcome == Outcome.DRAWN
    assert wins.sum() == 4000
    assert ((wins - 100) ** 2 / 75).sum() < 76  # chi-square, 39 degrees of freedom, p = 0.0004


def test_receipts_explain() -> None:
    people = [(1101, 0, 7, 0)] * 4 + [(1101, 0, n, 0) for n in range(10, 20)] + [(3174, 1, 50, 0)]
    roster, quotas = roster_of(people), quotas_of({(1101, 0): 8})
    result = draw(roster, quotas, SEED, wave="1")
    receipts = [result.receipt_at(place) for place in range(len(people))]
    family = [receipt for receipt in receipts[:4] if receipt.outcome is Outcome.FAMILY_LIMIT]
    for receipt in family:
        assert "Kartu Keluarga" in receipt.text_id
    full = [receipt for receipt in receipts if receipt.outcome is Outcome.PLACES_FULL and receipt.quota]
    for receipt in full:
        assert receipt.rank > receipt.last_rank >= 8
        assert str(receipt.rank) in receipt.text_en
    assert "no places" in receipts[-1].text_en
    assert result.receipt("e0") == receipts[0]
    assert receipts[0].ticket == room.ticket(SEED, "1", "e0").hex()
    with pytest.raises(KeyError):
        result.receipt("nobody")


def test_an_entry_twice_is_refused() -> None:
    with pytest.raises(RosterError, match="twice"):
        draw(roster_of([(1, 0, 1, 0)] * 2, ["same", "same"]), quotas_of({}), SEED, wave="1")


def published(tmp_path: Path) -> list[str]:
    roster, quotas = example()
    write_roster(tmp_path / "roster.csv", roster)
    write_quotas(tmp_path / "quotas.csv", quotas)
    write_result(tmp_path / "result.csv", draw(roster, quotas, SEED, wave="1"))
    return [str(tmp_path / "roster.csv"), str(tmp_path / "quotas.csv"), SEED.hex(), str(tmp_path / "result.csv")]


def test_verify_runs_alone(tmp_path: Path) -> None:
    """Without the product on the path, without site packages."""
    arguments = published(tmp_path)
    program = [sys.executable, "-I", "-S", str(Path(room.__file__).with_name("verify.py"))]
    right = subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
    assert (right.returncode, right.stdout.strip()) == (0, "SESUAI / AGREES")
    arguments[2] = bytes(32).hex()
    wrong = subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert "another seed" in wrong.stdout
    assert subprocess.run(program, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("result.csv", b",drawn,", b",places_full,", "wrong"),
        ("roster.csv", b"\ne1,", b"\nfriend1,", "another roster"),
        ("quotas.csv", b"1101,0,50", b"1101,0,51", "other quotas"),
        ("result.csv", b"# rule: 1", b"# rule: 9", "does not know"),
        ("roster.csv", b"entry,", b"name,", "cannot be read"),
    ],
)
def test_any_change_is_noticed(tmp_path: Path, file: str, old: bytes, new: bytes, says: str) -> None:
    arguments = published(tmp_path)
    path = tmp_path / file
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    assert any(says in problem for problem in verify_files(*arguments))


def test_a_broken_promise_is_noticed(tmp_path: Path) -> None:
    roster, quotas, seed, result = published(tmp_path)
    problems = verify_files(roster, quotas, seed, result, commitment=room.commitment(bytes(32)))
    assert problems == ["The seed is not the one that was promised when the wave opened."]
