"""Anyone reports, follows a report by its link, and names free content elsewhere."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from peluang.domain.catalogue.models import ContentReport, FreeEquivalent
from peluang.domain.catalogue.queries import free_elsewhere
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_free_equivalent, a_report
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_a_report_without_signing_in(client):
    offering = an_offering()
    address = f"/pelatihan/{offering.training_type.code}/{offering.id}/laporkan"
    get(client, address)
    wrong = client.post(address, {"kind": "free", "text": "Gratis di sana."})
    assert wrong.status_code == 422
    assert "Gratis di sana." in wrong.content.decode()
    sent = client.post(address, {"kind": "free", "url": "gratis.example/las", "text": ""})
    row = ContentReport.objects.get()
    assert sent["Location"] == f"/laporan/{row.id}"
    assert row.reporter is None
    page = get(client, sent["Location"])
    assert "Petugas program memutuskan" in text(page)
    assert "noindex" in page.content.decode()


def test_signed_in_it_is_known_whose_it_is_and_not_shown():
    person, offering = a_person(full_name="Siti Rahasia"), an_offering()
    address = f"/pelatihan/{offering.training_type.code}/{offering.id}/laporkan"
    as_person(person).post(address, {"kind": "untrue", "text": "Alatnya cuma satu untuk sekelas."})
    row = ContentReport.objects.get()
    assert row.reporter == person.id
    page = get(Client(), f"/laporan/{row.id}").content.decode()
    assert "Rahasia" not in page and str(person.id) not in page


def test_a_decided_report_says_why(client):
    row = a_report(answered=True, status="upheld", decision="Isinya sama.", decided_at=NOW, correct_by=NOW.date())
    page = text(get(client, f"/laporan/{row.id}"))
    assert "Isinya sama." in page and "Di sana tanpa alat praktik." in page


def test_drafts_and_unknown_things_cannot_be_reported(client):
    draft = an_offering(draft=True)
    get(client, f"/pelatihan/{draft.training_type.code}/{draft.id}/laporkan", status=404)
    get(client, f"/pelatihan/lain/{an_offering().id}/laporkan", status=404)
    get(client, "/laporan/0197a1d2-0000-7000-8000-000000000000", status=404)


def test_a_free_link_is_proposed_by_whoever_signed_in(client):
    offering = an_offering()
    address = f"/pelatihan/{offering.training_type.code}/gratis"
    assert client.get(address)["Location"].startswith("/akun/masuk/")
    someone = as_person()
    get(someone, address)
    assert someone.post(address, {"url": "bukan alamat", "title": "Las gratis"}).status_code == 422
    own = f"{address}?pelatihan={offering.id}"
    assert offering.title in text(get(someone, own))
    assert someone.post(own, {"url": "https://gratis.example/las", "title": "Las gratis"}).status_code == 302
    assert FreeEquivalent.objects.get().offering_id == offering.id
    get(someone, f"{address}?pelatihan=not-a-uuid")
    get(someone, "/pelatihan/tidak-ada/gratis", status=404)


def test_the_part_for_public_pages_shows_what_was_confirmed(rf):
    offering = an_offering()
    a_free_equivalent(offering=offering, title="Las dari BLK daring")
    a_free_equivalent(offering=offering, confirmed=False, title="Belum dinilai", url="https://lain.example")
    shown = {"type": offering.training_type, "free": free_elsewhere(offering.training_type_id), "offering": offering}
    page = render_to_string("public/trainings/_free.html", shown, request=rf.get("/"))
    assert "Las dari BLK daring" in page and "Belum dinilai" not in page
    assert f"/{offering.id}/laporkan" in page
    empty = render_to_string(
        "public/trainings/_free.html", {"type": offering.training_type, "free": []}, request=rf.get("/")
    )
    assert "beri tahu kami" in empty


def test_both_public_pages_lead_to_the_report_and_to_what_is_free(client):
    offering = an_offering()
    a_free_equivalent(offering=offering, title="Las dari BLK daring")
    own = a_free_equivalent(offering=offering, identical=True, title="Isi yang persis sama", url="https://sama.example")
    kind = f"/pelatihan/{offering.training_type.code}"
    page = get(client, f"{kind}/{offering.id}").content.decode()
    assert "Las dari BLK daring" in page and own.title in page and f"{kind}/{offering.id}/laporkan" in page
    of_type = get(client, kind).content.decode()
    assert "Las dari BLK daring" in of_type and own.title not in of_type
