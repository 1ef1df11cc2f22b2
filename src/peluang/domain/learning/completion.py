"""When a training counts as completed: computed from evidence and standard, never ticked. Pure: no database.

The standard asks for tests and a skill demonstration but gives no pass marks; until a regulation does, the numbers are
our own rule (engines.standard.Completion), which belongs to the version of the standard a class was scheduled under
and is named by its version in every event (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.engines.standard import Completion as CompletionRule

#: What counts where no version says otherwise.
RULE = CompletionRule()


@dataclass(frozen=True)
class Minutes:
    """Of one kind of session: `attended` never exceeds `taught`."""

    attended: int
    taught: int


@dataclass(frozen=True)
class Evidence:
    """Minutes attended and taught over all kinds of sessions (by_kind: SessionKind code → its share of both).

    Scores of 100, None while there is none. practical_needed: it teaches by hand. items_*: required pieces of the
    self-paced part, 0 of 0 where there is none. rule: of the class's own standard.
    """

    attended_minutes: int
    taught_minutes: int
    post: int | None
    practical: int | None
    practical_needed: bool
    pre: int | None = None
    quiz: int | None = None
    items_done: int = 0
    items_required: int = 0
    by_kind: Mapping[str, Minutes] = field(default_factory=dict)
    rule: CompletionRule = RULE

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


def requirements(evidence: Evidence, rule: CompletionRule | None = None) -> tuple[Requirement, ...]:
    """Everything needed, in the order a class goes, each with how far it is. rule: the evidence's own, unless given."""
    rule = rule or evidence.rule
    attended = evidence.attended_percent
    found = [
        Requirement(
            "ATTENDANCE",
            attended >= rule.attendance_percent,
            _("Hadir paling sedikit %(percent)s%% dari semua jam") % {"percent": rule.attendance_percent},
            _("sekarang %(percent)s%%") % {"percent": attended},
        )
    ]
    if evidence.items_required:
        found.append(_items(evidence))
    if "pre" in rule.parts:
        found.append(_taken("PRE_TEST", _("Tes awal sudah dikerjakan"), evidence.pre))
    if "quiz" in rule.parts:
        found.append(_taken("QUIZ", _("Kuis sudah dikerjakan"), evidence.quiz))
    if "post" in rule.parts:
        found.append(_score("POST_TEST", _("Nilai tes akhir paling sedikit %(mark)s"), evidence.post, rule.post_mark))
    if "practical" in rule.parts and evidence.practical_needed:
        text = _("Nilai unjuk keterampilan paling sedikit %(mark)s")
        found.append(_score("PRACTICAL", text, evidence.practical, rule.practical_mark))
    return tuple(found)


def missing(evidence: Evidence, rule: CompletionRule | None = None) -> tuple[Requirement, ...]:
    """What is not met yet; empty means completed."""
    return tuple(each for each in requirements(evidence, rule) if not each.met)


def _items(evidence: Evidence) -> Requirement:
    done, required = evidence.items_done, evidence.items_required
    return Requirement(
        "ITEMS",
        done >= required,
        _("Semua materi wajib belajar mandiri selesai"),
        _("sekarang %(done)s dari %(all)s") % {"done": done, "all": required},
    )


def _score(code: str, text: Any, score: int | None, mark: int) -> Requirement:
    now = _("belum dinilai") if score is None else _("nilaimu %(score)s") % {"score": score}
    return Requirement(code, score is not None and score >= mark, text % {"mark": mark}, now)


def _taken(code: str, text: Any, score: int | None) -> Requirement:
    """A part whose points don't decide, but which has to have been taken."""
    now = _("belum dikerjakan") if score is None else _("nilaimu %(score)s") % {"score": score}
    return Requirement(code, score is not None, text, now)
