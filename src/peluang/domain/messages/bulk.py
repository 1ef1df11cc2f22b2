"""The same news to very many people: read how each can be reached, and write all rows, in two statements.

A model instance a person costs ten times as much; a draw tells 100,000 people in one transaction.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from peluang.domain.kernel.keys import new_ids

from .models import Channel, OutboxStatus
from .quiet_hours import not_before


class Reached(NamedTuple):
    """A person, and how they want to be reached; defaults where they said nothing."""

    person_id: UUID
    home_region: str
    zone: str
    mail: str
    phone: str
    language: str
    email: bool
    sms: bool
    quiet_from: datetime.time
    quiet_until: datetime.time


_READ = """
select p.id, p.home_region, province.timezone, coalesce(a.email, ''), coalesce(a.phone, p.phone),
       coalesce(wish.language, a.language, 'id'), coalesce(wish.email, true), coalesce(wish.sms, false),
       coalesce(wish.quiet_from, '21:00'), coalesce(wish.quiet_until, '07:00')
  from unnest(string_to_array(%s, e'\\n')::uuid[]) wanted(id)
  join people_person p on p.id = wanted.id
  join places_regency regency on regency.code = p.lives_in_id
  join places_province province on province.code = regency.province_id
  left join people_account a on a.person_id = p.id
  left join messages_preference wish on wish.person_id = p.id
"""
_WRITE = """
insert into messages_outbox (id, person_id, home_region, channel, address, template, language, context, urgent,
    written_at, not_before, status, attempts, last_error, sent_at, once)
select id, person, region, channel, '', %(template)s, language, context, false, %(at)s, start,
       case when channel = 'page' then %(sent)s else %(waiting)s end, 0, '',
       case when channel = 'page' then %(at)s::timestamptz end, %(once)s::text || person
  from unnest(string_to_array(%(ids)s, e'\\n')::uuid[], string_to_array(%(people)s, e'\\n')::uuid[],
              %(regions)s::text[], %(channels)s::text[], %(languages)s::text[],
              string_to_array(%(contexts)s, e'\\n')::jsonb[], %(starts)s::timestamptz[])
       as news(id, person, region, channel, language, context, start)
 on conflict (once) do nothing
"""


def insert_many(
    template: str, contexts: Mapping[UUID, dict[str, Any]], *, channel_of: Callable[[Reached], str],
    at: datetime.datetime, once: str,
) -> int:  # fmt: skip
    """Returns how many rows were written; whoever has the news under `once` already gets none."""
    if not contexts:
        return 0

    @cache
    def start(channel: str, zone: str, quiet_from: datetime.time, quiet_until: datetime.time) -> datetime.datetime:
        return at if channel == Channel.PAGE else not_before(at, zone, quiet_from, quiet_until)

    with connection.cursor() as cursor:
        cursor.execute(_READ, ["\n".join(map(str, contexts))])
        people = [Reached(*row) for row in cursor.fetchall()]
        channels = [str(channel_of(each)) for each in people]
        cursor.execute(
            _WRITE,
            {
                "template": template, "at": at, "sent": OutboxStatus.SENT, "waiting": OutboxStatus.WAITING,
                "once": f"{once}:" if once else None,
                "ids": "\n".join(map(str, new_ids(len(people)))),
                "people": "\n".join(str(each.person_id) for each in people),
                "regions": [each.home_region for each in people], "channels": channels,
                "languages": [each.language for each in people],
                "contexts": "\n".join(json.dumps(contexts[each.person_id]) for each in people),
                "starts": [
                    start(channel, each.zone, each.quiet_from, each.quiet_until)
                    for channel, each in zip(channels, people)
                ],
            },
        )  # fmt: skip
        return int(cursor.rowcount)
