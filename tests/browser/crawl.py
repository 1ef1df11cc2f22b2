"""Every page somebody can reach by links, each view once: what a journey may show without naming its pages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from .visitor import Visitor

#: Not pages: files to download, the sign-out, language switches, parts of pages.
_SKIPPED = re.compile(
    r"unduh|download|/pdf$|/json-resume$|/europass$|/berkas$|\.ics$|/keluar|/bahasa/|\.(json|csv|py|txt|jwt)|daftar-status|/static/|saran|/ui"
)


def pages(visitor: Visitor, *starts: str, seen: set[str]) -> Iterator[str]:
    """Opens each view that links lead to, breadth first, and yields its path while the visitor is there.

    seen: views that somebody opened before, added to; the starts are opened all the same, since a page of one's own
    shows something else to everybody.
    """
    waiting = deque(starts)
    own = set(starts)
    while waiting:
        path = waiting.popleft()
        name = _view_of(path)
        if name is None or (name in seen and path not in own):
            continue
        own.discard(path)
        seen.add(name)
        visitor.goes_to(path)
        here = urlsplit(visitor.page.url)
        seen.add(_view_of(here.path) or name)
        yield path
        waiting.extend(links(visitor))


def links(visitor: Visitor) -> list[str]:
    """Paths of the page's links within the product, in their order."""
    found: list[str] = visitor.page.evaluate("() => Array.from(document.links, link => link.href)")
    parts = [urlsplit(each) for each in found if each.startswith(visitor.base_url)]
    return [each.path + (f"?{each.query}" if each.query else "") for each in parts if not _SKIPPED.search(each.path)]


def _view_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
