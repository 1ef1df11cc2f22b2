"""Known answers: what is hard, what tells people apart, what has its key wrong."""

from __future__ import annotations

import random

import pytest

from peluang.engines.papers import Sat, item_statistics


def test_a_known_correlation():
    rows = [Sat("q", credit, rest) for credit, rest in [(1, 0.9), (1, 0.7), (0, 0.4), (0, 0.2)]]
    found = item_statistics(rows)["q"]
    assert (found.n, found.difficulty) == (4, 0.5)
    assert found.discrimination == pytest.approx(0.9285, abs=0.001)
    assert found.verdict == "few"


def test_people_of_known_ability_show_which_questions_are_good():
    """200 people, ability 0..1: a good question goes with it, a wrong key against it, a coin with nothing."""
    dice = random.Random(7)
    rows = []
    for _person in range(200):
        ability = dice.random()
        said = {
            "good": dice.random() < ability, "wrong_key": dice.random() > ability, "gift": True,
            "riddle": dice.random() < 0.1 * ability,
        }  # fmt: skip
        rows += [Sat(key, float(value), ability) for key, value in said.items()]
    found = item_statistics(rows)
    assert {key: each.verdict for key, each in found.items()} == {
        "good": "fine", "wrong_key": "against", "gift": "easy", "riddle": "hard"
    }  # fmt: skip
    assert found["good"].discrimination > 0.4 > -0.4 > found["wrong_key"].discrimination
    assert found["gift"].discrimination is None


def test_a_paper_of_one_question_says_nothing_about_discrimination():
    found = item_statistics([Sat("q", 1, None), Sat("q", 0, None)])["q"]
    assert (found.difficulty, found.discrimination) == (0.5, None)
    assert item_statistics([]) == {}
