from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.messages.commands import write
from peluang.domain.messages.models import OutboxMessage, Preference
from peluang.domain.organisations.models import Disclosure
from peluang.domain.people.models import Consent, Experience, Person, PersonSkill, Wish, WishedOccupation
from peluang.domain.skills.models import Skill
from tests.doors.web.visiting import as_person
from tests.factories.organisations import a_disclosure, a_membership, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return a_person(full_name="Siti Aminah", identity=True, consents=["employers"])


@pytest.fixture
def browser(person):
    return as_person(person)


@pytest.fixture
def skill() -> Skill:
    return Skill.objects.order_by("code").first() or Skill.objects.create(
        code="x", name_id="Las", name_en="Weld", kind="x"
    )


def test_the_profile_leads_step_by_step_to_ready(browser, person, skill):
    assert "Tambahkan keahlianmu" in browser.get("/saya/profil").content.decode()
    browser.post("/saya/profil/keahlian", {"skill": skill.code, "level": "3"})
    assert PersonSkill.objects.get(person=person).level == 3
    assert "Kerja apa yang kamu cari?" in browser.get("/saya/profil").content.decode()
    browser.post("/saya/profil/keinginan", {"occupation_1": "7212", "wage_min": "Rp 2.500.000", "radius_km": "30"})
    wish = Wish.objects.get(person=person)
    assert (wish.wage_min, wish.radius_km) == (2_500_000, 30)
    assert WishedOccupation.objects.get(person=person).occupation_id == "7212"
    assert "Siap bekerja?" in browser.get("/saya/profil").content.decode()
    browser.post("/saya/profil/siap", {"ready": "yes"})
    assert "Jangan hubungi dulu" in browser.get("/saya/profil").content.decode()


def test_skills_and_experience_come_and_go(browser, person, skill):
    browser.post("/saya/profil/keahlian", {"skill": skill.name_id, "level": "2"})
    assert skill.name_id in browser.get("/saya/profil/keahlian").content.decode()
    browser.post("/saya/profil/keahlian/hapus", {"skill": skill.code})
    assert not PersonSkill.objects.filter(person=person).exists()
    browser.post("/saya/profil/pengalaman", {"title": "Penjahit", "started_on": "2020-01-01"})
    assert "Penjahit" in browser.get("/saya/profil").content.decode()
    browser.post("/saya/profil/pengalaman/hapus", {"experience": str(Experience.objects.get().id)})
    assert not Experience.objects.exists()
    assert browser.post("/saya/profil/pengalaman/hapus", {"experience": "x"}).status_code == 404
    stranger = a_person(experience=[("Kasir", None)])
    wanted = str(Experience.objects.get(person=stranger).id)
    assert browser.post("/saya/profil/pengalaman/hapus", {"experience": wanted}).status_code == 404


def test_a_word_nobody_knows_is_kept_and_said(browser):
    answer = browser.post("/saya/profil/keahlian", {"skill": "qwertyuiop", "level": "3"})
    assert answer.status_code == 422
    assert "belum ada di daftar" in answer.content.decode()
    assert 'value="qwertyuiop"' in answer.content.decode()


def test_the_profile_is_edited_and_what_is_wrong_is_kept(browser, person):
    values = {
        "lives_in": "Kota Bandung",
        "education": "s1",
        "work_status": "worker",
        "about": "Suka mesin.",
        "phone": "",
    }
    assert browser.post("/saya/profil/ubah", values).status_code == 302
    person.refresh_from_db()
    assert (person.lives_in_id, person.home_region_id, person.about) == ("32.73", "33.20", "Suka mesin.")
    answer = browser.post("/saya/profil/ubah", values | {"phone": "12"})
    assert answer.status_code == 422
    assert "Suka mesin." in answer.content.decode()


