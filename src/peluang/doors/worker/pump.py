"""The pump: gives events their positions, hands them to subscribers, sends waiting messages.

A loop of its own, because it has to follow within a second and works in batches; the queue is for the rest.
"""

from __future__ import annotations

import logging
import threading

from django.db import Error as DatabaseError
from django.db import connection

from peluang.domain.events import sealer
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.commands import send_waiting

from ..clock import now

log = logging.getLogger(__name__)
_PAUSE = 0.5  # seconds without work
_AFTER_ERROR = 2.0


def pump(stopping: threading.Event) -> None:
    """Works until told to stop; a database that went away is waited for."""
    while not stopping.is_set():
        try:
            busy = turn()
            stopping.wait(0 if busy else _PAUSE)
        except DatabaseError as error:
            log.warning("the pump waits for the database: %s", error)
            connection.close()
            stopping.wait(_AFTER_ERROR)
        except Exception:
            log.exception("the pump stumbled; it goes on with the next batch")
            connection.close()
            stopping.wait(_AFTER_ERROR)
    connection.close()


def turn() -> bool:
    """One round of sealing, delivering and sending; whether there was anything to do."""
    at = now()
    with acting(PROGRAM, scope="command"):
        sealed = sealer.seal(at)
    with acting(PROGRAM, scope="command"):
        delivered = sealer.deliver(at)
    sent = send_waiting(PROGRAM, at=at)
    return bool(sealed or delivered or sent)
