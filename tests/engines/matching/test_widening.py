"""Relaxing one thing never shrinks the list, and each kind of change helps those it is meant for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines.matching.profiles import Education, PersonProfile, VacancyProfile
from peluang.engines.matching.score import score
from peluang.engines.matching.widening import changes_of, lists_of, next_wage, widen

CODES = ("las-smaw", "las-gmaw", "baca-gambar", "forklift")
LINE = 60

people = st.builds(
    PersonProfile,
    occupations=st.sampled_from([(), ("7212",), ("7213",), ("5120",)]),
    skills=st.dictionaries(st.sampled_from(CODES), st.sampled_from([0.5, 0.7, 0.9, 1.0])),
    latitude=st.floats(-7.5, -6.0), longitude=st.floats(110.0, 111.5),
    education=st.sampled_from(Education), experience_months=st.integers(0, 120),
    wage_rupiah=st.none() | st.integers(1_500_000, 6_000_000), travel_km=st.sampled_from([5.0, 25.0, 80.0]),
)  # fmt: skip
vacancies = st.builds(
    VacancyProfile,
    vacancy_id=st.just("v"), occupation=st.sampled_from(["7212", ""]),
    skills=st.dictionaries(st.sampled_from(CODES), st.booleans()), latitude=st.just(-6.6), longitude=st.just(110.7),
    education=st.sampled_from(Education), experience_months=st.integers(0, 60),
    wage_rupiah=st.none() | st.integers(2_000_000, 5_000_000),
)  # fmt: skip


@given(st.lists(people, max_size=12), vacancies)
@settings(max_examples=60)
def test_no_change_costs_anybody_their_place(crowd, vacancy):
    changes = changes_of(crowd, vacancy)
    lists = lists_of(crowd, vacancy, changes, LINE)
    for column in range(1, 1 + len(changes)):
        assert not (lists[:, 0] & ~lists[:, column]).any()
    now, gains = widen(crowd, vacancy, changes, LINE)
    assert 0 <= now <= len(crowd)
    assert all(0 <= each.more <= len(crowd) - now for each in gains)
    assert [each.more for each in gains] == sorted((each.more for each in gains), reverse=True)


@given(people, vacancies)
@settings(max_examples=80)
def test_the_score_itself_never_falls_for_those_a_change_is_meant_for(person, vacancy):
    before = score(person, vacancy).total
    for each in changes_of([person], vacancy):
        if each.kind == "farther" or (each.kind.startswith("skill") and each.value in person.skills):
            continue
        assert score(person, each.vacancy).total >= before, each.kind


@given(st.lists(people, max_size=12), vacancies)
@settings(max_examples=40)
def test_the_list_now_is_those_above_the_line_within_their_travel(crowd, vacancy):
    now, gains = widen(crowd, vacancy, [], LINE)
    assert not gains
    above = [score(each, vacancy).total >= LINE for each in crowd]
    assert now <= sum(above)
    assert widen([each for each, fits in zip(crowd, above) if not fits], vacancy, [], LINE)[0] == 0


PERSON = PersonProfile(
    occupations=("7212",), skills={"las-smaw": 0.9}, latitude=-6.6, longitude=110.7,
    education=Education.SENIOR_SECONDARY, experience_months=24, wage_rupiah=3_000_000, travel_km=25.0,
)  # fmt: skip
VACANCY = VacancyProfile(
    vacancy_id="v", occupation="7212", skills={"las-smaw": True, "las-gmaw": True}, latitude=-6.6, longitude=110.7,
    education=Education.SENIOR_SECONDARY, experience_months=24, wage_rupiah=3_000_000,
)  # fmt: skip


def test_the_change_that_is_lacking_brings_the_person():
    far = replace(PERSON, latitude=-6.3)
    now, gains = widen([PERSON, far], VACANCY, changes_of([PERSON, far], VACANCY), 70)
    more = {(each.change.kind, each.change.value): each.more for each in gains}
    assert now == 1
    assert more["farther", 25] == 1
    strict = widen([PERSON], VACANCY, changes_of([PERSON], VACANCY), 90)
    assert strict[0] == 0
    assert strict[1][0].change.value == "las-gmaw"
    assert strict[1][0].more == 1


@pytest.mark.parametrize(
    ("wishes", "offered", "wage"),
    [([2_000_000, 3_000_000, 4_000_000], 2_400_000, 2_500_000), ([2_000_000] * 4, 2_000_000, None),
     ([], 2_000_000, None), ([3_000_001] * 3, 2_000_000, 3_050_000), ([3_000_000], None, None)],
)  # fmt: skip
def test_the_wage_to_try_is_the_next_quartile_in_whole_steps(wishes, offered, wage):
    assert next_wage(wishes, offered) == wage
