"""Feeds of other portals: entered, changed, stopped. Reading them is in feed_runs.py."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Organisation

from ..events import VACANCY_CHANGED
from ..feed_leaving import leave
from ..feed_own import OURS
from ..models import ApplyMode, Feed, FeedItem, FeedKind, FeedRun, Vacancy
from ..states import FEED_RUN

#: Hours after which a fetch that failed once is tried again; it doubles with each failure, up to a week.
_FIRST_PAUSE = datetime.timedelta(minutes=15)
_LONGEST_PAUSE = datetime.timedelta(days=7)


def may_feed(by: Actor) -> None:
    """The programme office: it answers for what is shown from elsewhere."""
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE):
        raise NotYours


@command
def register_feed(
    by: Actor, *, name: str, kind: str = FeedKind.AUTO, mode: str = ApplyMode.LINK, url: str = "",
    organisation_id: UUID | None = None, every_hours: int = 24, at: datetime.datetime,
) -> Feed:  # fmt: skip
    """name: what people read as the source. organisation_id: an employer registered here whose vacancies these are,
    needed where people apply here. url: empty where files are handed in; else it is fetched within a minute.

    Raises Refused at the field that can't be right.
    """
    may_feed(by)
    name = " ".join(name.split())
    if not 2 <= len(name) <= 60:
        raise Refused("name_length", _("Nama umpan perlu 2 sampai 60 huruf."), field="name",
                      todo=_("Pakai nama yang dikenal orang, misalnya: Karir X."))  # fmt: skip
    if name in OURS or Feed.objects.filter(name__iexact=name).exists() or Vacancy.objects.filter(source=name).exists():
        raise Refused("name_taken", _("Nama ini sudah dipakai sebuah sumber lowongan."), field="name",
                      todo=_("Buka umpan yang ada, atau pilih nama lain."))  # fmt: skip
    _check_choice(kind, FeedKind.values, "kind")
    _check_mode(mode, organisation_id)
    _check_address(url, every_hours)
    return Feed.objects.create(
        name=name, kind=kind, mode=mode, url=url.strip(), organisation_id=organisation_id, every_hours=every_hours,
        made_at=at, next_at=at if url.strip() else None,
    )  # fmt: skip


@command
def change_feed(by: Actor, *, feed_id: UUID, mode: str, url: str, every_hours: int, at: datetime.datetime) -> Feed:
    """What is shown follows at once: with "link" those that have an address of their own send people there, and the
    others end; with "here" all are applied for here.
    """
    may_feed(by)
    feed = locked_feed(feed_id)
    _check_mode(mode, feed.organisation_id)
    _check_address(url, every_hours)
    before, feed.mode = feed.mode, mode
    if url.strip() != feed.url:
        feed.next_at, feed.failures, feed.trouble = at if url.strip() else None, 0, ""
    feed.url, feed.every_hours = url.strip(), every_hours
    feed.save()
    if mode != before:
        _switch(feed, at)
    return feed


@command
def stop_feed(by: Actor, *, feed_id: UUID, close: bool, at: datetime.datetime) -> Feed:
    """Never read again until it is started. close: its vacancies end too; else they run until their closing date."""
    may_feed(by)
    feed = locked_feed(feed_id)
    if feed.stopped_at is not None:
        raise Refused("feed_stopped", _("Umpan ini sudah dihentikan."))
    feed.stopped_at, feed.next_at = at, None
    feed.save()
    for run in FeedRun.objects.select_for_update().filter(feed=feed, status="running"):
        FEED_RUN.advance(run, "stopped", by.role)
        run.ended_at = at
        run.save()
    if close:
        leave(feed, FeedItem.objects.filter(feed=feed, gone_at__isnull=True), at=at)
    return feed


@command
def start_feed(by: Actor, *, feed_id: UUID, at: datetime.datetime) -> Feed:
    """Reads again: at once where it has an address."""
    may_feed(by)
    feed = locked_feed(feed_id)
    feed.stopped_at, feed.next_at, feed.failures, feed.trouble = None, at if feed.url else None, 0, ""
    feed.save()
    return feed


@command
def note_fetch(by: Actor, *, feed_id: UUID, trouble: str = "", at: datetime.datetime) -> Feed:
    """After asking the address: trouble is a code of feed_texts.TROUBLES, or empty (an answer came, or nothing new).

    The next time comes after every_hours, or after a pause that doubles with each failure in a row.
    """
    may_feed(by)
    feed = locked_feed(feed_id)
    feed.asked_at, feed.trouble = at, trouble
    feed.failures = min(feed.failures + 1, 20) if trouble else 0
    pause = min(_FIRST_PAUSE * 2 ** (feed.failures - 1), _LONGEST_PAUSE) if trouble else None
    feed.next_at = None if feed.stopped_at or not feed.url else at + (pause or feed.every_hours * _HOUR)
    feed.save()
    return feed


_HOUR = datetime.timedelta(hours=1)


def locked_feed(feed_id: UUID) -> Feed:
    """Raises NotYours for none."""
    feed = Feed.objects.select_for_update().filter(id=feed_id).first()
    if feed is None:
        raise NotYours
    return feed


def _switch(feed: Feed, at: datetime.datetime) -> None:
    mine = Vacancy.objects.filter(source=feed.name)
    if feed.mode == ApplyMode.LINK:
        without = mine.filter(source_url="", status="open").values("id")
        leave(feed, FeedItem.objects.filter(feed=feed, gone_at__isnull=True, vacancy__in=without), at=at)
        mine = mine.exclude(source_url="")
    mine.update(apply_mode=feed.mode)
    append_many(VACANCY_CHANGED, list(mine.filter(status="open").values_list("id", flat=True)), at=at)


def _check_choice(value: str, known: list[str], field: str) -> None:
    if value not in known:
        raise Refused(f"{field}_unknown", _("Pilihan ini tidak dikenal."), field=field, todo=_("Pilih dari daftar."))


def _check_mode(mode: str, organisation_id: UUID | None) -> None:
    _check_choice(mode, ApplyMode.values, "mode")
    owner = Organisation.objects.filter(id=organisation_id).first() if organisation_id else None
    if organisation_id and (owner is None or owner.kind != "employer" or owner.status != "verified"):
        raise Refused(
            "organisation_not_employer", _("Lembaga ini bukan pemberi kerja yang sudah diperiksa di sini."),
            field="organisation", todo=_("Pilih pemberi kerja yang sudah diperiksa dinas, atau kosongkan."),
        )  # fmt: skip
    if mode == ApplyMode.HERE and owner is None:
        raise Refused(
            "here_needs_employer", _("Lamaran di sini perlu pemberi kerja terdaftar yang menjawabnya."), field="mode",
            todo=_("Pilih pemberi kerjanya, atau biarkan orang melamar di situs asalnya."),
        )  # fmt: skip


def _check_address(url: str, every_hours: int) -> None:
    url = url.strip()
    parts = urlsplit(url) if url else None
    if parts and (parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or " " in url):
        raise Refused("address_bad", _("Alamat umpan harus mulai dengan https:// atau http://, tanpa nama pengguna."),
                      field="url", todo=_("Contoh: https://contoh.id/lowongan.xml"))  # fmt: skip
    if not 1 <= every_hours <= 720:
        raise Refused("hours_out_of_range", _("Selang pengambilan 1 sampai 720 jam."), field="every_hours",
                      todo=_("Tulis 24 untuk sekali sehari."))  # fmt: skip
