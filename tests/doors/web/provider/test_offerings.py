"""An institution's desk: drafts, handing in, classes; another institution's things are not there."""

from __future__ import annotations

import re

import pytest

from peluang.domain.catalogue.models import Offering
from peluang.domain.learning.models import TrainingClass
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import a_trainer, a_training_type, an_offering
from tests.factories.curation import a_report, a_round
from tests.factories.learning import a_class, a_completed_enrolment, an_enrolment
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
FORM = {
    "training_type": "las-1", "title": "Las SMAW posisi 1G", "mode": "offline", "online_share": "0", "regency": "Jepara",
    "occupation": "7212", "skills": "Las SMAW 3", "hours_theory": "12", "hours_practice": "28", "hours_day": "8",
    "class_size": "16", "trainers_per_class": "1", "tool_sets": "4", "computers": "0",
    "assessment_parts": ["pre", "post", "quiz", "practical"], "price": "2100000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def provider():
    return an_organisation("provider", name="BLK Jepara")


@pytest.fixture
def client(provider):
    return as_member(provider, "provider")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_an_empty_desk_has_a_first_step(client):
    page = get(client, "/lembaga/")
    assert "Tulis penawaran baru" in text(page)
    assert page.content.decode().count("btn primary") == 1
    assert "Belum ada pelatihan di sini" in text(get(client, "/lembaga/pelatihan"))
    assert "Belum ada kelas di sini" in text(get(client, "/lembaga/kelas"))


def test_a_busy_desk(client, provider):
    an_offering(provider=provider, draft=True, status_reason="Alat belum disebut.")
    offering = an_offering(provider=provider)
    a_class(offering=offering)
    a_completed_enrolment(offering=offering, reviewed=True)
    page = text(get(client, "/lembaga/"))
    assert "Alat belum disebut." in page
    assert "Alatnya lengkap." in page


def test_from_a_draft_to_curation(client, provider):
    a_training_type(code="las-1")
    get(client, "/lembaga/pelatihan/baru")
    assert client.post("/lembaga/pelatihan/baru", FORM).status_code == 302
    offering = Offering.objects.get()
    assert (offering.provider_id, offering.regency_id, offering.minutes) == (provider.id, "33.20", 2400)
    address = f"/lembaga/pelatihan/{offering.id}"
    assert "Siap diajukan" in text(get(client, address))
    get(client, f"{address}/ajukan")
    assert client.post(f"{address}/ajukan").status_code == 302
    assert "Menunggu kantor program" in text(get(client, address))


def test_what_was_typed_stays_when_something_is_wrong(client):
    a_training_type(code="las-1")
    response = client.post("/lembaga/pelatihan/baru", FORM | {"regency": "Xqzw", "price": "-5"})
    assert response.status_code == 422
    assert 'value="Xqzw"' in response.content.decode()
    assert "belum kami kenali" in text(response)
    assert not Offering.objects.exists()


def test_below_the_standard_each_clause_is_shown(client, provider):
    offering = an_offering(provider=provider, draft=True, title="Tips jitu mengelas", minutes_practice=0)
    page = text(get(client, f"/lembaga/pelatihan/{offering.id}"))
    assert "Standar pelatihan v2.0, judul" in page
    refused = client.post(f"/lembaga/pelatihan/{offering.id}/ajukan")
    assert refused.status_code == 409
    assert "Standar pelatihan v2.0, durasi" in text(refused)


def test_changing_a_draft(client, provider):
    offering = an_offering(provider=provider, draft=True, trainer=a_trainer(organisation=provider))
    address = f"/lembaga/pelatihan/{offering.id}/ubah"
    page = get(client, address).content.decode()
    assert "Kabupaten Jepara" in page
    form = FORM | {"training_type": offering.training_type.code, "title": "Las MIG dasar"}
    assert client.post(address, form).status_code == 302
    offering.refresh_from_db()
    assert offering.title == "Las MIG dasar"


def test_scheduling_skips_the_weekend(client, provider):
    offering = an_offering(provider=provider)
    address = f"/lembaga/pelatihan/{offering.id}/kelas-baru"
    get(client, address)
    form = {"code": "LAS-1", "first_day": "2026-12-04", "days": "3", "begins": "08:00", "ends": "16:00", "seats": "16",
            "payer": "balance", "venue": "Bengkel"}  # fmt: skip
    assert client.post(address, form).status_code == 302
    made = TrainingClass.objects.get()
    days = [each.starts_at.date().isoformat() for each in made.sessions.all()]
    assert days == ["2026-12-04", "2026-12-07", "2026-12-08"]
    assert made.starts_at.hour == 1  # 08.00 in Jepara
    again = client.post(address, form | {"ends": "07:00"})
    assert again.status_code == 422
    assert "LAS-1" in again.content.decode()
    assert "sudah dipakai" in text(client.post(address, form))


def test_a_class_and_cancelling_it(client, provider):
    training_class = a_class(offering=an_offering(provider=provider))
    seat = an_enrolment(training_class=training_class)
    address = f"/lembaga/kelas/{training_class.id}"
    assert seat.person.full_name in text(get(client, address))
    get(client, f"{address}/batalkan")
    assert client.post(f"{address}/batalkan", {"reason": ""}).status_code == 422
    assert client.post(f"{address}/batalkan", {"reason": "Listrik mati"}).status_code == 302
    seat.refresh_from_db()
    assert (seat.status, seat.status_reason) == ("cancelled", "Listrik mati")


def test_ending_is_refused_while_people_learn_there(client, provider):
    offering = an_offering(provider=provider)
    training_class = a_class(offering=offering)
    an_enrolment(training_class=training_class)
    address = f"/lembaga/pelatihan/{offering.id}/akhiri"
    get(client, address)
    refused = client.post(address, {"into": "", "reason": "Sepi"})
    assert refused.status_code == 422
    assert training_class.code in text(refused)
    assert "Sepi" in refused.content.decode()


def test_merging(client, provider):
    offering = an_offering(provider=provider)
    other = an_offering(provider=provider, training_type=offering.training_type)
    assert client.post(f"/lembaga/pelatihan/{offering.id}/akhiri", {"into": str(other.id)}).status_code == 302
    offering.refresh_from_db()
    assert offering.merged_into_id == other.id
    get(client, f"/lembaga/pelatihan/{offering.id}")


def test_what_is_not_ours_is_not_there(client):
    offering = an_offering()
    training_class = a_class(offering=offering)
    for address in (
        f"/lembaga/pelatihan/{offering.id}", f"/lembaga/pelatihan/{offering.id}/ubah",
        f"/lembaga/pelatihan/{offering.id}/ajukan", f"/lembaga/pelatihan/{offering.id}/akhiri",
        f"/lembaga/pelatihan/{offering.id}/kelas-baru", f"/lembaga/kelas/{training_class.id}",
        f"/lembaga/kelas/{training_class.id}/batalkan",
    ):  # fmt: skip
        get(client, address, status=404)
    get(as_person(), "/lembaga/", status=404)


def test_the_standard_as_one_types(client, provider):
    kind = a_training_type(code="las-1")
    page = client.post("/lembaga/pelatihan/periksa", FORM | {"title": "Tips jitu las", "hours_practice": "20,5"})
    assert page.status_code == 200
    said = text(page)
    assert "2 hal harus dibetulkan" in said
    assert "Hapus “tips”, “jitu”" in said
    assert "Tambah 7,5 jam praktik" in said
    assert 'href="#id_hours_practice"' in page.content.decode()
    assert 'id="said_hours" hx-swap-oob="true"' in page.content.decode()
    assert not Offering.objects.exists(), "nothing is stored while typing"
    with at_most(12):
        good = client.post("/lembaga/pelatihan/periksa", FORM)
    assert "Memenuhi Standar pelatihan v2.0" in text(good)
    an_offering(provider=provider, training_type=kind)
    assert "harus dibetulkan" in text(
        client.post("/lembaga/pelatihan/periksa", {"konsep": "not-a-uuid", "price": "-1"})
    )


def test_another_institutions_draft_is_not_checked_for_its_price(client):
    """The key of a draft that is not ours says nothing about its type's prices."""
    theirs = an_offering(conforming=True, price=400_000)
    for price in (400_000, 410_000, 420_000):
        an_offering(training_type=theirs.training_type, price=price)
    typed = FORM | {"training_type": "", "konsep": str(theirs.id), "price": "90000000"}
    assert "Yang sejenis" not in text(client.post("/lembaga/pelatihan/periksa", typed))


def test_without_javascript_a_button_checks_and_stores_nothing(client):
    a_training_type(code="las-1")
    page = client.post("/lembaga/pelatihan/baru", FORM | {"class_size": "90", "aksi": "periksa"})
    assert page.status_code == 200
    assert "Tambah 2 pelatih, atau kurangi peserta menjadi 30 orang." in text(page)
    assert 'value="90"' in page.content.decode()
    assert not Offering.objects.exists()


def test_skills_carry_their_level_and_hours_their_fraction(client):
    a_training_type(code="las-1")
    form = FORM | {"skills": "las-smaw\nLas GMAW: 4\n\n", "hours_theory": "12,5", "hours_self_paced": "1.25"}
    assert client.post("/lembaga/pelatihan/baru", form).status_code == 302
    offering = Offering.objects.get()
    assert {each.skill_id: each.level for each in offering.taught.all()} == {"las-smaw": 2, "las-gmaw": 4}
    assert (offering.minutes_theory, offering.minutes_self_paced, offering.longest_day_minutes) == (750, 75, 480)
    page = get(client, f"/lembaga/pelatihan/{offering.id}/ubah").content.decode()
    assert 'value="12,5"' in page and 'value="1,25"' in page
    assert re.search(r"GMAW.* 4", page)
    unknown = client.post("/lembaga/pelatihan/baru", FORM | {"skills": "Menjinakkan naga 3"})
    assert unknown.status_code == 422
    assert "Menjinakkan naga 3" in text(unknown)


def test_a_sold_price_becomes_a_version_that_waits(client, provider):
    offering = an_offering(provider=provider, conforming=True)
    address = f"/lembaga/pelatihan/{offering.id}"
    assert "yang sedang dijual tetap berlaku" in text(get(client, f"{address}/ubah"))
    form = FORM | {"training_type": offering.training_type.code, "title": offering.title, "description": "Baru."}
    assert client.post(f"{address}/ubah", form | {"price": "1900000"}).status_code == 302
    offering.refresh_from_db()
    assert (offering.price, offering.description) == (2_100_000, "Baru.")
    page = text(get(client, address))
    assert "Versi 3, belum berlaku" in page
    assert "Rp1.900.000" in page
    history = text(get(client, f"{address}/versi"))
    assert "menunggu ditinjau" in history and "Versi 1" in history
    again = client.post(f"{address}/ubah", form | {"price": "1800000"})
    assert again.status_code == 422
    assert "masih ditinjau" in text(again)
    get(client, f"{address}/tarik")
    assert client.post(f"{address}/tarik").status_code == 302
    assert "belum berlaku" not in text(get(client, address))


def test_remarks_stand_at_their_fields(client, provider):
    offering = an_offering(provider=provider, conforming=True)
    a_round(offering, returned=True, content={"price": 1_900_000})
    page = text(get(client, f"/lembaga/pelatihan/{offering.id}"))
    assert "Harga: Terlalu mahal. (Permenko 11/2020 pasal 29)" in page
    edit = get(client, f"/lembaga/pelatihan/{offering.id}/ubah")
    assert "Terlalu mahal." in text(edit)
    assert 'value="1900000"' in edit.content.decode(), "what was proposed is gone on with"


def test_a_draft_begun_under_an_older_standard_is_told(client, provider):
    offering = an_offering(provider=provider, draft=True, conforming=True, standard="1.0")
    assert "dimulai di bawah Standar pelatihan v1.0" in text(get(client, f"/lembaga/pelatihan/{offering.id}"))


def test_reports_are_answered_here_without_who_made_them(client, provider):
    who = a_person(full_name="Pelapor Rahasia")
    row = a_report(offering=an_offering(provider=provider), reporter=who.id)
    assert "Di tempat lain lebih murah" in text(get(client, "/lembaga/laporan"))
    page = get(client, f"/lembaga/laporan/{row.id}")
    assert "Rahasia" not in page.content.decode() and str(who.id) not in page.content.decode()
    assert client.post(f"/lembaga/laporan/{row.id}", {"answer": "pendek"}).status_code == 422
    assert client.post(f"/lembaga/laporan/{row.id}", {"answer": "Di sana tanpa alat praktik."}).status_code == 302
    assert "Menunggu putusan" in text(get(client, f"/lembaga/laporan/{row.id}"))
    get(client, f"/lembaga/laporan/{a_report().id}", status=404)
