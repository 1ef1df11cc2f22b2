"""HTML of strangers turned into plain text: cleaned by nh3 first, so that nothing of it ever runs or shows as HTML."""

from __future__ import annotations

import html
import re

import nh3

LONGEST = 20_000  # characters of a text that are kept
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/ul|/ol)\b[^>]*>", re.I)
_BULLETS = re.compile(r"<\s*li\b[^>]*>", re.I)
_TAGS = re.compile(
    r"</?(?:p|br|li|ul|ol|b|i|u|strong|em|div|span|h[1-6]|a|script|style|img|iframe|table|tr|td|svg)\b[^>]*>", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain_text(text: str) -> str:
    """Paragraphs and list items become lines; scripts and styles vanish with their content; entities become letters.

    Many feeds escape twice, so what still looks like HTML afterwards is cleaned once more.
    """
    text = text[: LONGEST * 3]
    for _round in range(3):
        if "<" not in text and "&" not in text:
            break
        marked = _BREAKS.sub("\n", _BULLETS.sub("- ", text)) if _TAGS.search(text) else text
        cleaned = html.unescape(nh3.clean(marked, tags=set())) if _TAGS.search(text) else html.unescape(marked)
        if cleaned == text:
            break
        text = cleaned
    text = _CONTROL.sub("", _TAGS.sub("", text)).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST]


def one_line(text: str) -> str:
    return " ".join(plain_text(text).split())
