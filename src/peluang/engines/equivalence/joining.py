"""New texts beside groups that exist: which group each surely belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from .band import judge
from .blocks import candidates
from .clusters import Text
from .readings import read


def joins(new: Sequence[Text], known: Sequence[Sequence[Text]]) -> list[int | None]:
    """For each new text the place of its group in `known`, or None if the engine is not sure of exactly one.

    A group takes a text that is surely the same as one of its own and kept apart from none of them.
    """
    flat = [(group, text) for group, texts in enumerate(known) for text in texts]
    readings = [read(each.title, each.description) for each in new]
    readings += [read(text.title, text.description) for _group, text in flat]
    sure: list[dict[int, float]] = [{} for _ in new]
    barred: list[set[int]] = [set() for _ in new]
    for one, other in candidates(readings):
        if one >= len(new) or other < len(new):
            continue
        group = flat[other - len(new)][0]
        value, verdict, guard, _open = judge(readings[one], readings[other])
        if verdict == "same":
            sure[one][group] = max(value, sure[one].get(group, 0.0))
        elif guard:
            barred[one].add(group)
    return [_best(options, bars) for options, bars in zip(sure, barred, strict=True)]


def _best(options: dict[int, float], barred: set[int]) -> int | None:
    """The likeliest; of equals the first group."""
    open_groups = {group: value for group, value in options.items() if group not in barred}
    return min(open_groups, key=lambda group: (-open_groups[group], group)) if open_groups else None
