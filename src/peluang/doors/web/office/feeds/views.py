"""The desk of feeds: which there are, how their readings went, what could not be taken and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.jobs.commands import (
    begin_run,
    change_feed,
    register_feed,
    resume_run,
    start_feed,
    stop_feed,
    stop_run,
)
from peluang.domain.jobs.commands.feed_runs import read_on
from peluang.domain.jobs.feed_documents import Document, keep
from peluang.domain.jobs.feed_queries import employers_named, feed_for_page
from peluang.domain.jobs.feed_queries import feeds as all_feeds
from peluang.domain.jobs.feed_texts import trouble, words
from peluang.domain.jobs.models import Feed, FeedRun
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from .forms import ChangeForm, FeedForm, FileForm, StopForm

OFFICE = {Role.PROGRAMME_OFFICE}
#: Bytes that are read while the page is waited for; the worker reads what is larger.
AT_ONCE = 300_000


@page(OFFICE, whose="public")
def feeds(request: HttpRequest) -> HttpResponse:
    rows = [(row, _state(row)) for row in all_feeds()]
    return render(request, "office/feeds/list.html", {"rows": rows})


@page(OFFICE, whose="public", methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        file, employer = values.pop("file"), values.pop("employer").strip()
        try:
            document = keep(file.chunks()) if file else None  # refused before anything is written
            made = register_feed(
                request.actor, organisation_id=_employer(employer), at=clock.now(), **values  # type: ignore[attr-defined]
            )  # fmt: skip
            if document:
                _take_in(request, made, document)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("office:feed", made.id)
    return render(request, "office/feeds/new.html", {"form": form}, status=422 if form.errors else 200)


@page(OFFICE, whose="public", methods=("GET", "POST"))
def feed(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    """POST: do=file with the next file, do=stop or do=resume the reading, do=start a feed that was stopped."""
    row, _runs, _shown = feed_for_page(feed_id)
    form = FileForm(request.POST or None, request.FILES or None) if request.POST.get("do") == "file" else FileForm()
    if request.method == "POST":
        try:
            if _act(request, row, form):
                return redirect("office:feed", row.id)
        except Refused as refusal:
            add_refusal(form, refusal) if form.is_bound else messages.error(request, str(refusal))
            if not form.is_bound:
                return redirect("office:feed", row.id)
    row, runs, shown = feed_for_page(feed_id)
    last = runs[0] if runs else None
    context = {
        "feed": row, "runs": runs, "last": last, "shown": shown, "form": form, "state": _state(row, last),
        "trouble": trouble(row.trouble), "broke": trouble(last.broke) if last else "",
        "problems": _said(last.problems if last else []), "notes": _said(last.notes if last else []),
    }  # fmt: skip
    return render(request, "office/feeds/feed.html", context, status=422 if form.errors else 200)


@page(OFFICE, whose="public", methods=("GET", "POST"))
def change(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    row, _runs, _shown = feed_for_page(feed_id)
    initial = {"mode": row.mode, "url": row.url, "every_hours": row.every_hours}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_feed(request.actor, feed_id=row.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("office:feed", row.id)
    context = {"feed": row, "form": form}
    return render(request, "office/feeds/change.html", context, status=422 if form.errors else 200)


@page(OFFICE, whose="public", methods=("GET", "POST"))
def stop(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    row, _runs, shown = feed_for_page(feed_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close = form.cleaned_data["close"] == "close"
        try:
            stop_feed(request.actor, feed_id=row.id, close=close, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Umpan dihentikan."))
            return redirect("office:feed", row.id)
    context = {"feed": row, "form": form, "shown": shown}
    return render(request, "office/feeds/stop.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, row: Feed, form: FileForm) -> bool:
    """Whether something was done."""
    by, at, do = request.actor, clock.now(), request.POST.get("do")  # type: ignore[attr-defined]
    last = row.runs.order_by("-started_at", "-id").first()
    if do == "file":
        if not form.is_valid():
            return False
        _take_in(request, row, keep(form.cleaned_data["file"].chunks()))
    elif do == "start":
        start_feed(by, feed_id=row.id, at=at)
        messages.success(request, _("Umpan berjalan lagi."))
    elif do == "stop" and last:
        stop_run(by, run_id=last.id, at=at)
        messages.success(request, _("Pembacaan dihentikan. Yang sudah diambil tetap ada."))
    elif do == "resume" and last:
        resume_run(by, run_id=last.id, at=at)
        messages.success(request, _("Pembacaan dilanjutkan."))
    return True


def _take_in(request: HttpRequest, row: Feed, document: Document) -> None:
    by = request.actor  # type: ignore[attr-defined]
    run = begin_run(by, feed_id=row.id, document=document, at=clock.now())
    if run.size <= AT_ONCE:
        if read_on(by, run.id, now=clock.now, enough=lambda: False).status == "whole":
            messages.success(request, _("Berkas selesai dibaca."))
    else:
        messages.success(
            request, _("Berkas diterima. Pembacaannya berjalan sendiri; halaman ini menunjukkan sampai mana.")
        )


def _employer(name: str) -> UUID | None:
    """Raises Refused where the name is nobody's, or several's."""
    if not name:
        return None
    found = [each for each in employers_named(name) if each.name.casefold() == name.casefold()]
    if len(found) != 1:
        raise Refused(
            "employer_unknown", _("Tidak ada tepat satu pemberi kerja yang sudah diperiksa dengan nama ini."),
            field="employer", todo=_("Tulis namanya persis seperti terdaftar."),
        )  # fmt: skip
    return found[0].id


def _state(row: Any, last: FeedRun | None = None) -> tuple[str, str]:
    """(words, tone)."""
    status = last.status if last else getattr(row, "last_status", None)
    if row.stopped_at:
        return _("dihentikan"), "neutral"
    if row.trouble or status == "broken":
        return _("bermasalah"), "bad"
    if status == "running":
        return _("sedang dibaca"), "info"
    if status == "stopped":
        return _("pembacaan berhenti"), "warn"
    return (_("berjalan"), "good") if status else (_("belum dibaca"), "neutral")


def _said(rows: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(each["item"], each.get("title") or "–", words(each)) for each in rows]
