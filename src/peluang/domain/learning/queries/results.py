"""Results of offerings counted from evidence, for catalogue.refresh_results; outcomes after months come later."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from peluang.domain.catalogue.commands import ResultRow

_COUNTS = """
select seat.offering_id,
       count(*),
       count(*) filter (where seat.status = 'completed'),
       avg(post.score - pre.score) filter (where seat.status in ('completed', 'failed')),
       stddev_samp(post.score - pre.score) filter (where seat.status in ('completed', 'failed')),
       count(post.score - pre.score) filter (where seat.status in ('completed', 'failed')),
       count(review.id),
       avg(((review.answers->>'material')::int + (review.answers->>'trainer')::int
            + (review.answers->>'tools')::int + (review.answers->>'usefulness')::int) / 4.0)
  from learning_enrolment seat
  left join learning_assessment pre on pre.enrolment_id = seat.id and pre.kind = 'pre'
  left join learning_assessment post on post.enrolment_id = seat.id and post.kind = 'post'
  left join learning_review review on review.enrolment_id = seat.id
 where seat.status in ('completed', 'failed') and (%(all)s or seat.offering_id = any(%(ids)s))
 group by seat.offering_id
"""


def count_results(offering_ids: Sequence[UUID] | None = None) -> dict[UUID, ResultRow]:
    """By offering: seats whose class is over, completed, gain, reviews, stars (1 statement). None: all offerings.

    Runs in the caller's row security: call it in a command or `elevated`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"all": offering_ids is None, "ids": list(offering_ids or [])})
        return {
            offering: ResultRow(
                offering, enrolled=seats, completed=completed, gain=None if gain is None else float(gain),
                gain_deviation=None if spread is None else float(spread), gain_n=both,
                reviews=reviews, stars=None if stars is None else float(stars),
            )
            for offering, seats, completed, gain, spread, both, reviews, stars in cursor.fetchall()
        }  # fmt: skip
