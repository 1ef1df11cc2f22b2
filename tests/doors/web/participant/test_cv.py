"""The CV: what employers see, as files, and from a file; hostile and broken files change nothing."""

from __future__ import annotations

import datetime
import html
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peluang.domain.people.models import Experience, PersonSkill
from peluang.engines.resumes import read_europass, read_json_resume
from tests.doors.web.visiting import as_person
from tests.factories.learning import a_completed_enrolment
from tests.factories.people import a_person, an_account
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    person = a_person(
        full_name="Siti Aminah", identity=True, skills={"las-smaw": 3}, occupations=["7212"], phone="+6281234567890",
        experience=[("Juru las <b>", "7212")], birth_date=datetime.date(1987, 6, 5), about="Suka <script>alert(1)</script>",
    )  # fmt: skip
    an_account(person=person, email="siti@contoh.id")
    return person


@pytest.fixture
def browser(person):
    return as_person(person)


def shown(answer) -> str:
    return html.unescape(answer.content.decode())


def test_the_page_shows_what_employers_see(browser, person):
    certificate = a_completed_enrolment(person=person).certificate
    browser.get("/saya/cv")
    with at_most(12):
        answer = browser.get("/saya/cv")
    page = shown(answer)
    for said in (
        "Siti Aminah",
        "las SMAW · Kata sendiri",
        "Juru las <b>",
        certificate.title,
        "Terlihat hanya kalau kamu membagikannya",
    ):
        assert said in page
    assert "<script>alert" not in answer.content.decode()
    for never in ("1987", "Perempuan", person.identity.nik_short):
        assert never not in page


def test_the_files_carry_the_same_and_nothing_private(browser, person):
    certificate = a_completed_enrolment(person=person).certificate
    as_json = browser.get("/saya/cv/json-resume")
    assert as_json["Content-Type"] == "application/json"
    assert "attachment" in as_json["Content-Disposition"] and "no-store" in as_json["Cache-Control"]
    resume = read_json_resume(as_json.content).resume
    assert (resume.name, resume.email, resume.label) == ("Siti Aminah", "siti@contoh.id", "Juru las dan pemotong logam")
    assert [(each.title, each.started) for each in resume.works] == [("Juru las <b>", datetime.date(2022, 1, 1))]
    assert resume.certificates[0].address.endswith(certificate.number)
    europass = browser.get("/saya/cv/europass")
    again = read_europass(europass.content).resume
    assert (again.works, again.skills, again.about) == (resume.works, resume.skills, resume.about)
    pdf = browser.get("/saya/cv/pdf")
    assert pdf.content.startswith(b"%PDF") and pdf["Content-Type"] == "application/pdf"
    for content in (as_json.content, europass.content):
        assert b"1987" not in content and person.identity.nik_short[:4].encode() not in content


def bring(browser, content: bytes, name: str = "cv.json"):
    return browser.post("/saya/cv/bawa", {"file": SimpleUploadedFile(name, content)})


RESUME = {
    "basics": {"name": "Siti Aminah", "image": "x.jpg"},
    "work": [{"name": "Konveksi", "position": "Penjahit", "startDate": "2020-02"}],
    "skills": [
        {"name": "las SMAW", "level": "Master"},
        {"name": "melayani pembeli"},
        {"name": "<img src=x onerror=alert(1)>"},
    ],
}


def test_a_file_is_shown_line_by_line_and_taken_on_confirming(browser, person):
    assert bring(browser, json.dumps(RESUME).encode())["Location"] == "/saya/cv/bawa/periksa"
    with at_most(12):
        answer = browser.get("/saya/cv/bawa/periksa")
    page = shown(answer)
    for said in (
        "Penjahit · Konveksi",
        "Sudah ada di keahlianmu.",
        "belum ada di daftar keahlian",
        "Foto tidak diperlukan.",
    ):
        assert said in page
    assert "<img src=x" not in answer.content.decode()
    assert not Experience.objects.filter(person=person, title="Penjahit").exists()
    nothing = browser.post("/saya/cv/bawa/periksa", {})
    assert nothing.status_code == 422 and "Belum ada yang dicentang" in shown(nothing)
    done = browser.post("/saya/cv/bawa/periksa", {"keys": ["work-0", "skill-melayani-pembeli", "skill-lain"]})
    assert done["Location"] == "/saya/cv"
    assert Experience.objects.get(person=person, title="Penjahit").employer == "Konveksi"
    assert PersonSkill.objects.get(person=person, skill_id="melayani-pembeli").source == "declared"
    assert PersonSkill.objects.get(person=person, skill_id="las-smaw").level == 3
    assert browser.get("/saya/cv/bawa/periksa")["Location"] == "/saya/cv/bawa"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"), (b'{"basics": ', "rusak atau terpotong di baris 1"), (b"%PDF-1.7", "bukan JSON Resume atau Europass"),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', "terlalu besar"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><SkillsPassport>&x;</SkillsPassport>', "Demi keamanan"),
    ],
)  # fmt: skip
def test_a_bad_file_is_said_in_plain_words(browser, person, content, said):
    answer = bring(browser, content)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert "root:" not in shown(answer)


def test_our_own_europass_comes_in_as_known(browser, person):
    bring(browser, browser.get("/saya/cv/europass").content, "cv.xml")
    page = shown(browser.get("/saya/cv/bawa/periksa"))
    assert "Tidak ada yang baru untuk diambil" in page and "Dibaca sebagai Europass." in page


def test_an_empty_profile_is_led_to_three_questions():
    answer = as_person(a_person()).get("/saya/cv")
    assert "Mulai dengan tiga pertanyaan" in shown(answer)
