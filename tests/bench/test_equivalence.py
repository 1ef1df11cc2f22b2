"""The bench of equivalence, small: its generator is no giveaway, its figures are counted right."""

from __future__ import annotations

import ast
import inspect

from peluang.bench import equivalence, equivalence_catalogue
from peluang.bench.equivalence import _guard_merges, _pairwise, measure
from peluang.bench.equivalence_catalogue import planted


def test_small_run_has_the_figures_and_meets_the_aim():
    found = measure(seed=11, size=300, say=lambda text: None)
    assert {"f1", "guard_merges", "seconds", "naive", "seeds"} <= found.keys()
    assert len(found["seeds"]) == 5
    assert found["f1"] == min(run["f1"] for run in found["seeds"])
    assert found["guard_merges"] == 0
    assert found["naive"] <= 0.8
    assert found["f1"] >= 0.9


def test_the_same_seed_makes_the_same_catalogue_and_another_another():
    assert planted(3, 200) == planted(3, 200)
    assert planted(3, 200) != planted(4, 200)
    rows = planted(5, 1_534)
    assert len(rows) == 1_534
    assert len({(row.kind.subject, row.kind.key) for row in rows}) > 200
    assert all(row.title.strip() and "{" not in row.title for row in rows)


def test_the_generator_imports_no_engine():
    tree = ast.parse(inspect.getsource(equivalence_catalogue))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert not [name for name in names if "peluang" in name]


def test_pairs_are_counted_right():
    assert _pairwise([0, 0, 1, 1], [0, 0, 1, 1]) == (1.0, 1.0, 1.0)
    assert _pairwise([0, 0, 0, 0], [0, 0, 1, 1]) == (0.3333, 1.0, 0.5)
    assert _pairwise([0, 1, 2, 3], [0, 0, 1, 1]) == (1.0, 0.0, 0.0)


def test_merged_guards_are_counted():
    rows = [row for row in planted(1, 1_534) if row.kind.subject == "las-smaw"]
    keys = [row.kind.key for row in rows]
    apart = sum(one != other for place, one in enumerate(keys) for other in keys[place + 1 :])
    assert _guard_merges([0] * len(rows), rows) == apart > 0
    assert _guard_merges(list(range(len(rows))), rows) == 0


def test_the_naive_road_finds_little():
    rows = planted(2, 600)
    truth = equivalence._numbered([(row.kind.subject, row.kind.key) for row in rows])
    assert 0 < equivalence._naive([row.title for row in rows], truth) < 0.8
