"""A participant's webinar and self-paced pages: what they show, what their buttons do, with and without scripts."""

from __future__ import annotations

import datetime
import re

import pytest

from peluang.domain.learning.commands.presence import prompts_in
from peluang.domain.learning.models import (
    Attendance,
    ItemProgress,
    LearningItem,
    Presence,
    RedeemCode,
    Session,
    TrainingClass,
)
from peluang.domain.learning.redeem_codes import shown
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_person, at_most
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_redeem_code, a_self_paced_class, a_webinar_class

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def is_now(monkeypatch):
    present = {"at": NOW}
    monkeypatch.setattr(clock, "now", lambda: present["at"])
    return lambda at: present.update(at=at)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client, address, status=200):
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    return response


class Webinar:
    """A seat in a webinar of two hours that begins at NOW."""

    def __init__(self, **traits):
        self.training_class = a_webinar_class(starts_at=NOW, **traits)
        self.session = self.training_class.sessions.get()
        self.seat = an_enrolment(training_class=self.training_class)
        self.client = as_person(self.seat.person)
        self.address = f"/saya/pelatihan/{self.seat.id}/webinar/1"
        self.prompts = prompts_in(self.session, self.seat.id)

    def sees(self):
        return text(get(self.client, self.address))

    def presses(self, action, **more):
        """Without scripts: a form, then the page anew."""
        answer = self.client.post(self.address, {"aksi": action, **more}, follow=True)
        assert answer.status_code == 200
        return text(answer)

    def asks(self, action="lihat", **more):
        """With scripts: the panel alone."""
        return self.client.post(self.address, {"aksi": action, **more}, headers={"HX-Request": "true"})


@pytest.fixture
def webinar():
    return Webinar()


def test_from_going_in_to_leaving_without_scripts(webinar, is_now):
    assert "Masuk webinar" in webinar.sees()
    assert "Kamu tercatat ikut" in webinar.presses("masuk")
    prompt = webinar.prompts[0]
    is_now(prompt.shown_at + MINUTE)
    page = webinar.sees()
    assert "Masih di sini?" in page
    assert ("paling besar" if prompt.largest else "paling kecil") in page
    wrong = next(each for each in prompt.options if each != prompt.right)
    assert "Belum tepat" in webinar.presses("jawab", pertanyaan=prompt.number, jawaban=wrong)
    assert "Benar, terima kasih" in webinar.presses("jawab", pertanyaan=prompt.number, jawaban=prompt.right)
    assert "kamu masih ikut" in webinar.presses("masih")
    page = webinar.presses("keluar")
    assert "Masuk webinar" in page
    row = Attendance.objects.get()
    assert row.minutes == (row.left_at - NOW) // MINUTE


def test_a_late_answer_is_asked_for(webinar, is_now):
    webinar.presses("masuk")
    is_now(webinar.prompts[0].closes_at + MINUTE)
    assert "terlewat" in webinar.sees()


def test_the_panel_says_nothing_when_nothing_is_new(webinar, is_now):
    webinar.presses("masuk")
    is_now(NOW + datetime.timedelta(seconds=55))
    panel = webinar.asks()
    assert panel.status_code == 200
    assert "<html" not in panel.content.decode()
    showing = re.search(r'name="tampil"\s+value="([^"]+)"', panel.content.decode())[1]
    assert webinar.asks(tampil=showing).status_code == 204
    is_now(webinar.prompts[0].shown_at)
    assert "data-prompt" in webinar.asks(tampil=showing).content.decode()


def test_behind_another_window_nothing_is_noted(webinar, is_now):
    webinar.presses("masuk")
    told = Presence.objects.count()
    assert webinar.client.get(webinar.address + "?intip=1").status_code == 204
    is_now(webinar.prompts[0].shown_at)
    assert webinar.client.get(webinar.address + "?intip=1").status_code == 200
    assert Presence.objects.count() == told


def test_a_closed_page_is_noted_and_opens_where_it_was(webinar, is_now):
    webinar.presses("masuk")
    is_now(NOW + 3 * MINUTE)
    webinar.client.post(webinar.address, {"aksi": "tutup"})
    assert Presence.objects.filter(kind="leave", by_hand=False).exists()
    if webinar.prompts[0].shown_at > NOW + 3 * MINUTE:
        assert "Kamu tercatat ikut" in webinar.sees()


