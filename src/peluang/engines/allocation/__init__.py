"""Scarce seats for many people: by their wishes, by priority, then by a ticket from a seed promised beforehand.

Public API
----------
market.py
    ``Market(people, regency, classes, seats, first, wish, points, reserve_class, reserve_regency, reserve_seats)``:
    arrays, checked (``MarketError``); ``digest_of(lines)``, ``class_lines``, ``reserve_lines``, ``wish_lines``
allocating.py
    ``allocate(market, seed, *, name) -> Allocation`` (rank, given, kept, ticket): person-proposing deferred acceptance
check.py
    ``check(result, seed, *, name) -> Check``: blocking pairs and the rest, computed anew
proof.py
    ``proof_of(result, check, seed, ...) -> Proof``; ``Proof.text(language)`` to print; ``Proof.as_json()``
files.py
    ``read_market(classes, reserves, wishes)``, ``write_classes``, ``write_reserves``, ``write_wishes``,
    ``write_result``: plain CSV
verify.py
    one file, standard library only: ``python verify.py classes.csv reserves.csv wishes.csv SEED_HEX result.csv``

Rule: a class first fills the seats kept for a regency with the best of that regency, then every other seat with the
best of all others; kept seats that nobody claims are open to everyone. "Best" is points, then ticket. Everybody gets
the best class that is possible without anyone being passed over (no blocking pair).
"""

from .allocating import Allocation, allocate
from .check import Check, check
from .files import as_text, read_market, result_lines, write_classes, write_reserves, write_result, write_wishes
from .market import MOST_POINTS, Market, MarketError, class_lines, digest_of, reserve_lines, wish_lines
from .proof import Proof, proof_of
from .verify import verify_files

__all__ = [
    "MOST_POINTS", "Allocation", "Check", "Market", "MarketError", "Proof", "allocate", "as_text", "check",
    "class_lines", "digest_of", "proof_of", "read_market", "reserve_lines", "result_lines", "verify_files",
    "wish_lines", "write_classes", "write_reserves", "write_result", "write_wishes",
]  # fmt: skip
