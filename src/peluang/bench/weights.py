"""Bytes over the wire: a page and, on a first visit, everything it loads."""

from __future__ import annotations

import gzip
import re

import brotli

from .requests import Answer, Visitor

_LINKED = re.compile(rb"""(?:src|href)=["']?(/static/[^"'\s>]+)""")
_IN_CSS = re.compile(rb"""url\(["']?([^"')]+)""")


def first_visit_bytes(visitor: Visitor, path: str) -> int:
    """The page, its styles, scripts, images and the fonts its styles name, as transferred."""
    page = visitor.get(path)
    linked = {address.decode() for address in _LINKED.findall(_plain(page))}
    fonts: set[str] = set()
    for address in linked:
        if address.split("?")[0].endswith(".css"):
            fonts |= _named_in(address, _plain(visitor.get(address)))
    # A font that the page preloads and its styles name is fetched once.
    return len(page.body) + sum(len(visitor.get(address).body) for address in sorted(linked | fonts))


def repeat_visit_bytes(visitor: Visitor, path: str) -> int:
    """The page alone: all else carries a hash in its name and stays in the browser for a year."""
    return len(visitor.get(path).body)


def _named_in(sheet: str, text: bytes) -> set[str]:
    """Addresses that a style sheet names, as the browser resolves them."""
    base = sheet.rsplit("/", 1)[0]
    named = {address.decode() for address in _IN_CSS.findall(text) if not address.startswith((b"data:", b"#"))}
    return {address if address.startswith("/") else _join(base, address) for address in named}


def _join(base: str, relative: str) -> str:
    parts = base.split("/")
    for piece in relative.split("/"):
        if piece == "..":
            parts.pop()
        elif piece != ".":
            parts.append(piece)
    return "/".join(parts)


def _plain(answer: Answer) -> bytes:
    encoding = answer.headers.get("Content-Encoding", "")
    if encoding == "br":
        return bytes(brotli.decompress(answer.body))
    return gzip.decompress(answer.body) if encoding == "gzip" else answer.body
