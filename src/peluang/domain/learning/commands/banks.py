"""An institution's item banks and test plans. A question is never changed: a new one replaces it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.files.imports import ImportReport, RowProblem, common_problems, read_or_refuse
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.tables import Limits

from .. import access
from ..events import (
    QUESTION_ADDED,
    QUESTION_RETIRED,
    QUESTIONS_IMPORTED,
    TEST_PLAN_REMOVED,
    TEST_PLAN_SET,
)
from ..models import AssessmentKind, Paper, Question, TestPlan
from ..question_rules import TESTS, Asked, checked
from ..question_table import COLUMNS, asked_of

_LIMITS = Limits(megabytes=5, rows=2_000)
MOST_QUESTIONS, MOST_MINUTES, MOST_ATTEMPTS = 100, 240, 5


@command
def add_question(by: Actor, *, offering_id: UUID, asked: Asked, at: datetime.datetime) -> Question:
    """Raises NotYours; Refused with the field at fault."""
    offering = _own_offering(by, offering_id)
    return _store(by, offering, asked, None, at)


@command
def replace_question(by: Actor, *, question_id: UUID, asked: Asked, at: datetime.datetime) -> Question:
    """The old one is retired and stays for the papers that asked it; with nothing changed it stays in the bank.

    Raises NotYours; Refused("question_gone") when somebody replaced or retired it meanwhile, bank_too_small when a test
    would have too few questions left.
    """
    old = _locked_question(by, question_id)
    values = checked(asked)
    if all(getattr(old, name) == value for name, value in values.items()):
        return old
    old.retired_at = at
    old.save(update_fields=["retired_at"])
    row = _store(by, old.offering, asked, old, at)
    _must_be_enough(old.offering_id, set(old.use) - set(row.use))
    return row


@command
def retire_question(by: Actor, *, question_id: UUID, at: datetime.datetime) -> Question:
    """No new paper asks it. Raises as replace_question."""
    row = _locked_question(by, question_id)
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    _must_be_enough(row.offering_id, set(row.use))
    append(QUESTION_RETIRED, row.id, at=at, offering_id=row.offering_id)
    return row


@command
def import_questions(
    by: Actor, *, offering_id: UUID, file: bytes, file_name: str, at: datetime.datetime, dry_run: bool = False
) -> ImportReport:
    """A CSV or XLSX table into the bank: all of it or, with one problem in any row, nothing. A question that the bank
    has already counts as `same`. Raises NotYours; Refused for a file that is no table.
    """
    offering = _own_offering(by, offering_id)
    table = read_or_refuse(file, file_name, COLUMNS, _LIMITS)
    report = ImportReport(rows=len(table.rows), problems=common_problems(table.rows))
    known = {_key(text) for text in _in_bank(offering.id).values_list("text", flat=True)}
    first: dict[str, int] = {}
    new: list[Question] = []
    for row in table.rows:
        try:
            values = checked(asked_of(row))
        except Refused as refusal:
            report.problems.append(RowProblem(row.number, refusal.field or "", refusal.code, str(refusal)))
            continue
        key = _key(values["text"])
        if key in first:
            said = _("Soal ini sudah ada di baris %(row)s.") % {"row": first[key]}
            report.problems.append(RowProblem(row.number, "text", "question_twice", str(said)))
            continue
        first[key] = row.number
        if key in known:
            report.same += 1
            continue
        new.append(Question(offering=offering, made_at=at, made_by=by.person, **values))
    report.problems.sort(key=lambda each: each.row)
    report.new = len(new)
    if not report.problems and not dry_run:
        Question.objects.bulk_create(new, batch_size=500)
        report.written = True
        if new:
            digest = hashlib.sha256("\n".join(str(each.id) for each in new).encode()).hexdigest()
            append(QUESTIONS_IMPORTED, offering.id, at=at, questions=len(new), digest=digest)
    return report


@command
def set_test_plan(
    by: Actor, *, offering_id: UUID, kind: str, questions: int, minutes: int, attempts: int, at: datetime.datetime
) -> TestPlan:
    """From now on this test is taken here, and its scores are not typed any more. Papers that are open keep their end.

    Raises NotYours; Refused with the field at fault: bank_too_small, questions_unknown, minutes_unknown,
    attempts_unknown (a pre-test has one attempt, so that it tells what was known before).
    """
    offering = _own_offering(by, offering_id)
    if kind not in TESTS:
        raise ValueError(f"unknown test {kind}")
    if not 1 <= questions <= MOST_QUESTIONS:
        raise Refused("questions_unknown", _("Jumlah soal adalah angka 1 sampai 100."), field="questions")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused("minutes_unknown", _("Waktunya 1 sampai 240 menit."), field="minutes")
    most = 1 if kind == AssessmentKind.PRE else MOST_ATTEMPTS
    if not 1 <= attempts <= most:
        raise Refused("attempts_unknown", _("Kesempatannya 1 sampai 5; tes awal hanya satu."), field="attempts")
    there = _in_bank(offering.id).filter(use__contains=kind).count()
    if there < questions:
        raise Refused(
            "bank_too_small",
            _("Bank soal baru punya %(there)s soal untuk tes ini.") % {"there": there},
            todo=_("Tambah soalnya dulu, atau kurangi jumlah soal."),
            field="questions",
        )
    row, _made = TestPlan.objects.update_or_create(
        offering=offering, kind=kind, defaults={"questions": questions, "minutes": minutes, "attempts": attempts}
    )
    append(
        TEST_PLAN_SET, row.id, at=at, offering_id=offering.id, kind=kind, questions=questions, minutes=minutes,
        attempts=attempts,
    )  # fmt: skip
    return row


@command
def remove_test_plan(by: Actor, *, offering_id: UUID, kind: str, at: datetime.datetime) -> None:
    """Scores are typed again. Raises Refused("test_in_use") while a class that goes on has taken it here."""
    offering = _own_offering(by, offering_id)
    row = TestPlan.objects.select_for_update().filter(offering=offering, kind=kind).first()
    if row is None:
        raise NotYours()
    taken = Paper.objects.filter(
        enrolment__offering=offering, kind=kind, enrolment__training_class__status__in=["open", "running"]
    )
    if taken.exists():
        raise Refused(
            "test_in_use",
            _("Ada peserta kelas yang masih berjalan yang sudah mengerjakan tes ini."),
            todo=_("Hapus sesudah kelasnya selesai."),
        )
    plan_id = row.id
    row.delete()
    append(TEST_PLAN_REMOVED, plan_id, at=at, offering_id=offering.id, kind=kind)


def _own_offering(by: Actor, offering_id: UUID) -> Offering:
    """Locked, so that two people who change one bank follow one another."""
    row = Offering.objects.select_for_update(of=("self",), no_key=True).filter(id=offering_id).first()
    if row is None:
        raise NotYours()
    access.must_manage(by, row.provider_id)
    return row


def _locked_question(by: Actor, question_id: UUID) -> Question:
    offering_id = Question.objects.filter(id=question_id).values_list("offering_id", flat=True).first()
    if offering_id is None:
        raise NotYours()
    offering = _own_offering(by, offering_id)
    row = Question.objects.get(id=question_id)
    row.offering = offering
    if row.retired_at is not None:
        raise Refused(
            "question_gone",
            _("Soal ini sudah diganti atau dikeluarkan dari bank."),
            todo=_("Buka daftar soal untuk melihat yang berlaku."),
        )
    return row


def _store(by: Actor, offering: Offering, asked: Asked, replaces: Question | None, at: datetime.datetime) -> Question:
    values = checked(asked)
    if any(_key(text) == _key(values["text"]) for text in _in_bank(offering.id).values_list("text", flat=True)):
        raise Refused("question_twice", _("Soal dengan kalimat ini sudah ada di bank."), field="text")
    row = Question.objects.create(offering=offering, made_at=at, made_by=by.person, replaces=replaces, **values)
    append(QUESTION_ADDED, row.id, at=at, offering_id=offering.id, replaces=replaces.id if replaces else None)
    return row


def _must_be_enough(offering_id: UUID, kinds: Iterable[str]) -> None:
    """Every test still has as many questions as its plan draws."""
    for plan in TestPlan.objects.filter(offering_id=offering_id, kind__in=list(kinds)):
        if _in_bank(offering_id).filter(use__contains=plan.kind).count() < plan.questions:
            raise Refused(
                "bank_too_small",
                _("Tanpa soal ini, %(test)s kekurangan soal.") % {"test": plan.get_kind_display()},
                todo=_("Tambah soal lain dulu, atau kurangi jumlah soal tes itu."),
            )


def _in_bank(offering_id: UUID) -> QuerySet[Question]:
    return Question.objects.filter(offering_id=offering_id, retired_at__isnull=True)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
