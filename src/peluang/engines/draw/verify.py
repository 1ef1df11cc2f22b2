"""Repeats a draw and says whether the published result is right. Anyone may run it; it needs Python 3.8 or
later only.

    python verify.py roster.csv quotas.csv SEED_HEX result.csv [--public VALUE] [--commitment HEX]

SEED_HEX is the secret that was published after the draw. ``--public`` is the public value that was mixed in,
if one was; ``--commitment`` is the promise that was published when the wave opened. The program prints what
it found and exits with 0 if everything agrees, with 1 if not. It shares no code with the office's own
program, on purpose.

The rule (version 1): ticket = first 16 bytes of HMAC-SHA256(seed, wave + line feed + entry). In the order of
tickets an entry takes a place of its own regency and list, unless its family has two recipients already.
Places left over in a regency then go, in the order of tickets, to anyone of that regency; with rule
"1-nation" also across the country.
"""

from __future__ import annotations

import hashlib
import sys

ROSTER_HEADER = b"entry,regency,list,family,family_recipients"
QUOTAS_HEADER = b"regency,list,places"
RESULT_HEADER = b"entry,outcome,round,rank,quota"
FAMILY_LIMIT = 2
ROUNDS = {"1": 2, "1-nation": 3}
SHOWN = 5


class Unreadable(Exception):
    """A file that is not what it should be."""


def read_lines(path: str, header: bytes) -> tuple[dict[str, str], list[bytes]]:
    """Comment lines as a dict, and the rows below the header."""
    with open(path, "rb") as file:
        lines = file.read().splitlines()
    notes = {}
    start = 0
    while start < len(lines) and lines[start].startswith(b"# "):
        name, _, value = lines[start][2:].decode().partition(": ")
        notes[name] = value
        start += 1
    if start == len(lines) or lines[start] != header:
        raise Unreadable(f"{path}: expected the line {header.decode()}")
    return notes, lines[start + 1 :]


def digest(lines: list[bytes]) -> str:
    """SHA-256 of the sorted lines."""
    return hashlib.sha256(b"".join(line + b"\n" for line in sorted(lines))).hexdigest()


class Entries:
    """The roster as plain columns: lists of a million lists would keep Python's garbage collector busy."""

    def __init__(self, lines: list[bytes]) -> None:
        self.names: list[bytes] = []
        self.cells: list[bytes] = []  # regency,list
        self.families: list[bytes] = []
        self.recipients: dict[bytes, int] = {}  # family -> recipients so far, the highest that any row says
        for line in lines:
            name, regency, priority_list, family, before = line.split(b",")
            self.names.append(name)
            self.cells.append(regency + b"," + priority_list)
            self.families.append(family)
            if before != b"0" and int(before) > self.recipients.get(family, 0):
                self.recipients[family] = int(before)


def ticket_order(seed: bytes, wave: str, names: list[bytes]) -> list[int]:
    """Row numbers, lowest ticket first. HMAC written out: hashing its two key blocks once makes it twice as
    fast."""
    key = seed.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + wave.encode() + b"\n")
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
    found = []
    for name in names:
        first = inner.copy()
        first.update(name)
        second = outer.copy()
        second.update(first.digest())
        found.append(second.digest()[:16])
    if len(set(found)) != len(found):
        raise Unreadable("an entry stands twice in the roster")
    return sorted(range(len(found)), key=found.__getitem__)


def repeat(entries: Entries, quotas: dict[bytes, int], seed: bytes, wave: str, rule: str) -> list[bytes]:
    """The lines that result.csv should have, in the order of the roster."""
    order = ticket_order(seed, wave, entries.names)
    ranks = [0] * len(order)
    seen: dict[bytes, int] = {}
    for number in order:
        cell = entries.cells[number]
        ranks[number] = seen[cell] = seen.get(cell, 0) + 1
    state = [0] * len(order)  # 0 waiting, 1..3 drawn in that round, -1 stopped by the family limit
    free = dict(quotas)
    for round_number in range(1, ROUNDS[rule] + 1):
        if round_number > 1:
            order = [number for number in order if state[number] == 0]
            free = pooled(free, round_number)
        run_round(round_number, order, entries, free, state)
    words = (b"places_full", b"drawn", b"drawn", b"drawn", b"family_limit")  # the last is state -1
    return [
        b"%b,%b,%d,%d,%d" % (name, words[status], max(status, 0), rank, quotas.get(cell, 0))
        for name, cell, status, rank in zip(entries.names, entries.cells, state, ranks, strict=True)
    ]


