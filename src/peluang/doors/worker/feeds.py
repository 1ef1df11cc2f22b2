"""Feeds as the worker drives them: fetch what is due, read on what was begun, a little at a time."""

from __future__ import annotations

import datetime
import logging
import time

from peluang.domain.jobs.commands import begin_run, note_fetch
from peluang.domain.jobs.commands.feed_runs import documents_wanted, due_feeds, read_on
from peluang.domain.jobs.feed_documents import sweep
from peluang.domain.jobs.feed_queries import last_answer, running
from peluang.domain.jobs.models import Feed
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused

from ..clock import now
from .fetching import NotFetched, fetch

log = logging.getLogger(__name__)
#: Seconds of one turn: the queue has other work too. What is not read by then is read in the next minute.
TURN = 40.0
_KEPT = datetime.timedelta(hours=1)


def turn(seconds: float = TURN) -> dict[str, int]:
    """Returns how many feeds were fetched and how many readings ended."""
    until = time.monotonic() + seconds
    with acting(PROGRAM, scope="command"):
        due = due_feeds(now())
    fetched = 0
    for feed in due:
        if time.monotonic() > until:
            break
        fetched += _fetch(feed)
    with acting(PROGRAM, scope="command"):
        begun = running()
    ended = 0
    for run in begun:
        if time.monotonic() > until:
            break
        after = read_on(PROGRAM, run.id, now=now, enough=lambda: time.monotonic() > until)
        ended += after.status != "running"
    with acting(PROGRAM, scope="command"):
        wanted = documents_wanted()
    sweep(wanted, now() - _KEPT)
    return {"fetched": fetched, "ended": ended}


def _fetch(feed: Feed) -> bool:
    with acting(PROGRAM, scope="command"):
        etag, last_modified = last_answer(feed)
    try:
        answer = fetch(feed.url, etag=etag, last_modified=last_modified)
    except NotFetched as trouble:
        log.warning("feed %s was not fetched: %s", feed.id, trouble.code)
        note_fetch(PROGRAM, feed_id=feed.id, trouble=trouble.code, at=now())
        return False
    # One that broke off is asked for again soon, and less often each time.
    note_fetch(PROGRAM, feed_id=feed.id, trouble="breaks_off" if answer.cut else "", at=now())
    if answer.document is None:
        return True
    try:
        begin_run(
            PROGRAM, feed_id=feed.id, document=answer.document, etag=answer.etag, last_modified=answer.last_modified,
            cut=answer.cut, at=now(),
        )  # fmt: skip
    except Refused as refusal:  # stopped, or a file was handed in meanwhile
        log.info("feed %s is not read now: %s", feed.id, refusal.code)
    return True
