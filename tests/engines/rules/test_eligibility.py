"""Eligibility: one by one, all at once, and the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.rules import (
    NORMAL_2023,
    REASON_CODES,
    SCHEMES,
    SEMI_BANSOS_2020,
    EligibilityFacts,
    ExcludedOccupation,
    WorkStatus,
    age_on,
    assess,
    assess_many,
    columns_from,
    reasons_of,
)

DAY = date(2024, 5, 17)
SITI = EligibilityFacts(
    citizen=True,
    nik_verified=True,
    birth_date=date(2000, 1, 1),
    in_formal_education=False,
    work_status=WorkStatus.JOB_SEEKER,
)


def codes(facts: EligibilityFacts, day: date = DAY, scheme: str = "normal-2023") -> list[str]:
    return [reason.code for reason in assess(facts, SCHEMES[scheme], day).reasons]


def test_a_job_seeker_is_eligible() -> None:
    assert assess(SITI, NORMAL_2023, DAY).eligible
    assert codes(SITI) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"citizen": False}, "NOT_CITIZEN"),
        ({"nik_verified": False}, "NIK_NOT_VERIFIED"),
        ({"birth_date": None}, "BIRTH_DATE_UNKNOWN"),
        ({"birth_date": date(2030, 1, 1)}, "BIRTH_DATE_UNKNOWN"),
        ({"birth_date": date(2006, 5, 18)}, "TOO_YOUNG"),
        ({"birth_date": date(1959, 5, 17)}, "TOO_OLD"),
        ({"in_formal_education": True}, "IN_FORMAL_EDUCATION"),
        ({"work_status": WorkStatus.OUTSIDE_LABOUR_FORCE}, "WORK_STATUS_NOT_COVERED"),
        ({"excluded_occupation": ExcludedOccupation.POLICE}, "EXCLUDED_OCCUPATION"),
        ({"previous_recipient": True}, "ALREADY_RECIPIENT"),
        ({"family_recipients": 2}, "FAMILY_LIMIT"),
    ],
)
def test_each_rule_alone(change: dict[str, object], code: str) -> None:
    assert codes(replace(SITI, **change)) == [code]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "status", [WorkStatus.LAID_OFF, WorkStatus.WORKER, WorkStatus.MICRO_OWNER, WorkStatus.SMALL_OWNER]
)
def test_workers_and_small_owners_may(status: WorkStatus) -> None:
    assert codes(replace(SITI, work_status=status)) == []


def test_social_aid_by_scheme() -> None:
    helped = replace(SITI, receives_social_aid=True)
    assert codes(helped, date(2021, 5, 1), "semi-bansos-2020") == ["RECEIVES_SOCIAL_AID"]
    assert codes(helped) == []


def test_ages_at_the_borders() -> None:
    assert codes(replace(SITI, birth_date=date(2006, 5, 17))) == []  # eighteen today
    assert codes(replace(SITI, birth_date=date(1959, 5, 18))) == []  # sixty-five tomorrow
    assert codes(replace(SITI, birth_date=date(1930, 1, 1)), date(2021, 5, 1), "semi-bansos-2020") == []
    assert age_on(date(2004, 2, 29), date(2022, 2, 28)) == 17
    assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


def test_all_reasons_come_together_with_rule_date_and_remedy() -> None:
    facts = replace(SITI, citizen=False, in_formal_education=True, family_recipients=3)
    reasons = assess(facts, SEMI_BANSOS_2020, date(2021, 5, 1)).reasons
    assert [reason.code for reason in reasons] == ["NOT_CITIZEN", "IN_FORMAL_EDUCATION", "FAMILY_LIMIT"]
    for reason in reasons:
        assert reason.rule.startswith("Permenko Perekonomian 11/2020, ")
        assert reason.rule_date == date(2020, 4, 11)
        assert all((reason.text_id, reason.text_en, reason.remedy_id, reason.remedy_en))
        assert "{" not in reason.text_id + reason.text_en + reason.remedy_id + reason.rule


def test_a_later_regulation_is_cited_as_a_whole() -> None:
    (reason,) = assess(replace(SITI, citizen=False), NORMAL_2023, DAY).reasons
    assert reason.rule == "Permenko Perekonomian 17/2022"


def test_unknown_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown"):
        reasons_of(1 << len(REASON_CODES), NORMAL_2023)


people = st.builds(
    EligibilityFacts,
    citizen=st.booleans(),
    nik_verified=st.booleans(),
    birth_date=st.none() | st.dates(date(1930, 1, 1), date(2030, 1, 1)),
    in_formal_education=st.booleans(),
    work_status=st.sampled_from(list(WorkStatus)),
    excluded_occupation=st.sampled_from(list(ExcludedOccupation)),
    receives_social_aid=st.booleans(),
    previous_recipient=st.booleans(),
    family_recipients=st.integers(0, 5),
)
days = st.dates(date(2020, 2, 1), date(2029, 1, 1)) | st.just(date(2024, 2, 29))


@given(st.lists(people, max_size=20), st.sampled_from(sorted(SCHEMES)), days)
def test_many_equals_one_by_one(group: list[EligibilityFacts], code: str, day: date) -> None:
    scheme = SCHEMES[code]
    assert assess_many(columns_from(group), scheme, day).tolist() == [
        assess(facts, scheme, day).mask for facts in group
    ]


@given(st.integers(-2, 2), days, st.sampled_from([18, 65]))
def test_many_equals_one_near_the_birthdays(offset: int, day: date, years: int) -> None:
    """Random dates rarely meet a birthday; these do."""
    born = date(day.year - years, day.month, min(day.day, 28)) + timedelta(days=offset)
    facts = replace(SITI, birth_date=born)
    assert assess_many(columns_from([facts]), NORMAL_2023, day).tolist() == [assess(facts, NORMAL_2023, day).mask]


def test_columns_must_agree_in_length() -> None:
    columns = columns_from([SITI, SITI])
    columns["citizen"] = columns["citizen"][:1]
    with pytest.raises(ValueError, match="length"):
        assess_many(columns, NORMAL_2023, DAY)
