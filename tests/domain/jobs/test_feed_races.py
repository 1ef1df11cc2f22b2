"""Feeds read at once, and a vacancy posted here while its feed is read: first what would happen without the locks."""

from __future__ import annotations

import contextlib
import threading
from unittest.mock import patch

import pytest
from django.db.models import QuerySet

from peluang.domain.jobs import feed_chunks
from peluang.domain.jobs.commands import begin_run, feed_folding, fold_feeds, post_vacancy
from peluang.domain.jobs.feed_documents import keep
from peluang.domain.jobs.models import FeedItem, FeedRun, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from tests.concurrency import at_once, together
from tests.factories.feeds import a_document, a_feed, a_posting, read_in
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def without_row_locks():
    return patch.object(QuerySet, "select_for_update", lambda rows, **_: rows.all())


@contextlib.contextmanager
def without_folding_lock():
    with patch.object(feed_chunks, "lock_folding"), patch.object(feed_folding, "lock_folding"):
        yield


def both_look_before_either_writes(owner, name):
    """Holds each thread after it has looked, until the other has too or cannot."""
    met, original = threading.Barrier(2), getattr(owner, name)

    def look(*args, **named):
        found = original(*args, **named)
        with contextlib.suppress(threading.BrokenBarrierError):
            met.wait(2)
        return found

    return patch.object(owner, name, look)


def open_ones() -> list[str]:
    with acting(PROGRAM, scope="command"):
        return sorted(Vacancy.objects.filter(status="open").values_list("source", flat=True))


def begin_twice(now):
    feed, document = a_feed(), keep([a_document([a_posting(1)])])
    with both_look_before_either_writes(QuerySet, "first"):
        return at_once([lambda: begin_run(PROGRAM, feed_id=feed.id, document=document, at=now)] * 2)


def test_without_the_lock_two_readings_begin_and_the_database_refuses_the_second(fresh_database, now):
    with without_row_locks():
        assert begin_twice(now) == ["IntegrityError", "done"]


def test_two_readings_of_one_feed_do_not_run_at_once(fresh_database, now):
    assert begin_twice(now) == ["done", "run_running"]
    with acting(PROGRAM, scope="command"):
        assert FeedRun.objects.count() == 1


def read_two_portals():
    feeds = [a_feed(), a_feed("Karir Y")]
    with both_look_before_either_writes(feed_chunks.Chunk, "_shown"):
        together([lambda feed=feed: read_in(feed, [a_posting(1)]) for feed in feeds])
    return open_ones()


def test_without_the_lock_two_portals_show_one_vacancy_twice(fresh_database):
    with without_folding_lock():
        assert read_two_portals() == ["Karir X", "Karir Y"]


def test_two_portals_read_at_once_fold_into_each_other(fresh_database):
    assert len(read_two_portals()) == 1


def post_while_the_feed_is_read(now):
    """The firm posts after the feed has looked for what was posted here, and before what it read is written."""
    with acting(PROGRAM, scope="command"):
        firm = an_organisation("employer", name="CV. Rangka Jati")
        own = a_vacancy(employer=firm, title="Juru las 1", status="draft")
    feed, original = a_feed(), feed_chunks.own_twins
    looked, posted = threading.Event(), threading.Event()

    def look(*args):
        found = original(*args)
        looked.set()
        posted.wait(2)
        return found

    def post():
        looked.wait(10)
        post_vacancy(PROGRAM, vacancy_id=own.id, at=now)
        fold_feeds(PROGRAM, vacancies=[own.id], at=now)
        posted.set()

    with patch.object(feed_chunks, "own_twins", look):
        together([lambda: read_in(feed, [a_posting(1)]), post])
    return open_ones()


def test_without_the_lock_what_the_firm_posts_meanwhile_is_shown_twice(fresh_database, now):
    with without_folding_lock():
        assert post_while_the_feed_is_read(now) == ["Karir X", "own"]


def test_what_the_firm_posts_while_its_feed_is_read_is_shown_once(fresh_database, now):
    assert post_while_the_feed_is_read(now) == ["own"]
    with acting(PROGRAM, scope="command"):
        assert FeedItem.objects.get().vacancy.source == "own"
