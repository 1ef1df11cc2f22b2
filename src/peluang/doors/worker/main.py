"""The worker's process: the pump in a thread, procrastinate's queue in the foreground."""

from __future__ import annotations

import logging
import signal
import threading

from procrastinate.contrib.django import app

from .pump import pump

log = logging.getLogger(__name__)


def work() -> None:
    """Runs until SIGTERM or SIGINT; what was begun is finished or rolled back."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, _stop)
    thread = threading.Thread(target=pump, args=(stopping,), name="pump", daemon=True)
    thread.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as running:  # type: ignore[attr-defined]
            running.run_worker(concurrency=1, install_signal_handlers=True)
    except KeyboardInterrupt:
        pass
    finally:
        stopping.set()
        thread.join(10)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt
