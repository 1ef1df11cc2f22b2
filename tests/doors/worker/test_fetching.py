"""Fetching feeds: nothing inside our network, nothing without end, and what broke off is taken as far as it is whole."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from peluang.domain.jobs.feed_documents import path_of
from peluang.domain.jobs.models import Feed, FeedRun, Vacancy
from peluang.doors.worker import feeds as driving
from peluang.doors.worker import fetching
from peluang.doors.worker.fetching import NotFetched, fetch, is_outside
from tests.conftest import NOW
from tests.factories.feeds import a_document, a_feed, a_posting

DOCUMENT = a_document([a_posting(1), a_posting(2)])


class _Portal(BaseHTTPRequestHandler):
    """What is asked for tells what is answered."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/")
        away = {"inside": "http://10.0.0.1/", "loop": "/loop", "file": "file:///etc/passwd"}
        packed = {"Content-Encoding": "gzip"}
        if name == "same" and self.headers.get("If-None-Match") == '"1"':
            self._say(304, b"")
        elif name in away:
            self._say(302, b"", Location=away[name])
        elif name == "cut":
            self._say(200, DOCUMENT, length=len(DOCUMENT) + 100)
        elif name == "packed":
            self._say(200, gzip.compress(DOCUMENT), **packed)
        elif name == "halfpacked":
            self._say(200, gzip.compress(DOCUMENT)[:-12], **packed)
        elif name == "bomb":
            self._say(200, gzip.compress(b"x" * 3_000_000), **packed)
        elif name.isdecimal():
            self._say(int(name), b"x")
        else:
            self._say(200, DOCUMENT, ETag='"1"')

    def _say(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(length if length is not None else len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def portal(settings, tmp_path) -> Iterator[str]:
    settings.MEDIA_ROOT = tmp_path
    settings.FEEDS_FROM_LOOPBACK = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _Portal.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "240.0.0.1", "words"],
)  # fmt: skip
def test_addresses_inside(address):
    assert not is_outside(address)


def test_addresses_outside():
    assert is_outside("93.184.216.34") and is_outside("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    ("url", "code"),
    [("http://127.0.0.1/x", "address_inside"), ("http://localhost/x", "address_inside"),
     ("http://[::1]/", "address_inside"), ("http://2130706433/", "address_inside"), ("http://0x7f.1/", "address_inside"),
     ("http://169.254.169.254/latest/meta-data", "address_inside"), ("file:///etc/passwd", "address_bad"),
     ("gopher://a.id/", "address_bad"), ("http://a@b.id/", "address_bad"), ("http://1.1.1.1:22/", "address_bad"),
     ("http://1.1.1.1/a b", "address_bad"), ("http:///x", "address_bad")],
)  # fmt: skip
def test_what_is_never_asked(url, code, monkeypatch):
    monkeypatch.setattr(fetching.socket, "create_connection", lambda *_a, **_k: pytest.fail("it connects"))
    with pytest.raises(NotFetched) as refusal:
        fetch(url)
    assert refusal.value.code == code


def test_a_name_that_answers_differently_the_second_time_leads_nowhere(monkeypatch):
    """The connection goes to the address that was checked, not to what the name says by then."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    gone_to = []
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (next(answers), 80))])

    def connect(address, **_k):
        gone_to.append(address[0])
        raise OSError

    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    with pytest.raises(NotFetched, match="no_answer"):
        fetch("http://rebind.example/")
    assert gone_to == ["93.184.216.34"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("inside", "address_inside"),
        ("loop", "redirects"),
        ("file", "address_bad"),
        ("404", "status_404"),
        ("503", "status"),
    ],
)
def test_what_comes_to_nothing(portal, path, code):
    with pytest.raises(NotFetched) as refusal:
        fetch(f"{portal}/{path}")
    assert refusal.value.code == code


def test_answers(portal, monkeypatch):
    for path in ("plain", "packed"):
        found = fetch(f"{portal}/{path}")
        assert path_of(found.document.digest).read_bytes() == DOCUMENT and not found.cut
    assert fetch(f"{portal}/cut").cut and fetch(f"{portal}/halfpacked").cut
    assert fetch(f"{portal}/same", etag='"1"').document is None
    monkeypatch.setattr("peluang.domain.jobs.feed_documents.LARGEST", 1_000_000)
    with pytest.raises(NotFetched, match="too_large"):
        fetch(f"{portal}/bomb")
    monkeypatch.setattr(fetching, "_LONGEST", -1)
    with pytest.raises(NotFetched, match="too_slow"):
        fetch(f"{portal}/plain")


@pytest.mark.django_db
def test_the_worker_fetches_reads_and_asks_again_only_for_what_is_new(portal, monkeypatch):
    monkeypatch.setattr(driving, "now", lambda: NOW)
    feed = a_feed(url=f"{portal}/same")
    assert driving.turn() == {"fetched": 1, "ended": 1}
    assert Vacancy.objects.filter(source=feed.name, status="open").count() == 2
    Feed.objects.filter(id=feed.id).update(next_at=NOW)
    assert driving.turn() == {"fetched": 1, "ended": 0}
    assert FeedRun.objects.filter(feed=feed).count() == 1
    assert _Portal.asked == ["/same", "/same"]


@pytest.mark.django_db
def test_a_document_cut_at_an_even_place_closes_nothing(portal, monkeypatch):
    """What came reads like a whole list; only its length tells that more was promised."""
    monkeypatch.setattr(driving, "now", lambda: NOW)
    feed = a_feed(url=f"{portal}/cut")
    driving.turn()
    run = FeedRun.objects.get(feed=feed)
    feed.refresh_from_db()
    assert (run.status, run.broke, run.new, feed.trouble) == ("broken", "breaks_off", 2, "breaks_off")
    assert feed.next_at > NOW
