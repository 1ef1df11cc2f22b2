"""Mistyped words are brought to the words of the index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.finding.spelling import Dictionary, distance


def plain_distance(one: str, other: str) -> int:
    """The textbook's table, whole."""
    table = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            if i < 0 or j < 0:
                table[i, j] = max(i, j) + 1
                continue
            cost = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i] != other[j]))
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                cost = min(cost, table[i - 2, j - 2] + 1)
            table[i, j] = cost
    return table[len(one) - 1, len(other) - 1]


WORDS = st.text("abcd", min_size=1, max_size=9)


@given(WORDS, WORDS, st.sampled_from([1, 2]))
def test_the_distance_is_the_textbooks(one, other, most):
    assert distance(one, other, most) == min(plain_distance(one, other), most + 1)


@given(WORDS, st.integers(0, 8), st.sampled_from("abcdxyz"))
def test_no_word_with_one_mistake_is_overlooked(word, place, sign):
    typed = word[:place] + sign + word[place + 1 :]
    found = Dictionary([(word, 1)]).like(typed)
    near = len(typed) >= 4 and len(word) >= 3 and typed != word
    assert [each.word for each in found] == ([word] if near else [])


def test_fewest_mistakes_first_then_the_commonest():
    words = Dictionary([("jepara", 5), ("jepang", 50), ("jepura", 9), ("pengelasan", 3), ("k3", 8), ("python", 2)])
    assert [each.word for each in words.like("jepaar")] == ["jepara"]
    assert [(each.word, each.mistakes) for each in words.like("jepra")] == [("jepura", 1), ("jepara", 1)]
    assert words.like("las") == () == words.like("3g4x")
    assert [each.word for each in Dictionary([("las", 9), ("kelas", 3)]).like("laas")] == ["las"]
    assert [each.word for each in words.like("phyton")] == ["python"]
    assert words.like("xythxn") == ()
    assert [(each.word, each.mistakes) for each in words.like("pngelasn")] == [("pengelasan", 2)]
