"""The thin check of the training standard v2.0."""

from __future__ import annotations

import pytest

from peluang.domain.catalogue.standard import Offered, findings, refused_words

GOOD = {"title": "Las SMAW posisi 1G", "mode": "offline", "minutes": 2400, "price": 2_100_000, "outside_price": None,
        "occupation": "7212"}  # fmt: skip


def codes(**changes):
    return [each.code for each in findings(Offered(**GOOD | changes))]


def test_a_good_offering_has_no_finding():
    assert codes() == []


@pytest.mark.parametrize("word", ["Tips", "TRIK", "cara cepat", "Jitu", "kiat"])
def test_words_that_promise_a_shortcut_are_refused(word):
    assert codes(title=f"{word} mengelas pagar") == ["TITLE_WORD"]


@pytest.mark.parametrize(
    "title", ["Elektrik dasar", "Tipsy bar", "Pemetaan kiatan air", "Cara memasang kabel cepat rambat"]
)
def test_words_that_only_contain_them_are_not(title):
    assert refused_words(title) == []


@pytest.mark.parametrize(("mode", "minutes", "expected"), [
    ("offline", 899, ["TOO_SHORT"]), ("offline", 900, []), ("online", 539, ["TOO_SHORT"]), ("online", 540, []),
])  # fmt: skip
def test_hours(mode, minutes, expected):
    assert codes(mode=mode, minutes=minutes) == expected


@pytest.mark.parametrize(("price", "outside", "expected"), [
    (100, 99, ["PRICE_ABOVE_OUTSIDE"]), (100, 100, []), (0, 0, []), (-1, None, ["PRICE_NEGATIVE"]),
])  # fmt: skip
def test_price(price, outside, expected):
    assert codes(price=price, outside_price=outside) == expected


def test_every_finding_has_its_clause_and_field():
    found = findings(Offered("kiat", "offline", 0, 5, 1, None))
    assert [each.code for each in found] == ["NO_TITLE", "TOO_SHORT", "PRICE_ABOVE_OUTSIDE", "NO_OCCUPATION"]
    assert all(each.clause and each.field and str(each.text) for each in found)
