"""An employer's desk on the tests' day."""

from __future__ import annotations

import pytest
from django.test import Client

from peluang.domain.organisations.models import Organisation
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member
from tests.factories.organisations import an_organisation


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def firm() -> Organisation:
    return an_organisation("employer")


@pytest.fixture
def desk(firm: Organisation) -> Client:
    return as_member(firm, "employer")
