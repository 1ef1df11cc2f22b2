"""What is counted beside a search is what choosing it gives: facets, places, and the ways out of little."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.finding.commands import rebuild_index
from peluang.domain.finding.vacancy_questions import VacancySearch
from peluang.domain.finding.vacancy_search import places, search
from peluang.domain.jobs.models import WorkKind
from peluang.domain.jobs.profiles import education_rank
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.people.enums import Education
from tests.factories.jobs import a_vacancy

pytestmark = pytest.mark.django_db

JEPARA, KUDUS, PATI, SURABAYA = "33.20", "33.19", "33.18", "35.78"
TITLES = ("Juru las", "Tukang las pagar", "Kasir toko", "Penjahit kemeja", "Admin gudang")


@pytest.fixture
def country(now):
    """Sixty vacancies over four regencies, indexed."""
    source = random.Random(5)
    for _ in range(60):
        wage = source.choice([None, 2_000_000, 3_000_000, 5_000_000])
        a_vacancy(
            title=source.choice(TITLES), regency=source.choice([JEPARA, KUDUS, PATI, SURABAYA]),
            kind=source.choice(WorkKind.values), education_min=source.choice(["", "sma", "s1"]),
            wage_min=wage, wage_max=wage, open_to_disability=source.random() < 0.5,
            occupation=source.choice(["7212", "7531", "4321"]),
        )  # fmt: skip
    rebuild_index(PROGRAM, at=now)


SEARCHES = st.builds(
    VacancySearch,
    words=st.sampled_from(["", "las", "kasir toko", "penjahit", "gudnag", "las gudang", "roket"]),
    regency=st.sampled_from([None, JEPARA, "33", "35", SURABAYA]),
    radius_km=st.sampled_from([10, 40]),
    occupation=st.sampled_from([None, "7212", "7", "4321"]),
    education=st.sampled_from([None, "sma", "smp"]),
    wage_min=st.sampled_from([None, 2_500_000]),
    kind=st.sampled_from([None, "full", "part"]),
    disability=st.sampled_from([None, True]),
)


@given(SEARCHES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_count_is_what_choosing_it_gives(country, now, asked):
    page = search(asked, 1, now)

    def same(told, **values):
        """Unless the words had to be read more or less strictly there."""
        other = search(replace(asked, **values), 1, now)
        return told == other.total or other.reading != page.reading

    if not page.total or page.reading == "some":
        return
    for kind in WorkKind.values:
        assert same(page.facets["kind"].get(kind, 0), kind=kind)
    assert same(page.facets["disability"].get("yes", 0), disability=True)
    for value in Education.values:
        if value != "none":
            ranks = page.facets["education"].items()
            expected = sum(many for rank, many in ranks if int(rank) <= education_rank(value))
            assert same(expected, education=value)
    assert sum(page.facets["province"].values()) == page.total
    for way in page.ways:
        value = int(way.value) if way.change == "radius_km" else way.value
        assert way.total > page.total
        assert same(way.total, **{way.change: value})


@given(SEARCHES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_map_counts_what_a_tap_on_it_gives(country, now, asked):
    anywhere = replace(asked, regency=None, radius_km=None)
    whole = search(anywhere, 1, now)
    found = places(asked, now)
    assert sum(found.provinces.values()) == sum(found.regencies.values()) == whole.total
    for code, many in [*found.provinces.items(), *found.regencies.items()]:
        there = search(replace(anywhere, regency=code), 1, now)
        assert there.total == many or whole.reading == "some" or there.reading != whole.reading


def test_little_tells_what_would_give_more(now):
    a_vacancy(title="Juru las", regency=JEPARA, wage_min=2_000_000, wage_max=2_000_000)
    for _ in range(9):
        a_vacancy(title="Juru las", regency=KUDUS, kind="contract", education_min="s1")
    rebuild_index(PROGRAM, at=now)
    asked = VacancySearch("las", JEPARA, 10)
    said = {(way.change, way.value): way.total for way in search(asked, 1, now).ways}
    assert said == {("radius_km", "40"): 10, ("regency", None): 10}
    said = {way.change: way.total for way in search(replace(asked, wage_min=3_000_000), 1, now).ways}
    assert said["wage_min"] == 1
    assert search(replace(asked, radius_km=40), 1, now).ways == ()


def test_a_word_that_one_mistyped_is_offered_as_many_write_it(now):
    a_vacancy(title="Kasri toko", occupation="7531")
    for _ in range(4):
        a_vacancy(title="Kasir toko", occupation="7531")
    rebuild_index(PROGRAM, at=now)
    page = search(VacancySearch("kasri"), 1, now)
    assert (page.total, page.reading) == (1, "all")
    assert [(way.change, way.value, way.total) for way in page.ways] == [("words", "kasir", 4)]
    page = search(VacancySearch("kasirr"), 1, now)
    assert (page.reading, page.words, page.total) == ("similar", "kasir", 4)
