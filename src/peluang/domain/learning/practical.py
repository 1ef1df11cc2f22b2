"""Practical work: which tasks a class has, what may be handed in, and what comes of marked work. For commands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

from .models import AssessmentKind, Enrolment, PracticalTask, PracticalWork, TrainingClass
from .papers import record_score

MOST_FILES, LONGEST_TEXT = 5, 5_000
LARGEST_FILE = 10 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class HandedFile:
    """As it came: what it is, its first bytes tell."""

    name: str
    content: bytes


def tasks_of_class(training_class: TrainingClass) -> QuerySet[PracticalTask]:
    """Those that stood when the class began, so that nobody's requirements change on the way."""
    return tasks_on(training_class.offering_id, training_class.starts_at)


def tasks_on(offering_id: UUID, moment: datetime.datetime) -> QuerySet[PracticalTask]:
    still = Q(retired_at__isnull=True) | Q(retired_at__gt=moment)
    return PracticalTask.objects.filter(still, offering_id=offering_id, made_at__lte=moment).order_by("number", "id")


def has_tasks(training_class: TrainingClass) -> bool:
    """Then the score of practical work comes from marked tasks and is not typed."""
    return tasks_of_class(training_class).exists()


def kind_of_file(content: bytes) -> str:
    """Media type by the first bytes; "" for anything but JPG, PNG, WebP and PDF."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if content.startswith(b"%PDF-") else ""


def check_files(files: Sequence[HandedFile]) -> None:
    """Before anything is locked or kept. Raises Refused for the field `files`."""
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", _("Paling banyak 5 berkas sekali kirim."), field="files")
    for each in files:
        if not each.content:
            raise Refused("file_empty", _("Berkas “%(name)s” kosong.") % {"name": each.name}, field="files")
        if len(each.content) > LARGEST_FILE:
            raise Refused(
                "file_too_large",
                _("Berkas “%(name)s” lebih dari 10 MB.") % {"name": each.name},
                todo=_("Ambil fotonya dengan mutu lebih kecil, lalu kirim lagi."),
                field="files",
            )
        if not kind_of_file(each.content):
            raise Refused(
                "file_kind",
                _("“%(name)s” bukan foto atau PDF yang bisa dibuka.") % {"name": each.name},
                todo=_("Kirim JPG, PNG, WebP, atau PDF. Foto HEIC dari iPhone perlu disimpan dulu sebagai JPG."),
                field="files",
            )


def count_practical(enrolment: Enrolment, *, at: datetime.datetime) -> int | None:
    """The mean over the class's tasks, rounded down, once every one is marked; None while one is not."""
    tasks = set(tasks_of_class(enrolment.training_class).values_list("id", flat=True))
    scores = dict(
        PracticalWork.objects.filter(enrolment=enrolment, task_id__in=tasks, status="marked").values_list(
            "task_id", "score"
        )
    )
    if not tasks or set(scores) != tasks:
        return None
    mean = sum(each or 0 for each in scores.values()) // len(scores)
    record_score(enrolment.id, kind=AssessmentKind.PRACTICAL, score=mean, at=at)
    return mean
