"""Item banks: questions by new version, tables taken in, tests that have enough to draw from."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import (
    add_question,
    import_questions,
    open_paper,
    remove_test_plan,
    replace_question,
    retire_question,
    set_test_plan,
)
from peluang.domain.learning.models import Paper, Question
from peluang.domain.learning.models import TestPlan as Plan
from peluang.domain.learning.queries import bank_of, statistics_of
from peluang.domain.learning.question_rules import Asked, as_asked, checked
from peluang.domain.learning.question_table import EXAMPLE
from tests.factories.assessing import a_bank, a_question, a_test_plan
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.refusals import refused
from tests.statements import at_most

pytestmark = pytest.mark.django_db
CHOICE = Asked("Alat pelindung mata?", ("Kedok las", "Topi"), (0,), topic="Keselamatan")


@pytest.fixture
def offering():
    return an_offering()


def manager(offering):
    return an_actor("provider", organisation=offering.provider)


def test_a_question_is_stored_as_it_will_be_asked(offering, now):
    by = manager(offering)
    one = add_question(by, offering_id=offering.id, asked=CHOICE, at=now)
    assert (one.kind, one.right, one.options[1]) == ("choice", ["a"], {"code": "b", "text": "Topi"})
    two = add_question(by, offering_id=offering.id, asked=Asked("Cacat?", ("Retak", "Pori", "Rapi"), (0, 1)), at=now)
    assert (two.kind, two.right) == ("several", ["a", "b"])
    three = add_question(by, offering_id=offering.id, asked=Asked("Inci?", number="25,4", tolerance="0,1"), at=now)
    assert (three.kind, three.right, three.options) == ("number", ["25.4", "0.1"], [])
    assert [as_asked(each).kind for each in (one, two, three)] == ["choice", "several", "number"]
    assert checked(as_asked(two))["right"] == ["a", "b"]


@pytest.mark.parametrize(("asked", "code", "field"), [
    (Asked(" ", ("a", "b"), (0,)), "question_empty", "text"), (Asked("x" * 2001, ("a", "b"), (0,)), "question_too_long", "text"),
    (Asked("?", ("a",), (0,)), "options_missing", "options"), (Asked("?", ("a", " "), (0,)), "options_missing", "options"),
    (Asked("?", tuple("abcdefghi"), (0,)), "options_missing", "options"), (Asked("?"), "options_missing", "options"),
    (Asked("?", ("a", "A"), (0,)), "options_alike", "options"), (Asked("?", ("a", "b")), "right_missing", "options"),
    (Asked("?", ("a", "b"), (2,)), "right_missing", "options"), (Asked("?", ("a", "b"), (0, 1)), "all_right", "options"),
    (Asked("?", ("a", "b" * 501), (0,)), "options_too_long", "options"),
    (Asked("?", ("a", "b"), (0,), number="2"), "number_with_options", "number"), (Asked("?", number="dua"), "number_unclear", "number"),
    (Asked("?", number="1.500"), "number_unclear", "number"), (Asked("?", number="2", tolerance="-1"), "tolerance_unclear", "tolerance"),
    (Asked("?", ("a", "b"), (0,), use=()), "use_unknown", "use"), (Asked("?", ("a", "b"), (0,), use=("practical",)), "use_unknown", "use"),
    (Asked("?", ("a", "b"), (0,), points=0), "points_unknown", "points"), (Asked("?", ("a", "b"), (0,), points=21), "points_unknown", "points"),
])  # fmt: skip
def test_questions_that_cannot_be_asked_are_refused(offering, now, asked, code, field):
    with refused(code, field=field):
        add_question(manager(offering), offering_id=offering.id, asked=asked, at=now)
    assert not Question.objects.exists()


def test_the_same_sentence_is_asked_once(offering, now):
    add_question(manager(offering), offering_id=offering.id, asked=CHOICE, at=now)
    with refused("question_twice", field="text"):
        add_question(
            manager(offering), offering_id=offering.id, asked=Asked("alat  PELINDUNG mata?", ("x", "y"), (1,)), at=now
        )


def test_a_changed_question_is_a_new_one(offering, now):
    by = manager(offering)
    old = add_question(by, offering_id=offering.id, asked=CHOICE, at=now)
    assert replace_question(by, question_id=old.id, asked=CHOICE, at=now).id == old.id
    new = replace_question(by, question_id=old.id, asked=Asked(CHOICE.text, ("Topi", "Kedok las"), (1,)), at=now)
    old.refresh_from_db()
    assert (new.replaces_id, old.retired_at, old.right) == (old.id, now, ["a"])
    with refused("question_gone"):
        replace_question(by, question_id=old.id, asked=CHOICE, at=now)
    with refused("question_gone"):
        retire_question(by, question_id=old.id, at=now)


def test_a_test_never_runs_out_of_questions(offering, now):
    by = manager(offering)
    rows = a_bank(offering, 6)
    with refused("bank_too_small", field="questions"):
        set_test_plan(by, offering_id=offering.id, kind="post", questions=7, minutes=30, attempts=2, at=now)
    set_test_plan(by, offering_id=offering.id, kind="post", questions=6, minutes=30, attempts=2, at=now)
    with refused("bank_too_small"):
        retire_question(by, question_id=rows[0].id, at=now)
    with refused("bank_too_small"):  # the new one would not be used for this test
        replace_question(by, question_id=rows[0].id, asked=Asked("Lain?", ("a", "b"), (0,), use=("quiz",)), at=now)
    assert Question.objects.filter(retired_at__isnull=True).count() == 6
    set_test_plan(by, offering_id=offering.id, kind="post", questions=5, minutes=45, attempts=1, at=now)
    retire_question(by, question_id=rows[0].id, at=now)
    assert Plan.objects.get().minutes == 45


@pytest.mark.parametrize(("changed", "field"), [
    ({"questions": 0}, "questions"), ({"questions": 101}, "questions"), ({"minutes": 0}, "minutes"), ({"minutes": 241}, "minutes"),
    ({"attempts": 0}, "attempts"), ({"attempts": 6}, "attempts"), ({"kind": "pre", "attempts": 2}, "attempts"),
])  # fmt: skip
def test_tests_that_cannot_be(offering, now, changed, field):
    a_bank(offering, 6)
    values = {"kind": "post", "questions": 6, "minutes": 30, "attempts": 1}
    with refused(f"{field}_unknown", field=field):
        set_test_plan(manager(offering), offering_id=offering.id, **values | changed, at=now)


def test_a_test_that_somebody_takes_is_not_taken_away(offering, now):
    a_bank(offering, 6)
    a_test_plan(offering, "quiz")
    seat = an_enrolment(training_class=a_class(offering=offering, running=True))
    open_paper(an_actor("person", person=seat.person), enrolment_id=seat.id, kind="quiz", at=now)
    with refused("test_in_use"):
        remove_test_plan(manager(offering), offering_id=offering.id, kind="quiz", at=now)
    seat.training_class.status = "finished"
    seat.training_class.save(update_fields=["status"])
    remove_test_plan(manager(offering), offering_id=offering.id, kind="quiz", at=now)
    assert not Plan.objects.exists()


def test_another_institutions_bank_is_not_there(offering, now):
    row = a_question(offering)
    stranger = an_actor("provider", organisation=an_organisation("provider"))
    for call in (
        lambda: add_question(stranger, offering_id=offering.id, asked=CHOICE, at=now),
        lambda: retire_question(stranger, question_id=row.id, at=now),
        lambda: set_test_plan(
            stranger, offering_id=offering.id, kind="pre", questions=1, minutes=5, attempts=1, at=now
        ),
        lambda: import_questions(stranger, offering_id=offering.id, file=EXAMPLE.encode(), file_name="x.csv", at=now),
        lambda: add_question(
            an_actor("trainer", organisation=offering.provider), offering_id=offering.id, asked=CHOICE, at=now
        ),
    ):
        with pytest.raises(NotYours):
            call()


def test_the_example_table_is_taken_in_and_again_changes_nothing(offering, now):
    by = manager(offering)
    values = {"offering_id": offering.id, "file": EXAMPLE.encode(), "file_name": "contoh.csv", "at": now}
    dry = import_questions(by, **values, dry_run=True)
    assert (dry.rows, dry.new, dry.written, Question.objects.count()) == (3, 3, False, 0)
    assert import_questions(by, **values).written
    assert [(each.kind, each.use, each.points) for each in Question.objects.order_by("text")] == [
        ("choice", ["pre", "post"], 1), ("number", ["pre", "post", "quiz"], 1), ("several", ["post"], 2),
    ]  # fmt: skip
    again = import_questions(by, **values)
    assert (again.new, again.same, Question.objects.count()) == (0, 3, 3)


def test_a_spreadsheet_is_taken_in_too(offering, now):
    book = Workbook()
    for row in (
        ["Soal", "Pilihan A", "Pilihan B", "Benar"],
        ["2 + 2?", 4, 5, "a"],
        ["Inci dalam mm?", None, None, 25.4],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    assert (
        import_questions(
            manager(offering), offering_id=offering.id, file=content.getvalue(), file_name="b.xlsx", at=now
        ).new
        == 2
    )


def test_one_row_at_fault_and_nothing_is_taken_in(offering, now):
    rows = [
        "soal,pilihan_a,pilihan_b,pilihan_c,benar,dipakai,poin", "Baik?,ya,tidak,,a,,", "Tanpa kunci?,ya,tidak,,,,", "Kunci di luar?,ya,tidak,,d,,",
        "Baik?,ya,tidak,,b,,", ",ya,tidak,,a,,", "Entah dipakai?,ya,tidak,,a,ujian,", "Poin?,ya,tidak,,a,,banyak", "Semua?,ya,tidak,,\"a,b\",,",
        "Celah?,ya,,mungkin,a,,", "=1+1,ya,tidak,,a,,", "Angka?,,,,dua,,",
    ]  # fmt: skip
    report = import_questions(
        manager(offering), offering_id=offering.id, file="\n".join(rows).encode(), file_name="b.csv", at=now
    )
    assert not Question.objects.exists()
    assert [(each.row, each.code) for each in report.problems] == [
        (3, "right_missing"), (4, "right_missing"), (5, "question_twice"), (6, "question_empty"), (7, "use_unknown"), (8, "points_unknown"),
        (9, "all_right"), (10, "options_gap"), (11, "formula"), (12, "number_unclear"),
    ]  # fmt: skip


@pytest.mark.parametrize(("content", "code"), [
    (b"", "file_empty"), (b"\x00\x01\x02", "file_unreadable"), (b"nama,umur\nx,1\n", "columns_missing"),
    (b"soal,benar\n" + b"x,1\n" * 2_001, "too_many_rows"), (b"x" * 5_000_001, "file_too_large"),
])  # fmt: skip
def test_files_that_are_no_bank(offering, now, content, code):
    with refused(code, field="file"):
        import_questions(manager(offering), offering_id=offering.id, file=content, file_name="b.csv", at=now)


def test_a_bank_shows_topics_tests_and_what_no_form_asks(offering):
    a_bank(offering, 12)
    a_question(offering, topic="Bahan", text="Elektroda?", use=["post"])
    a_test_plan(offering, "post", questions=3)
    with at_most(6):
        bank = bank_of(offering.id)
    assert bank.topics == {"Alat": 4, "Bahan": 1, "Keselamatan": 4, "Teknik": 4}
    post = next(each for each in bank.tests if each.kind == "post")
    assert (post.usable, list(post.forgotten)) == (13, ["Bahan"])
    assert (bank.total, len(bank.questions)) == (13, 13)
    assert bank_of(offering.id, topic="Alat").total == 4
    assert len(bank_of(offering.id, page=2, per_page=10).questions) == 3


def test_statistics_come_from_first_attempts_before_and_after(offering, now):
    easy, hard = a_question(offering), a_question(offering, text="Arus untuk pelat 3 mm?")
    training_class = a_class(offering=offering, running=True)
    form = [{"question": str(each.id), "options": ["a", "b", "c", "d"]} for each in (easy, hard)]
    for person in range(4):
        seat = an_enrolment(training_class=training_class)
        for kind, attempt, answers in (
            ("pre", 1, {}), ("post", 1, {str(easy.id): ["a"], **({str(hard.id): ["a"]} if person == 0 else {})}),
            ("post", 2, {str(hard.id): ["a"]}),
        ):  # fmt: skip
            Paper.objects.create(
                enrolment=seat,
                kind=kind,
                attempt=attempt,
                questions=form,
                opened_at=now,
                due_at=now.replace(hour=23),
                answers=answers,
                score=50,
            )
    with at_most(2):
        found = statistics_of(offering.id)
    assert (found[str(easy.id)].before.difficulty, found[str(easy.id)].after.difficulty) == (0.0, 1.0)
    assert (found[str(hard.id)].after.difficulty, found[str(hard.id)].after.n) == (0.25, 4)
