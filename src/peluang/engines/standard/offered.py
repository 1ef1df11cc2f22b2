"""What the standard reads of an offering, what stands around it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["must", "look"]
#: More than half of the minutes online counts as online (engines.rules.counts_as_online says why).
ONLINE_MAJORITY = 50


@dataclass(frozen=True)
class Offered:
    """Rupiah; minutes of all hours, `minutes_self_paced` of them without a trainer. None: not filled in yet.

    mode: "offline", "online" or "blended". online_share: percent. tool_sets, computers: for one class, 0 = none are
    used. skills: how many are named. competencies: names of these skills and of the occupation, for the title.
    """

    title: str = ""
    mode: str = "offline"
    online_share: int = 0
    minutes_theory: int = 0
    minutes_practice: int = 0
    minutes_self_paced: int = 0
    longest_day_minutes: int | None = None
    class_size: int | None = None
    trainers_per_class: int = 1
    tool_sets: int | None = None
    computers: int | None = None
    assessment_parts: tuple[str, ...] = ()
    price: int = 0
    outside_price: int | None = None
    outside_url: str = ""
    occupation: str | None = None
    skkni_unit: str = ""
    level: int | None = None
    skills: int = 0
    competencies: tuple[str, ...] = ()
    has_place: bool = False

    @property
    def minutes(self) -> int:
        return self.minutes_theory + self.minutes_practice

    @property
    def minutes_synchronous(self) -> int:
        """With a trainer, in a room or a webinar; never below zero."""
        return max(0, self.minutes - self.minutes_self_paced)

    @property
    def in_a_room(self) -> bool:
        return self.mode != "online"

    @property
    def counts_as_online(self) -> bool:
        return self.online_share > ONLINE_MAJORITY or self.mode == "online"


@dataclass(frozen=True)
class Around:
    """What the offering alone does not say. prices: rupiah of other published offerings of the same type, in any order.

    identical_free: confirmed links to the same content for nothing; similar_free: to the same type of training.
    online_allowed: whether an open scheme pays it, or none is open. technology: whether the occupation is.
    """

    prices: tuple[int, ...] = ()
    identical_free: int = 0
    similar_free: int = 0
    online_allowed: bool = True
    technology: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that does not meet the standard. code: stable. field: the form's field. clause: where it is written.

    severity: "must" is mended before submission; "look" is for the institution and the reviewer to weigh.
    fix_*: what to do, with the figure, never empty.
    """

    code: str
    field: str
    clause: str
    severity: Severity
    text_id: str
    text_en: str
    fix_id: str
    fix_en: str

    @property
    def must(self) -> bool:
        return self.severity == "must"

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_id

    def fix(self, language: str) -> str:
        return self.fix_en if language == "en" else self.fix_id

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code, "field": self.field, "clause": self.clause, "severity": self.severity,
            "text_id": self.text_id, "text_en": self.text_en, "fix_id": self.fix_id, "fix_en": self.fix_en,
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Finding:
        return cls(**stored)
