"""The page on which somebody chooses after their institution was suspended."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from peluang.domain.learning.models import Enrolment
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import a_training_type, an_offering
from tests.factories.institutions import a_sanction
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def seat():
    kind = a_training_type()
    found = an_enrolment(training_class=a_class(offering=an_offering(training_type=kind), starts_in=20))
    other = an_offering(training_type=kind, provider=an_organisation("provider", name="LPK Lain"))
    a_class(offering=other, code="LAIN")
    return found


def address(seat):
    return reverse("participant:training_move", args=[seat.id])


def test_a_class_that_goes_on_has_nothing_to_choose(seat):
    client = as_person(seat.person)
    assert "Tidak perlu pindah" in client.get(address(seat)).content.decode()
    assert client.post(address(seat), {"kelas": "uang"}).status_code == 409


def test_moving(seat):
    client = as_person(seat.person)
    a_sanction("in_force", organisation=seat.provider, decided_at=NOW)
    assert "Pilih sekarang" in client.get(reverse("participant:training", args=[seat.id])).content.decode()
    with at_most(12):
        page = client.get(address(seat)).content.decode()
    assert "LPK Lain" in page
    for nothing in ("", "x", str(seat.training_class_id)):
        assert client.post(address(seat), {"kelas": nothing}).status_code == 409
    target = Enrolment._meta.get_field("training_class").related_model.objects.get(code="LAIN")
    answer = client.post(address(seat), {"kelas": str(target.id)})
    assert answer.status_code == 302
    assert "LPK Lain" in client.get(answer["Location"]).content.decode()


def test_the_money_back_and_no_class_alike(seat, monkeypatch):
    client = as_person(seat.person)
    a_sanction("in_force", organisation=seat.provider, decided_at=NOW)
    type(seat.training_class).objects.filter(code="LAIN").update(status="cancelled")
    assert "Belum ada kelas yang sama" in client.get(address(seat)).content.decode()
    assert client.post(address(seat), {"kelas": "uang"}).status_code == 302
    assert as_person().get(address(seat)).status_code == 404
    monkeypatch.setattr(clock, "now", lambda: NOW + datetime.timedelta(days=8))
    assert "Tidak perlu pindah" in client.get(address(seat)).content.decode()
