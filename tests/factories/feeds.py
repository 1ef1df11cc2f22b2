"""Feeds of other portals. `a_feed(name=…)`; `a_document([a_posting(1), …])`; `read_in(feed, document)`."""

from __future__ import annotations

import datetime
import json
from typing import Any

from peluang.domain.jobs.commands import begin_run, register_feed
from peluang.domain.jobs.commands.feed_runs import read_on
from peluang.domain.jobs.feed_documents import keep
from peluang.domain.jobs.models import Feed, FeedRun
from peluang.domain.kernel.context import PROGRAM
from tests.conftest import NOW

TEXT = "Mengelas rangka baja dengan SMAW dan membaca gambar teknik di bengkel kami setiap hari"


def a_posting(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "@type": "JobPosting", "title": f"Juru las {number}", "identifier": f"A{number}", "description": TEXT,
        "hiringOrganization": {"name": "CV Rangka Jati"}, "url": f"https://portal.example/{number}",
        "jobLocation": {"address": {"addressLocality": "Kab. Jepara", "addressCountry": "ID"}},
    } | fields  # fmt: skip


def a_document(postings: list[dict[str, Any]]) -> bytes:
    return json.dumps(postings).encode()


def a_feed(name: str = "Karir X", **fields: Any) -> Feed:
    return register_feed(PROGRAM, name=name, at=NOW, **fields)


def read_in(
    feed: Feed, document: bytes | list[dict[str, Any]], *, at: datetime.datetime = NOW, pieces: int | None = None
) -> FeedRun:
    """A whole reading, or the first `pieces` of it."""
    content = document if isinstance(document, bytes) else a_document(document)
    run = begin_run(PROGRAM, feed_id=feed.id, document=keep([content]), at=at)
    taken = iter(range(1, 1_000_000))
    return read_on(PROGRAM, run.id, now=lambda: at, enough=lambda: pieces is not None and next(taken) >= pieces)
