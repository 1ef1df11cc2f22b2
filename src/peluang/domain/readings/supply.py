"""Where offline training is missing: institutions on their way, offline seats of the next 90 days, people who look for
work; by regency.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields

from peluang.engines.codes import regions

from .totals import Total, read

DAYS = 90
#: Offline: at least half of the hours face to face (learning.purchase.counts_as_offline). Approved: with an approval
#: that holds, or checked before there were approvals. Seats: not taken, of classes that begin within the days ahead.
_SUPPLY = """
with institutions as (
  select o.regency_id code,
         count(*) filter (where o.status = 'verified' and (good.id is not null or last.id is null)) approved,
         count(*) filter (where last.status in ('submitted', 'checking', 'visit_planned')) checked,
         count(*) filter (where o.status = 'proposed' and coalesce(last.status, 'draft') = 'draft') proposed
    from organisations_organisation o
    left join catalogue_admission last on last.organisation_id = o.id and last.current
    left join lateral (select a.id from catalogue_admission a where a.organisation_id = o.id and a.status = 'approved'
                          and a.valid_until >= %(today)s limit 1) good on true
   where o.kind = 'provider' and o.regency_id is not null group by 1
), offerings as (
  select regency_id code, count(*) offerings from catalogue_offering
   where status = 'published' and online_share <= 50 and regency_id is not null group by 1
), seats as (
  select c.regency_id code, count(*) classes, sum(c.seats - c.seats_taken)::bigint seats
    from learning_class c join catalogue_offering o on o.id = c.offering_id
    join organisations_organisation provider on provider.id = o.provider_id
   where c.status = 'open' and o.online_share <= 50 and o.status = 'published' and provider.status <> 'suspended'
     and c.starts_at >= %(today)s and c.starts_at < %(today)s::date + %(days)s and c.regency_id is not null group by 1
), seekers as (
  select p.lives_in_id code, count(*) seekers from people_wish w join people_person p on p.id = w.person_id
   where w.ready group by 1
)
select r.code, coalesce(approved, 0) approved, coalesce(checked, 0) checked, coalesce(proposed, 0) proposed,
       coalesce(offerings, 0) offerings, coalesce(classes, 0) classes, coalesce(seats, 0) seats,
       coalesce(seekers, 0) seekers
  from places_regency r left join institutions i on i.code = r.code left join offerings o on o.code = r.code
  left join seats s on s.code = r.code left join seekers k on k.code = r.code order by r.code
"""


@dataclass(frozen=True)
class SupplyRow:
    """code: a regency, or a province with the sums of its regencies. without: of them those where supply is missing.
    seekers: people ready to work who live there. seats: free offline seats of the next 90 days.
    """

    code: str
    approved: int
    checked: int
    proposed: int
    offerings: int
    classes: int
    seats: int
    seekers: int
    without: int = 0

    @property
    def missing(self) -> bool:
        """People look for work here, and no offline seat is free in the next 90 days."""
        return self.seekers > 0 and self.seats == 0


def supply(*, at: datetime.datetime) -> list[SupplyRow]:
    """All regencies by code (1 statement, kept five minutes)."""
    [rows] = read(Total("supply", _SUPPLY, {"days": DAYS}), at=at)
    return [SupplyRow(**row, without=0) for row in rows]


def by_province(rows: Iterable[SupplyRow]) -> list[SupplyRow]:
    """Sums, with the number of regencies where supply is missing; without statements."""
    groups: dict[str, list[SupplyRow]] = {each.code: [] for each in regions.provinces()}
    for row in rows:
        groups.setdefault(row.code[:2], []).append(row)
    names = [each.name for each in fields(SupplyRow) if each.name not in ("code", "without")]
    return [
        SupplyRow(code, **{name: sum(getattr(row, name) for row in found) for name in names},
                  without=sum(row.missing for row in found))
        for code, found in groups.items()
    ]  # fmt: skip
