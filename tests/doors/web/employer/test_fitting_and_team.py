"""People who fit stay masked on every page until they accept; what would widen the list; comparing; team notes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from peluang.domain.jobs.commands import delete_note
from peluang.domain.jobs.fitting import reference_of
from peluang.domain.jobs.models import CandidateNote, VacancyInvitation
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Consent
from peluang.domain.people.portability import my_data
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.jobs import DAY, a_note, a_vacancy, an_application, an_invitation
from tests.factories.learning import a_class
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_nik, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(firm):
    return a_vacancy(employer=firm, places=3, skills=["las-smaw", "las-smaw-posisi-3g"], education_min="smk")


def a_welder(name, **traits):
    values = {"skills": {"las-smaw": 3, "las-smaw-posisi-3g": 2}, "occupations": ["7212"], "consents": ["employers"]}
    return a_person(full_name=name, nik=a_nik(), phone=f"+62813{abs(hash(name)) % 10**8:08d}", **values | traits)


def secrets_of(person):
    name = person.full_name.split()
    born = person.birth_date
    return [*name, person.phone, person.phone[3:], person.identity.nik_shown, born.isoformat(), f"{born:%d-%m-%Y}",
            str(person.id), person.id.hex]  # fmt: skip


def test_no_page_before_acceptance_holds_anything_of_who_it_is(desk, firm, vacancy):
    people = [a_welder(f"Xanthippe{n} Quirinus{n}", experience=[("Zeppelin Mustika", "7212")]) for n in range(3)]
    an_invitation(vacancy=vacancy, person=people[2])
    for path in ("cocok", "perluas", "pelamar", ""):
        page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/{path}".rstrip("/")).content.decode()
        for person in people:
            assert not [each for each in (*secrets_of(person), "Zeppelin") if each in page], path
    page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/cocok").content.decode()
    assert reference_of(vacancy.id, people[0].id) in page
    assert "Menunggu jawaban" in page


def test_inviting_from_the_page_then_accepting_shows_the_name(desk, vacancy):
    person = a_welder("Xanthippe Quirinus")
    address = f"/perusahaan/lowongan/{vacancy.id}/cocok"
    reference = reference_of(vacancy.id, person.id)
    sent = desk.post(address, {"kandidat": reference, f"text-{reference}": "Kami suka cara Anda mengelas."})
    assert sent.status_code == 302
    row = VacancyInvitation.objects.get()
    assert (row.person_id, row.text) == (person.id, "Kami suka cara Anda mengelas.")
    again = desk.post(address, {"kandidat": reference})
    assert again.status_code == 422
    assert "sudah diundang" in again.content.decode()
    mine = as_person(person)
    page = mine.get("/saya/lamaran").content.decode()
    assert f"/saya/undangan/{row.id}" in page
    page = mine.get(f"/saya/undangan/{row.id}").content.decode()
    assert "Kami suka cara Anda mengelas." in page
    assert "Ya, kirim lamaranku" in page
    assert mine.post(f"/saya/undangan/{row.id}", {"aksi": "terima"}).status_code == 302
    assert "Xanthippe" in desk.get(f"/perusahaan/lowongan/{vacancy.id}/pelamar").content.decode()


def test_declining_from_the_page(desk, vacancy):
    person = a_welder("Xanthippe Quirinus")
    row = an_invitation(vacancy=vacancy, person=person)
    mine = as_person(person)
    assert mine.post(f"/saya/undangan/{row.id}", {"aksi": "tolak", "reason": "distance"}).status_code == 302
    page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/cocok").content.decode()
    assert "Tidak berminat saat ini" in page
    assert "Terlalu jauh" not in page
    again = mine.post(f"/saya/undangan/{row.id}", {"aksi": "terima"})
    assert again.status_code == 422


def test_an_unchecked_employer_sees_nobody_yet(vacancy, desk, firm):
    a_welder("Xanthippe Quirinus")
    firm.status = "proposed"
    firm.save()
    for path in ("cocok", "perluas"):
        page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/{path}").content.decode()
        assert "masih diperiksa" in page
        assert "Kandidat" not in page


def test_a_person_turns_being_found_on_and_off(vacancy):
    person = a_person()
    mine = as_person(person)
    assert "Pemberi kerja belum bisa menemukan" in mine.get("/saya/profil").content.decode()
    mine.post("/saya/ditemukan", {"boleh": "ya"})
    assert Consent.objects.filter(person=person, purpose="employers", withdrawn_at=None).exists()
    assert "Jangan tampilkan aku lagi" in mine.get("/saya/ditemukan").content.decode()
    mine.post("/saya/ditemukan", {"boleh": "tidak"})
    assert not Consent.objects.filter(person=person, purpose="employers", withdrawn_at=None).exists()


def test_what_widens_the_list_hides_small_counts_and_names_trainings_with_places(desk, vacancy):
    vacancy.experience_years = 3
    vacancy.save()
    a_welder("Budi Satu")
    for number in range(6):
        a_welder(f"Ani {number}", skills={"las-smaw": 2}, wage_min=5_000_000, education="smp")
    for number in range(2):
        a_welder(f"Cici {number}", regency="33.19", radius_km=20)
    running = a_class(seats=4)
    running.offering.taught.create(skill_id="las-smaw-posisi-3g")
    page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/perluas").content.decode()
    now = page.index("cocok sekarang")
    assert "kurang dari 5 orang" in page[now - 100 : now]
    assert "tidak wajib, nilai tambah saja" in page
    assert "+ 6 orang" in page
    assert "+ kurang dari 5 orang" in page  # those further away
    assert "+ 2 orang" not in page
    assert "mengajarkan las SMAW posisi 3G" in page
    assert "4 tempat kosong" in page


def test_comparing_two_to_four(desk, vacancy):
    rows = [an_application(vacancy=vacancy, person=a_welder(f"Nama{n} Orang"), match_total=60 + n) for n in range(5)]
    ask = "&".join(f"pilih={each.id}" for each in rows[:2])
    page = desk.get(f"/perusahaan/lowongan/{vacancy.id}/bandingkan?{ask}").content.decode()
    assert "Nama0 Orang" in page
    assert "Nama1 Orang" in page
    assert "Nama2 Orang" not in page
    assert page.count("Kata sendiri") == 4
    assert "Perempuan" not in page
    for wrong in (rows[:1], rows):
        ask = "&".join(f"pilih={each.id}" for each in wrong)
        assert desk.get(f"/perusahaan/lowongan/{vacancy.id}/bandingkan?{ask}").status_code == 302
    other = an_application(vacancy=a_vacancy())
    ask = f"pilih={rows[0].id}&pilih={other.id}"
    assert desk.get(f"/perusahaan/lowongan/{vacancy.id}/bandingkan?{ask}").status_code == 404
    assert desk.get(f"/perusahaan/lowongan/{vacancy.id}/bandingkan?pilih=x&pilih=y").status_code == 404


def test_the_desk_filters_and_sorts(desk, vacancy):
    an_application(vacancy=vacancy, person=a_person(full_name="Awal Cocok"), match_total=90, sent_at=NOW - 5 * DAY)
    an_application(vacancy=vacancy, person=a_person(full_name="Baru Saja"), match_total=40, sent_at=NOW)
    an_application(vacancy=vacancy, person=a_person(full_name="Sudah Ditolak"), status="refused")
    address = f"/perusahaan/lowongan/{vacancy.id}/pelamar"
    best = desk.get(address).content.decode().split("Bandingkan")[0]
    newest = desk.get(f"{address}?urut=terbaru").content.decode().split("Bandingkan")[0]
    assert best.index("Awal Cocok") < best.index("Baru Saja")
    assert newest.index("Baru Saja") < newest.index("Awal Cocok")
    assert "Sudah Ditolak" not in best
    assert "?tampil=diputuskan&amp;urut=cocok" in best  # the tabs are there
    decided = desk.get(f"{address}?tampil=diputuskan").content.decode()
    assert "Sudah Ditolak" in decided.split("Bandingkan")[0]


def test_notes_are_the_teams_and_part_of_the_persons_copy(desk, firm, vacancy):
    person = a_welder("Xanthippe Quirinus")
    row = an_application(vacancy=vacancy, person=person)
    address = f"/perusahaan/lamaran/{row.id}/catatan"
    assert desk.post(address, {"text": " "}).status_code == 422
    assert desk.post(address, {"text": "Las posisi 3G rapi."}).status_code == 302
    colleague = as_member(firm, "employer")
    page = colleague.get(address).content.decode()
    assert "Las posisi 3G rapi." in page
    assert "Hapus catatan ini" not in page
    note = CandidateNote.objects.get()
    assert colleague.post(address, {"hapus": note.id}).status_code == 404
    assert desk.post(address, {"hapus": uuid4()}).status_code == 404
    assert as_member(an_organisation("employer"), "employer").get(address).status_code == 404
    mine = as_person(person)
    assert "3G rapi" not in mine.get(f"/saya/lamaran/{row.id}").content.decode()
    with acting(an_actor("person", person=person)):
        assert not CandidateNote.objects.exists()
        assert my_data(person.id)["employer_notes"][0]["text"] == "Las posisi 3G rapi."
    with acting(an_actor("person", person=a_person())) as other:
        assert my_data(other.person)["employer_notes"] == []
    assert desk.post(address, {"hapus": note.id}).status_code == 302
    assert not CandidateNote.objects.exists()


def test_an_old_note_stays(desk, vacancy):
    row = an_application(vacancy=vacancy)
    with acting(an_actor("employer", organisation=vacancy.employer), scope="command"):
        author = a_person()
        note = a_note(row, author, written_at=NOW - 2 * DAY)
    writer = an_actor("employer", organisation=vacancy.employer, person=author)
    with pytest.raises(Refused, match="lebih dari sehari"):
        delete_note(writer, note_id=note.id, at=NOW)
    with pytest.raises(NotYours):
        delete_note(an_actor("employer"), note_id=note.id, at=NOW)


def test_statements_stay_few_however_many_people(desk, vacancy):
    for number in range(12):
        person = a_welder(f"Orang {number}")
        if number % 3 == 0:
            an_invitation(vacancy=vacancy, person=person)
        if number % 3 == 1:
            an_application(vacancy=vacancy, person=person)
    for path in ("cocok", "perluas", "pelamar"):
        with at_most(12):
            assert desk.get(f"/perusahaan/lowongan/{vacancy.id}/{path}").status_code == 200
