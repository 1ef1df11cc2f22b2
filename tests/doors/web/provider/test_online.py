"""An institution's online sessions, items and connections."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peluang.domain.learning.models import LearningItem, Presence, Session, TrainingClass
from peluang.domain.learning.redeem_codes import shown
from peluang.domain.organisations.models import Organisation, PartnerKey, PartnerRequest
from peluang.domain.organisations.partners import unseal
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_partner_key, a_redeem_code, a_webinar_class, an_item
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def is_now(monkeypatch):
    present = {"at": NOW}
    monkeypatch.setattr(clock, "now", lambda: present["at"])
    return lambda at: present.update(at=at)


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def client(provider):
    return as_member(provider, "provider")


@pytest.fixture
def offering(provider):
    return an_offering(provider=provider, online=True, technology=True, minutes_self_paced=540)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_links_are_set_and_a_bad_one_stays_as_typed(client, offering):
    training_class = a_class(offering=offering, days=2)
    address = f"/lembaga/kelas/{training_class.id}/daring"
    assert "belum ada tautan" in text(get(client, address))
    get(client, f"{address}/1")
    told = {"way": "webinar", "join_url": "http://rapat.example", "recording_url": ""}
    wrong = client.post(f"{address}/1", told)
    assert wrong.status_code == 422
    assert "http://rapat.example" in wrong.content.decode()
    assert client.post(f"{address}/1", told | {"join_url": "https://rapat.example"}).status_code == 302
    assert Session.objects.get(training_class=training_class, number=1).join_url == "https://rapat.example"


def test_a_part_learnt_on_ones_own(client, offering):
    training_class = a_class(offering=offering, days=3)
    address = f"/lembaga/kelas/{training_class.id}/daring/1"
    last = training_class.ends_at.date().isoformat()
    assert client.post(address, {"way": "self_paced", "closes_on": last}).status_code == 422
    assert client.post(address, {"way": "self_paced", "minutes": "540", "closes_on": last}).status_code == 302
    session = training_class.sessions.get(number=1)
    assert (session.kind, session.minutes, session.ends_at) == ("self_paced", 540, training_class.ends_at)
    assert "Belajar mandiri" in text(get(client, f"/lembaga/kelas/{training_class.id}/daring"))
    assert client.post(address, {"way": "webinar", "join_url": "https://rapat.example"}).status_code == 302
    assert training_class.sessions.get(number=1).kind == "webinar"


def test_once_begun_only_links_change(client, offering):
    running = a_webinar_class(offering=offering)
    page = get(client, f"/lembaga/kelas/{running.id}/daring/1").content.decode()
    assert 'name="join_url"' in page
    assert 'name="way"' not in page
    client.post(
        f"/lembaga/kelas/{running.id}/daring/1",
        {"way": "self_paced", "minutes": "5", "recording_url": "https://r.example/1"},
    )
    session = running.sessions.get()
    assert (session.kind, session.recording_url) == ("webinar", "https://r.example/1")


def test_an_offline_class_has_none(client, provider):
    training_class = a_class(offering=an_offering(provider=provider))
    assert "seluruhnya tatap muka" in text(get(client, f"/lembaga/kelas/{training_class.id}/daring"))
    get(client, f"/lembaga/kelas/{training_class.id}/daring/1", status=404)
    get(client, f"/lembaga/kelas/{training_class.id}/daring/1/catatan", status=404)


def a_file(content, name="log.csv"):
    return {"file": SimpleUploadedFile(name, content.encode())}


def test_a_platforms_log_is_counted_and_the_rest_is_listed(client, offering, is_now):
    training_class = a_webinar_class(offering=offering, starts_at=NOW - 120 * MINUTE)
    seat = an_enrolment(training_class=training_class)
    code = shown(a_redeem_code(seat).code)
    address = f"/lembaga/kelas/{training_class.id}/daring/1/catatan"
    get(client, address)
    log = f"Nama,Masuk,Keluar\nSiti {code},2026-11-24 08:00,2026-11-24 10:00\nTamu,2026-11-24 08:00,2026-11-24 09:00\nX,a,b\n"
    is_now(NOW - 60 * MINUTE)
    early = client.post(address, a_file(log))
    assert early.status_code == 422
    assert "belum selesai" in text(early)
    is_now(NOW + MINUTE)
    told = client.post(address, a_file(log))
    assert told.status_code == 200
    assert "1 baris dihitung" in text(told)
    assert "jamnya tidak bisa dibaca" in text(told)
    assert "tidak ada kode peserta" in text(told)
    assert Presence.objects.count() == 2
    for bad in (a_file("bukan tabel"), a_file("\x00", "a.xlsx"), {"berkas": ""}):
        assert client.post(address, bad).status_code == 422


def test_items_of_a_course(client, offering):
    address = f"/lembaga/pelatihan/{offering.id}/materi"
    assert "Belum ada materi" in text(get(client, address))
    told = {"code": "modul-1", "title": "Mengenal HTML", "kind": "text", "minutes": "60", "required": "on"}
    assert client.post(address, told).status_code == 302
    again = client.post(address, told)
    assert again.status_code == 422
    assert "sudah dipakai" in text(again)
    page = text(get(client, address))
    assert "Mengenal HTML" in page
    assert "baru berjumlah 60 menit" in page
    item = LearningItem.objects.get()
    assert client.post(f"{address}/{item.id}/hapus").status_code == 302
    assert "1 materi sudah dikeluarkan" not in page
    assert "Belum ada materi" in text(get(client, address))
    elsewhere = an_item(an_offering(online=True))
    assert client.post(f"{address}/{elsewhere.id}/hapus").status_code == 404
    get(client, f"/lembaga/pelatihan/{elsewhere.offering_id}/materi", status=404)


def test_a_key_is_shown_once_then_changed_then_switched_off(client, provider):
    assert "Belum ada kunci" in text(get(client, "/lembaga/sambungan"))
    get(client, "/lembaga/sambungan/kunci-baru")
    assert client.post("/lembaga/sambungan/kunci-baru", {"label": ""}).status_code == 422
    made = client.post("/lembaga/sambungan/kunci-baru", {"label": "LMS utama"})
    key = PartnerKey.objects.get()
    secret = unseal(key.secret, key.key_id)
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    for address in ("/lembaga/sambungan", f"/lembaga/sambungan/{key.id}", "/lembaga/sambungan/kunci-baru"):
        assert secret not in get(client, address).content.decode()
    get(client, f"/lembaga/sambungan/{key.id}/ganti")
    changed = client.post(f"/lembaga/sambungan/{key.id}/ganti")
    fresh = PartnerKey.objects.get(retired_at=None)
    assert unseal(fresh.secret, fresh.key_id) in changed.content.decode()
    assert client.get(f"/lembaga/sambungan/{key.id}/ganti").status_code == 302
    get(client, f"/lembaga/sambungan/{fresh.id}/matikan")
    assert client.post(f"/lembaga/sambungan/{fresh.id}/matikan").status_code == 302
    assert not PartnerKey.objects.filter(retired_at=None).exists()


def test_requests_and_refusals_of_a_key(client, provider):
    key, _secret = a_partner_key(provider)
    for number, (status, code) in enumerate([(200, ""), (401, "signature_wrong"), (None, "")]):
        PartnerRequest.objects.create(
            key=key, nonce=str(number), operation="progress", digest="0" * 64, status=status, code=code, at=NOW
        )
    page = text(get(client, f"/lembaga/sambungan/{key.id}"))
    assert "Melaporkan kemajuan" in page
    assert "ditolak: signature_wrong (401)" in page
    failed = text(get(client, f"/lembaga/sambungan/{key.id}?gagal=1"))
    assert "diterima" not in failed
    PartnerRequest.objects.all().delete()
    assert "Tidak ada yang ditolak" in text(get(client, f"/lembaga/sambungan/{key.id}?gagal=1"))


def test_an_institution_that_may_not_yet(client, provider):
    Organisation.objects.filter(id=provider.id).update(status="proposed")
    told = client.post("/lembaga/sambungan/kunci-baru", {"label": "LMS"})
    assert told.status_code == 422
    assert "belum diperiksa" in text(told)


def test_anothers_are_not_there(client):
    other = an_organisation("provider")
    key, _secret = a_partner_key(other)
    for path in ("", "/ganti", "/matikan"):
        get(client, f"/lembaga/sambungan/{key.id}{path}", status=404)
        assert client.post(f"/lembaga/sambungan/{key.id}{path}").status_code in (404, 405)
    training_class = a_webinar_class(offering=an_offering(provider=other, online=True))
    for path in ("", "/1", "/1/catatan"):
        get(client, f"/lembaga/kelas/{training_class.id}/daring{path}", status=404)
    assert TrainingClass.objects.get(id=training_class.id).sessions.get().join_url
    assert PartnerKey.objects.get().retired_at is None
