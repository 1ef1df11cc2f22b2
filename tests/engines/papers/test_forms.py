"""The same seed is the same form; every form covers the same; a retake asks something else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.papers import Item, draw_form, topic_counts

TOPICS = st.sampled_from(["alat", "keselamatan", "teknik", ""])
BANKS = st.lists(TOPICS, min_size=1, max_size=40).map(
    lambda topics: [Item(f"soal-{number}", topic, ("a", "b", "c", "d")) for number, topic in enumerate(topics)]
)


@given(BANKS, st.integers(1, 50), st.text(max_size=20))
def test_a_form_covers_topics_evenly(bank, count, seed):
    form = draw_form(bank, count, seed)
    topic_of = {each.key: each.topic for each in bank}
    asked = Counter(topic_of[each.key] for each in form)
    stock = Counter(each.topic for each in bank)
    assert len(form) == min(count, len(bank))
    assert len({each.key for each in form}) == len(form)
    for topic, there in stock.items():
        if asked[topic] < there:  # it could have given more: then no other topic got two more
            assert max(asked.values()) - asked[topic] <= 1


@given(BANKS, st.integers(1, 50), st.text(max_size=20), st.text(max_size=20))
def test_every_form_covers_the_same_whatever_its_seed(bank, count, one, other):
    topic_of = {each.key: each.topic for each in bank}
    first, second = (Counter(topic_of[each.key] for each in draw_form(bank, count, seed)) for seed in (one, other))
    assert first == second


@given(BANKS, st.integers(1, 50), st.text(max_size=20), st.randoms())
def test_the_same_seed_is_the_same_form_in_whatever_order_the_bank_comes(bank, count, seed, random):
    mixed = random.sample(bank, len(bank))
    assert draw_form(bank, count, seed) == draw_form(mixed, count, seed)
    assert all(sorted(each.options) == ["a", "b", "c", "d"] for each in draw_form(bank, count, seed))


@given(BANKS, st.integers(1, 20), st.text(max_size=20))
def test_a_retake_asks_what_was_not_asked_where_the_bank_allows(bank, count, seed):
    topic_of = {each.key: each.topic for each in bank}
    before = {each.key for each in draw_form(bank, count, seed)}
    again = [each.key for each in draw_form(bank, count, seed + "-2", seen=before)]
    fresh = Counter(each.topic for each in bank if each.key not in before)
    for topic, asked in Counter(topic_of[key] for key in again).items():
        new = sum(topic_of[key] == topic and key not in before for key in again)
        assert new == min(asked, fresh[topic])


def test_seeds_give_different_questions_and_different_orders():
    bank = [Item(f"soal-{number}", "alat", ("a", "b", "c", "d")) for number in range(40)]
    forms = {tuple(each.key for each in draw_form(bank, 10, f"kursi-{seat}")) for seat in range(50)}
    orders = Counter(draw_form(bank[:1], 1, f"kursi-{seat}")[0].options for seat in range(480))
    assert len(forms) == 50
    assert len(orders) == 24  # every order of four options comes up
    assert max(orders.values()) < 3 * 480 / 24


def test_a_form_that_was_drawn_once_is_found_again_by_anybody():
    """A known answer: a change of the rule would make recorded forms unfindable."""
    bank = [Item(f"soal-{number}", "alat" if number % 2 else "bahan", ("a", "b", "c")) for number in range(6)]
    form = [(each.key, "".join(each.options)) for each in draw_form(bank, 3, "kursi:post:1")]
    assert form == [("soal-2", "bca"), ("soal-1", "cba"), ("soal-5", "abc")]


@pytest.mark.parametrize(("topics", "count", "expected"), [
    (["a"] * 10 + ["b"] * 10 + ["c"] * 10, 10, {"a": 4, "b": 3, "c": 3}),
    (["a"] * 10 + ["b"], 6, {"a": 5, "b": 1}),
    (["a", "b", "b"], 1, {"b": 1, "a": 0}),
    (["a"], 9, {"a": 1}),
])  # fmt: skip
def test_how_many_of_each_topic(topics, count, expected):
    assert topic_counts(topics, count) == expected


def test_what_cannot_be_drawn():
    with pytest.raises(ValueError, match="at least one"):
        draw_form([Item("a", "")], 0, "")
    with pytest.raises(ValueError, match="one key"):
        draw_form([Item("a", ""), Item("a", "")], 1, "")
