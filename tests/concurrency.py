"""Calls that start at the same moment, each in a thread and connection of its own: how races are shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from peluang.domain.kernel.refusal import Refused


def together(calls: list[Callable[[], Any]]) -> list[Any]:
    """What each call gave back, in their order, or the code of its refusal; any other error is raised."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return call()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def at_once(calls: list[Callable[[], object]]) -> list[str]:
    """ "done", the code of the refusal or the name of the error, for each call; sorted."""

    def outcome(call: Callable[[], object]) -> str:
        try:
            call()
        except Refused as refusal:
            return refusal.code
        except Exception as error:
            return type(error).__name__
        return "done"

    return sorted(together([lambda call=call: outcome(call) for call in calls]))  # type: ignore[misc]
