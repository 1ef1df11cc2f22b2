"""Reading a feed: begun, taken in pieces, ended. Each piece is a transaction, so a reading can stop and go on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.feeds import FeedBroken, Item, kind_of, read_items

from .. import feed_documents
from ..feed_chunks import Chunk
from ..feed_documents import Document
from ..feed_leaving import leave
from ..models import Feed, FeedItem, FeedRun
from ..states import FEED_RUN
from .feeds import locked_feed, may_feed

#: Items of one transaction: a second or two.
CHUNK = 500


@command
def begin_run(
    by: Actor, *, feed_id: UUID, document: Document, etag: str = "", last_modified: str = "", cut: bool = False,
    at: datetime.datetime,
) -> FeedRun:  # fmt: skip
    """Of a document that is kept. A reading of the same document that was stopped goes on where it was.

    Raises Refused while another one runs, and for a feed that was stopped.
    """
    may_feed(by)
    feed = locked_feed(feed_id)
    if feed.stopped_at is not None:
        raise Refused("feed_stopped", _("Umpan ini dihentikan."), todo=_("Jalankan lagi dulu, lalu unggah."))
    last = FeedRun.objects.filter(feed=feed).order_by("-started_at", "-id").first()
    if last is not None and last.status == "running":
        raise Refused("run_running", _("Umpan ini sedang dibaca."), field="file",
                      todo=_("Tunggu sampai selesai, atau hentikan dulu."))  # fmt: skip
    if last is not None and last.status == "stopped" and last.document == document.digest:
        return _go_on(last, by, at)
    return FeedRun.objects.create(
        feed=feed, document=document.digest, size=document.size, series=new_id(), started_at=at, touched_at=at,
        etag=etag[:200], last_modified=last_modified[:100],
        cut=cut,
    )  # fmt: skip


@command
def take_chunk(by: Actor, *, run_id: UUID, items: Sequence[Item], at: datetime.datetime) -> FeedRun:
    """The next items, in their order. Raises Refused when it was stopped or somebody else took them already."""
    may_feed(by)
    run = _running(run_id)
    if items and items[0].number != run.cursor + 1:
        raise Refused("run_moved_on", _("Bagian ini sudah diambil."), todo=_("Muat ulang halaman."))
    Chunk(run, at).take(items)
    run.cursor += len(items)
    run.touched_at = at
    run.save()
    return run


@command
def end_run(by: Actor, *, run_id: UUID, broke: str = "", line: int = 0, at: datetime.datetime) -> FeedRun:
    """broke: code of what was wrong with the document; then nothing is closed. After a whole reading, what the feed
    no longer holds ends. A document without one vacancy that can be taken counts as broken: an empty answer is likelier
    a fault over there than the end of all work.
    """
    may_feed(by)
    run = _running(run_id)
    if not broke and run.cut:
        broke = "breaks_off"
    if not broke and run.cursor == run.refused:
        broke = "no_items"
    if broke:
        FEED_RUN.advance(run, "broken", by.role)
        run.broke, run.broke_line = broke, line
    else:
        FEED_RUN.advance(run, "whole", by.role)
        gone = FeedItem.objects.filter(feed=run.feed, gone_at__isnull=True).exclude(series=run.series)
        run.closed = leave(run.feed, gone, at=at)
    run.touched_at = run.ended_at = at
    run.save()
    return run


@command
def stop_run(by: Actor, *, run_id: UUID, at: datetime.datetime) -> FeedRun:
    """What was taken stays; nothing is closed. It can go on."""
    may_feed(by)
    run = _running(run_id)
    FEED_RUN.advance(run, "stopped", by.role)
    run.ended_at = at
    run.save()
    return run


@command
def resume_run(by: Actor, *, run_id: UUID, at: datetime.datetime) -> FeedRun:
    """The feed's last reading goes on after its last item. Raises Refused when its document is not kept any more."""
    may_feed(by)
    found = FeedRun.objects.filter(id=run_id).first()
    if found is None:
        raise NotYours
    feed = locked_feed(found.feed_id)
    run = FeedRun.objects.filter(feed=feed).order_by("-started_at", "-id").first()
    if run is None or run.id != run_id or feed.stopped_at is not None:
        raise Refused("run_not_last", _("Pembacaan ini tidak bisa dilanjutkan."), todo=_("Unggah lagi berkasnya."))
    return _go_on(run, by, at)


def read_on(by: Actor, run_id: UUID, *, now: Callable[[], datetime.datetime], enough: Callable[[], bool]) -> FeedRun:
    """Takes piece by piece until the document ends, it is stopped, or `enough` says so; each piece a command."""
    run = FeedRun.objects.select_related("feed").get(id=run_id)
    stream = feed_documents.opened(run.document)
    if stream is None:
        return end_run(by, run_id=run_id, broke="document_gone", at=now())
    broke: FeedBroken | None = None
    with stream:
        kind = run.feed.kind if run.feed.kind != "auto" else kind_of(stream.read(4096))
        stream.seek(0)
        items = islice(read_items(stream, kind), run.cursor, None)
        try:
            while True:
                chunk, broke = _next(items)
                if chunk:
                    run = take_chunk(by, run_id=run_id, items=chunk, at=now())
                if len(chunk) < CHUNK:
                    break
                if enough():
                    return run
        except Refused as refusal:
            if refusal.code in ("run_moved_on", "run_not_running"):
                return FeedRun.objects.get(id=run_id)
            raise
    if broke is not None:
        return end_run(by, run_id=run_id, broke=broke.code, line=broke.line, at=now())
    return end_run(by, run_id=run_id, at=now())


def _next(items: Iterator[Item]) -> tuple[list[Item], FeedBroken | None]:
    """Up to CHUNK items, and why there are no more if the document does not end well."""
    chunk: list[Item] = []
    try:
        for item in items:
            chunk.append(item)
            if len(chunk) == CHUNK:
                break
    except FeedBroken as broken:
        return chunk, broken
    return chunk, None


def _go_on(run: FeedRun, by: Actor, at: datetime.datetime) -> FeedRun:
    if not feed_documents.path_of(run.document).exists():
        raise Refused(
            "document_gone", _("Berkas pembacaan ini sudah tidak tersimpan."), todo=_("Unggah lagi berkasnya.")
        )
    FEED_RUN.advance(run, "running", by.role)
    run.ended_at, run.touched_at = None, at
    run.save()
    return run


def _running(run_id: UUID) -> FeedRun:
    """Locked. Raises Refused for one that ended meanwhile."""
    run = FeedRun.objects.select_for_update(of=("self",)).select_related("feed").filter(id=run_id).first()
    if run is None:
        raise NotYours
    if run.status != "running":
        raise Refused("run_not_running", _("Pembacaan ini sudah berhenti."), todo=_("Muat ulang halaman."))
    return run


def documents_wanted() -> set[str]:
    """Digests of documents that are read or may go on being read."""
    return set(FeedRun.objects.filter(Q(status="running") | Q(status="stopped")).values_list("document", flat=True))


def due_feeds(at: datetime.datetime) -> list[Feed]:
    """Those whose address is to be fetched now."""
    rows = Feed.objects.filter(next_at__lte=at, stopped_at__isnull=True).exclude(url="")
    return list(rows.exclude(runs__status="running").order_by("next_at"))
