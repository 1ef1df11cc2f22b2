"""What partners send and get. Unknown fields are refused: a misspelt one must not be lost in silence."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StrictInt, field_validator

Code = Annotated[str, Field(min_length=8, max_length=20, description="The participant's redeem code.")]
#: Postgres counts seconds in 32 bits; a year of learning is far below.
Seconds = Annotated[StrictInt, Field(le=31_536_000)]
Points = Annotated[StrictInt, Field(ge=0, le=100)]
Kind = Literal["pre", "post", "quiz", "practical"]


class Sent(Schema):
    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("a text holds no NUL")
        return value


class CommitIn(Sent):
    external_id: Annotated[str, Field(min_length=1, max_length=120, description="The learner's id in your LMS.")]


class RedeemOut(Schema):
    """valid: the seat takes reports. No personal data: you know the learner who typed the code."""

    code: str
    valid: bool
    seat: str
    committed: bool
    external_id: str
    offering_id: UUID
    title: str
    class_code: str
    class_status: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime


class ItemOut(Schema):
    code: str
    number: int
    title: str
    kind: str
    minutes: int
    required: bool


class EventIn(Sent):
    event: Literal["join", "leave", "active"]
    at: AwareDatetime
    id: Annotated[str, Field(max_length=80)] = ""


class AttendanceIn(Sent):
    code: Code
    session: Annotated[StrictInt, Field(ge=1, le=32_000, description="Number of the session in its class.")]
    events: Annotated[list[EventIn], Field(min_length=1, max_length=200)]


class AttendanceOut(Schema):
    """minutes: that count so far, after unanswered questions; missed: how many of those."""

    minutes: int
    missed: int


class ProgressIn(Sent):
    code: Code
    item: Annotated[str, Field(min_length=1, max_length=60)]
    started_at: AwareDatetime
    active_seconds: Seconds
    completed_at: AwareDatetime | None = None
    score: Points | None = None


class ProgressOut(Schema):
    item: str
    completed: bool
    active_seconds: int
    counted_seconds: int
    score: int | None


class TaskIn(Sent):
    code: Code
    kind: Kind
    score: Points
    feedback: Annotated[str, Field(max_length=4000)] = ""


class FeedbackIn(Sent):
    code: Code
    kind: Kind
    text: Annotated[str, Field(min_length=1, max_length=4000)]


class TaskOut(Schema):
    kind: str
    score: int
    feedback: str


class CompletionIn(Sent):
    code: Code


class RequirementOut(Schema):
    code: str
    text: str
    now: str


class CompletionOut(Schema):
    """complete: by today's evidence. seat: "completed" or "failed" once the class is over. rule: its version."""

    complete: bool
    seat: str
    rule: str
    attended_minutes: int
    taught_minutes: int
    attended_percent: int
    items_done: int
    items_required: int
    missing: list[RequirementOut]
