"""Shortage and surplus, and the country's numbers."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.context import NOBODY, acting
from peluang.domain.readings.queries import board, chain_counts, country_numbers, front_page, regions, vacancies_near
from peluang.domain.readings.totals import forget
from tests.factories.evaluation import an_outcome
from tests.factories.jobs import a_vacancy
from tests.factories.people import a_person
from tests.factories.programme import a_recipient

pytestmark = pytest.mark.django_db
WELDER, BATIK = "7212", "7318"


@pytest.fixture(autouse=True)
def _fresh():
    forget()


def test_places_against_people_by_occupation(now):
    a_vacancy(occupation=WELDER, headcount=5, filled=1)
    a_vacancy(occupation=WELDER, headcount=9, status="closed")
    a_vacancy(occupation=WELDER, headcount=9, valid_until=now.date() - datetime.timedelta(days=1))
    a_person(ready=True, occupations=[WELDER, BATIK])
    a_person(ready=True, occupations=[BATIK])
    a_person(ready=False, occupations=[BATIK])
    a_person(ready=True, occupations=[BATIK], regency="33.74")
    with acting(NOBODY):
        rows = {row.occupation: row for row in board("33.20", at=now)}
    assert (rows[WELDER].places, rows[WELDER].people, rows[WELDER].gap) == (4, 1, 3)
    assert (rows[BATIK].places, rows[BATIK].people, rows[BATIK].gap) == (0, 2, -2)


def test_provinces_and_their_regencies(now):
    a_vacancy(headcount=3)
    a_person(ready=True, occupations=[WELDER], regency="33.74")
    with acting(NOBODY):
        assert [(row.code, row.places, row.people) for row in regions(at=now)] == [("33", 3, 1)]
        assert [(row.code, row.gap) for row in regions("33", at=now)] == [("33.20", 3), ("33.74", -1)]


def test_totals_are_kept_for_five_minutes(now, django_assert_num_queries):
    with acting(NOBODY):
        board("33", at=now)
        with django_assert_num_queries(0):
            board("33", at=now + datetime.timedelta(minutes=4))
        a_later = now + datetime.timedelta(minutes=6)
        with django_assert_num_queries(5):  # the scope goes up and comes down around one statement
            board("33", at=a_later)


def test_numbers_of_the_country(now):
    a_vacancy(headcount=3)
    an_outcome(answered="employed")
    an_outcome(answered="looking")
    a_recipient()
    with acting(NOBODY):
        numbers = country_numbers(at=now)
        chain = chain_counts(at=now)
    assert (numbers.vacancies, numbers.places, numbers.answered, numbers.working) == (1, 3, 2, 1)
    assert (chain.decreed, chain.joined, chain.bought) == (1, 1, 0)


def test_the_front_page_is_one_statement_even_when_cold(now, django_assert_num_queries):
    a_vacancy(headcount=3)
    with acting(NOBODY), django_assert_num_queries(5):  # the scope goes up and comes down around one statement
        page = front_page("33.20", at=now)
    assert (page.numbers.vacancies, len(page.board), [row.code for row in page.provinces]) == (1, 1, ["33"])


def test_the_nearest_vacancies_come_first(now):
    far, here, province = a_vacancy(regency="11.71"), a_vacancy(), a_vacancy(regency="33.74")
    assert vacancies_near("33.20", at=now) == [here, province, far]
