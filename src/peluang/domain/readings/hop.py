"""One step of a person's journey: done, whose turn, by when, and what comes after."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

State = Literal["done", "now", "next", "stopped"]


@dataclass(frozen=True)
class Hop:
    """code: stable, for tests and pages. title, who, note, after, action: text in the active language.

    when: the day something happened or will happen. by: the last day. act: what the page should open ("join_wave"),
    with the row it is about; doors know the address. mine: it is the reader's turn. optional: good, but nothing
    waits for it.
    """

    code: str
    title: str
    state: State
    who: str = ""
    by: datetime.date | None = None
    when: datetime.date | None = None
    note: str = ""
    after: str = ""
    act: str = ""
    subject: UUID | str | None = None
    action: str = ""
    mine: bool = False
    optional: bool = False


def next_step(hops: list[Hop]) -> Hop | None:
    """The one thing the reader should do now: what has the earliest last day; what nothing waits for comes last."""
    mine = [hop for hop in hops if hop.state == "now" and hop.mine]
    far = datetime.date.max
    return min(mine, key=lambda hop: (hop.optional, hop.by or far), default=None)


def waiting(hops: list[Hop]) -> list[Hop]:
    """What others have to do now."""
    return [hop for hop in hops if hop.state == "now" and not hop.mine]