def test_consents_are_given_and_withdrawn_on_one_page(browser, person):
    organisation = an_organisation(name="PT Ukir")
    a_disclosure(person, organisation, purpose="employers")
    assert "PT Ukir" in browser.get("/saya/izin").content.decode()
    browser.post("/saya/izin", {"consents": ["alumni"]})
    standing = Consent.objects.filter(person=person, withdrawn_at__isnull=True)
    assert [each.purpose for each in standing] == ["alumni"]
    assert Disclosure.objects.get().ended_at is not None
    assert "Ditarik" in browser.get("/saya/izin").content.decode()


def test_the_copy_of_my_data(browser, person):
    answer = browser.get("/saya/data/unduh")
    data = json.loads(answer.content)
    assert data["person"]["full_name"] == "Siti Aminah"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Unduh datamu" in browser.get("/saya/data").content.decode()


def test_a_correction_and_its_refusal(browser, person):
    page = browser.get("/saya/data/betulkan").content.decode()
    assert 'value="Siti Aminah"' in page
    values = {"full_name": "Siti Nur Aminah", "birth_date": "2000-05-04", "sex": "f"}
    answer = browser.post("/saya/data/betulkan", values | {"nik": "123"})
    assert "harus 16 angka" in answer.content.decode()
    assert browser.post("/saya/data/betulkan", values).status_code == 302
    person.refresh_from_db()
    assert person.full_name == "Siti Nur Aminah"


def test_messages_are_read_and_settings_kept(browser, person, now):
    from peluang.domain.messages import templates

    templates.register(
        "tests.hello",
        subject_id="Halo {first_name}",
        subject_en="Hello {first_name}",
        body_id="Isi",
        body_en="Body",
        path="/saya/profil",
    )
    assert "Belum ada pesan" in browser.get("/saya/pesan").content.decode()
    for _each in range(31):
        write(PROGRAM, person_id=person.id, template="tests.hello", at=now)
    page = browser.get("/saya/pesan").content.decode()
    assert "Halo Siti" in page
    assert "30 belum dibaca" in page
    assert "Pesan yang lebih lama" in page
    assert browser.get("/saya/pesan?sebelum=kemarin").status_code == 302
    browser.post("/saya/pesan/dibaca")
    assert not OutboxMessage.objects.filter(read_at__isnull=True).exists()
    values = {"language": "en", "email": "on", "quiet_from": "20:00", "quiet_until": "06:30"}
    answer = browser.post("/saya/pesan/pengaturan", values)
    assert answer.cookies["lang"].value == "en"
    assert str(Preference.objects.get().quiet_until) == "06:30:00"
    assert "Hello Siti" in browser.get("/saya/pesan").content.decode()


def test_every_page_takes_twelve_statements_at_most(person, browser, skill):
    a_membership(person=person)
    a_disclosure(person, an_organisation(), subject=new_id())
    browser.post("/saya/profil/keahlian", {"skill": skill.code, "level": "3"})
    browser.post("/saya/profil/keinginan", {"occupation_1": "7212", "radius_km": "30"})
    for address in (
        "/saya/profil", "/saya/profil/ubah", "/saya/profil/keahlian", "/saya/profil/pengalaman", "/saya/profil/keinginan",
        "/saya/data", "/saya/data/betulkan", "/saya/izin", "/saya/pesan", "/saya/pesan/pengaturan", "/saya/peran", "/akun/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as statements:
            assert browser.get(address).status_code == 200, address
        said = [each["sql"] for each in statements if "SAVEPOINT" not in each["sql"]]
        assert len(said) <= 12, (address, said)


def test_staff_pages_of_a_person_stay_their_own(person):
    """Acting for an organisation, a person still reads their own messages and nobody else's."""
    from tests.doors.web.visiting import as_member

    member = a_membership(organisation=an_organisation("labour_office"))
    client = as_member(member.organisation, member.role, member.person)
    assert client.get("/saya/profil").status_code == 200
    assert member.person.full_name in client.get("/saya/profil").content.decode()
