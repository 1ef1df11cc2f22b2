"""Uptake: how much of the catalogue is chosen, and how unequally."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.evaluation.queries import never_chosen, uptake, uptake_by
from tests.factories.catalogue import an_offering
from tests.factories.evaluation import a_finding
from tests.factories.learning import a_class, an_enrolment

pytestmark = pytest.mark.django_db


def _chosen(times, **fields):
    offering = an_offering(**fields)
    training_class = a_class(offering=offering) if times else None
    for _ in range(times):
        an_enrolment(training_class=training_class)
    return offering


def gini(counts):
    """The textbook definition: mean absolute difference over twice the mean."""
    n, total = len(counts), sum(counts)
    return sum(abs(a - b) for a in counts for b in counts) / (2 * n * total) if total else None


def test_half_of_the_catalogue_is_chosen():
    counts = [0, 0, 1, 3]
    for times in counts:
        _chosen(times)
    an_offering(draft=True)
    found = uptake()
    assert (found.offerings, found.chosen, found.seats, found.share) == (4, 2, 4, 0.5)
    assert found.gini == pytest.approx(gini(counts))
    assert found.top_ten == 1.0


def test_an_empty_catalogue_has_no_concentration():
    found = uptake()
    assert (found.share, found.gini, found.top_ten) == (None, None, None)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_the_formula_is_the_definition(counts):
    """The SQL's formula on sorted counts equals the definition."""
    ranked, n, total = sorted(counts), len(counts), sum(counts)
    if total:
        formula = 2 * sum(i * x for i, x in enumerate(ranked, 1)) / (n * total) - (n + 1) / n
        assert formula == pytest.approx(gini(counts))


def test_groups_and_the_never_chosen():
    kept = _chosen(2)
    rare = _chosen(0, online=True)
    a_finding(offering=rare)
    by_mode = {group.key: group for group in uptake_by("mode")}
    assert (by_mode["offline"].chosen, by_mode["online"].chosen) == (1, 0)
    institutions = {group.label for group in uptake_by("institution")}
    assert institutions == {kept.provider.name, rare.provider.name}
    [row], total = never_chosen()
    assert (row.id, total, row.open_finding) == (rare.id, 1, True)
    assert never_chosen(mode="offline") == ([], 0)
