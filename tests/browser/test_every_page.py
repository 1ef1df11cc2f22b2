"""Every page that links lead to, for everybody: no barrier, nothing to scroll sideways, one heading, complete in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from . import crawl
from .audiences import AUDIENCES, arrive, starts_of
from .visitor import Visitor
from .world import World

#: Words that are everywhere in Indonesian and nowhere in English.
_INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|dari|belum|sudah|kamu|anda|tidak|dengan|atau|bisa|kami|akan|pada|hari|lihat|tersimpan)\b", re.I
)
#: What people wrote themselves stays in their language.
_WRITTEN_BY_PEOPLE = (
    "Mengelas pelat",
    "Mengelas rangka baja",
    "Alatnya lengkap",
    "Poles tanpa bahan",
    "Belum ada peserta sejak",
    "Permintaan",
    "Bahasa Indonesia",
    "Condition (keadaan)",
    "Nomornya tidak terbaca",
)
#: Views this process has looked at, whoever opened them first.
_SEEN: set[str] = set()
_SEEN_IN_ENGLISH: set[str] = set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages_have_no_barrier_and_fit_a_small_screen(shared_world: World, audience: str) -> None:
    visitor = arrive(shared_world, audience)
    wrong: list[str] = []
    for path in crawl.pages(visitor, *starts_of(shared_world, audience), seen=_SEEN):
        wrong += [f"{path}: {each}" for each in _faults(visitor)]
    assert not wrong, "\n".join(wrong)


def _faults(visitor: Visitor) -> Iterator[str]:
    page = visitor.page
    if visitor.status >= 400:
        yield f"answers {visitor.status}"
    try:
        visitor.finds_no_barrier()
    except AssertionError as barrier:
        yield str(barrier)
    if page.get_by_role("heading", level=1).count() != 1:
        yield "has not exactly one main heading"
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide > width:
            yield f"is {wide} px wide on a screen of {width}"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages_are_complete_in_english(shared_world: World, audience: str) -> None:
    visitor = arrive(shared_world, audience, language="en")
    left: list[str] = []
    for path in crawl.pages(visitor, *starts_of(shared_world, audience), seen=_SEEN_IN_ENGLISH):
        words = visitor.page.get_by_role("document").or_(visitor.page.locator("body")).first.inner_text()
        left += [f"{path}: {line}" for line in dict.fromkeys(words.splitlines()) if _is_indonesian(line)]
    assert not left, "not translated:\n" + "\n".join(dict.fromkeys(left))


def _is_indonesian(line: str) -> bool:
    return bool(_INDONESIAN.search(line)) and not any(each in line for each in _WRITTEN_BY_PEOPLE)
