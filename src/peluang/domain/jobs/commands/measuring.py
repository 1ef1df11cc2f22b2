"""How reliably employers answer, counted once a day (answering.py says what is counted)."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours

from ..answering import SETTLED, WINDOW
from ..events import ANSWERING_MEASURED
from ..models import EmployerAnswering

_DAY = ZoneInfo("Asia/Jakarta")
#: In the order of employers, so that two workers never wait in a circle.
_MEASURE = """
insert into jobs_employer_answering (employer_id, counted, answered, days, measured_on)
select applied.employer_id, count(*), count(applied.answered_at),
       case when count(applied.answered_at) > 0 then greatest(1, ceil(
            extract(epoch from percentile_cont(0.5) within group (order by applied.answered_at - applied.sent_at))
            / 86400))::int end,
       %(today)s
  from jobs_application applied
  join jobs_vacancy vacancy on vacancy.id = applied.vacancy_id
 where applied.sent_at > %(oldest)s and applied.sent_at <= %(newest)s and applied.status <> 'draft'
   and vacancy.apply_mode = 'here' and vacancy.source in ('own', 'demo')
   and not (applied.answered_at is null and applied.status in ('withdrawn', 'refused')
            and applied.decided_at < applied.sent_at + make_interval(days => %(days)s))
 group by applied.employer_id
 order by applied.employer_id
    on conflict (employer_id) do update
   set counted = excluded.counted, answered = excluded.answered, days = excluded.days,
       measured_on = excluded.measured_on
"""


@command
def measure_answering(by: Actor, *, at: datetime.datetime) -> int:
    """The first time on each day (WIB), for all employers in one statement; returns how many were counted.

    An answer and its undoing are seen the next day. Employers with nothing to count any more are forgotten.
    """
    if by.role != Role.SYSTEM:
        raise NotYours
    today = at.astimezone(_DAY).date()
    if EmployerAnswering.objects.filter(measured_on__gte=today).exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_MEASURE, {"today": today, "newest": at - SETTLED, "oldest": at - WINDOW, "days": SETTLED.days})
        counted: int = cursor.rowcount
    forgotten, _each = EmployerAnswering.objects.filter(measured_on__lt=today).delete()
    if counted or forgotten:
        append(ANSWERING_MEASURED, new_id(), at=at, on=today, employers=counted)
    return counted
