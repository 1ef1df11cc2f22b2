"""The catalogue's pages: search, side by side, one offering; for visitors who are nobody in particular."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from peluang.domain.catalogue.models import Offering
from peluang.domain.finding.commands import rebuild_index
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.readings import totals
from peluang.domain.readings.queries import way_to
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.catalogue import a_trainer, a_training_type, an_offering
from tests.factories.institutions import a_sanction
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_buyer, a_class, a_completed_enrolment, a_review
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
            trainer=a_trainer(organisation=provider, name=f"Pelatih {price}"), skills={"las-smaw": 2},
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


def test_searching_by_everything(kind):
    rebuild_index(PROGRAM, at=NOW)
    client = as_person(a_buyer(balance=2_000_000).person)
    with at_most(12):
        response = client.get(
            "/pelatihan?q=las&kursi=1&saldo=1&mulai=2025-01-01&sampai=2030-01-01&jabatan=7212&keahlian=las+SMAW"
        )
    said = text(response)
    for word in ("cukup dengan saldoku", "masih ada kursi", "mulai dari", "mulai paling lambat", "las SMAW"):
        assert word in said, word


def test_what_the_balance_pays(kind):
    rebuild_index(PROGRAM, at=NOW)
    assert "3 lembaga" in text(as_person(a_buyer(balance=2_000_000).person).get("/pelatihan?q=las&dekat="))
    assert "1 lembaga" in text(as_person(a_buyer(balance=2_000_000).person).get("/pelatihan?q=las&dekat=&saldo=1"))
    # Without a decree there is no balance to compare with: the filter is left out, not an error.
    assert "3 lembaga" in text(as_person().get("/pelatihan?q=las&dekat=&saldo=1"))


def test_unknown_words_are_kept_and_explained(kind):
    rebuild_index(PROGRAM, at=NOW)
    response = Client().get("/pelatihan?jabatan=xqzw&keahlian=wzqx&mulai=31-12-2026")
    assert "Pekerjaan ini belum kami kenali" in text(response)
    assert "Keterampilan ini belum kami kenali" in text(response)
    assert 'value="xqzw"' in response.content.decode()


def test_choosing_what_to_compare(kind):
    first, _second, third = Offering.objects.filter(training_type=kind).order_by("id")
    response = Client().get(f"/pelatihan/las-smaw-1?banding={first.id}&banding={third.id}&banding=nonsense")
    table = response.content.decode().split("<table")[1].split("</table")[0]
    assert first.provider.name in table
    assert third.provider.name in table
    assert LONG not in table


def test_opinions_of_equivalents_together(kind):
    offering = Offering.objects.filter(training_type=kind).first()
    row = a_review(
        a_completed_enrolment(offering=offering), text="<b>Alat</b> tua", provider_answer="Mesin baru datang."
    )
    with at_most(12):
        response = Client().get("/pelatihan/las-smaw-1")
    assert "&lt;b&gt;Alat&lt;/b&gt; tua" in response.content.decode()
    assert "Mesin baru datang." in text(response)
    row.status = "held"
    row.save()
    assert "Mesin baru datang." not in text(Client().get("/pelatihan/las-smaw-1"))


def test_reporting_a_review(kind):
    row = a_review(a_completed_enrolment(offering=Offering.objects.filter(training_type=kind).first()), text="Bohong")
    address = f"/pelatihan/ulasan/{row.id}/laporkan"
    assert Client().get(address).status_code == 302  # sign in first
    client = as_person()
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "Menghina"}).status_code == 302
    assert client.get(address).status_code == 404  # not shown any more
    assert "Bohong" not in text(Client().get("/pelatihan/las-smaw-1"))


def test_a_trainer(kind):
    offering = Offering.objects.filter(training_type=kind).first()
    with at_most(12):
        response = Client().get(f"/pelatihan/pelatih/{offering.trainer_id}")
    assert offering.trainer.name in text(response)
    assert "Belum ada sertifikat yang diperiksa" in text(response)
    assert Client().get(f"/pelatihan/pelatih/{a_trainer().id}").status_code == 404


def test_the_guide_asks_one_thing_at_a_time(kind):
    totals.forget()
    a_vacancy(occupation_id="7212", regency_id="33.20", headcount=4, wage_min=2_800_000, wage_max=3_400_000)
    offering = Offering.objects.filter(training_type=kind).first()
    a_taught_skill = offering.taught.first().skill
    rebuild_index(PROGRAM, at=NOW)
    client = Client()
    assert "Apa yang ingin kamu capai" in text(client.get("/arah"))
    assert "Kamu tinggal di mana" in text(client.get("/arah?tujuan=kerja"))
    assert "Kamu suka bekerja dengan apa" in text(client.get("/arah?tujuan=kerja&daerah=33.20"))
    with at_most(12):
        found = client.get("/arah?tujuan=kerja&daerah=33.20&suka=mesin")
    assert "4 tempat kosong" in text(found)
    assert "/arah/7212?tujuan=kerja&amp;daerah=33.20&amp;suka=mesin" in found.content.decode()
    with at_most(12):
        way = client.get("/arah/7212?tujuan=kerja&daerah=33.20&suka=mesin")
    assert a_taught_skill.name_id in text(way)
    assert "Mengajarkan:" in text(way)
    totals.forget()


def test_the_guide_knows_what_a_person_can(kind):
    rebuild_index(PROGRAM, at=NOW)
    needed = [each.skill for each in way_to("7212", []).needed]
    sure = next(each.code for each in needed if each.code != "las-smaw")
    person = a_person(skills={each.code: 2 for each in needed})
    assert "Semua sudah kamu kuasai" in text(as_person(person).get("/arah/7212"))
    # What is ticked counts, not the profile: "lihat" says that the form was sent.
    assert "keterampilan yang kurang" in text(as_person(person).get(f"/arah/7212?lihat=1&bisa={sure}"))


@pytest.mark.parametrize(
    "link",
    ["tujuan=x&daerah=99.99&suka=zzz&suka=%00", "tujuan=kerja&daerah=33.20&jabatan=" + "a" * 300,
     "tujuan=kerja&daerah=33.20&semua=1&jabatan=%3Cscript%3E"],
)  # fmt: skip
def test_any_link_gives_a_page(link):
    assert Client().get(f"/arah?{link}").status_code == 200
    assert Client().get("/arah/9999").status_code == 404
    assert Client().get("/arah/drop-table").status_code == 404


def test_typing_an_occupation(kind):
    response = Client().get("/arah?tujuan=kerja&daerah=33.20&semua=1&jabatan=tukang+las")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/arah/7212?tujuan=kerja")


@pytest.mark.parametrize(("kind_of", "status", "shown"), [
    ("suspension", "in_force", True), ("suspension", "appealed", True), ("blacklist", "in_force", True),
    ("warning", "in_force", False), ("suspension", "announced", False), ("suspension", "ended", False),
])  # fmt: skip
def test_who_looks_for_a_training_reads_that_its_institution_is_closed(kind_of, status, shown):
    row = a_class(starts_in=9).offering
    a_sanction(status, organisation=row.provider, kind=kind_of)
    with at_most(12):
        answer = Client().get(f"/pelatihan/{row.training_type.code}/{row.id}")
    page = text(answer)
    assert answer.status_code == 200
    assert ("Jawabannya tidak membuktikan apa-apa" in page) is shown
    assert ("mengajukan banding" in page) is (shown and status == "appealed")
    assert ("Kelas berikutnya" in page) is not shown
