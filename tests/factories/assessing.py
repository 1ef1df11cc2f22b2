"""Banks, papers, practical tasks and work.

`a_bank(offering, 12)` has twelve questions in three topics; `a_test_plan(offering, "post")` draws six of them.
`a_task(offering)` with two criteria; `a_work(enrolment, task)` waits to be marked. `PHOTO` is a small real PNG.
"""

from __future__ import annotations

import base64
import datetime
from typing import Any

from peluang.domain.catalogue.models import Offering
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.models import (
    Enrolment,
    Paper,
    PracticalFile,
    PracticalTask,
    PracticalWork,
    Question,
    TestPlan,
)
from tests.conftest import NOW

#: 2 × 2 pixels.
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR42mNk+M/AwMDAxAADCA4DAwAVLAEDf3CJKgAAAABJRU5ErkJggg=="
)
_TOPICS = ("Alat", "Keselamatan", "Teknik")
_BEFORE = datetime.timedelta(days=60)


def a_question(offering: Offering, **fields: Any) -> Question:
    """One right answer, "a", of four."""
    values: dict[str, Any] = {
        "kind": "choice", "text": "Alat pelindung mata waktu mengelas?", "topic": "Keselamatan", "right": ["a"],
        "use": ["pre", "post", "quiz"], "made_at": NOW - _BEFORE, "explanation": "Kedok las menahan cahaya.",
        "options": [
            {"code": "a", "text": "Kedok las"}, {"code": "b", "text": "Kacamata baca"},
            {"code": "c", "text": "Masker kain"}, {"code": "d", "text": "Topi"},
        ],
    }  # fmt: skip
    return Question.objects.create(offering=offering, **values | fields)


def a_bank(offering: Offering, count: int = 12) -> list[Question]:
    """In turn one right answer ("a"), several ("a", "b") and a number (25.4, tolerance 0.1), over three topics."""
    made = []
    for number in range(count):
        fields: dict[str, Any] = {"text": f"Soal nomor {number + 1} tentang las?", "topic": _TOPICS[number % 3]}
        if number % 3 == 1:
            fields |= {"kind": "several", "right": ["a", "b"]}
        if number % 3 == 2:
            fields |= {"kind": "number", "right": ["25.4", "0.1"], "options": []}
        made.append(a_question(offering, **fields))
    return made


def a_test_plan(offering: Offering, kind: str = "post", **fields: Any) -> TestPlan:
    values = {"questions": 6, "minutes": 30, "attempts": 1 if kind == "pre" else 2}
    return TestPlan.objects.create(offering=offering, kind=kind, **values | fields)


def right_answers(paper: Paper) -> dict[str, Any]:
    """What earns 100."""
    rows = Question.objects.filter(id__in=[each["question"] for each in paper.questions])
    return {str(each.id): each.right[0] if each.kind == "number" else each.right for each in rows}


def a_task(offering: Offering, **fields: Any) -> PracticalTask:
    values: dict[str, Any] = {
        "number": PracticalTask.objects.filter(offering=offering).count() + 1, "title": "Las posisi 1G",
        "instruction": "Las dua pelat 10 mm, lalu foto hasilnya dari depan dan belakang.", "made_at": NOW - _BEFORE,
        "criteria": [
            {"code": "k1", "text": "Bentuk kampuh", "points": 60}, {"code": "k2", "text": "Kerapian", "points": 40}
        ],
    }  # fmt: skip
    return PracticalTask.objects.create(offering=offering, **values | fields)


def a_work(enrolment: Enrolment, task: PracticalTask, *, photo: bool = True, **fields: Any) -> PracticalWork:
    values = {"handed_in_at": NOW - datetime.timedelta(hours=3), "text": "Pelat 10 mm, arus 110 A."}
    work = PracticalWork.objects.create(enrolment=enrolment, task=task, **values | fields)
    if photo:
        a_work_file(work)
    return work


def a_work_file(work: PracticalWork, **fields: Any) -> PracticalFile:
    stored = store_file(
        PROGRAM, content=PHOTO, name="kampuh.png", media_type="image/png", purpose="practical",
        person_id=work.enrolment.person_id, organisation_id=work.enrolment.provider_id, at=work.handed_in_at,
    )  # fmt: skip
    return PracticalFile.objects.create(work=work, file=stored, **{"round": work.rounds} | fields)
