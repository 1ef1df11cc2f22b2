"""A number divided over several messages: the one that completes it is what hides it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .digits import Run, pieces, runs
from .innocent import reaches_nobody

#: As one side's last messages: more would join what has nothing to do with each other.
MOST_BEFORE = 5
#: Stricter than inside one text: ages, years and wages are often a message of their own, one after the other.
_PHONE = re.compile(r"(?:(?:0|62)8\d{7,11}|0[2-79]\d{7,9})")
#: A NIK or family card: province and district, then a day (plus 40 for women), month and year (Permendagri 74/2015).
_IDENTITY = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}"
)
#: No spoken number grows over it, and `pieces` divides there.
_GAP = "\n\n"


def completed(before: Sequence[str], text: str) -> tuple[int, int, bool] | None:
    """(start, end, whether it is an identity number): the digits at the beginning of `text` that go on where the last
    of `before` (oldest first) ended; None when together they reach nobody. Words in between end a number.
    """
    earlier = _GAP.join(before[-MOST_BEFORE:])
    whole, begins = earlier + _GAP + text, len(earlier) + len(_GAP)
    for run in runs(whole):
        if run.start < begins < run.end:
            own = [group for group in run.groups if group.start >= begins]
            if reaches_nobody(whole, own[0].start, own[-1].end):
                return None
            identity = _kind(whole, run)
            return None if identity is None else (own[0].start - begins, own[-1].end - begins, identity)
    return None


def _kind(whole: str, run: Run) -> bool | None:
    """Whether an identity number or a phone; None for neither. What stands before the number may be another one."""
    parts = pieces(whole, run)
    together = ["".join(parts[first:]) for first in range(len(parts))]
    if any(_IDENTITY.fullmatch(each) for each in together):  # first: its end alone may look like a phone
        return True
    return False if any(_PHONE.fullmatch(each) for each in together) else None
