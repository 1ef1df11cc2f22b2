"""Shortage and surplus: free places in vacancies against people ready to work, by occupation and region."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .country import NUMBERS, CountryNumbers
from .totals import Total, read

#: region: code prefix; "" is the country. A person counts for every occupation they wish for, where they live.
_SIDES = """
with open_places as (
  select {key_v} key, sum(v.headcount - v.filled)::bigint places, count(*) vacancies from jobs_vacancy v
  where v.status = 'open' and v.valid_until >= %(today)s and v.regency_id like %(region)s || '%%' {known_v} group by 1
), seekers as (
  select {key_p} key, count(distinct w.person_id) people from people_wished_occupation w
  join people_wish wish on wish.person_id = w.person_id and wish.ready
  join people_person p on p.id = w.person_id
  where p.lives_in_id like %(region)s || '%%' group by 1
), sides as (
  select coalesce(o.key, s.key) key, coalesce(o.places, 0) places, coalesce(o.vacancies, 0) vacancies,
         coalesce(s.people, 0) people
  from open_places o full join seekers s on s.key = o.key
)
"""
_OCCUPATIONS = (
    _SIDES.format(key_v="v.occupation_id", known_v="and v.occupation_id is not null", key_p="w.occupation_id")
    + """, ranked as (
  select s.*, row_number() over (order by s.places - s.people desc, s.places desc, s.key) high,
         row_number() over (order by s.places - s.people, s.people desc, s.key) low from sides s
)
select o.code occupation, o.title_id, o.title_en, r.places, r.vacancies, r.people from ranked r
join skills_occupation o on o.code = r.key where r.high <= 20 or r.low <= 10 order by r.high
"""
)
_REGIONS = (
    _SIDES.format(key_v="left(v.regency_id, %(length)s)", known_v="", key_p="left(p.lives_in_id, %(length)s)")
    + "select key code, places, vacancies, people from sides order by key"
)


@dataclass(frozen=True)
class BoardRow:
    """One occupation. gap: free places minus people who are ready; above zero there are too few people."""

    occupation: str
    title_id: str
    title_en: str
    places: int
    vacancies: int
    people: int

    @property
    def gap(self) -> int:
        return self.places - self.people


@dataclass(frozen=True)
class RegionRow:
    """code: a province or a regency."""

    code: str
    places: int
    vacancies: int
    people: int

    @property
    def gap(self) -> int:
        return self.places - self.people


@dataclass(frozen=True)
class FrontPage:
    numbers: CountryNumbers
    board: list[BoardRow]
    provinces: list[RegionRow]


def board(region: str = "", *, at: datetime.datetime) -> list[BoardRow]:
    """Occupations of a regency ("33.20"), a province ("33") or the country, the largest shortage first.

    1 statement, kept for five minutes. Of many, the twenty largest shortages and the ten largest surpluses.
    """
    [rows] = read(_board_total(region), at=at)
    return [BoardRow(**row) for row in rows]


def regions(region: str = "", *, at: datetime.datetime) -> list[RegionRow]:
    """Provinces of the country, or regencies of a province, with both sides (1 statement, kept five minutes)."""
    [rows] = read(_regions_total(region), at=at)
    return [RegionRow(**row) for row in rows]


def board_page(region: str, *, at: datetime.datetime) -> tuple[list[BoardRow], list[RegionRow]]:
    """Occupations of a region and the country's provinces, or a province's regencies (1 statement)."""
    rows, places = read(_board_total(region), _regions_total(region[:2]), at=at)
    return [BoardRow(**row) for row in rows], [RegionRow(**row) for row in places]


def front_page(region: str, *, at: datetime.datetime) -> FrontPage:
    """What the home page shows of the country and of one region (1 statement, kept five minutes)."""
    [numbers], rows, provinces = read(NUMBERS, _board_total(region), _regions_total(""), at=at)
    return FrontPage(
        CountryNumbers(**numbers), [BoardRow(**row) for row in rows], [RegionRow(**row) for row in provinces]
    )


def _board_total(region: str) -> Total:
    return Total("board", _OCCUPATIONS, {"region": region})


def _regions_total(region: str) -> Total:
    return Total("regions", _REGIONS, {"region": region, "length": 5 if region else 2})