def pool_of(cell: bytes, round_number: int) -> bytes:
    """Whose places: the cell's in round 1, the regency's in round 2, everybody's in round 3."""
    if round_number == 1:
        return cell
    return cell.split(b",")[0] if round_number == 2 else b""


def pooled(free: dict[bytes, int], round_number: int) -> dict[bytes, int]:
    """Places left over from the round before."""
    total: dict[bytes, int] = {}
    for cell, places in free.items():
        pool = pool_of(cell, round_number)
        total[pool] = total.get(pool, 0) + places
    return total


def run_round(round_number: int, order: list[int], entries: Entries, free: dict[bytes, int], state: list[int]) -> None:
    """Gives the free places of one round; changes ``free``, the recipients and ``state``."""
    recipients = entries.recipients
    pools = {cell: pool_of(cell, round_number) for cell in set(entries.cells)}
    for number in order:
        pool = pools[entries.cells[number]]
        if not free.get(pool):
            continue
        family = entries.families[number]
        had = recipients.get(family, 0)
        if had >= FAMILY_LIMIT:
            state[number] = -1
            continue
        recipients[family] = had + 1
        free[pool] -= 1
        state[number] = round_number


def verify_files(
    roster_path: str,
    quotas_path: str,
    seed_hex: str,
    result_path: str,
    public: str = "",
    commitment: str = "",
) -> list[str]:
    """Everything that does not agree, in plain words; an empty list means the result is right."""
    try:
        secret = bytes.fromhex(seed_hex.strip())
        _, roster = read_lines(roster_path, ROSTER_HEADER)
        _, quota_lines = read_lines(quotas_path, QUOTAS_HEADER)
        notes, published = read_lines(result_path, RESULT_HEADER)
        seed = hashlib.sha256(secret + b"\0" + public.encode()).digest() if public else secret
        problems = differing_digests(notes, secret, seed, roster, quota_lines, commitment)
        if notes.get("rule") not in ROUNDS:
            return [*problems, "The result names a rule this program does not know."]
        quotas = {line.rpartition(b",")[0]: int(line.rpartition(b",")[2]) for line in quota_lines}
        expected = repeat(Entries(roster), quotas, seed, notes.get("wave", ""), notes["rule"])
    except (Unreadable, OSError, ValueError, IndexError) as error:
        return [f"A file or the seed cannot be read: {error}"]
    expected.sort()
    published.sort()
    if expected != published:
        problems += differing_lines(expected, published)
    return problems


def differing_digests(
    notes: dict[str, str],
    secret: bytes,
    seed: bytes,
    roster: list[bytes],
    quotas: list[bytes],
    commitment: str,
) -> list[str]:
    """Does the result speak of this seed, this roster and these quotas?"""
    problems = []
    if commitment and hashlib.sha256(secret).hexdigest() != commitment.strip().lower():
        problems.append("The seed is not the one that was promised when the wave opened.")
    if notes.get("seed-sha256") != hashlib.sha256(seed).hexdigest():
        problems.append("The result was made with another seed.")
    if notes.get("roster-sha256") != digest(roster):
        problems.append("The result was made from another roster.")
    if notes.get("quotas-sha256") != digest(quotas):
        problems.append("The result was made with other quotas.")
    return problems


def differing_lines(expected: list[bytes], published: list[bytes]) -> list[str]:
    right, given = set(expected), set(published)
    problems = [f"{len(given - right)} published lines are wrong; {len(right - given)} lines are missing."]
    problems += ["Published, but wrong: " + line.decode() for line in sorted(given - right)[:SHOWN]]
    problems += ["Should be there: " + line.decode() for line in sorted(right - given)[:SHOWN]]
    return problems


def main(arguments: list[str]) -> int:
    """The command line. 0 agrees, 1 does not, 2 was called wrongly."""
    plain, options = [], {"--public": "", "--commitment": ""}
    rest = iter(arguments)
    for argument in rest:
        if argument in options:
            options[argument] = next(rest, "")
        else:
            plain.append(argument)
    if len(plain) != 4:
        print(__doc__)
        return 2
    roster, quotas, seed, result = plain
    problems = verify_files(roster, quotas, seed, result, options["--public"], options["--commitment"])
    for problem in problems:
        print(problem)
    print("TIDAK SESUAI / DOES NOT AGREE" if problems else "SESUAI / AGREES")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
