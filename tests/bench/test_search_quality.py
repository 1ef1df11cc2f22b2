"""Known-item searches: the queries are mistyped as they say, the figures are counted right, the search beats exact words."""

from __future__ import annotations

import csv
import io
import random

import pytest

from peluang.bench.search_quality import _figures, measure
from peluang.bench.search_queries import Item, _one_mistake, queries, tied
from peluang.domain.finding.spelling import distance

ROWS = (
    ("Staf Gudang", "PT Gudang Jaya", "3578"), ("Sales Executive", "PT Maju Makmur", "3374"),
    ("Juru Las Listrik", "CV Rangka Jati", "3320"), ("Penjahit Kemeja", "CV Busana", "3319"),
    ("Kasir Toko Buku", "Toko Ilmu", "3171"), ("Akuntansi dan Pajak", "KAP Hasan", "3273"),
    ("Warehouse Supervisor", "PT Kirim", "3578"), ("Teknisi Jaringan", "PT Kabel", "3471"),
)  # fmt: skip


@pytest.fixture
def content():
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(["title", "employer", "regency_code_kemendagri"])
    writer.writerows(ROWS)
    return sheet.getvalue().encode()


def test_a_small_file_is_measured(content, settings):
    found = measure(content=content, file_name="a.csv", seed=3, items=8, misses=True, say=lambda text: None)
    kinds = found["kinds"]
    assert found["vacancies"] == len(ROWS)
    assert {"title", "title_place", "title_firm", "sentence", "sentence_unseen", "typo_1", "typo_2"} <= kinds.keys()
    assert kinds["title"]["recall_10"] == 1.0
    assert kinds["typo_1"]["recall_10"] > kinds["typo_1"]["naive_recall_10"]
    assert kinds["sentence"]["recall_10"] > kinds["sentence"]["naive_recall_10"]


def test_the_same_seed_asks_the_same_and_mistypes_as_it_says():
    items = [Item(title, employer, "33.20") for title, employer, _place in ROWS]
    assert list(queries(items, 4)) == list(queries(items, 4)) != list(queries(items, 5))
    source = random.Random(1)
    mistyped = [_one_mistake("pengelasan", source) for _ in range(200)]
    assert all(distance("pengelasan", each, 2) <= 1 for each in mistyped)
    assert len(set(mistyped)) > 20


def test_pairs_of_the_vocabulary_are_told_from_others():
    assert tied("accounting", "akuntansi")
    assert not tied("warehouse", "akuntansi")


def test_figures():
    found = _figures([(1, 1.0), (2, 2.0), (0, 9.0), (10, 3.0)], [1, 0, 0, 0])
    assert (found["recall_1"], found["recall_10"], found["naive_recall_10"]) == (0.25, 0.75, 0.25)
    assert found["mrr"] == round((1 + 0.5 + 0 + 0.1) / 4, 3)
    assert (found["cpu_p50_ms"], found["cpu_p95_ms"]) == (2.5, 9.0)
