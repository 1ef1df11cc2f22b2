"""How this room writes its lists of words."""

from __future__ import annotations


def set_of(text: str) -> frozenset[str]:
    """Words with spaces between them."""
    return frozenset(text.split())
