"""A trainer's day: today's classes, attendance, scores, the end."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.learning.models import Enrolment, SpotCheck, SpotCheckSeat
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.assessing import a_task, a_work
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_webinar_class
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch, tmp_path):
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))

    def is_now(at):
        monkeypatch.setattr(clock, "now", lambda: at)

    is_now(NOW)
    return is_now


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def client(provider):
    return as_member(provider, "trainer")


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


def test_a_day_without_classes(client):
    assert "Tidak ada pertemuan hari ini" in text(get(client, "/pelatih/"))


def test_a_class_from_start_to_certificates(client, provider, today):
    training_class = a_class(offering=an_offering(provider=provider), starts_in=0, days=1)
    seats = [an_enrolment(training_class=training_class, person=a_person()) for _ in range(2)]
    address = f"/pelatih/kelas/{training_class.id}"
    assert training_class.code in text(get(client, "/pelatih/"))
    assert "Mulai kelas" in text(get(client, address))
    client.post(f"{address}/mulai")
    today(training_class.ends_at + datetime.timedelta(hours=1))
    get(client, f"{address}/hadir/1")
    get(client, f"{address}/hadir/1/jam")
    first, second = (str(each.id) for each in seats)
    wrong = client.post(f"{address}/hadir/1/jam", {f"datang-{first}": "08:00", f"pulang-{first}": "07:00"})
    assert wrong.status_code == 422
    assert 'value="07:00"' in wrong.content.decode()
    assert (
        client.post(f"{address}/hadir/1/jam", {f"datang-{first}": "08:00", f"pulang-{first}": "16:00"}).status_code
        == 302
    )
    for kind in ("pre", "post", "practical"):
        get(client, f"{address}/nilai/{kind}")
        assert (
            client.post(f"{address}/nilai/{kind}", {f"nilai-{first}": "85", f"nilai-{second}": ""}).status_code == 302
        )
    bad = client.post(f"{address}/nilai/post", {f"nilai-{second}": "delapan"})
    assert bad.status_code == 422
    assert "delapan" in bad.content.decode()
    assert "85" in text(get(client, address))
    assert "1 peserta lulus" in text(get(client, f"{address}/akhiri"))
    assert client.post(f"{address}/akhiri").status_code == 302
    assert [Enrolment.objects.get(id=each.id).status for each in seats] == ["completed", "failed"]
    get(client, address)


def test_the_end_comes_after_the_last_session(client, provider):
    training_class = a_class(offering=an_offering(provider=provider), running=True)
    refused = client.post(f"/pelatih/kelas/{training_class.id}/akhiri")
    assert refused.status_code == 409
    assert "belum selesai" in text(refused)


def test_colleagues_classes_are_not_there(client, provider):
    trainer = a_trainer(organisation=provider, person=a_person())
    training_class = a_class(offering=an_offering(provider=provider, trainer=trainer), running=True)
    elsewhere = a_class(running=True)
    assert training_class.code not in text(get(client, "/pelatih/"))
    for each in (training_class, elsewhere):
        for address in ("", "/akhiri", "/hadir/1", "/hadir/1/jam", "/kunjungan", "/nilai/post"):
            get(client, f"/pelatih/kelas/{each.id}{address}", status=404)


def test_its_own_trainer_and_the_manager_see_it(provider):
    person = a_person()
    trainer = a_trainer(organisation=provider, person=person)
    training_class = a_class(offering=an_offering(provider=provider, trainer=trainer), running=True)
    for client in (as_member(provider, "trainer", person), as_member(provider, "provider")):
        assert training_class.code in text(get(client, f"/pelatih/kelas/{training_class.id}"))
    get(as_member(provider, "provider"), f"/pelatih/kelas/{training_class.id}/nilai/lain", status=404)
    get(as_member(provider, "provider"), f"/pelatih/kelas/{training_class.id}/hadir/9", status=404)


def test_before_the_end_it_says_what_is_open(client, provider, today):
    offering = an_offering(provider=provider)
    row = a_class(offering=offering, running=True, days=1)
    task = a_task(offering)
    seat = an_enrolment(training_class=row, attended=True, scores={"post": 80})
    a_work(seat, task)
    today(row.ends_at)
    page = text(get(client, f"/pelatih/kelas/{row.id}/akhiri"))
    assert "1 karya peserta belum dinilai" in page
    assert "Ya, akhiri kelas" in page
    check = SpotCheck.objects.create(session=row.sessions.get(), made_at=row.starts_at)
    SpotCheckSeat.objects.create(spot_check=check, enrolment=seat, present=False)
    seat.attendances.update(contested_at=row.starts_at)
    page = text(get(client, f"/pelatih/kelas/{row.id}/akhiri"))
    assert "menunggu putusan atas 1 kursi" in page
    assert "Ya, akhiri kelas" not in page
    refused = client.post(f"/pelatih/kelas/{row.id}/akhiri")
    assert refused.status_code == 409
    assert "belum diputuskan kantor" in text(refused)


def test_hours_of_a_webinar_are_read_and_not_written(client, provider):
    row = a_webinar_class(offering=an_offering(provider=provider, online=True, technology=True))
    seat = an_enrolment(training_class=row)
    session = row.sessions.get()
    seat.attendances.create(
        session=session, arrived_at=session.starts_at, left_at=session.ends_at, minutes=47, evidence="platform"
    )
    address = f"/pelatih/kelas/{row.id}/hadir/1/jam"
    page = get(client, address)
    assert "47 menit" in text(page)
    assert '<form method="post" class="stack"' not in page.content.decode()
    client.post(address, {f"datang-{seat.id}": "08:00", f"pulang-{seat.id}": "12:00"})
    assert seat.attendances.get().minutes == 47
