"""What a webinar's log proves: minutes, and the stretches that questions left open take away."""

from __future__ import annotations

import datetime
import uuid
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.learning.webinar import ANSWER_WITHIN, Prompt, Sign, count, open_prompt, prompts_of

START = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
END = START + 120 * MINUTE
KEY = b"k" * 32


def at(minutes):
    return START + minutes * MINUTE


def a_prompt(number, minute):
    return Prompt(number, at(minute), at(minute), (11, 42, 73, 20), largest=True)


#: Questions in the minutes 10, 50 and 90 of two hours.
PROMPTS = [a_prompt(1, 10), a_prompt(2, 50), a_prompt(3, 90)]


def sign(kind, minute, **more):
    return Sign(kind, at(minute), **more)


def answer(number, minute, right=True):
    return sign("answer", minute, prompt=number, right=right)


def minutes(signs, prompts=PROMPTS):
    return count(signs, prompts, START, END).minutes


ALL_ANSWERED = [sign("join", 0), answer(1, 11), answer(2, 52), answer(3, 92), sign("leave", 120)]


@pytest.mark.parametrize(("signs", "counted"), [
    ([], 0),
    (ALL_ANSWERED, 120),
    # An idle tab: the page tells every minute that it is open, nobody answers.
    ([sign("join", 0), *(sign("alive", each) for each in range(1, 121))], 0),
    # … and closing the browser in the end doesn't change that.
    ([sign("join", 0), *(sign("alive", each) for each in range(1, 120)), sign("leave", 120)], 0),
    # A script that presses the button every two minutes: up to its last press before the first question.
    ([sign("join", 0), *(sign("alive", each, by_hand=True) for each in range(2, 121, 2))], 10),
    # The second question was missed: from the first answer to the third.
    ([sign("join", 0), answer(1, 11), answer(3, 92), sign("leave", 120)], 11 + 28),
    # Answered late, the stretch ends there.
    ([sign("join", 0), answer(1, 11), answer(2, 60), answer(3, 92), sign("leave", 120)], 11 + 60),
    # A button pressed in between shortens it.
    ([sign("join", 0), answer(1, 11), sign("alive", 45, by_hand=True), answer(2, 60), answer(3, 92), sign("leave", 120)],
     45 + 60),
    # A wrong answer is none.
    ([sign("join", 0), answer(1, 11), answer(2, 51, right=False), answer(3, 92), sign("leave", 120)], 11 + 28),
    # Who had left when a question came did not miss it.
    ([sign("join", 0), answer(1, 11), sign("leave", 40), sign("join", 60), answer(3, 92), sign("leave", 120)], 40 + 60),
    # Without leaving, time ends with the last sign; after the last question any sign will do.
    ([sign("join", 0), answer(1, 11), answer(2, 52), answer(3, 92), sign("alive", 110)], 110),
    ([sign("join", 0), answer(1, 11), answer(2, 52), sign("alive", 85)], 52),
    # Only what lies inside the session.
    ([sign("join", -10), answer(1, 11), answer(2, 52), answer(3, 92), sign("leave", 150)], 120),
    # Somebody came late.
    ([sign("join", 60), answer(3, 91), sign("leave", 120)], 60),
    # Two devices in a platform's log: the last one to leave closes; the questions are ours all the same.
    ([sign("join", 0, source="file"), sign("join", 30, source="file"), sign("leave", 60, source="file"),
      sign("leave", 120, source="file"), answer(1, 11), answer(2, 52), answer(3, 92)], 120),
    ([sign("join", 0, source="file"), sign("leave", 120, source="file")], 0),
])  # fmt: skip
def test_what_counts(signs, counted):
    assert minutes(signs) == counted


def test_which_questions_were_missed():
    counted = count([sign("join", 0), answer(1, 11), answer(2, 60), sign("leave", 80)], PROMPTS, START, END)
    assert counted.missed == (2,)
    assert (counted.first, counted.last) == (at(0), at(80))


def test_a_session_without_questions_counts_its_stretches():
    assert minutes([sign("join", 0), sign("alive", 3)], []) == 3


ids = st.uuids(version=4)
lengths = st.integers(1, 600)


@given(ids, ids, lengths)
def test_questions_come_about_thrice_an_hour_at_times_of_their_own(session, seat, length):
    end = START + length * MINUTE
    prompts = prompts_of(KEY, session, seat, START, end)
    assert prompts == prompts_of(KEY, session, seat, START, end)
    assert len(prompts) <= max(1, round(length / 20))
    if length >= 20:
        assert len(prompts) == round(length / 20)
    for before, after in pairwise(prompts):
        assert after.shown_at >= before.closes_at
    for each in prompts:
        assert START < each.shown_at <= each.latest
        assert each.closes_at <= end
        assert len(set(each.options)) == 4
        assert each.right in (max(each.options), min(each.options))
    others = prompts_of(KEY, session, uuid.UUID(int=seat.int ^ 1), START, end)
    secret = prompts_of(b"another", session, seat, START, end)
    if len(prompts) >= 3:
        assert [each.shown_at for each in prompts] != [each.shown_at for each in others]
        assert [each.shown_at for each in prompts] != [each.shown_at for each in secret]


kinds = st.sampled_from(["join", "leave", "alive", "by_hand"])


@st.composite
def logs(draw):
    signs = [
        Sign("alive" if kind == "by_hand" else kind, START + second * datetime.timedelta(seconds=1), by_hand=kind == "by_hand")
        for kind, second in draw(st.lists(st.tuples(kinds, st.integers(-600, 8000)), max_size=25))
    ]  # fmt: skip
    answers = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 7200), st.booleans()), max_size=6)
    for number, second, right in draw(answers):
        when = START + second * datetime.timedelta(seconds=1)
        if when >= PROMPTS[number - 1].shown_at:
            signs.append(Sign("answer", when, prompt=number, right=right))
    return signs


@given(logs())
def test_minutes_never_exceed_the_session(signs):
    assert 0 <= minutes(signs) <= 120


@given(logs(), st.integers(1, 3), st.integers(0, 7200))
def test_a_right_answer_more_never_takes_a_minute_away(signs, number, second):
    """From somebody who is there: an answer before anybody came would say that they were, and missed what followed."""
    signs = [Sign("join", START), *(each for each in signs if each.kind != "leave")]
    when = START + second * datetime.timedelta(seconds=1)
    if when < PROMPTS[number - 1].shown_at:
        return
    assert minutes([*signs, Sign("answer", when, prompt=number, right=True)]) >= minutes(signs)


@given(logs())
def test_without_an_answer_nothing_counts_beyond_the_first_question(signs):
    silent = [each for each in signs if each.kind != "answer"]
    there_all_along = [Sign("join", START), *(each for each in silent if each.kind != "leave"), Sign("leave", END)]
    assert minutes(there_all_along) <= 10


def test_the_open_question_is_the_newest_asked():
    assert open_prompt(PROMPTS, [], at(9)) is None
    assert open_prompt(PROMPTS, [], at(10)).number == 1
    assert open_prompt(PROMPTS, [], at(40)).number == 1  # late, but it says that somebody is back
    assert open_prompt(PROMPTS, [], at(50)).number == 2
    assert open_prompt(PROMPTS, [answer(1, 11)], at(12)) is None
    assert open_prompt(PROMPTS, [answer(1, 11, right=False)], at(12)).number == 1
    assert open_prompt(PROMPTS, [answer(1, 11, right=False)] * 2, at(12)) is None
    assert PROMPTS[0].closes_at == at(10) + ANSWER_WITHIN