def test_before_the_time_and_after_it(webinar, is_now):
    is_now(NOW - 16 * MINUTE)
    assert "belum dibuka" in webinar.sees()
    assert "belum dibuka" in webinar.presses("masuk")
    is_now(NOW)
    webinar.presses("masuk")
    is_now(webinar.session.ends_at + MINUTE)
    Session.objects.update(recording_url="https://rekaman.example/1")
    page = webinar.sees()
    assert "Webinar ini sudah selesai" in page
    assert "0 dari 120 menit" in page
    assert "Menontonnya tidak menambah jam hadir" in page
    late = webinar.presses("jawab", pertanyaan=webinar.prompts[-1].number, jawaban=webinar.prompts[-1].right)
    assert "sudah selesai" in late
    assert not Presence.objects.filter(kind="answer").exists()


def test_nonsense_is_answered_with_the_page(webinar):
    for more in ({}, {"pertanyaan": "x", "jawaban": "y"}, {"pertanyaan": "9" * 30, "jawaban": "-1"}):
        assert "Pertanyaan itu belum ada" in webinar.presses("jawab", **more)
    webinar.presses("lain")
    assert not Presence.objects.exists()


def test_a_class_that_was_not_started_says_so():
    webinar = Webinar(status="open")
    assert "belum dimulai" in webinar.sees()
    finished = Webinar(status="finished")
    assert "Kelas ini sudah selesai" in finished.sees()


def test_what_is_contested_says_so(webinar):
    webinar.presses("masuk")
    Attendance.objects.update(contested_at=NOW)
    assert "belum dihitung" in webinar.sees()


def test_what_is_not_ones_own_is_not_there(webinar):
    stranger = Webinar()
    get(stranger.client, webinar.address, status=404)
    assert stranger.client.post(webinar.address, {"aksi": "masuk"}).status_code == 404
    get(webinar.client, f"/saya/pelatihan/{webinar.seat.id}/webinar/2", status=404)
    get(webinar.client, f"/saya/pelatihan/{webinar.seat.id}/mandiri", status=404)
    offline = an_enrolment(training_class=a_class(running=True), person=webinar.seat.person)
    get(webinar.client, f"/saya/pelatihan/{offline.id}/webinar/1", status=404)


def test_the_class_page_leads_to_both(webinar):
    training_class = a_self_paced_class(webinar_minutes=180)
    seat = an_enrolment(training_class=training_class, person=webinar.seat.person)
    page = webinar.client.get(f"/saya/pelatihan/{seat.id}").content.decode()
    assert f"/saya/pelatihan/{seat.id}/mandiri" in page
    assert f"/saya/pelatihan/{seat.id}/webinar/2" in page
    assert "dihitung per materi" in page


@pytest.fixture
def learner():
    training_class = a_self_paced_class(items={"m1": 60, "m2": 30})
    training_class.offering.source_url = "https://lms.example/kursus"
    training_class.offering.save()
    seat = an_enrolment(training_class=training_class)
    return seat, as_person(seat.person), f"/saya/pelatihan/{seat.id}/mandiri"


def test_the_self_paced_page_from_code_to_progress(learner):
    seat, client, address = learner
    assert "Buat kode" in text(get(client, address))
    assert client.post(address).status_code == 302
    code = RedeemCode.objects.get()
    page = text(get(client, address))
    assert shown(code.code) in page
    assert "tempel kode ini di sana" in page
    RedeemCode.objects.update(committed_at=NOW, external_id="7")
    assert "Buka LMS lembaga" in text(get(client, address))
    ItemProgress.objects.create(
        enrolment=seat, item=LearningItem.objects.get(code="m1"), started_at=NOW - 60 * MINUTE, completed_at=NOW,
        active_seconds=2700, score=80,
    )  # fmt: skip
    page = text(get(client, address))
    assert "45 dari 90 menit" in page
    assert "sekarang 1 dari 2" in page
    assert "nilai 80" in page
    assert "belum dimulai" in page


def test_a_code_is_not_made_for_a_class_that_is_over(learner):
    seat, client, address = learner
    TrainingClass.objects.filter(id=seat.training_class_id).update(status="finished")
    assert "Buat kode" not in text(get(client, address))
    assert client.post(address, follow=True).status_code == 200
    assert not RedeemCode.objects.exists()


def test_without_items_the_page_says_what_is_missing(is_now):
    training_class = a_self_paced_class(items={})
    seat = an_enrolment(training_class=training_class)
    a_redeem_code(seat, committed=True)
    client, address = as_person(seat.person), f"/saya/pelatihan/{seat.id}/mandiri"
    assert "Belum ada materi" in text(get(client, address))
    is_now(training_class.ends_at + MINUTE)
    assert "Waktu belajar mandiri sudah lewat" in text(get(client, address))


def test_in_english(webinar):
    assert webinar.client.get(webinar.address + "?lang=en").status_code == 200
