"""A person's own page, and the questions months later."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client

from peluang.domain.catalogue.models import OfferingResult
from peluang.doors import clock
from tests.doors.web.visiting import as_person, at_most
from tests.factories.evaluation import an_outcome
from tests.factories.jobs import an_application
from tests.factories.learning import a_completed_enrolment
from tests.factories.people import a_person
from tests.factories.programme import a_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_new_person_sees_where_to_begin():
    client = as_person(a_person(full_name="Siti Aminah"))
    with at_most():
        page = client.get("/saya/").content.decode()
    assert "Halo, Siti" in page
    assert "Daftar di Peluang" in page


def test_the_whole_chain_stays_within_the_budget():
    recipient = a_recipient()
    a_completed_enrolment(person=recipient.person, payer="balance", recipient=recipient)
    an_application(person=recipient.person)
    client = as_person(recipient.person)
    with at_most():
        page = client.get("/saya/").content.decode()
    assert "Tulis ulasan" in page
    assert page.count('class="btn primary') == 1, "one next step"


def test_who_is_not_signed_in_is_asked_to_sign_in():
    assert Client().get("/saya/").headers["Location"].startswith("/akun/masuk/")


def test_answering_reaches_the_page_of_the_training():
    outcome = an_outcome(asked=True)
    client = as_person(outcome.person)
    address = f"/saya/kabar/{outcome.id}"
    with at_most():
        page = client.get(address).content.decode()
    assert outcome.offering.title in page
    answer = client.post(address, {"situation": "employed", "uses_training": "yes", "wage": "2.900.000"})
    assert answer.headers["Location"] == "/saya/"
    outcome.refresh_from_db()
    assert (outcome.status, outcome.wage, outcome.uses_training) == ("answered", 2_900_000, True)
    assert OfferingResult.objects.get(offering_id=outcome.offering_id).working == 1
    assert "sudah menjawab" in client.get(address).content.decode()


def test_a_wrong_answer_keeps_what_was_typed():
    outcome = an_outcome(asked=True)
    answer = as_person(outcome.person).post(f"/saya/kabar/{outcome.id}", {"situation": "employed", "wage": "banyak"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="banyak"' in page
    assert "angka rupiah" in page


def test_anothers_question_is_not_there(now):
    outcome = an_outcome(asked=True)
    early = an_outcome(due_on=now.date() + datetime.timedelta(days=9))
    assert as_person().get(f"/saya/kabar/{outcome.id}").status_code == 404
    assert as_person().post(f"/saya/kabar/{outcome.id}", {"situation": "employed"}).status_code == 404
    assert as_person(early.person).get(f"/saya/kabar/{early.id}").status_code == 404
    assert as_person().get(f"/saya/kabar/{uuid.uuid4()}").status_code == 404
