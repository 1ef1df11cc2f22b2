"""Checks a published allocation of seats. Anyone may run it; it needs Python 3.8 or later only.

    python verify.py classes.csv reserves.csv wishes.csv SEED_HEX result.csv --name NAME [--public VALUE]
                     [--commitment HEX]

SEED_HEX is the secret published with the result; ``--public`` the public value mixed in, if one was; ``--commitment``
the promise published when the round opened. It does not repeat the allocation: it draws the tickets anew, lets every
class choose again, and counts the pairs of a person and a class who would both rather have each other. There must be
none. It exits with 0 if everything agrees, with 1 if not, and shares no code with the office's program, on purpose.

The rule (version 1): a class gives the seats kept for a regency to the best of that regency, and all other seats to
the best of everyone else; kept seats that nobody of the regency holds are open. Best: more points, then the lower
ticket. ticket = first 16 bytes of HMAC-SHA256(seed, name + line feed + person).
"""

from __future__ import annotations

import hashlib
import hmac
import sys
from collections import defaultdict

HEADERS = {
    "classes": "class,seats", "reserves": "class,regency,seats", "wishes": "person,regency,rank,class,points",
    "result": "person,class,rank,seat",
}  # fmt: skip
SHOWN = 5


class Unreadable(Exception):
    """A file that is not what it should be."""


def rows_of(path: str, kind: str) -> list[list[str]]:
    with open(path, encoding="utf-8-sig") as file:
        lines = [line.rstrip("\r\n") for line in file if line.strip() and not line.startswith("#")]
    if not lines or lines[0] != HEADERS[kind]:
        raise Unreadable(f"{path}: the first line must be {HEADERS[kind]}")
    rows = [line.split(",") for line in lines[1:]]
    for number, row in enumerate(rows, 2):
        if len(row) != HEADERS[kind].count(",") + 1:
            raise Unreadable(f"{path}, line {number}: too few or too many columns")
    return rows


def seed_of(seed_hex: str, public: str, commitment: str) -> bytes:
    try:
        secret = bytes.fromhex(seed_hex)
    except ValueError:
        raise Unreadable("the seed is not hexadecimal") from None
    if commitment and hashlib.sha256(secret).hexdigest() != commitment.strip().lower():
        raise Unreadable("the seed is not the one that was promised")
    return hashlib.sha256(secret + b"\0" + public.encode()).digest() if public else secret


class Round:
    """The files as dictionaries. wishes: person → [(class, points)] in order; given: person → (class, rank, seat)."""

    def __init__(self, classes: str, reserves: str, wishes: str, result: str) -> None:
        self.seats = {name: int(seats) for name, seats in rows_of(classes, "classes")}
        self.kept: dict[str, dict[str, int]] = defaultdict(dict)
        for name, regency, seats in rows_of(reserves, "reserves"):
            self.kept[name][regency.replace(".", "")] = int(seats)
        self.home: dict[str, str] = {}
        self.wishes: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for person, regency, _rank, name, points in sorted(rows_of(wishes, "wishes"), key=lambda r: (r[0], int(r[2]))):
            self.home[person] = regency.replace(".", "")
            self.wishes[person].append((name, int(points)))
        self.given = {person: (name, int(rank), seat) for person, name, rank, seat in rows_of(result, "result")}


def standing(found: Round, seed: bytes, name: str) -> dict[tuple[str, str], tuple[int, bytes]]:
    """(person, class) → what they are compared by; less is better."""
    made = {}
    for person, wishes in found.wishes.items():
        ticket = hmac.new(seed, name.encode() + b"\n" + person.encode(), "sha256").digest()[:16]
        for wanted, points in wishes:
            made[person, wanted] = (-points, ticket)
    return made


def chosen(found: Round, where: str, people: list[str], better: dict[tuple[str, str], tuple[int, bytes]]) -> set[str]:
    """Whom the class takes among `people`; those on kept seats first."""
    ranked = sorted(people, key=lambda person: better[person, where])
    left = dict(found.kept.get(where, {}))
    taken: list[str] = []
    others: list[str] = []
    for person in ranked:
        if left.get(found.home[person], 0) > 0 and len(taken) < found.seats[where]:
            left[found.home[person]] -= 1
            taken.append(person)
        else:
            others.append(person)
    return set(taken) | set(others[: found.seats[where] - len(taken)])


