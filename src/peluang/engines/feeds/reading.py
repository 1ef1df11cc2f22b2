"""One door to the three forms of a feed, and telling them apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from .csv_items import csv_items
from .json_items import json_items
from .xml_items import xml_items

#: How a page of HTML begins; XHTML too says so within its first lines.
_PAGE = re.compile(r"<!doctype\s+html|<html|<script|<body|<div", re.I)


@dataclass(frozen=True)
class Item:
    """number: from 1, in the order of the document. said: names of schema.org JobPosting with plain values."""

    number: int
    said: dict[str, Any]


KINDS: dict[str, Callable[[BinaryIO], Iterator[dict[str, Any]]]] = {
    "jsonld": json_items, "xml": xml_items, "csv": csv_items,
}  # fmt: skip


def kind_of(head: bytes) -> str:
    """The form of a document by its first bytes: a page of HTML holds JSON-LD, other markup is XML, the rest is CSV."""
    text = head[:4096].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore").lstrip()
    if text[:1] in ("[", "{"):
        return "jsonld"
    if text[:1] != "<":
        return "csv"
    return "jsonld" if _PAGE.search(text) else "xml"


def read_items(stream: BinaryIO, kind: str) -> Iterator[Item]:
    """Items as they come; memory stays that of one. Raises FeedBroken where the document ends in the middle."""
    for number, said in enumerate(KINDS[kind](stream), start=1):
        yield Item(number, said)
