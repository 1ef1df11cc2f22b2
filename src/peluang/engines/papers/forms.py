"""Drawing a form: which questions of a bank one person gets, and in which order their options stand.

No random numbers are drawn: everything is sorted by SHA-256 of the seed and a key, so that anybody with the bank of
that day and the seed finds the same form again, in any language and version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A question as the draw sees it. key: names it for ever. options: codes; none for a question with a number."""

    key: str
    topic: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """options: codes in the order this person sees them."""

    key: str
    options: tuple[str, ...]


def draw_form(items: Sequence[Item], count: int, seed: str, seen: Collection[str] = ()) -> tuple[Drawn, ...]:
    """`count` questions, fewer when the bank holds fewer. Within a topic those not `seen` before come first, so that a
    retake asks something else where the bank allows. Raises ValueError for count < 1 or two items with one key.
    """
    if count < 1:
        raise ValueError("a form asks at least one question")
    if len({each.key for each in items}) != len(items):
        raise ValueError("two items have one key")
    known = set(seen)
    chosen: list[Item] = []
    for topic, wanted in topic_counts([each.topic for each in items], count).items():
        pool = sorted(
            (each for each in items if each.topic == topic),
            key=lambda each: (each.key in known, _place(seed, "question", each.key)),
        )
        chosen += pool[:wanted]
    chosen.sort(key=lambda each: _place(seed, "order", each.key))
    return tuple(Drawn(each.key, _shuffled(each, seed)) for each in chosen)


def topic_counts(topics: Sequence[str], count: int) -> dict[str, int]:
    """How many questions of each topic every form asks. topics: one entry a question of the bank.

    As even as the bank allows: no topic gets two more than another that still has questions. What is left over goes to
    the topics with most questions, then by name, never by the seed, so that all forms cover the same.
    """
    stock = {topic: topics.count(topic) for topic in set(topics)}
    order = sorted(stock, key=lambda topic: (-stock[topic], topic))
    given = dict.fromkeys(order, 0)
    left = min(count, len(topics))
    while left:
        for topic in order:
            if left and given[topic] < stock[topic]:
                given[topic] += 1
                left -= 1
    return given


def _shuffled(item: Item, seed: str) -> tuple[str, ...]:
    return tuple(sorted(item.options, key=lambda code: _place(seed, item.key, code)))


def _place(seed: str, *parts: str) -> bytes:
    return hashlib.sha256("\n".join((seed, *parts)).encode()).digest()
