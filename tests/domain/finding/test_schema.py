"""A wrongly typed value would kill tantivy's writer: it is refused before it gets there."""

from __future__ import annotations

import pytest

from peluang.domain.finding.index import VACANCIES, replace, searcher, writing
from peluang.domain.finding.schema import VACANCY_FIELDS, Kind, document

GOOD = {each.name: 0 if each.kind is Kind.NUMBER else "a" for each in VACANCY_FIELDS}


@pytest.mark.parametrize(
    "wrong",
    [{"wage": "3000000"}, {"wage": -1}, {"wage": None}, {"wage": 1.5}, {"wage": True}, {"wage": 2**64}, {"title": 7}, {"regency": None}, {"title": "a\0b"}],
)  # fmt: skip
def test_values_that_would_kill_the_writer_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        document(VACANCY_FIELDS, GOOD | wrong)


def test_fields_are_complete_and_known():
    with pytest.raises(ValueError, match="colour"):
        document(VACANCY_FIELDS, GOOD | {"colour": "red"})
    with pytest.raises(ValueError, match="wage"):
        document(VACANCY_FIELDS, {key: value for key, value in GOOD.items() if key != "wage"})


def test_a_refused_document_leaves_the_writer_and_the_index_alive():
    with writing(VACANCIES) as writer:
        replace(writer, "1", document(VACANCY_FIELDS, GOOD | {"id": "1"}))
    with pytest.raises(ValueError, match="wage"):
        _replace_by_a_wrong_one()
    assert searcher(VACANCIES)[1].num_docs == 1  # rolled back
    with writing(VACANCIES) as writer:
        replace(writer, "1", None)
    assert searcher(VACANCIES)[1].num_docs == 0


def _replace_by_a_wrong_one():
    with writing(VACANCIES) as writer:
        replace(writer, "1", None)
        replace(writer, "2", document(VACANCY_FIELDS, GOOD | {"wage": "x"}))
