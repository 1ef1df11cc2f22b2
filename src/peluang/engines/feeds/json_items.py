"""JobPosting as JSON-LD: a single object, an array, @graph, ItemList, DataFeed, one object a line, or inside the script
tags of an HTML page.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from .errors import LARGEST_ITEM, FeedBroken

#: Lists whose members are items of the feed; any other list is part of an item.
_LISTS = {"@graph", "itemListElement", "dataFeedElement"}
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.S)
_CHUNK = 1 << 16
_LARGEST_PAGE = 20_000_000
_SCRIPT = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script\s*>", re.I | re.S)
_OPENED = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>", re.I)


def json_items(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Raises FeedBroken with the line of the last whole item."""
    head = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(head))("replace")
    first = decoder.decode(head)
    if not first.strip():
        raise FeedBroken("empty")
    if first.lstrip()[0] == "<":
        yield from _page(first, stream, decoder)
        return
    if first.lstrip()[0] not in "[{":
        raise FeedBroken("not_readable", line=1)
    yield from _objects(first, stream, decoder)


def _encoding(head: bytes) -> str:
    """UTF-8 as the standard asks, unless a mark says UTF-16 or the first part can't be UTF-8 (then Windows-1252)."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)  # a letter cut at the end is no mistake
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _page(text: str, stream: BinaryIO, decoder: Any) -> Iterator[dict[str, Any]]:
    text += decoder.decode(stream.read(_LARGEST_PAGE))
    if stream.read(1):
        raise FeedBroken("item_too_large", detail="page")
    found = list(_SCRIPT.finditer(text))
    bad: FeedBroken | None = None
    for script in found:
        source = script.group(1).strip().removeprefix("<!--").removesuffix("-->")
        try:
            said = json.loads(source, strict=False)
        except ValueError:
            try:
                said = json.loads(html.unescape(source), strict=False)
            except ValueError:
                bad = bad or FeedBroken("not_readable", line=text.count("\n", 0, script.start()) + 1)
                continue
        yield from _postings(said)
    if bad:
        raise bad
    if len(_OPENED.findall(text)) > len(found):
        raise FeedBroken("breaks_off", line=text.count("\n") + 1)
    if not found:
        raise FeedBroken("no_items", line=1)


def _objects(text: str, stream: BinaryIO, decoder: Any) -> Iterator[dict[str, Any]]:
    """An outer object is kept as a candidate item of its own until a list of items opens in it."""
    line, more = 1, True
    outer: _Outer = _Outer()
    while True:
        spans, used = outer.scan(text, last=not more)
        for start, end in spans:
            piece = text[start:end]
            try:
                said = json.loads(piece, strict=False)
            except ValueError as error:
                raise FeedBroken("not_readable", line=line + text.count("\n", 0, start)) from error
            yield from _postings(said)
        line += text.count("\n", 0, used)
        text = text[used:]
        if not more:
            break
        if len(text) > LARGEST_ITEM:
            raise FeedBroken("item_too_large", line=line)
        raw = stream.read(_CHUNK)
        more = bool(raw)
        text += decoder.decode(raw, final=not more)
    if outer.inside or text.strip(" \t\r\n,;"):
        raise FeedBroken("breaks_off", line=line + text.count("\n"))


class _Outer:
    """Cuts items out of text that comes in pieces. Positions are those of the text given last.

    level: names of what is open around the items. An object directly inside a list of items is an item; an outermost
    object is one too unless a list of items opens in it.
    """

    def __init__(self) -> None:
        self.level: list[str] = []
        self.key = ""
        self.start: int | None = None  # of the item being read; 0 after a cut, since cuts end where it begins
        self.depth = 0
        self.scanned = 0

    @property
    def inside(self) -> bool:
        return bool(self.level) or self.start is not None

    def scan(self, text: str, *, last: bool) -> tuple[list[tuple[int, int]], int]:
        """Spans of whole items and how much of `text` is done with."""
        spans: list[tuple[int, int]] = []
        done = self.scanned
        for found in _TOKENS.finditer(text, self.scanned):
            token = found.group()
            done = found.end()
            span = self._step(token, found.start(), found.end(), text)
            if span:
                spans.append(span)
        # An open string is scanned again when more of it is there.
        quote = text.find('"', done)
        resume = len(text) if quote < 0 else quote
        used = self.start if self.start is not None else resume
        self.scanned = resume - used
        if self.start is not None:
            self.start = 0
        return spans, used

    def _step(self, token: str, at: int, end: int, text: str) -> tuple[int, int] | None:
        if token[0] == '"':
            if self.depth <= 1:
                self.key = token[1:-1]
            return None
        if self.start is not None:
            if token in "{[":
                if token == "[" and self.depth == 1 and self.key in _LISTS and not self._in_list:
                    self.level += ["{", "["]  # the outermost object holds items and is none itself
                    self.start, self.depth = None, 0
                    return None
                self.depth += 1
                return None
            self.depth -= 1
            if self.depth == 0:
                start, self.start = self.start, None
                return start, end
            return None
        if token == "{":
            self.start, self.depth = at, 1
        elif token == "[":
            self.level.append("[")
        elif self.level:
            self.level.pop()
        return None

    @property
    def _in_list(self) -> bool:
        return bool(self.level)


def _postings(said: Any) -> Iterator[dict[str, Any]]:
    """The JobPostings in what was cut out; whatever else a page says (breadcrumbs, the site) is passed over."""
    if isinstance(said, list):
        for each in said:
            yield from _postings(each)
        return
    if not isinstance(said, dict):
        return
    kinds = said.get("@type", "")
    if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]) or (not kinds and "title" in said):
        yield said
        return
    for name in ("item", "mainEntity", *_LISTS):
        if name in said:
            yield from _postings(said[name])
