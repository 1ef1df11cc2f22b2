"""The text as the other side reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .finding import Kind, found


def masked(text: str, words: Mapping[Kind, str], *, agreed: bool = False, before: Sequence[str] = ()) -> str:
    """words: what stands in the place of each kind; without digits, so that masking twice changes nothing."""
    shown, last = [], 0
    for span in found(text, agreed=agreed, before=before):
        shown += [text[last : span.start], words[span.kind]]
        last = span.end
    return "".join([*shown, text[last:]])
