"""The draw of a wave: engines.draw decides, this writes each entry's receipt."""

from __future__ import annotations

import datetime
import hashlib
import json
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.engines.draw import DrawResult, Roster, check, commitment_holds, draw, draw_seed, roster_digest
from peluang.engines.rules import local_date

from ..draw_files import draw_name
from ..events import WAVE_DRAWN
from ..models import Wave, WaveEntry, WaveQuota, WaveSecret
from ..quota_cells import RULES, quotas_of, roster_of
from ..reasons import of_receipt
from ..states import WAVE
from .waves import locked_wave

_WRITE = """
update programme_wave_entry entry
   set status = case when drawn.round > 0 then 'drawn' else 'not_drawn' end, round = drawn.round,
       rank = drawn.rank, ticket = drawn.ticket, reasons = drawn.reasons, decided_at = %s
  from unnest(string_to_array(%s, e'\n')::uuid[], %s::smallint[], %s::int[], string_to_array(%s, e'\n'),
              string_to_array(%s, e'\n')::jsonb[])
         as drawn(id, round, rank, ticket, reasons)
 where entry.id = drawn.id
"""


@command
def draw_wave(by: Actor, *, wave_id: UUID, public_value: str = "", at: datetime.datetime) -> Wave:
    """Draws from the screened roster with the seed promised at opening, then reveals that seed.

    public_value: a figure nobody could know before closing; mixed into the seed when given. The result depends on
    seed, public value, roster, quotas and rule version alone. Raises Refused: "wrong_state", "seed_broken",
    "roster_changed".
    """
    wave = locked_wave(by, wave_id)
    WAVE.advance(wave, "drawn", by.role)
    secret = bytes.fromhex(WaveSecret.objects.get(wave=wave).seed)
    if not commitment_holds(secret, wave.seed_commitment):
        raise Refused(
            "seed_broken", _("Benih undian tidak cocok dengan janji saat gelombang dibuka. Undian dihentikan.")
        )
    quotas = list(WaveQuota.objects.filter(wave=wave))
    roster = _roster(wave, quotas)
    if roster_digest(roster) != wave.roster_digest:
        raise Refused("roster_changed", _("Daftar peserta undian berubah sejak diperiksa. Undian dihentikan."))
    seed = draw_seed(secret, public_value) if public_value else secret
    places = quotas_of(quotas)
    result = draw(roster, places, seed, wave=draw_name(wave), rule_version=RULES[wave.rules])
    found = check(roster, places, result)
    if found.quota_errors or found.family_errors:
        raise RuntimeError(f"the draw broke its own rules: {found}")
    drawn = _write(wave, result, at)
    wave.seed, wave.public_value, wave.drawn_at = secret.hex(), public_value, at
    wave.save()
    append(WAVE_DRAWN, wave.id, at=at, drawn=drawn, not_drawn=len(roster) - drawn, digest=_digest(result))
    return wave


def _roster(wave: Wave, quotas: list[WaveQuota]) -> Roster:
    rows = WaveEntry.objects.filter(wave=wave, status="eligible").values_list(
        "id", "quota_region", "priority", "family_key", "family_before"
    )
    return roster_of(list(rows), quotas)


def _write(wave: Wave, result: DrawResult, at: datetime.datetime) -> int:
    if not len(result.entry_ids):
        return 0
    day = local_date(at)
    rounds = result.phase.tolist()
    reasons = [json.dumps([of_receipt(result, n, wave.rules, day)]) for n in range(len(rounds))]
    tickets = [f"{high:016x}{low:016x}" for high, low in result.ticket.tolist()]
    entries = [each.decode() for each in result.entry_ids.tolist()]
    with connection.cursor() as cursor:
        # Joined: quoting 100,000 JSON texts one by one would take longer than the draw.
        cursor.execute(
            _WRITE, [at, "\n".join(entries), rounds, result.rank.tolist(), "\n".join(tickets), "\n".join(reasons)]
        )
    return sum(1 for each in rounds if each)


def _digest(result: DrawResult) -> str:
    lines = sorted(b"%b %d" % pair for pair in zip(result.entry_ids.tolist(), result.phase.tolist()))
    return hashlib.sha256(b"\n".join(lines)).hexdigest()
