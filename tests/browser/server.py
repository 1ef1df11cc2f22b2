"""The product behind a real socket, in threads of the test's process, so that both share one database and one clock."""

from __future__ import annotations

import sys
import traceback
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import got_request_exception
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler

HOST = "127.0.0.1"


class _Thread(LiveServerThread):
    """deaf: hangs up on whoever calls, as when there is no network. The browser's own switch does not reach a service
    worker that starts anew while it is set.
    """

    deaf = False

    def _create_server(self, connections_override: Any = None) -> Any:
        thread = self

        class Handler(QuietWSGIRequestHandler):
            def parse_request(self) -> bool:
                if thread.deaf:
                    self.close_connection = True
                    return False
                heard: bool = super().parse_request()
                return heard

        return self.server_class(
            (self.host, self.port), Handler, allow_reuse_address=False, connections_override=connections_override
        )


class LiveServer:
    """Takes a free port; answers with whatever database `default` points at when a request comes."""

    def __init__(self) -> None:
        self._thread = _Thread(HOST, StaticFilesHandler, connections_override={}, port=0)
        self._thread.daemon = True
        self.broken: list[str] = []  # tracebacks of views that failed, for whoever reads the test's failure
        got_request_exception.connect(self._note)

    def _note(self, request: Any = None, **rest: Any) -> None:
        told = "".join(traceback.format_exception(*sys.exc_info())[-4:])
        self.broken.append(f"{request.method} {request.path} broke:\n{told}" if request else told)

    def start(self) -> LiveServer:
        self._thread.start()
        self._thread.is_ready.wait()
        if self._thread.error:
            raise self._thread.error
        return self

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._thread.port}"

    def hears(self, heard: bool) -> None:
        self._thread.deaf = not heard

    def stop(self) -> None:
        self._thread.terminate()
