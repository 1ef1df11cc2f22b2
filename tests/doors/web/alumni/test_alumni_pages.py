"""Chapters: seen by everybody who signed in, joined by those who finished a training."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.doors.web.visiting import as_person, at_most
from tests.factories.alumni import a_chapter, a_member, an_officer
from tests.factories.learning import a_completed_enrolment
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def test_the_list_and_a_chapter():
    chapter = a_chapter(name="Ikatan Jawa Tengah")
    a_member(chapter=chapter, person=a_person(full_name="Dewi Lestari"), listed=True)
    a_member(chapter=chapter, person=a_person(full_name="Agus Prasetyo"))
    an_officer(chapter=chapter, display_name="Rina Wulandari")
    client = as_person()
    with at_most():
        assert "Ikatan Jawa Tengah" in client.get("/alumni/").content.decode()
    with at_most():
        page = client.get("/alumni/33").content.decode()
    assert "Dewi Lestari" in page
    assert "Rina Wulandari" in page
    assert "Agus Prasetyo" not in page
    assert client.get("/alumni/99").status_code == 404
    assert Client().get("/alumni/").status_code == 302


def test_joining_changing_leaving():
    a_chapter()
    person = a_person(full_name="Siti Aminah")
    a_completed_enrolment(person=person)
    client = as_person(person)
    assert client.get("/alumni/33/gabung").status_code == 200
    assert client.post("/alumni/33/gabung", {"listed": "on"}).headers["Location"] == "/alumni/33"
    assert "Siti Aminah" in as_person().get("/alumni/33").content.decode()
    client.post("/alumni/33/gabung", {})
    assert "Siti Aminah" not in as_person().get("/alumni/33").content.decode()
    assert client.get("/alumni/keluar").status_code == 200
    assert client.post("/alumni/keluar").status_code == 302
    assert client.get("/alumni/keluar").status_code == 404


def test_who_has_not_finished_is_told_what_to_do():
    a_chapter()
    client = as_person()
    assert "Selesaikan dulu satu pelatihan" in client.get("/alumni/33/gabung").content.decode()
    assert client.post("/alumni/33/gabung", {"listed": "on"}).status_code == 422
