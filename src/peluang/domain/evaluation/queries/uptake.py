"""Uptake of the catalogue: a low number is a flag, not a verdict, and never a punishment by itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from peluang.domain.kernel.context import elevated

#: Every published training with the seats people took in it.
_COUNTED = """
with counted as materialized (
  select o.id, o.title, o.mode, o.provider_id, o.published_at, o.price, t.category,
         left(coalesce(o.regency_id, ''), 2) province, coalesce(seats.taken, 0) taken
  from catalogue_offering o
  join catalogue_training_type t on t.id = o.training_type_id
  left join (
    select offering_id, count(*) taken from learning_enrolment where status <> 'cancelled' group by 1
  ) seats on seats.offering_id = o.id
  where o.status = 'published'
)
"""
#: Gini of sorted counts x1 ≤ … ≤ xn: 2 Σ i·xi / (n Σ xi) − (n + 1) / n.
_WHOLE = """, ranked as (
  select taken, row_number() over (order by taken, id) place, row_number() over (order by taken desc, id) top
  from counted
)
select count(*), count(*) filter (where taken > 0), coalesce(sum(taken), 0)::bigint,
       case when sum(taken) > 0
         then (2.0 * sum(place * taken) / (count(*) * sum(taken)) - (count(*) + 1.0) / count(*))::float end,
       case when sum(taken) > 0 then (sum(taken) filter (where top <= 10) / sum(taken)::numeric)::float end
from ranked
"""
#: What uptake can be grouped by: name → SQL of the group's key.
GROUPS = {
    "category": "category",
    "mode": "mode",
    "region": "province",
    "institution": "provider_id::text",
}


@dataclass(frozen=True)
class Uptake:
    """offerings on offer, chosen at least once; seats: people who took one. gini: 0 (all equal) to 1, or None.

    top_ten: share (0–1) of all seats in the ten most chosen, or None without any seat.
    """

    offerings: int
    chosen: int
    seats: int
    gini: float | None
    top_ten: float | None

    @property
    def share(self) -> float | None:
        return self.chosen / self.offerings if self.offerings else None


@dataclass(frozen=True)
class Group:
    """key: category, mode, province code or institution id. label: the institution's name, else empty."""

    key: str
    label: str
    offerings: int
    chosen: int
    seats: int

    @property
    def share(self) -> float:
        return self.chosen / self.offerings


@dataclass(frozen=True)
class NeverChosen:
    """open_finding: whether its institution is asked about it already."""

    id: UUID
    title: str
    provider: str
    category: str
    mode: str
    province: str
    price: int
    published_at: datetime.datetime | None
    open_finding: bool


def uptake() -> Uptake:
    """The whole published catalogue (1 statement)."""
    with elevated("uptake counts everybody's seats"), connection.cursor() as cursor:
        cursor.execute(_COUNTED + _WHOLE)
        return Uptake(*cursor.fetchone())


def uptake_by(group: str, *, most: int = 40) -> list[Group]:
    """The catalogue in groups, the least chosen first (1 statement). Raises KeyError for an unknown group."""
    key = GROUPS[group]
    with elevated("uptake counts everybody's seats"), connection.cursor() as cursor:
        cursor.execute(
            _COUNTED + f", grouped as (select {key} key, count(*) n, count(*) filter (where taken > 0) chosen,"
            " sum(taken)::bigint seats from counted group by 1)"
            " select key, coalesce(p.name, ''), n, chosen, seats from grouped"
            " left join organisations_organisation p on p.id::text = key"
            " order by chosen::float / n, n desc, key limit %s",
            [most],
        )
        return [Group(*row) for row in cursor.fetchall()]


def never_chosen(
    *, category: str = "", mode: str = "", province: str = "", page: int = 1, per_page: int = 20
) -> tuple[list[NeverChosen], int]:
    """Published trainings that nobody took, the longest on offer first, and how many there are (1 statement)."""
    with elevated("uptake counts everybody's seats"), connection.cursor() as cursor:
        cursor.execute(
            _COUNTED
            + """ select c.id, c.title, p.name, c.category, c.mode, c.province, c.price, c.published_at,
                exists (select 1 from evaluation_finding f where f.offering_id = c.id and f.status = 'open'),
                count(*) over ()
            from counted c join organisations_organisation p on p.id = c.provider_id
            where c.taken = 0 and (%(category)s = '' or c.category = %(category)s)
              and (%(mode)s = '' or c.mode = %(mode)s) and (%(province)s = '' or c.province = %(province)s)
            order by c.published_at nulls first, c.id limit %(most)s offset %(skip)s""",
            {"category": category, "mode": mode, "province": province, "most": per_page, "skip": (page - 1) * per_page},
        )
        rows = cursor.fetchall()
    return [NeverChosen(*row[:-1]) for row in rows], rows[0][-1] if rows else 0
