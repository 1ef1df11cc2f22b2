"""The public files of a draw, made by PostgreSQL from what was fixed at screening and draw: entry ids, never people.

Formats are those of engines.draw.files, which verify.py reads. 100,000 entries take about 0.2 s.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection

from peluang.domain.kernel.context import elevated
from peluang.engines.draw import draw_seed, quotas_digest
from peluang.engines.draw.files import QUOTAS_HEADER, RESULT_HEADER, ROSTER_HEADER

from .models import Wave, WaveQuota
from .quota_cells import RULES, list_numbers, quotas_of, region_number

_IN_DRAW = "('eligible', 'not_drawn', 'drawn', 'decreed')"
_REGION = "coalesce(nullif(replace({0}.{1}, '.', ''), ''), '0')::int"
_LISTS = "(select code, n - 1 as number from unnest(%(lists)s::text[]) with ordinality as l(code, n)) list"

_ROSTER = f"""
select string_agg(concat_ws(',', e.id, {_REGION.format("e", "quota_region")}, list.number, e.family_key,
                            e.family_before),
                  e'\\n' order by e.id)
  from programme_wave_entry e join {_LISTS} on list.code = e.priority
 where e.wave_id = %(wave)s and e.status in {_IN_DRAW}
"""
_RESULT = f"""
select string_agg(concat_ws(',', e.id,
           case when e.round > 0 then 'drawn' when e.reasons->0->>'code' = 'FAMILY_LIMIT' then 'family_limit'
                else 'places_full' end, e.round, e.rank, coalesce(q.places, 0)), e'\\n' order by e.id)
  from programme_wave_entry e
  left join programme_wave_quota q on q.wave_id = e.wave_id and q.region = e.quota_region and q.priority = e.priority
 where e.wave_id = %(wave)s and e.status in {_IN_DRAW}
"""


def draw_name(wave: Wave) -> str:
    """What tickets are made from besides seed and entry; part of the public result."""
    return f"gelombang-{wave.number}"


def roster_csv(wave: Wave) -> bytes:
    """Everybody who takes part, with region, list and family as numbers. Public from screening."""
    lists = list_numbers(WaveQuota.objects.filter(wave=wave).values_list("priority", flat=True))
    return _file(ROSTER_HEADER, _read(_ROSTER, wave, lists=list(lists)))


def quotas_csv(wave: Wave) -> bytes:
    """The places of each region and list. Public from opening."""
    quotas = list(WaveQuota.objects.filter(wave=wave).order_by("region", "priority"))
    numbers = list_numbers(each.priority for each in quotas)
    lines = [f"{region_number(each.region)},{numbers[each.priority]},{each.places}" for each in quotas]
    return _file(QUOTAS_HEADER, "\n".join(lines))


def result_csv(wave: Wave) -> bytes:
    """Who was drawn, in which round and at which rank. Public from the draw."""
    secret = bytes.fromhex(wave.seed)
    seed = draw_seed(secret, wave.public_value) if wave.public_value else secret
    quotas = list(WaveQuota.objects.filter(wave=wave))
    notes = {
        "wave": draw_name(wave), "rule": RULES[wave.rules], "seed-sha256": hashlib.sha256(seed).hexdigest(),
        "roster-sha256": wave.roster_digest, "quotas-sha256": quotas_digest(quotas_of(quotas)),
    }  # fmt: skip
    head = "".join(f"# {name}: {value}\n" for name, value in notes.items()).encode()
    return head + _file(RESULT_HEADER, _read(_RESULT, wave))


def _read(statement: str, wave: Wave, **values: Any) -> str:
    with elevated("public files of a draw: entry ids alone"), connection.cursor() as cursor:
        cursor.execute(statement, {"wave": wave.id, **values})
        return cursor.fetchone()[0] or ""


def _file(header: bytes, lines: str) -> bytes:
    return header + b"\n" + (lines.encode() + b"\n" if lines else b"")
