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
    total = len(page.body)
    for address in sorted(set(_LINKED.findall(_plain(page)))):
        part = visitor.get(address.decode())
        total += len(part.body)
        if address.split(b"?")[0].endswith(b".css"):
            total += _fonts(visitor, address.decode(), _plain(part))
    return total


def repeat_visit_bytes(visitor: Visitor, path: str) -> int:
    """The page alone: all else carries a hash in its name and stays in the browser for a year."""
    return len(visitor.get(path).body)


def _fonts(visitor: Visitor, sheet: str, text: bytes) -> int:
    base = sheet.rsplit("/", 1)[0]
    addresses = {address.decode() for address in _IN_CSS.findall(text) if not address.startswith((b"data:", b"#"))}
    return sum(
        len(visitor.get(address if address.startswith("/") else _join(base, address)).body)
        for address in sorted(addresses)
    )


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
