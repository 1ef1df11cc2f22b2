"""The check of the training standard: every version, every clause, and what must hold for any values at all."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.standard import STANDARDS, Around, Finding, Offered, blocking, check, price_range, standard
from peluang.engines.standard.checks import FIELDS
from peluang.engines.standard.hours import PRACTICE_TOLERANCE

GOOD = Offered(
    title="Las SMAW posisi 1G", mode="offline", minutes_theory=12 * 60, minutes_practice=28 * 60,
    longest_day_minutes=8 * 60, class_size=30, trainers_per_class=1, tool_sets=6, computers=0,
    assessment_parts=("pre", "post", "quiz", "practical"), price=2_100_000, occupation="7212", skills=1,
    competencies=("Las SMAW", "SMAW welding"), has_place=True,
)  # fmt: skip
ONLINE = replace(
    GOOD, mode="online", online_share=100, minutes_theory=5 * 60, minutes_practice=12 * 60, longest_day_minutes=3 * 60,
    class_size=50, tool_sets=None, computers=None, has_place=False,
)  # fmt: skip
V2 = standard("2.0")


def codes(offered: Offered, version: str = "2.0", around: Around | None = None) -> list[str]:
    return [each.code for each in check(offered, standard(version), around)]


def the(offered: Offered, code: str, version: str = "2.0", around: Around | None = None) -> Finding:
    return next(each for each in check(offered, standard(version), around) if each.code == code)


@pytest.mark.parametrize("offered", [GOOD, ONLINE])
@pytest.mark.parametrize("version", [each.version for each in STANDARDS])
def test_a_good_offering_has_no_finding(offered, version):
    if version == "1.0":
        offered = replace(offered, class_size=40)
    assert codes(offered, version) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Tips jitu las"}, "TITLE_WORD"),
        ({"title": "Pelatihan dasar"}, "NO_TITLE"),
        ({"title": "Memasak soto"}, "TITLE_UNCLEAR"),
        ({"occupation": None}, "NO_OCCUPATION"),
        ({"occupation": "9999x"}, "OCCUPATION_UNKNOWN"),
        ({"skills": 0}, "NO_SKILLS"),
        ({"skkni_unit": "halo"}, "SKKNI_WRONG"),
        ({"level": 10}, "LEVEL_UNKNOWN"),
        ({"minutes_theory": 250, "minutes_practice": 649}, "TOO_SHORT"),
        ({"minutes_self_paced": 99_999}, "SELF_PACED_BEYOND_ALL"),
        ({"minutes_theory": 28 * 60, "minutes_practice": 12 * 60}, "PRACTICE_TOO_LITTLE"),
        ({"longest_day_minutes": None}, "DAY_UNKNOWN"),
        ({"longest_day_minutes": 481}, "DAY_TOO_LONG"),
        ({"class_size": None}, "CLASS_SIZE_UNKNOWN"),
        ({"class_size": 31, "tool_sets": 7}, "TRAINERS_TOO_FEW"),
        ({"tool_sets": None}, "TOOLS_UNKNOWN"),
        ({"tool_sets": 5}, "TOOLS_TOO_FEW"),
        ({"tool_sets": 0}, "PRACTICE_WITHOUT_TOOLS"),
        ({"computers": 29}, "COMPUTERS_TOO_FEW"),
        ({"assessment_parts": ("pre", "post")}, "PARTS_MISSING"),
        ({"outside_price": 2_000_000, "outside_url": "https://x.id"}, "PRICE_ABOVE_OUTSIDE"),
        ({"outside_price": 3_000_000}, "OUTSIDE_WITHOUT_LINK"),
        ({"price": -1}, "PRICE_NEGATIVE"),
        ({"has_place": False}, "NO_PLACE"),
        ({"mode": "blended", "online_share": 0, "longest_day_minutes": 180}, "BLENDED_SHARE"),
    ],
)
def test_each_clause_finds_its_fault_alone(changes, code):
    assert codes(replace(GOOD, **changes)) == [code]


def test_the_figures_say_what_to_do():
    few = replace(GOOD, minutes_theory=15 * 60, minutes_practice=28 * 60)
    found = the(few, "PRACTICE_TOO_LITTLE")
    assert found.severity == "look", "65 percent and more is for the reviewer to weigh"
    assert found.fix_id == "Tambah 7 jam praktik, atau ubah 2,1 jam teori menjadi praktik."
    assert codes(replace(few, minutes_practice=35 * 60)) == []
    short = the(replace(GOOD, minutes_theory=3 * 60, minutes_practice=9 * 60), "TOO_SHORT")
    assert (short.text_id, short.fix_en) == (
        "Baru 12 jam bersama pelatih; standar meminta paling sedikit 15 jam.",
        "Add 3 hours with a trainer.",
    )


def test_online_days_and_classes_have_their_own_limits():
    assert codes(replace(ONLINE, longest_day_minutes=181)) == ["DAY_TOO_LONG"]
    assert codes(replace(ONLINE, class_size=51)) == ["TRAINERS_TOO_FEW"]
    blended = replace(GOOD, mode="blended", online_share=40)
    assert codes(blended) == ["DAY_TOO_LONG_ONLINE"], (
        "eight hours are fine in the room, and the reviewer asks about online"
    )


def test_self_study_alone_needs_nine_hours_and_no_class():
    alone = replace(
        ONLINE,
        minutes_theory=150,
        minutes_practice=390,
        minutes_self_paced=540,
        class_size=None,
        longest_day_minutes=None,
    )
    assert codes(alone) == []
    assert codes(replace(alone, minutes_practice=389, minutes_self_paced=539)) == ["TOO_SHORT"]
    assert codes(replace(alone, minutes_practice=450)) == ["DAY_UNKNOWN", "CLASS_SIZE_UNKNOWN"], "a webinar came on top"


def test_older_versions_ask_for_what_they_asked_for():
    six = replace(GOOD, minutes_theory=300, minutes_practice=60, occupation=None, assessment_parts=(), tool_sets=None)
    assert codes(six, "0") == []
    assert codes(replace(six, title="Tips las SMAW"), "0") == []
    assert codes(six, "1.0") == ["PARTS_MISSING"]
    assert codes(replace(GOOD, class_size=41), "1.0") == ["CLASS_TOO_LARGE"]
    assert codes(replace(ONLINE, class_size=151), "1.0") == ["CLASS_TOO_LARGE"]
    assert the(replace(six, minutes_theory=200), "TOO_SHORT", "0").clause.startswith("Standar pelatihan sebelum 2023")


def test_technology_in_a_room_needs_a_computer_each():
    around = Around(technology=True)
    assert codes(GOOD, around=around) == ["COMPUTERS_TOO_FEW"]
    assert codes(replace(GOOD, computers=30), around=around) == []


def test_online_only_where_some_scheme_pays():
    around = Around(online_allowed=False)
    assert codes(ONLINE, around=around) == ["ONLINE_NOT_ALLOWED"]
    half = replace(GOOD, mode="blended", online_share=50, longest_day_minutes=180)
    assert codes(half, around=around) == []
    assert codes(replace(half, online_share=51), around=around) == ["ONLINE_NOT_ALLOWED"]


def test_what_is_free_elsewhere():
    assert codes(GOOD, around=Around(identical_free=1, similar_free=2)) == ["IDENTICAL_FREE"]
    assert codes(GOOD, around=Around(similar_free=2)) == ["FREE_ELSEWHERE"]
    assert codes(replace(GOOD, price=0), around=Around(identical_free=1)) == []


def test_a_price_beside_its_equivalents():
    around = Around(prices=(1_900_000, 2_000_000, 2_100_000, 2_450_000, 90_000_000))
    known = price_range(around.prices)
    assert (known.n, known.median) == (5, 2_100_000), "one absurd price moves nothing"
    assert codes(replace(GOOD, price=known.usual_most), around=around) == []
    found = the(replace(GOOD, price=known.usual_most + 1), "PRICE_UNUSUAL", around=around)
    assert found.severity == "look"
    assert "Rp2.100.000" in found.text_id
    assert price_range(around.prices[:3]) is None
    assert price_range((0, 0, 0, 0, 5)) is None


def test_words_are_whole_words_and_must_comes_first():
    assert codes(replace(GOOD, title="Las SMAW: kiatnya")) == []
    assert codes(replace(GOOD, title="CARA-CEPAT las")) == ["TITLE_WORD"]
    found = check(replace(GOOD, tool_sets=0, price=-1), V2)
    assert [each.must for each in found] == [True, False]
    assert [each.code for each in blocking(found)] == ["PRICE_NEGATIVE"]


def test_findings_survive_storage():
    found = check(Offered(), V2)
    assert tuple(Finding.from_json(each.to_json()) for each in found) == found


numbers = st.integers(-(10**6), 10**12)
maybe = st.none() | numbers
offers = st.builds(
    Offered, title=st.text(max_size=60), mode=st.sampled_from(["offline", "online", "blended", "telepati"]),
    online_share=numbers, minutes_theory=numbers, minutes_practice=numbers, minutes_self_paced=numbers,
    longest_day_minutes=maybe, class_size=maybe, trainers_per_class=numbers, tool_sets=maybe, computers=maybe,
    assessment_parts=st.lists(st.sampled_from(["pre", "post", "quiz", "practical", "?"])).map(tuple), price=numbers,
    outside_price=maybe, outside_url=st.text(max_size=20), occupation=st.none() | st.text(max_size=8),
    skkni_unit=st.text(max_size=24), level=maybe, skills=numbers, competencies=st.lists(st.text(max_size=12)).map(tuple),
    has_place=st.booleans(),
)  # fmt: skip
arounds = st.builds(
    Around, prices=st.lists(numbers, max_size=9).map(tuple), identical_free=st.integers(-1, 3),
    similar_free=st.integers(-1, 3), online_allowed=st.booleans(), technology=st.booleans(),
)  # fmt: skip
versions = st.sampled_from(STANDARDS)


@given(offers, versions, arounds)
def test_any_values_get_the_same_answer_with_clause_and_fix(offered, version, around):
    found = check(offered, version, around)
    assert found == check(offered, version, around)
    for each in found:
        assert each.field in FIELDS
        assert all((each.clause, each.text_id, each.text_en, each.fix_id, each.fix_en)), each
        assert each.severity in ("must", "look")
    assert len({each.code for each in found}) == len(found), "each fault is told once"


hours = st.integers(0, 200 * 60)
plausible = st.builds(
    lambda **values: replace(GOOD, **values), minutes_theory=hours, minutes_practice=hours, class_size=st.integers(1, 200),
    trainers_per_class=st.integers(1, 9), tool_sets=st.integers(1, 40), computers=st.integers(0, 60),
    price=st.integers(0, 10**7), mode=st.sampled_from(["offline", "online", "blended"]),
)  # fmt: skip


@given(plausible, versions, st.integers(1, 5_000))
def test_more_practice_never_adds_a_finding(offered, version, more):
    before, after = (
        codes_of(offered, version),
        codes_of(replace(offered, minutes_practice=offered.minutes_practice + more), version),
    )
    assert "PRACTICE_TOO_LITTLE" not in after - before
    assert "TOO_SHORT" not in after - before


@given(plausible, versions, st.integers(1, 10**6), arounds)
def test_a_lower_price_never_adds_a_finding(offered, version, less, around):
    lower = replace(offered, price=max(0, offered.price - less))
    assert codes_of(lower, version, around) <= codes_of(offered, version, around)


@given(plausible, versions, st.integers(1, 20))
def test_more_trainers_and_tools_never_add_a_finding(offered, version, more):
    richer = replace(offered, trainers_per_class=offered.trainers_per_class + more, tool_sets=offered.tool_sets + more)
    assert codes_of(richer, version) <= codes_of(offered, version)


@given(plausible)
def test_what_the_fix_says_is_enough(offered):
    """Doing the first thing that the practice finding says makes it go away."""
    found = [each for each in check(offered, V2) if each.code == "PRACTICE_TOO_LITTLE"]
    if not found:
        return
    hours_said = float(found[0].fix_en.split(" hours")[0].removeprefix("Add "))
    mended = replace(offered, minutes_practice=offered.minutes_practice + round(hours_said * 60))
    assert "PRACTICE_TOO_LITTLE" not in codes_of(mended, V2)


def codes_of(offered, version, around=None) -> set[str]:
    return {each.code for each in check(offered, version, around)}


def test_the_tolerance_is_named():
    assert PRACTICE_TOLERANCE == 5
    at = replace(GOOD, minutes_theory=35 * 60, minutes_practice=65 * 60)
    assert the(at, "PRACTICE_TOO_LITTLE").severity == "look"
    assert the(replace(at, minutes_theory=35 * 60 + 1), "PRACTICE_TOO_LITTLE").severity == "must"


def test_versions_follow_one_another_without_a_gap():
    for before, after in itertools.pairwise(STANDARDS):
        assert after.valid_from - before.valid_until == datetime.timedelta(days=1)
    assert STANDARDS[-1].valid_until is None
