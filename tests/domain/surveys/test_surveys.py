from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.surveys.commands import answer, open_round, publish_form
from peluang.domain.surveys.queries import in_language, latest_form, open_round_of, response_of
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"code": "work", "kind": "choice", "text_id": "Bekerja?", "text_en": "Working?", "options": [
        {"code": "yes", "text_id": "Ya", "text_en": "Yes"}, {"code": "no", "text_id": "Belum", "text_en": "Not yet"}]},
    {"code": "useful", "kind": "scale", "text_id": "Berguna?", "text_en": "Useful?"},
    {"code": "wage", "kind": "number", "text_id": "Upah?", "text_en": "Wage?", "required": False, "max": 100_000_000},
    {"code": "story", "kind": "text", "text_id": "Cerita?", "text_en": "Story?", "required": False},
    {"code": "again", "kind": "yes_no", "text_id": "Lagi?", "text_en": "Again?", "required": False},
]  # fmt: skip
GOOD = {"work": "yes", "useful": "4", "wage": "2.400.000", "again": "no"}


@pytest.fixture
def asked(now):
    program = an_actor("system")
    publish_form(program, code="outcome", title_id="Hasil", title_en="Outcome", questions=QUESTIONS, at=now)
    return open_round(program, form_code="outcome", name="3 bulan", opens_at=now, at=now)


def test_answers_are_read_checked_and_given_once(now, asked):
    person, subject = a_person(), new_id()
    me = an_actor("person", person=person)
    row = answer(me, round_id=asked.id, person_id=person.id, subject=subject, answers=GOOD, at=now)
    assert row.answers == {"work": "yes", "useful": 4, "wage": 2_400_000, "again": False}
    assert response_of(asked.id, person.id, subject) == row
    with refused("already_answered"):
        answer(me, round_id=asked.id, person_id=person.id, subject=subject, answers=GOOD, at=now)
    answer(me, round_id=asked.id, person_id=person.id, subject=new_id(), answers=GOOD, at=now)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"work": "perhaps"}, "answer_unfit", "work"),
        ({"useful": 6}, "answer_unfit", "useful"),
        ({"useful": ""}, "answer_missing", "useful"),
        ({"wage": "banyak"}, "answer_unfit", "wage"),
        ({"wage": 10**12}, "answer_unfit", "wage"),
        ({"story": "x" * 2001}, "answer_unfit", "story"),
        ({"again": "mungkin"}, "answer_unfit", "again"),
        ({"other": 1}, "question_unknown", "other"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_at_its_question(now, asked, changes, code, field):
    person = a_person()
    with refused(code, field):
        answer(
            an_actor("person", person=person), round_id=asked.id, person_id=person.id, subject=new_id(),
            answers=GOOD | changes, at=now,
        )  # fmt: skip


def test_a_closed_round_takes_nothing_and_others_answer_for_nobody(now, asked):
    person = a_person()
    values = {"round_id": asked.id, "person_id": person.id, "subject": new_id(), "answers": GOOD}
    with pytest.raises(NotYours):
        answer(an_actor("person"), **values, at=now)
    with pytest.raises(NotYours):
        answer(an_actor("labour_office", regency="32.73"), **values, at=now)
    asked.closes_at = now + datetime.timedelta(days=1)
    asked.save()
    with refused("round_closed"):
        answer(an_actor("person", person=person), **values, at=now + datetime.timedelta(days=1))
    answer(an_actor("labour_office"), **values, at=now)


def test_a_form_changes_by_versions_and_only_the_programme_publishes(now, asked):
    program = an_actor("programme_office")
    same = publish_form(program, code="outcome", title_id="Hasil", title_en="Outcome", questions=QUESTIONS, at=now)
    assert same.version == 1
    longer = [*QUESTIONS, {"code": "more", "kind": "text", "text_id": "Lagi?", "text_en": "More?"}]
    publish_form(program, code="outcome", title_id="Hasil", title_en="Outcome", questions=longer, at=now)
    assert latest_form("outcome").version == 2
    assert open_round_of("outcome", "3 bulan") == asked
    with pytest.raises(NotYours):
        publish_form(an_actor("provider"), code="x", title_id="x", title_en="x", questions=QUESTIONS, at=now)
    with pytest.raises(ValueError, match="both languages"):
        publish_form(program, code="x", title_id="x", title_en="x", questions=[{"code": "a", "kind": "text"}], at=now)


def test_questions_are_shown_in_the_language_of_the_page():
    from django.utils import translation

    with translation.override("en"):
        shown = in_language(QUESTIONS[0])
    assert (shown["text"], shown["options"][0]) == ("Working?", {"value": "yes", "label": "Yes"})
