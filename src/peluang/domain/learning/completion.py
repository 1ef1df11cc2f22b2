"""When a training counts as completed: computed from evidence, never ticked. Pure: no database.

The standard asks for pre-test, post-test and a skill demonstration (standard v2.0 of 13 October 2023) but gives no
pass marks; until a regulation does, the numbers are our own rule, named by `RULE.version` in every event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CompletionRule:
    """attendance_percent: of the minutes of all sessions. post_mark, practical_mark: points of 100."""

    version: str = "peluang-1"
    attendance_percent: int = 80
    post_mark: int = 60
    practical_mark: int = 70


RULE = CompletionRule()


@dataclass(frozen=True)
class Evidence:
    """Minutes attended and taught; scores of 100, None while there is none. practical_needed: it teaches by hand."""

    attended_minutes: int
    taught_minutes: int
    post: int | None
    practical: int | None
    practical_needed: bool

    @property
    def attended_percent(self) -> int:
        """Rounded down: 79.9 % is not 80 %."""
        return self.attended_minutes * 100 // self.taught_minutes if self.taught_minutes else 0


@dataclass(frozen=True)
class Requirement:
    """One thing needed to pass. text: what it is; now: how far it is."""

    code: str
    met: bool
    text: Any
    now: Any


def requirements(evidence: Evidence, rule: CompletionRule = RULE) -> tuple[Requirement, ...]:
    """Everything needed, in the order a class goes, each with how far it is."""
    attended = evidence.attended_percent
    found = [
        Requirement(
            "ATTENDANCE",
            attended >= rule.attendance_percent,
            _("Hadir paling sedikit %(percent)s%% dari semua jam") % {"percent": rule.attendance_percent},
            _("sekarang %(percent)s%%") % {"percent": attended},
        ),
        _score("POST_TEST", _("Nilai tes akhir paling sedikit %(mark)s"), evidence.post, rule.post_mark),
    ]
    if evidence.practical_needed:
        text = _("Nilai unjuk keterampilan paling sedikit %(mark)s")
        found.append(_score("PRACTICAL", text, evidence.practical, rule.practical_mark))
    return tuple(found)


def missing(evidence: Evidence, rule: CompletionRule = RULE) -> tuple[Requirement, ...]:
    """What is not met yet; empty means completed."""
    return tuple(each for each in requirements(evidence, rule) if not each.met)


def _score(code: str, text: Any, score: int | None, mark: int) -> Requirement:
    now = _("belum dinilai") if score is None else _("nilaimu %(score)s") % {"score": score}
    return Requirement(code, score is not None and score >= mark, text % {"mark": mark}, now)
