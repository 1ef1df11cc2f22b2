"""Clusters: the order of rows is nothing, what people said is everything, a guard is never crossed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines.equivalence import Text, cluster, joins, judged, read, word_of

from . import held_out, pairs

TITLES = sorted({title for pair in pairs.SAME + pairs.APART + pairs.ASK for title in pair})
some = st.lists(st.sampled_from(TITLES), min_size=2, max_size=25, unique=True)
quick = settings(max_examples=60, deadline=None)


def partition(titles, **said):
    found = cluster([Text(title) for title in titles], **said)
    groups = {}
    for title, number in zip(titles, found.cluster, strict=True):
        groups.setdefault(number, set()).add(title)
    return {frozenset(group) for group in groups.values()}


@quick
@given(some, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(titles, dice):
    shuffled = titles.copy()
    dice.shuffle(shuffled)
    assert partition(shuffled) == partition(titles)


@quick
@given(some)
def test_no_cluster_crosses_a_guard(titles):
    for group in partition(titles):
        for one in group:
            for other in group:
                assert judged(0, 1, read(one), read(other)).guard == ""


@quick
@given(some)
def test_a_row_twice_stands_in_one_cluster(titles):
    numbers = cluster([Text(title) for title in titles * 2]).cluster
    assert numbers[: len(titles)] == numbers[len(titles) :]


@quick
@given(some, st.data())
def test_what_people_said_holds(titles, data):
    places = st.tuples(st.integers(0, len(titles) - 1), st.integers(0, len(titles) - 1))
    drawn = data.draw(st.lists(places.filter(lambda pair: pair[0] < pair[1]), max_size=6, unique=True))
    cut = data.draw(st.integers(0, len(drawn)))
    same, different = drawn[:cut], drawn[cut:]
    found = cluster([Text(title) for title in titles], same=same, different=different)
    assert all(found.cluster[one] != found.cluster[other] for one, other in different)
    for one, other in same:
        assert found.cluster[one] == found.cluster[other] or (one, other) in found.dropped
    if not different:
        assert found.dropped == []
    asked = {(pair.first, pair.second) for pair in found.ask}
    assert not asked & set(drawn)


@quick
@given(some)
def test_clusters_confirmed_by_people_come_out_again(titles):
    texts = [Text(title) for title in titles]
    first = cluster(texts)
    said = [(one, other) for one in range(len(titles)) for other in range(one + 1, len(titles))
            if first.cluster[one] == first.cluster[other]]  # fmt: skip
    assert cluster(texts, same=said).cluster == first.cluster


def test_asked_pairs_are_of_different_clusters_and_best_first():
    found = cluster([Text(title) for title in TITLES])
    assert found.ask
    scores = [pair.score for pair in found.ask]
    assert scores == sorted(scores, reverse=True)
    for pair in found.ask:
        assert pair.first < pair.second
        assert found.cluster[pair.first] != found.cluster[pair.second]
        assert pair.guard == ""


def test_a_bridge_does_not_join_what_a_guard_parts():
    titles = ["Barista dasar", "Barista", "Barista lanjutan"]
    assert len(partition(titles)) == 3
    assert partition(titles, same=[(0, 1)]) == {frozenset(titles[:2]), frozenset(titles[2:])}


def test_people_outrank_guards_and_contradictions_are_reported():
    texts = [Text("Las SMAW 1G"), Text("Las SMAW 3G"), Text("Barista")]
    assert cluster(texts, same=[(0, 1)]).cluster == [0, 0, 1]
    found = cluster(texts, same=[(0, 1), (1, 2)], different=[(0, 2)])
    assert found.dropped == [(1, 2)]
    assert found.cluster == [0, 0, 1]
    equal = [Text("Barista"), Text("Barista"), Text("Barista")]
    assert cluster(equal, different=[(0, 1)]).cluster == [0, 1, 0]


def test_nothing_and_one_row():
    assert cluster([]).cluster == []
    assert cluster([Text("Barista")]).cluster == [0]


def test_a_new_text_joins_the_group_it_surely_belongs_to():
    known = [[Text("Las SMAW 1G")], [Text("Las SMAW 3G"), Text("SMAW welding 3G")], [Text("Barista")]]
    new = [Text("Juru las SMAW posisi 3G"), Text("Kursus barista"), Text("Las SMAW"), Text("Menjahit")]
    assert joins(new, known) == [1, 2, None, None]
    assert joins(new, []) == [None] * 4
    assert joins([], known) == []


def test_a_group_with_a_guard_against_the_text_does_not_take_it():
    assert joins([Text("Barista dasar")], [[Text("Barista tingkat dasar"), Text("Barista lanjutan")]]) == [None]


def test_words_of_meanings():
    assert [word_of(code) for code in ("barista", "tool:excel", "lang:ja", "?kata")] == [
        "barista",
        "excel",
        "jepang",
        "kata",
    ]


def test_five_thousand_rows_in_seconds():
    dice = random.Random(4)
    titles = [title for pair in held_out.SAME + pairs.SAME for title in pair]
    rows = [
        Text(f"{dice.choice(['Pelatihan', 'Kursus', 'Kelas'])} {dice.choice(titles)} Batch {n}") for n in range(5_000)
    ]
    found = cluster(rows)
    assert len(set(found.cluster)) < 200


@pytest.mark.parametrize("title", ["Excel level 2", "Belajar Excel dari Nol sampai Mahir"])
def test_a_wide_level_is_joined_to_neither(title):
    assert frozenset({title}) in partition([title, "Excel dasar", "Excel lanjutan"])
