"""The draw of a wave: committed, reproducible by anyone, indifferent to who came first.

Public API
----------
commitment.py
    ``commitment(seed: bytes) -> str`` sha256 hex, published when the wave opens; ``commitment_holds(seed,
    published)``; ``draw_seed(secret: bytes, public_value: str) -> bytes`` mixes in a value nobody knew at
    closing time
tickets.py
    ``ticket(seed: bytes, wave: str, entry_id: str) -> bytes`` (16 bytes, lowest is drawn first);
    ``tickets(seed, wave, entry_ids) -> uint64[n, 2]``
roster.py
    ``Roster(entry_ids: S[n], regency: int32[n], priority_list: int16[n], family_key: uint64[n],
    family_recipients: int8[n])``; ``Quotas(regency: int32[q], priority_list: int16[q], places: int64[q])``;
    both check themselves (``RosterError``, ``QuotaError``); ``roster_digest(roster) -> str``,
    ``quotas_digest(quotas) -> str``
lottery.py
    ``draw(roster, quotas, seed, *, wave, rule_version="1") -> DrawResult``; ``DrawResult`` holds arrays in
    roster order: ``outcome`` (``Outcome``: DRAWN, PLACES_FULL, FAMILY_LIMIT), ``phase`` (0 none, 1 own quota,
    2 regency, 3 nation), ``rank`` (1.. inside regency x list), ``quota`` (places of that quota),
    ``last_rank``; ``result.receipt(entry_id)`` or ``.receipt_at(position) -> Receipt`` with texts
outcomes.py
    ``check(roster, quotas, result) -> DrawCheck(quota_errors, family_errors)``, independent of the drawing
files.py
    ``write_roster(path, roster)``, ``read_roster(path)``, ``write_quotas``, ``read_quotas``,
    ``write_result(path, result)``: the CSV files that verify.py reads
verify.py
    one file, standard library only: ``python verify.py roster.csv quotas.csv SEED_HEX result.csv``; also
    ``verify_files(roster, quotas, seed_hex, result) -> list[str]`` (empty = agrees)

Rule version "1": every entry has a ticket; in ticket order it takes a place of its own quota (regency x
priority list) unless its family already has two recipients. Places left over are then given, in ticket order,
to anyone in the same regency. What is still left stays unfilled and is carried to the next wave. Version
"1-nation" adds a third round over the whole country.
"""

from peluang.engines.draw.commitment import commitment, commitment_holds, draw_seed
from peluang.engines.draw.files import read_quotas, read_roster, write_quotas, write_result, write_roster
from peluang.engines.draw.lottery import FAMILY_LIMIT, RULES, draw
from peluang.engines.draw.outcomes import DrawCheck, DrawResult, Outcome, Phase, Receipt, check
from peluang.engines.draw.roster import (
    QuotaError,
    Quotas,
    Roster,
    RosterError,
    quotas_digest,
    roster_digest,
)
from peluang.engines.draw.tickets import ticket, tickets
from peluang.engines.draw.verify import verify_files

__all__ = [
    "FAMILY_LIMIT",
    "RULES",
    "DrawCheck",
    "DrawResult",
    "Outcome",
    "Phase",
    "QuotaError",
    "Quotas",
    "Receipt",
    "Roster",
    "RosterError",
    "check",
    "commitment",
    "commitment_holds",
    "draw",
    "draw_seed",
    "quotas_digest",
    "read_quotas",
    "read_roster",
    "roster_digest",
    "ticket",
    "tickets",
    "verify_files",
    "write_quotas",
    "write_result",
    "write_roster",
]
