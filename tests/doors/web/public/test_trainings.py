"""The catalogue's pages: search, side by side, one offering; for visitors who are nobody in particular."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from peluang.domain.finding.commands import rebuild_index
from peluang.domain.kernel.context import PROGRAM
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import a_trainer, a_training_type, an_offering
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
LONG = "Lembaga Pelatihan Kerja Swasta Bina Karya Mandiri Sejahtera Abadi Kabupaten Kepulauan Tanimbar dan Sekitarnya"


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture
def kind():
    """Three institutions: near and dear, far and cheap, and one that is full."""
    kind = a_training_type(code="las-smaw-1")
    near = an_organisation("provider", name="BLK Jepara")
    far = an_organisation("provider", name=LONG, regency="33.28")
    full = an_organisation("provider", name="LKP Pelita", regency="33.19")
    for provider, price, starts, seats, working in (
        (near, 2_100_000, 20, 3, 55),
        (far, 1_800_000, 10, 11, 20),
        (full, 2_400_000, 5, 1, 30),
    ):
        offering = an_offering(
            training_type=kind, provider=provider, price=price, regency_id=provider.regency_id,
            trainer=a_trainer(organisation=provider, name=f"Pelatih {price}"),
            with_result={"answered": 61, "working": working},
        )  # fmt: skip
        training_class = a_class(offering=offering, starts_in=starts, seats=seats)
        if provider is full:
            training_class.seats_taken = 1
            training_class.save()
    return kind


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_side_by_side_with_one_suggestion(kind):
    client = Client()
    with at_most(12):
        response = client.get("/pelatihan/las-smaw-1?dekat=Jepara")
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("btn primary") == 1
    assert "Pilih BLK Jepara" in text(response)
    assert "Rp1,8\u00a0jt" in page
    assert "penuh" in page
    assert LONG in page


def test_without_a_place_the_soonest_is_suggested(kind):
    assert f"Pilih {LONG}" in text(Client().get("/pelatihan/las-smaw-1"))


def test_a_signed_in_person_is_measured_from_home(kind):
    client = as_person(a_person(regency="33.28"))
    with at_most(12):
        response = client.get("/pelatihan/las-smaw-1")
    assert f"Pilih {LONG}" in text(response)
    assert "daerah yang sama" in text(response)


def test_search_engines_read_a_course(kind):
    page = Client().get("/pelatihan/las-smaw-1").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert data["@type"] == "Course"
    assert len(data["hasCourseInstance"]) == 3
    assert "<" not in json.dumps(data).replace("\\u003c", "")


def test_english(kind):
    response = Client().get("/pelatihan/las-smaw-1?dekat=Jepara&lang=en")
    assert "Choose BLK Jepara" in text(response)
    assert "SMAW welding level 1" in text(response)


def test_a_type_nobody_offers():
    a_training_type(code="kosong")
    response = Client().get("/pelatihan/kosong")
    assert "Belum ada lembaga" in text(response)
    assert Client().get("/pelatihan/tidak-ada").status_code == 404


def test_an_unknown_place_keeps_what_was_typed(kind):
    response = Client().get("/pelatihan/las-smaw-1?dekat=xqzw")
    assert "belum kami kenali" in text(response)
    assert 'value="xqzw"' in response.content.decode()


@pytest.mark.parametrize("status", ["published", "suspended", "retired"])
def test_an_offering(kind, status):
    offering = an_offering(training_type=kind, status=status, with_result=True, title=LONG * 2)
    client = Client()
    with at_most(12):
        response = client.get(f"/pelatihan/las-smaw-1/{offering.id}")
    assert response.status_code == 200
    assert ("Sedang tidak ditawarkan" in text(response)) == (status != "published")


def test_a_draft_is_not_there(kind):
    offering = an_offering(training_type=kind, draft=True)
    assert Client().get(f"/pelatihan/las-smaw-1/{offering.id}").status_code == 404


def test_searching(kind):
    rebuild_index(PROGRAM, at=NOW)
    client = Client()
    with at_most(12):
        response = client.get("/pelatihan?q=las&dekat=Jepara&radius=100&cara=offline&harga=3000000")
    assert "Las SMAW tingkat 1" in text(response)
    nothing = client.get("/pelatihan?q=membatik")
    assert "Belum ada yang cocok" in text(nothing)
    assert 'value="membatik"' in nothing.content.decode()
    assert client.get("/pelatihan?hal=99999&harga=abc&radius=-1&cara=x").status_code == 200


def test_places_while_typing():
    assert "Kabupaten Jepara" in Client().get("/pelatihan/tempat?dekat=jepa").content.decode()
