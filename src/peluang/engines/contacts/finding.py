"""Spans of text that reach or identify somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .across import completed
from .digits import Run, pieces, runs
from .innocent import reaches_nobody


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    IDENTITY = "identity"


@dataclass(frozen=True)
class Span:
    """start, end: in characters of the text."""

    start: int
    end: int
    kind: Kind


#: E.164 allows 15 digits with the country's; NIK and KK have 16 and NPWP 15 or 16 (PMK 112/2022), so 15 is theirs.
_LONGEST_PHONE = 14
_SHORTEST = 10
_SHORTEST_MOBILE = 9
_MOBILE = re.compile(r"(?:0|62)8")
_ANY_PHONE = re.compile(r"(?:0|62|8)\d+")

_AT = r"(?:\s*(?:@|＠|[\[({<]\s*(?:at|et|a)\s*[\])}>])\s*|\s+(?:at|et)\s+)"
_DOT = r"(?:\s*(?:\.|[\[({<]\s*(?:dot|titik|\.)\s*[\])}>])\s*|\s+(?:dot|titik)\s+)"
_ENDS = r"(?:com|net|org|info|co|id|ac|go|sch|web|my|me|biz)"
_KEEPERS = r"(?:g[\s-]?mail|yahoo|ymail|hotmail|outlook|icloud|rocketmail|proton\s?mail)"
_LOCAL = r"[\w+%-][\w.+%-]{0,63}"
_EMAIL = re.compile(
    rf"{_LOCAL}@[\w-]+(?:\.[\w-]+)+"
    rf"|{_LOCAL}{_AT}(?:{_KEEPERS}\b(?:{_DOT}{_ENDS}\b)*|[\w-]+(?:{_DOT}[\w-]+)?{_DOT}{_ENDS}\b)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?(?:wa\.me|wa\.link|whatsapp\.com|t\.me|telegram\.me|m\.me|line\.me)\b[/\w.?=&%+-]*"
    r"|\bwa\s*(?:\.|\(?dot\)?|\(?titik\)?)\s*me\b\s*/?"
    r"|(?<![\w.@])@(?!rp\b|rp\d)[a-z][\w.]{2,}",
    re.IGNORECASE,
)


def found(text: str, *, agreed: bool = False, before: Sequence[str] = ()) -> tuple[Span, ...]:
    """In order, none overlapping. agreed: the person shares their contact, so identity numbers alone count. before:
    what the same side wrote last, oldest first: a number begun there is found in the text that goes on with it.
    """
    spans = [span for run in runs(text) if (span := _of_run(text, run, agreed))]
    if not agreed:
        spans += [Span(*each.span(), Kind.EMAIL) for each in _EMAIL.finditer(text)]
        spans += [Span(*each.span(), Kind.LINK) for each in _LINK.finditer(text)]
    whole = completed(before, text) if before else None
    if whole is not None and (whole[2] or not agreed):
        spans.append(Span(whole[0], whole[1], Kind.IDENTITY if whole[2] else Kind.PHONE))
    return _joined(spans)


def _of_run(text: str, run: Run, agreed: bool) -> Span | None:
    digits = run.digits
    if len(digits) < _SHORTEST and not (len(digits) >= _SHORTEST_MOBILE and _MOBILE.match(digits)):
        return None
    if reaches_nobody(text, run.start, run.end):
        return None
    if len(digits) <= _LONGEST_PHONE:
        return None if agreed else Span(run.start, run.end, Kind.PHONE)
    several = pieces(text, run)
    if all(_SHORTEST_MOBILE <= len(each) <= _LONGEST_PHONE and _ANY_PHONE.fullmatch(each) for each in several):
        return None if agreed else Span(run.start, run.end, Kind.PHONE)
    return Span(run.start, run.end, Kind.IDENTITY)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Overlapping spans become one, of the kind that began first; an identity number stays one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if kept and span.start < kept[-1].end:
            last = kept.pop()
            kind = Kind.IDENTITY if Kind.IDENTITY in (last.kind, span.kind) else last.kind
            span = Span(last.start, max(last.end, span.end), kind)
        kept.append(span)
    return tuple(kept)
