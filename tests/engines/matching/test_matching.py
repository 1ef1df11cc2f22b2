"""Scores of people and vacancies."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.matching import (
    MAXIMA,
    Education,
    PersonProfile,
    VacancyProfile,
    WorkMode,
    distances_km,
    rank_many,
    score,
    vacancy_columns,
)

SITI = PersonProfile(
    occupations=("7212",),
    skills={"las-smaw": 1.0, "membaca-gambar": 0.5},
    latitude=-6.2,
    longitude=106.8,
    education=Education.SENIOR_SECONDARY,
    experience_months=12,
    wage_rupiah=4_000_000,
)
WELDER = VacancyProfile(
    vacancy_id="v1",
    occupation="7212",
    skills={"las-smaw": True, "las-gtaw": True, "k3": False},
    latitude=-6.21,
    longitude=106.81,
    education=Education.SENIOR_SECONDARY,
    experience_months=6,
    wage_rupiah=4_500_000,
)


def test_the_greatest_points_make_a_hundred() -> None:
    assert sum(MAXIMA.values()) == 100
    perfect = replace(WELDER, skills={"las-smaw": True})
    assert score(SITI, perfect).total == 100


def test_every_factor_is_shown_in_both_languages() -> None:
    match = score(SITI, WELDER)
    assert {factor.code for factor in match.factors} == set(MAXIMA)
    for factor in match.factors:
        assert 0 <= factor.points <= factor.max_points == MAXIMA[factor.code]
        assert factor.text_id
        assert factor.text_en
    assert match.total == int(sum(factor.points for factor in match.factors) + 0.5)


def test_missing_skills_required_first() -> None:
    assert score(SITI, WELDER).missing_skills == ("las-gtaw", "k3")
    skills = next(factor for factor in score(SITI, WELDER).factors if factor.code == "skills")
    assert skills.text_id == "Anda punya 1 dari 3 keterampilan yang diminta."
    assert not skills.positive


def test_age_and_sex_have_no_place() -> None:
    names = {field.name for kind in (PersonProfile, VacancyProfile) for field in fields(kind)}
    assert not names & {"age", "sex", "gender", "birth_date", "umur", "jenis_kelamin", "nik", "name"}


def test_distance_is_the_great_circle() -> None:
    surabaya = replace(WELDER, latitude=-7.25, longitude=112.75)
    assert float(distances_km(SITI, vacancy_columns([surabaya]))[0]) == pytest.approx(667, abs=5)


def test_the_family_of_the_occupation_counts() -> None:
    totals = [score(SITI, replace(WELDER, occupation=code)).total for code in ("7212", "7213", "7223", "7411", "2512")]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == 5


persons = st.builds(
    PersonProfile,
    occupations=st.lists(st.sampled_from(["7212", "7213", "2512", "5230", ""]), max_size=3).map(tuple),
    skills=st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1)),
    latitude=st.none() | st.floats(-11, 6),
    longitude=st.none() | st.floats(95, 141),
    education=st.sampled_from(Education),
    experience_months=st.integers(0, 200),
    wage_rupiah=st.none() | st.integers(0, 20_000_000),
    travel_km=st.floats(0, 500),
    modes=st.frozensets(st.sampled_from(WorkMode)),
)
vacancies = st.lists(
    st.builds(
        VacancyProfile,
        vacancy_id=st.text("abc123", min_size=1, max_size=4),
        occupation=st.sampled_from(["7212", "7213", "2512", "5230", "", "x"]),
        skills=st.dictionaries(st.sampled_from("abcdefgh"), st.booleans()),
        latitude=st.none() | st.floats(-11, 6),
        longitude=st.none() | st.floats(95, 141),
        education=st.sampled_from(Education),
        experience_months=st.integers(0, 100),
        wage_rupiah=st.none() | st.integers(0, 20_000_000),
        mode=st.sampled_from(WorkMode),
    ),
    max_size=12,
    unique_by=lambda vacancy: vacancy.vacancy_id,
)


@given(persons, vacancies, st.integers(0, 12))
def test_many_are_ranked_as_one_by_one(person: PersonProfile, found: list[VacancyProfile], limit: int) -> None:
    ranking = rank_many(person, vacancy_columns(found), limit=limit)
    single = sorted((-score(person, vacancy).total, vacancy.vacancy_id) for vacancy in found)[:limit]
    ids = vacancy_columns(found).ids
    pairs = zip(ranking.total.tolist(), ranking.place.tolist(), strict=True)
    assert [(-total, str(ids[place])) for total, place in pairs] == single


@given(persons, vacancies.filter(bool))
def test_bounds_and_gain(person: PersonProfile, found: list[VacancyProfile]) -> None:
    """0 to 100, and learning a missing skill never lowers the score."""
    match = score(person, found[0])
    assert 0 <= match.total <= 100
    if match.missing_skills:
        learned = replace(person, skills={**person.skills, match.missing_skills[0]: 1.0})
        assert score(learned, found[0]).total >= match.total


def test_unknown_is_neither_good_nor_bad() -> None:
    silent = replace(WELDER, skills={}, wage_rupiah=None, latitude=None)
    points = {factor.code: factor.points for factor in score(SITI, silent).factors}
    assert points["skills"] == MAXIMA["skills"] / 2
    assert points["wage"] == MAXIMA["wage"] / 2
    assert points["distance"] == MAXIMA["distance"] / 2


def test_an_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        vacancy_columns([WELDER, WELDER])
