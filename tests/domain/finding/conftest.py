"""An index of its own for each test, and a way to let events reach it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from peluang.domain.events.sealer import deliver, seal
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path) -> Path:
    settings.SEARCH_INDEX = tmp_path / "index"
    return settings.SEARCH_INDEX


@pytest.fixture
def events_arrive() -> Callable[[], int]:
    """Seals what happened and hands it to the durable consumers, as the worker does."""

    def arrive() -> int:
        seal(NOW)
        return deliver(NOW)

    return arrive
