"""Screening: every entry of a closed wave is checked against every rule at once, and told every reason."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.messages.commands import write_many
from peluang.domain.people.models import Person
from peluang.engines.draw import roster_digest
from peluang.engines.rules import assess_many, from_json, reasons_of

from ..events import WAVE_SCREENED
from ..facts import PersonFacts, columns_of, facts_of
from ..models import Wave, WaveEntry, WaveQuota
from ..quota_cells import RosterRow, assigner, family_key, roster_of
from ..reasons import stored
from ..states import WAVE
from .waves import locked_wave

_WRITE = """
update programme_wave_entry entry
   set status = case when checked.mask = 0 then 'eligible' else 'ineligible' end, reasons = said.reasons,
       quota_region = checked.region, priority = checked.list, family_key = checked.family,
       family_before = checked.before, decided_at = %s
  from unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::smallint[])
         as checked(id, mask, region, list, family, before)
  join unnest(%s::bigint[], %s::jsonb[]) as said(mask, reasons) using (mask)
 where entry.id = checked.id
"""


@command
def screen_wave(by: Actor, *, wave_id: UUID, at: datetime.datetime) -> Wave:
    """Turns every entry into eligible or ineligible with its reasons, and fixes the roster of the draw.

    The digest of that roster is public from here on, so that nobody can add an entry before the draw. Facts are
    those of `at`. Raises Refused("wrong_state").
    """
    wave = locked_wave(by, wave_id)
    WAVE.advance(wave, "screened", by.role)
    parameters = from_json(wave.scheme.parameters)
    quotas = list(WaveQuota.objects.filter(wave=wave))
    entries = dict(WaveEntry.objects.filter(wave=wave, status="joined").values_list("person_id", "id"))
    people = Person.objects.filter(id__in=WaveEntry.objects.filter(wave=wave, status="joined").values("person_id"))
    facts = facts_of(people)
    masks: list[int] = assess_many(columns_of(facts), parameters, at).tolist()
    reasons = {mask: [stored(each) for each in reasons_of(mask, parameters)] for mask in set(masks)}
    assign = assigner(quotas)
    rows: list[RosterRow] = [
        (
            entries[each.person_id],
            *assign(each),
            family_key(wave.id, each.kk_digest, each.person_id),
            each.family_recipients,
        )
        for each in facts
    ]
    _write(rows, masks, reasons, at)
    eligible = [row for row, mask in zip(rows, masks) if mask == 0]
    wave.roster_digest = roster_digest(roster_of(eligible, quotas))
    wave.save()
    _tell(by, wave, facts, masks, at)
    append(
        WAVE_SCREENED, wave.id, at=at, eligible=len(eligible), ineligible=len(rows) - len(eligible),
        roster=wave.roster_digest, digest=_digest(rows, masks),
    )  # fmt: skip
    return wave


def _write(
    rows: Sequence[RosterRow], masks: list[int], reasons: dict[int, list[dict[str, object]]], at: datetime.datetime
) -> None:
    if not rows:
        return
    entries, regions, lists, families, before = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            [
                at, [str(each) for each in entries], masks, list(regions), list(lists), list(families), list(before),
                list(reasons), [json.dumps(each) for each in reasons.values()],
            ],
        )  # fmt: skip


def _tell(by: Actor, wave: Wave, facts: list[PersonFacts], masks: list[int], at: datetime.datetime) -> None:
    """Those who cannot take part hear it now, with the way to every reason, and not after the draw."""
    contexts = {
        each.person_id: {"wave": wave.number, "reasons": mask.bit_count()} for each, mask in zip(facts, masks) if mask
    }
    write_many(by, template="programme.ineligible", contexts=contexts, once=f"screened:{wave.number}", at=at)


def _digest(rows: Sequence[RosterRow], masks: list[int]) -> str:
    lines = sorted(f"{row[0]} {mask}" for row, mask in zip(rows, masks))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