def simple_faults(found: Round) -> list[str]:
    problems = []
    if set(found.given) != set(found.wishes):
        problems.append("the result and the wishes name different people")
    counts: dict[str, int] = defaultdict(int)
    for person, (name, rank, _seat) in found.given.items():
        if not name:
            continue
        counts[name] += 1
        named = [wanted for wanted, _points in found.wishes.get(person, [])]
        if not 0 < rank <= len(named) or named[rank - 1] != name:
            problems.append(f"{person} did not name {name} at rank {rank}")
    problems += [f"class {name} holds {count} people" for name, count in counts.items()
                 if count > found.seats.get(name, 0)]  # fmt: skip
    return problems


def blocking_pairs(found: Round, better: dict[tuple[str, str], tuple[int, bytes]]) -> list[tuple[str, str]]:
    """A class that is not full takes anyone; a full one turns somebody away when one more comes: is it the newcomer?"""
    people = defaultdict(list)
    for person, (name, _rank, _seat) in found.given.items():
        if name:
            people[name].append(person)
    bars = {name: bar_of(found, name, people[name], better) for name in found.seats}
    pairs = []
    for person, wishes in found.wishes.items():
        _name, rank, _seat = found.given[person]
        for wanted, _points in wishes[: rank - 1] if rank else wishes:
            anyone, by_regency = bars[wanted]
            mine = better[person, wanted]
            kept = by_regency.get(found.home[person])
            if (anyone is not None and mine < anyone) or (kept is not None and mine < kept):
                pairs.append((person, wanted))
    return pairs


Bar = tuple[int, bytes]  # what somebody is compared by in one class
LAST: Bar = (1 << 40, b"")  # behind everybody


def bar_of(
    found: Round, name: str, people: list[str], better: dict[tuple[str, str], Bar]
) -> tuple[Bar | None, dict[str, Bar]]:
    """(what anyone has to beat or None, {regency: what its people have to beat}): the choice above, in short."""
    if found.seats[name] == 0:
        return None, {}
    if len(people) < found.seats[name]:
        return LAST, {}
    by_regency: dict[str, Bar] = {}
    protected: set[str] = set()
    for regency, seats in found.kept.get(name, {}).items():
        own = sorted((better[each, name], each) for each in people if found.home[each] == regency)
        by_regency[regency] = LAST if len(own) < seats else own[seats - 1][0]
        protected |= {each for _key, each in own[:seats]}
    others = [better[each, name] for each in people if each not in protected]
    return (max(others) if others else None), by_regency


def verify_files(
    classes: str, reserves: str, wishes: str, seed_hex: str, result: str, name: str, public: str = "",
    commitment: str = "",
) -> list[str]:  # fmt: skip
    """What is wrong, in words; empty when everything agrees."""
    try:
        seed = seed_of(seed_hex, public, commitment)
        found = Round(classes, reserves, wishes, result)
    except (Unreadable, ValueError, OSError) as error:
        return [str(error)]
    unknown = {wanted for wishes_ in found.wishes.values() for wanted, _points in wishes_} - set(found.seats)
    if unknown:
        return [f"the wishes name classes that are not there: {', '.join(sorted(unknown)[:SHOWN])}"]
    problems = simple_faults(found)
    if problems:
        return problems
    better = standing(found, seed, name)
    holders = defaultdict(list)
    for person, (where, _rank, _seat) in found.given.items():
        if where:
            holders[where].append(person)
    problems += [f"class {where} would not choose all of its people" for where, people in holders.items()
                 if chosen(found, where, people, better) != set(people)]  # fmt: skip
    pairs = blocking_pairs(found, better)
    shown = ", ".join(f"{person} and {where}" for person, where in pairs[:SHOWN])
    return problems + ([f"{len(pairs)} blocking pairs: {shown}"] if pairs else [])


def main(words: list[str]) -> int:
    options = {"--name": "", "--public": "", "--commitment": ""}
    plain: list[str] = []
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word] = words.pop(0)
        else:
            plain.append(word)
    if len(plain) != 5:
        print(__doc__)
        return 2
    classes, reserves, wishes, seed, result = plain
    problems = verify_files(
        classes, reserves, wishes, seed, result, options["--name"], options["--public"], options["--commitment"]
    )
    for problem in problems:
        print(problem)
    print("TIDAK SESUAI / DOES NOT AGREE" if problems else "SESUAI / AGREES: 0 blocking pairs")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
