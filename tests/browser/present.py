"""The present of browser tests: it starts at tests.conftest.NOW and runs, so that no journey depends on the day it is run."""

from __future__ import annotations

import datetime
import time

from tests.conftest import NOW


class Present:
    """Stands in for django.utils.timezone in doors.clock; the demo's offset in days is added there.

    ahead: what a journey lets pass in an instant, for hours that matter.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.ahead = datetime.timedelta()

    def now(self) -> datetime.datetime:
        return NOW + self.ahead + datetime.timedelta(seconds=time.monotonic() - self._began)
