"""What a webinar's log proves: questions at times nobody can foresee, and the minutes somebody paid attention.

Pure: no database. An open tab proves nothing, so time counts only between signs of attention (joining, leaving, a right
answer, a button pressed), and a question left open takes away the stretch from the sign before it to the next right
answer (docs/decisions/0014).
"""

from __future__ import annotations

import datetime
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

#: About three questions an hour, one at a random moment of each stretch of this length.
SLOT = datetime.timedelta(minutes=20)
ANSWER_WITHIN = datetime.timedelta(minutes=3)
#: No question in the first minute of a stretch: two never follow each other at once.
_CALM = datetime.timedelta(minutes=1)
_OPTIONS = 4
#: Answers that may be wrong before the question is closed: fingers slip, guesses don't pass.
WRONG_ALLOWED = 1
#: Source of signs from our own page; all others are logs of the platform that carries the webinar.
PORTAL = "portal"

Stretch = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True)
class Prompt:
    """One question: tap the largest (or smallest) of these numbers. number counts from 1 within session and seat.
    latest: nobody knows when it comes, only that it comes before this.
    """

    number: int
    shown_at: datetime.datetime
    latest: datetime.datetime
    options: tuple[int, ...]
    largest: bool

    @property
    def closes_at(self) -> datetime.datetime:
        """Answered later it only says that somebody is there again."""
        return self.shown_at + ANSWER_WITHIN

    @property
    def right(self) -> int:
        return max(self.options) if self.largest else min(self.options)


@dataclass(frozen=True)
class Sign:
    """One line of the log; fields as models.Presence has them."""

    kind: str
    at: datetime.datetime
    source: str = PORTAL
    prompt: int | None = None
    right: bool | None = None
    by_hand: bool = False

    @property
    def is_right_answer(self) -> bool:
        return self.kind == "answer" and self.right is True

    @property
    def is_attention(self) -> bool:
        """Something a person did; a page that asks by itself is none."""
        return self.kind in ("join", "leave") or self.is_right_answer or (self.kind == "alive" and self.by_hand)


@dataclass(frozen=True)
class Count:
    """minutes: that count, rounded down. first, last: sign of any kind, None when there is none. missed: numbers of
    questions that came while they were there and stayed open for longer than ANSWER_WITHIN.
    """

    minutes: int
    first: datetime.datetime | None
    last: datetime.datetime | None
    missed: tuple[int, ...]


def prompts_of(
    key: bytes, session_id: UUID, enrolment_id: UUID, starts_at: datetime.datetime, ends_at: datetime.datetime
) -> list[Prompt]:
    """The questions of one seat in one session, in order: the same whenever asked, different for every seat.

    key: secret of the installation. A session too short for a question and its time to answer has none.
    """
    count = max(1, round((ends_at - starts_at) / SLOT))
    width = (ends_at - starts_at) / count
    room = int((width - _CALM - ANSWER_WITHIN).total_seconds())
    if room < 1:
        return []
    name = f"{session_id}:{enrolment_id}"
    return [_prompt(key, f"{name}:{n}", n + 1, starts_at + n * width + _CALM, room) for n in range(count)]


def _prompt(key: bytes, name: str, number: int, opens: datetime.datetime, room: int) -> Prompt:
    noise = hmac.digest(key, name.encode(), sha256)
    shown = opens + datetime.timedelta(seconds=int.from_bytes(noise[:8], "big") % room)
    pool = list(range(10, 100))
    options = tuple(pool.pop(int.from_bytes(noise[8 + 4 * n : 12 + 4 * n], "big") % len(pool)) for n in range(_OPTIONS))
    latest = opens + datetime.timedelta(seconds=room)
    return Prompt(number, shown, latest, options, largest=bool(noise[31] & 1))


def open_prompt(prompts: Iterable[Prompt], signs: Sequence[Sign], at: datetime.datetime) -> Prompt | None:
    """The newest question that was asked and not answered rightly yet, in time or late; None while there is none."""
    asked = [each for each in prompts if each.shown_at <= at]
    if not asked:
        return None
    newest = asked[-1]
    answers = [each for each in signs if each.kind == "answer" and each.prompt == newest.number]
    if any(each.right for each in answers) or len(answers) > WRONG_ALLOWED:
        return None
    return newest


def count(
    signs: Iterable[Sign], prompts: Sequence[Prompt], starts_at: datetime.datetime, ends_at: datetime.datetime
) -> Count:
    """What counts of one seat's log of one session."""
    ordered = sorted(signs, key=lambda each: each.at)
    seen = [each for each in ordered if each.kind != "prompt"]
    there = _merged(_clipped(_stretches(seen), starts_at, ends_at))
    missed = [each for each in prompts if _covers(there, each.shown_at) and not _answered(each, seen)]
    attention = sorted(each.at for each in seen if each.is_attention)
    answers = sorted(each.at for each in seen if each.is_right_answer)
    left = _attentive(attention, seen, prompts)
    voids = [_void(each, attention, answers, ends_at) for each in missed]
    seconds = _seconds(_without(_within(there, left), _merged(voids)))
    first, last = (seen[0].at, seen[-1].at) if seen else (None, None)
    return Count(int(seconds // 60), first, last, tuple(each.number for each in missed))


def _answered(prompt: Prompt, signs: Iterable[Sign]) -> bool:
    return any(
        each.is_right_answer and each.prompt == prompt.number and prompt.shown_at <= each.at <= prompt.closes_at
        for each in signs
    )


def _void(
    prompt: Prompt, attention: Sequence[datetime.datetime], answers: Sequence[datetime.datetime], end: datetime.datetime
) -> Stretch:
    """From the last sign of attention before the question to the next right answer after its time."""
    start = max((each for each in attention if each <= prompt.shown_at), default=prompt.shown_at)
    return start, min((each for each in answers if each > prompt.closes_at), default=max(end, prompt.closes_at))


def _attentive(attention: Sequence[datetime.datetime], signs: Sequence[Sign], prompts: Sequence[Prompt]) -> Stretch:
    """From the first to the last sign of attention; to the last sign of any kind when no more question was to come."""
    if not attention:
        start = signs[0].at if signs else datetime.datetime.max.replace(tzinfo=datetime.UTC)
        return start, signs[-1].at if signs and not prompts else start
    asked_later = any(each.shown_at > attention[-1] for each in prompts)
    return attention[0], attention[-1] if asked_later else signs[-1].at


def _stretches(signs: Sequence[Sign]) -> list[Stretch]:
    """When somebody was there, by source. On our page any sign opens and a leave closes; without one the last sign is
    the end. In a platform's log people come in with several devices: the last one to leave closes.
    """
    found: list[Stretch] = []
    for source in {each.source for each in signs}:
        opened: datetime.datetime | None = None
        last: datetime.datetime | None = None
        devices = 0
        for each in signs:
            if each.source != source:
                continue
            if each.kind == "leave":
                devices = max(0, devices - 1)
                if opened is not None and (source == PORTAL or devices == 0):
                    found.append((opened, each.at))
                    opened = None
                continue
            devices += each.kind == "join"
            opened, last = opened or each.at, each.at
        if opened is not None and last is not None:
            found.append((opened, last))
    return found


def _clipped(stretches: Iterable[Stretch], start: datetime.datetime, end: datetime.datetime) -> list[Stretch]:
    cut = [(max(a, start), min(b, end)) for a, b in stretches]
    return [each for each in cut if each[0] < each[1]]


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _covers(stretches: Iterable[Stretch], moment: datetime.datetime) -> bool:
    return any(start <= moment < end for start, end in stretches)


def _within(stretches: Iterable[Stretch], bounds: Stretch) -> list[Stretch]:
    return _clipped(stretches, *bounds)


def _without(stretches: Iterable[Stretch], voids: Sequence[Stretch]) -> list[Stretch]:
    """voids: merged."""
    left: list[Stretch] = []
    for start, end in stretches:
        inside = [each for each in voids if each[1] > start and each[0] < end]
        edges = [start, *(edge for void in inside for edge in void), end]
        left += [(a, b) for a, b in list(pairwise(edges))[::2] if a < b]
    return left


def _seconds(stretches: Iterable[Stretch]) -> float:
    return sum((end - start).total_seconds() for start, end in stretches)
