"""Occupations of titles."""

from __future__ import annotations

import pytest

from peluang.engines.codes.tables import read_table
from peluang.engines.text import code_occupation, code_occupations
from peluang.engines.text.tfidf import Tfidf


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Dibutuhkan tukang las listrik berpengalaman", "7212"),
        ("Welder 3G", "7212"),
        ("Kasir minimarket", "5230"),
        ("Graphic designer intern", "2166"),
        ("Membuat Desain Grafis Adobe Photoshop untuk menjadi Perancang Grafis", "2166"),
        ("Barista", "5132"),
        ("Penjahit", "7531"),
        ("Magang IT Support", "3512"),
        ("Staf gudang", "4321"),
        ("pembatik tulis", "7318"),
    ],
)
def test_plain_titles(title: str, code: str) -> None:
    assert code_occupation(title)[0].code == code


def test_official_titles_find_themselves() -> None:
    """Both languages: at least 97 in 100 first (some units share a title), nearly all among five."""
    rows = [row for row in read_table("occupations") if len(row["code"]) == 4]
    for language in ("title_id", "title_en"):
        found = code_occupations([row[language] for row in rows])
        first = sum(ranked[0].code == row["code"] for ranked, row in zip(found, rows, strict=True))
        five = sum(row["code"] in [o.code for o in ranked] for ranked, row in zip(found, rows, strict=True))
        assert first >= 0.95 * len(rows), language
        assert five >= 0.99 * len(rows), language


def test_one_by_one_is_like_together() -> None:
    titles = ["tukang las", "Front-End Developer", "", "xqzzk", "untuk pemula"]
    together = code_occupations(titles, limit=3)
    assert [[o.code for o in ranked] for ranked in together] == [
        [o.code for o in code_occupation(title, limit=3)] for title in titles
    ]
    assert together[2] == []


def test_a_description_helps_an_empty_title() -> None:
    described = code_occupation("Staf", "mengelas pipa dengan las SMAW dan GTAW, membaca gambar las")
    assert described[0].code == "7212"


def test_scores_fall_and_stay_within_bounds() -> None:
    for ranked in code_occupations(["sales", "sopir truk", "pengawas mutu pangan"], limit=10):
        scores = [occupation.score for occupation in ranked]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_a_bare_field_is_not_a_managers() -> None:
    assert code_occupation("Keuangan")[0].code == "3313"
    assert code_occupation("Manajer Keuangan")[0].code == "1211"


def test_rank_alone_says_little() -> None:
    assert code_occupation("Staf")[0].score < 0.3 < code_occupation("Staf gudang")[0].score
    assert code_occupation("Membangun bisnis konveksi")[0].code == "8153"


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="number"):
        code_occupations(["a"], ["b", "c"])


def test_rarity_counts_things_not_names() -> None:
    """ "las" stands in three names of one thing, "kayu" in one name each of two: "las" is the rarer word."""
    space = Tfidf([["las"], ["las", "x"], ["las", "y"], ["kayu"], ["kayu"]], [0, 0, 0, 1, 2])
    row = space.vectors([["las", "kayu"]]).toarray()[0]
    assert row[0] > row[3]
    assert space.vectors([["unknown"]]).nnz == 0
