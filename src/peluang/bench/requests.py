"""A visitor on a connection that stays open, as browsers keep it."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    body: bytes
    headers: http.client.HTTPMessage


class Visitor:
    """Asks for compressed pages; raises RuntimeError for anything but 200."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self.cookie = cookie
        self._connection = http.client.HTTPConnection(host, port, timeout=30)

    def get(self, path: str) -> Answer:
        headers = {"Accept-Encoding": "br, gzip", "Host": "localhost"} | (
            {"Cookie": self.cookie} if self.cookie else {}
        )
        try:
            self._connection.request("GET", path, headers=headers)
            answer = self._connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            self._connection.close()
            self._connection.request("GET", path, headers=headers)
            answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return Answer(answer.status, body, answer.headers)


def rate(host: str, port: int, cookie: str, paths: list[str], seconds: float, visitors: int = 2) -> float:
    """Requests a second of several visitors at once, for a few seconds."""
    counts = [0] * visitors
    until = time.monotonic() + seconds

    def work(mine: int) -> None:
        visitor = Visitor(host, port, cookie)
        while time.monotonic() < until:
            visitor.get(paths[(mine + counts[mine]) % len(paths)])
            counts[mine] += 1

    threads = [threading.Thread(target=work, args=(n,)) for n in range(visitors)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)
