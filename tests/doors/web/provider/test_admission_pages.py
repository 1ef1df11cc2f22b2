"""An institution's own pages: registering, papers, venues, trainers, sanctions; bad input keeps what was typed."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peluang.domain.catalogue.models import Admission, Trainer, TrainerCredential, Venue
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.organisations.models import Membership, Organisation, Principal, Sanction
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.institutions import PDF, TODAY, a_credential, a_sanction, a_venue, an_admission
from tests.factories.learning import a_class, a_completed_enrolment
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
ROOM = {
    "name": "Bengkel",
    "regency": "Jepara",
    "address": "Jalan Kartini 4",
    "capacity": "20",
    "tools": "Mesin las, 10",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def provider():
    return an_organisation("provider", status="proposed", verified_at=None, address="Jalan Pemuda 12, Jepara")


@pytest.fixture
def client(provider):
    return as_member(provider, "provider")


def a_file(content=PDF, name="akta.pdf", kind="application/pdf"):
    return SimpleUploadedFile(name, content, kind)


def all_rows(model):
    with acting(PROGRAM, scope="command"):
        return list(model.objects.order_by("-id"))


def test_a_person_registers_an_institution(client):
    person = a_person()
    browser = as_person(person)
    address = reverse("provider:found")
    answer = browser.post(address, {"name": "LPK Baru", "regency": "entah di mana", "address": "Jalan Raya 1"})
    assert answer.status_code == 422
    assert "LPK Baru" in answer.content.decode()  # what was typed is kept
    answer = browser.post(
        address, {"name": "LPK Baru", "regency": "Jepara", "address": "Jalan Raya 1", "title": "Direktur"}
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/saya/peran?next=")
    made = Membership.objects.select_related("organisation").get(person=person)
    assert (made.organisation.name, made.organisation.regency_id, made.role) == ("LPK Baru", "33.20", "provider")


def test_the_round_from_nothing_to_handing_in(client, provider):
    page = client.get(reverse("provider:admission")).content.decode()
    assert "Mulai pendaftaran" in page
    client.post(reverse("provider:admission"))
    page = client.get(reverse("provider:admission_submit")).content.decode()
    assert "Akta pendirian belum diunggah" in page
    assert client.post(reverse("provider:admission_submit")).status_code == 409
    numbers = {"deed": "7/2020", "nib": "9120001012345", "npwp": "012345678901000", "licence": "563", "venue": "HM 1"}
    for kind, number in numbers.items():
        answer = client.post(reverse("provider:admission_paper", args=[kind]), {"number": number, "file": a_file()})
        assert answer.status_code == 302, answer.content.decode()
    licence = {
        "address": "Jalan Pemuda 12A",
        "licence_number": "563",
        "licence_issuer": "Disnaker",
        "licence_until": "2028-01-31",
    }
    assert client.post(reverse("provider:admission_licence"), licence).status_code == 302
    client.post(reverse("provider:principals"), {"name": "Rudi", "role": "owner", "share": "60", "mine": "on"})
    client.post(reverse("provider:venue_new"), ROOM)
    client.post(reverse("provider:trainer_new"), {"name": "Sri", "years": "4", "occupation": ""})
    with at_most(12):
        assert "belum diunggah" not in client.get(reverse("provider:admission")).content.decode()
    assert client.post(reverse("provider:admission_submit")).status_code == 302
    [row] = all_rows(Admission)
    assert (row.status, row.licence_until) == ("submitted", datetime.date(2028, 1, 31))
    provider.refresh_from_db()
    assert (provider.nib, provider.address) == ("9120001012345", "Jalan Pemuda 12A")
    [principal] = all_rows(Principal)
    assert principal.person_id is not None
    # While it is being checked nothing can be changed, and the page says so.
    answer = client.post(reverse("provider:admission_paper", args=["nib"]), {"number": "9120001012346"})
    assert answer.status_code == 422
    assert "Sedang diperiksa" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "number", "upload", "said"),
    [
        ("nib", "12", a_file(), "13 angka"),
        ("npwp", "abc", a_file(), "NPWP"),
        ("deed", "", a_file(), "Ini belum diisi"),
        ("deed", "7", None, "Pilih berkas"),
        ("deed", "7", a_file(b""), "kosong"),
        ("deed", "7", a_file(b"<html>", "x.html", "text/html"), "tidak bisa diterima"),
        ("deed", "7", a_file(b"MZ", "x.pdf"), "tidak bisa diterima"),
        ("deed", "7", a_file(b"%PDF-" + b"0" * (10 * 1024 * 1024)), "lebih dari 10 MB"),
    ],
)
def test_papers_that_are_not_taken_say_why_and_keep_the_number(client, provider, kind, number, upload, said):
    an_admission(organisation=provider, complete=False)
    if upload:
        upload.seek(0)
    answer = client.post(
        reverse("provider:admission_paper", args=[kind]), {"number": number} | ({"file": upload} if upload else {})
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{number}"' in answer.content.decode()
    assert client.get("/lembaga/pendaftaran/berkas/puisi").status_code == 404


def test_a_returned_round_says_what_to_mend(client, provider):
    an_admission(
        organisation=provider,
        reasons=[{"about": "deed", "text": "Halaman 2 hilang."}, {"about": "trainer", "text": "x" * 2000}],
    )
    page = client.get(reverse("provider:admission")).content.decode()
    assert "Halaman 2 hilang." in page
    assert "Akta pendirian" in page


def test_a_file_opens_for_its_owner_alone_and_runs_nowhere(client, provider):
    paper = an_admission(organisation=provider).papers.first()
    answer = client.get(reverse("provider:paper_file", args=[paper.id]))
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "application/pdf", PDF)
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_member(an_organisation("provider"), "provider").get(answer.request["PATH_INFO"]).status_code == 404


def test_an_approval_shows_and_offers_the_next_round_near_its_end(client, provider, monkeypatch):
    an_admission("approved", organisation=provider)
    page = client.get(reverse("provider:admission")).content.decode()
    assert "Disetujui sampai" in page
    assert "Ajukan perpanjangan" not in page
    monkeypatch.setattr(clock, "now", lambda: NOW + datetime.timedelta(days=300))
    assert "Ajukan perpanjangan" in client.get(reverse("provider:admission")).content.decode()
    client.post(reverse("provider:admission"))
    assert [each.round for each in all_rows(Admission)] == [2, 1]
    assert "Putaran 1" in client.get(reverse("provider:admission")).content.decode()


def test_places(client, provider):
    assert "Belum ada tempat" in client.get(reverse("provider:venues")).content.decode()
    answer = client.post(reverse("provider:venue_new"), ROOM | {"tools": "Mesin las sepuluh\nBor, 2"})
    assert answer.status_code == 422
    assert "Baris 1 belum terbaca" in answer.content.decode()
    assert "Mesin las sepuluh" in answer.content.decode()
    client.post(reverse("provider:venue_new"), ROOM | {"safety": ["exit", "first_aid"], "accessible": "on"})
    [room] = all_rows(Venue)
    assert (room.regency_id, room.tools, room.accessible) == ("33.20", [{"name": "Mesin las", "count": 10}], True)
    page = client.get(reverse("provider:venue", args=[room.id])).content.decode()
    assert "Mesin las, 10" in page
    client.post(reverse("provider:venue", args=[room.id]), ROOM | {"capacity": "30"})
    client.post(reverse("provider:venue_close", args=[room.id]))
    [room] = all_rows(Venue)
    assert (room.capacity, room.closed_at) == (30, NOW)
    assert client.post(reverse("provider:venue", args=[room.id]), ROOM).status_code == 422
    stranger = as_member(an_organisation("provider"), "provider")
    assert stranger.get(reverse("provider:venue", args=[a_venue(organisation=provider).id])).status_code == 404


def test_trainers_with_certificates_and_measured_results(client, provider):
    client.post(reverse("provider:trainer_new"), {"name": "Sri Wahyuni", "years": "8", "occupation": "juru las"})
    [trainer] = all_rows(Trainer)
    assert trainer.occupation_id == "7212"
    address = reverse("provider:credential_new", args=[trainer.id])
    answer = client.post(address, {"title": "Juru las", "issuer": "BNSP", "skkni_unit": "salah"})
    assert answer.status_code == 422
    client.post(address, {"title": "Juru las", "issuer": "BNSP", "number": "1", "file": a_file(name="las.pdf")})
    [held] = all_rows(TrainerCredential)
    assert client.get(reverse("provider:credential_file", args=[held.id])).content == PDF
    taught = an_offering(provider=provider, trainer=trainer)
    a_completed_enrolment(training_class=a_class(offering=taught, finished=True), reviewed=True)
    with at_most(14):
        page = client.get(reverse("provider:trainer", args=[trainer.id])).content.decode()
    assert "menunggu diperiksa" in page
    assert "+42" in page  # from 40 before to 82 after
    assert client.post(reverse("provider:credential_remove", args=[held.id])).status_code == 302
    seen = a_credential(trainer, verified=True)
    assert client.post(reverse("provider:credential_remove", args=[seen.id])).status_code == 409
    edited = {"name": "Sri W.", "years": "9", "occupation": ""}
    assert client.post(reverse("provider:trainer_edit", args=[trainer.id]), edited).status_code == 302
    assert "Sri W." in client.get(reverse("provider:trainers")).content.decode()


def test_sanctions_are_answered_and_appealed(client, provider, monkeypatch):
    assert "Tidak ada sanksi" in client.get(reverse("provider:sanctions")).content.decode()
    row = a_sanction(organisation=provider, kind="warning")
    address = reverse("provider:sanction", args=[row.id])
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "Kami perbaiki."}).status_code == 302
    assert all_rows(Sanction)[0].answer == "Kami perbaiki."
    assert client.post(address, {"text": "lagi"}).status_code == 422
    closing = a_sanction("in_force", organisation=provider, kind="suspension")
    page = client.get(reverse("provider:sanction", args=[closing.id])).content.decode()
    assert "Banding Anda" in page
    client.post(reverse("provider:sanction", args=[closing.id]), {"text": "Daftar hadirnya ada."})
    assert all_rows(Sanction)[0].status == "appealed"
    assert "ditangguhkan" in client.get(reverse("provider:home")).content.decode()
    late = a_sanction(organisation=provider, kind="blacklist", answer_due=TODAY - datetime.timedelta(days=1))
    page = client.get(reverse("provider:sanction", args=[late.id])).content.decode()
    assert "Waktu menjawab sudah lewat" in page
    assert as_member(an_organisation("provider"), "provider").get(address).status_code == 404


def test_a_new_institution_is_led_to_its_papers(client):
    assert "Lengkapi pendaftaran lembaga" in client.get(reverse("provider:home")).content.decode()
    assert Organisation.objects.filter(kind="provider").count() == 1


def test_principals_are_ended_after_asking(client, provider):
    client.post(reverse("provider:principals"), {"name": "Rudi", "role": "director"})
    [row] = all_rows(Principal)
    assert "Rudi tidak lagi direktur?" in client.get(reverse("provider:principal_end", args=[row.id])).content.decode()
    client.post(reverse("provider:principal_end", args=[row.id]))
    assert all_rows(Principal)[0].until == NOW
    assert client.get(reverse("provider:principal_end", args=[row.id])).status_code == 404
    answer = client.post(reverse("provider:principals"), {"name": "Siti", "role": "director", "share": "5"})
    assert answer.status_code == 422
    assert "hanya untuk pemilik" in answer.content.decode()
