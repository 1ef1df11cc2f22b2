"""Three versions of the training standard and when each applied.

Sources: training standards of the programme before 2023 (at least six hours), v1.0 of 6 January 2023, v2.0 of
13 October 2023. The standards ask for tests but give no pass marks; until a regulation does, marks and the share of
attendance are our own rule, named in `Completion.version`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Completion:
    """What passing takes. attendance_percent: of all minutes. *_mark: points of 100. parts: AssessmentKind codes that
    must have a score ("pre" and "quiz" need one, whatever it is)."""

    version: str = "peluang-1"
    attendance_percent: int = 80
    post_mark: int = 60
    practical_mark: int = 70
    parts: tuple[str, ...] = ("post", "practical")


@dataclass(frozen=True)
class Standard:
    """Minutes and people. None: this version says nothing about it. valid_until: its last day.

    practice_percent: of all minutes. refused_title_words: whole words, lower case. names_occupation: by KBJI code.
    """

    version: str
    name: str
    valid_from: datetime.date
    valid_until: datetime.date | None
    least_minutes: int
    least_minutes_synchronous: int | None = None
    least_minutes_self_paced: int | None = None
    longest_day_offline: int | None = None
    longest_day_online: int | None = None
    practice_percent: int | None = None
    class_size_offline: int | None = None
    class_size_online: int | None = None
    people_per_trainer_offline: int | None = None
    people_per_trainer_online: int | None = None
    people_per_tool_set: int | None = None
    people_per_computer: int | None = None
    assessment_parts: tuple[str, ...] = ()
    refused_title_words: tuple[str, ...] = ()
    names_occupation: bool = False
    completion: Completion = Completion()


STANDARDS: tuple[Standard, ...] = (
    Standard(
        version="0",
        name="Standar pelatihan sebelum 2023",
        valid_from=datetime.date(2020, 4, 11),
        valid_until=datetime.date(2023, 1, 5),
        least_minutes=6 * 60,
        completion=Completion(version="peluang-0", parts=("post", "practical")),
    ),
    Standard(
        version="1.0",
        name="Standar pelatihan v1.0",
        valid_from=datetime.date(2023, 1, 6),
        valid_until=datetime.date(2023, 10, 12),
        least_minutes=6 * 60,
        class_size_offline=40,
        class_size_online=150,
        assessment_parts=("pre", "post"),
    ),
    Standard(
        version="2.0",
        name="Standar pelatihan v2.0",
        valid_from=datetime.date(2023, 10, 13),
        valid_until=None,
        least_minutes=9 * 60,
        least_minutes_synchronous=15 * 60,
        least_minutes_self_paced=9 * 60,
        longest_day_offline=8 * 60,
        longest_day_online=3 * 60,
        practice_percent=70,
        people_per_trainer_offline=30,
        people_per_trainer_online=50,
        people_per_tool_set=5,
        people_per_computer=1,
        assessment_parts=("pre", "post", "quiz", "practical"),
        refused_title_words=("tips", "trik", "cara cepat", "jitu", "kiat"),
        names_occupation=True,
    ),
)


def standard(version: str) -> Standard:
    """Raises KeyError for a version that never was."""
    found = next((each for each in STANDARDS if each.version == version), None)
    if found is None:
        raise KeyError(version)
    return found


def standard_on(day: datetime.date) -> Standard:
    """The version that applies on a local date; the first one for days before it."""
    return next((each for each in reversed(STANDARDS) if each.valid_from <= day), STANDARDS[0])
