"""Fetching a document of somebody else's: never from inside our own network, never without end.

The name is resolved once and every address of it checked; the connection then goes to that very address, so that a
name which answers differently a moment later leads nowhere else (DNS rebinding). Redirects are followed by hand, each
checked the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from peluang.domain.jobs.feed_documents import LARGEST, Document, keep
from peluang.domain.kernel.refusal import Refused

_PORTS = (80, 443, 8080, 8443)
_REDIRECTS = 5
_SILENCE = 15.0  # seconds without a byte
_LONGEST = 120.0  # seconds for the whole
_PIECE = 1 << 16
#: Prefixes that carry an IPv4 address of any kind inside (RFC 6052, 3056, 4380).
_CARRIERS = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))


class NotFetched(Exception):
    """code: of feed_texts.TROUBLES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Fetched:
    """document: None where nothing changed since (304). cut: it stopped before its end."""

    document: Document | None
    cut: bool = False
    etag: str = ""
    last_modified: str = ""


def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Keeps the answer as a document. Raises NotFetched."""
    until = time.monotonic() + _LONGEST
    for _step in range(_REDIRECTS + 1):
        host, port, secure, path = _taken_apart(url)
        connection = _connect(host, port, secure, _address(host, port))
        with closing(connection):
            answer = _ask(connection, path, host if port in (80, 443) else f"{host}:{port}", etag, last_modified)
            if answer.status in (301, 302, 303, 307, 308) and answer.getheader("Location"):
                url = urljoin(url, str(answer.getheader("Location")))
                continue
            if answer.status == 304:
                return Fetched(None, False, etag, last_modified)
            if answer.status != 200:
                known = f"status_{answer.status}"
                raise NotFetched(known if known in ("status_401", "status_403", "status_404") else "status")
            document, cut = _kept(answer, until)
            return Fetched(document, cut, answer.getheader("ETag") or "", answer.getheader("Last-Modified") or "")
    raise NotFetched("redirects")


def _taken_apart(url: str) -> tuple[str, int, bool, str]:
    """(host, port, whether by TLS, path with query)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError) as error:
        raise NotFetched("address_bad") from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise NotFetched("address_bad")
    if port not in _PORTS and not settings.FEEDS_FROM_LOOPBACK:
        raise NotFetched("address_bad")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if any(ord(letter) <= 32 or ord(letter) > 126 for letter in path):
        raise NotFetched("address_bad")
    return host, port, parts.scheme == "https", path


def _address(host: str, port: int) -> str:
    """The first address of the name, when none of them lies inside."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotFetched("not_found_host") from error
    if not found or not all(is_outside(each) for each in found):
        raise NotFetched("address_inside")
    return found[0]


def is_outside(text: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif any(address in each for each in _CARRIERS):
            return False
    if address.is_loopback and settings.FEEDS_FROM_LOOPBACK:
        return True
    return address.is_global and not address.is_multicast


def _connect(host: str, port: int, secure: bool, address: str) -> http.client.HTTPConnection:
    """To this very address; the certificate is checked for the name."""
    connection = http.client.HTTPConnection(host, port, timeout=_SILENCE)
    try:
        plain = socket.create_connection((address, port), timeout=_SILENCE)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except OSError as error:
        raise NotFetched("no_answer") from error
    return connection


def _ask(
    connection: http.client.HTTPConnection, path: str, host: str, etag: str, last_modified: str
) -> http.client.HTTPResponse:
    headers = {"Host": host, "Accept-Encoding": "gzip", "User-Agent": "Peluang-feeds/1", "Accept": "*/*"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotFetched("no_answer") from error


def _kept(answer: http.client.HTTPResponse, until: float) -> tuple[Document, bool]:
    """With whether it stopped before its end."""
    packed = (answer.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched("answer_bad")
    download = _Download(answer, until)
    try:
        document = keep(download.unpacked() if "gzip" in packed else download.pieces())
    except Refused as refusal:
        raise NotFetched(refusal.code) from refusal
    return document, download.cut


class _Download:
    """cut: what came is less than was promised. Its whole items are still taken; nothing is closed by it."""

    def __init__(self, answer: http.client.HTTPResponse, until: float) -> None:
        self.answer, self.until, self.cut = answer, until, False

    def pieces(self) -> Iterator[bytes]:
        promised, read = self.answer.length, 0
        while True:
            if time.monotonic() > self.until:
                raise NotFetched("too_slow")
            try:
                piece = self.answer.read1(_PIECE)
            except (OSError, http.client.HTTPException) as error:
                if not read:
                    raise NotFetched("no_answer") from error
                piece, self.cut = b"", True
            if not piece:
                self.cut = self.cut or (promised is not None and read < promised)
                return
            read += len(piece)
            if read > LARGEST:
                raise NotFetched("too_large")
            yield piece

    def unpacked(self) -> Iterator[bytes]:
        """A little at a time: a small answer may hold more than there is memory. `keep` counts what comes out."""
        unpacker = zlib.decompressobj(wbits=31)
        for piece in self.pieces():
            left = piece
            while left:
                try:
                    yield unpacker.decompress(left, _PIECE)
                except zlib.error as error:
                    raise NotFetched("answer_bad") from error
                left = unpacker.unconsumed_tail
        self.cut = self.cut or not unpacker.eof
