"""One institution with a self-paced class that runs, a seat with a code, and the institution's LMS."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from peluang.domain.learning.models import Enrolment, TrainingClass
from peluang.domain.learning.redeem_codes import shown
from peluang.domain.organisations.models import Organisation, PartnerKey
from peluang.doors import clock
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import an_enrolment
from tests.factories.online import a_partner_key, a_redeem_code, a_self_paced_class
from tests.factories.organisations import an_organisation
from tests.partners.lms import Lms, over_client


@dataclass
class Stage:
    provider: Organisation
    training_class: TrainingClass
    seat: Enrolment
    code: str
    key: PartnerKey
    lms: Lms


@pytest.fixture(autouse=True)
def is_now(monkeypatch, tmp_path):
    """The present of the portal and of the LMS: one clock, moved by the test."""
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))
    present = {"at": NOW}
    monkeypatch.setattr(clock, "now", lambda: present["at"])
    monkeypatch.setattr(clock, "wall_clock", lambda: present["at"])

    def move(at: datetime.datetime) -> None:
        present["at"] = at

    return move


def a_stage(**traits: Any) -> Stage:
    provider = an_organisation("provider")
    offering = an_offering(provider=provider, online=True, technology=True, minutes_practice=0, minutes_theory=900)
    training_class = a_self_paced_class(offering=offering, **traits)
    seat = an_enrolment(training_class=training_class)
    code = shown(a_redeem_code(seat).code)
    key, secret = a_partner_key(provider)
    return Stage(
        provider, training_class, seat, code, key, Lms(over_client(Client()), key.key_id, secret, lambda: clock.now())
    )


@pytest.fixture
def stage() -> Stage:
    return a_stage()
