"""Numbers of the whole country: what is on offer, and how far people came."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .totals import Total, read


@dataclass(frozen=True)
class CountryNumbers:
    """trainings: published offerings. vacancies: open; places: free in them. answered, working: at three months."""

    trainings: int
    institutions: int
    vacancies: int
    places: int
    people: int
    answered: int
    working: int


@dataclass(frozen=True)
class ChainCounts:
    """How many people reached each step, from registration to work."""

    registered: int
    joined: int
    decreed: int
    bought: int
    completed: int
    paid: int
    working: int


NUMBERS = Total(
    "numbers",
    """
select (select count(*) from catalogue_offering where status = 'published') trainings,
  (select count(distinct provider_id) from catalogue_offering where status = 'published') institutions,
  v.vacancies, v.places, (select count(*) from people_person) people, o.answered, o.working
from (
  select count(*) vacancies, coalesce(sum(headcount - filled), 0)::bigint places from jobs_vacancy
  where status = 'open' and valid_until >= %(today)s
) v, (
  select count(*) answered, count(*) filter (where situation in ('employed', 'own_business', 'better_job')) working
  from evaluation_outcome where status = 'answered' and months = 3
) o
""",
)
CHAIN = Total(
    "chain",
    """
select (select count(*) from people_person) registered,
  (select count(distinct person_id) from programme_wave_entry where status <> 'withdrawn') joined,
  (select count(*) from programme_recipient) decreed,
  (select count(*) from programme_recipient where first_purchased_at is not null) bought,
  (select count(distinct person_id) from learning_enrolment where status = 'completed' and payer = 'balance') completed,
  (select count(distinct person_id) from benefits_incentive where status = 'paid') paid,
  (select count(distinct m.person_id) from jobs_employment m
    join programme_recipient r on r.person_id = m.person_id where m.recorded_at >= r.made_at) working
""",
)


def country_numbers(*, at: datetime.datetime) -> CountryNumbers:
    """1 statement, kept for five minutes."""
    [[row]] = read(NUMBERS, at=at)
    return CountryNumbers(**row)


def chain_counts(*, at: datetime.datetime) -> ChainCounts:
    """1 statement, kept for five minutes."""
    [[row]] = read(CHAIN, at=at)
    return ChainCounts(**row)
