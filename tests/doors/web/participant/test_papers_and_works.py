"""Tests and practical work as the person sees them: nothing typed is lost, nothing right is told too early."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peluang.domain.learning.models import Paper, PracticalTask, PracticalWork, Question
from peluang.doors import clock
from tests.factories.assessing import PHOTO, a_bank, a_question, a_task, a_test_plan, a_work, right_answers
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.people import a_person

from ..visiting import as_person, at_most

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def seat():
    offering = an_offering()
    a_bank(offering, 6)
    a_test_plan(offering, "quiz")
    a_task(offering, title=f"Las {SCRIPT}")
    start = clock.now() - datetime.timedelta(days=1)
    return an_enrolment(training_class=a_class(offering=offering, starts_at=start, status="running"))


def opened(client, seat, kind="quiz"):
    answer = client.post(reverse("participant:test", args=[seat.id, kind]))
    assert answer.status_code == 302, answer.content[:300]
    return Paper.objects.get(enrolment=seat, score=None), answer["Location"]


def form_of(paper, answers, **more):
    """What the page's form sends: every question named, with what was answered."""
    sent = {"soal": [each["question"] for each in paper.questions]}
    return sent | {f"j-{question}": answer for question, answer in answers.items()} | more


def test_the_class_page_shows_tests_and_tasks(seat):
    client = as_person(seat.person)
    with at_most(12):
        html = client.get(reverse("participant:training", args=[seat.id])).content.decode()
    assert "bisa dikerjakan sekarang" in html
    assert "belum dikirim" in html
    assert SCRIPT not in html
    assert "&lt;script&gt;" in html


def test_from_opening_to_the_score(seat):
    client = as_person(seat.person)
    page = client.get(reverse("participant:test", args=[seat.id, "quiz"])).content.decode()
    assert "Mulai, 30 menit" in page
    paper, address = opened(client, seat)
    with at_most(12):
        assert client.get(address).status_code == 200
    answer = client.post(address, form_of(paper, right_answers(paper), do="kumpulkan"), follow=True)
    assert ">100<" in answer.content.decode()
    assert "Pembahasan soal terbuka sesudah kelas selesai" in answer.content.decode()
    html = client.get(reverse("participant:training", args=[seat.id])).content.decode()
    assert "nilaimu 100" in html


def test_a_page_never_tells_what_is_right_before_the_class_is_over(seat):
    Question.objects.update(explanation="PEMBAHASAN-RAHASIA")
    secret = a_question(
        seat.offering, text="Kunci?", topic="Alat", right=["d"], explanation="PEMBAHASAN-RAHASIA", use=["quiz"]
    )
    client = as_person(seat.person)
    paper, address = opened(client, seat)
    marks = re.compile(r"PEMBAHASAN-RAHASIA|Yang benar|benar</span>|data-right|25\.4|25,4")
    assert not marks.search(client.get(address).content.decode())
    client.post(address, form_of(paper, {}, do="kumpulkan", yakin="1"))
    assert not marks.search(client.get(address).content.decode())
    seat.training_class.status = "finished"
    seat.training_class.save(update_fields=["status"])
    html = client.get(address).content.decode()
    assert "PEMBAHASAN-RAHASIA" in html
    assert "Yang benar" in html
    assert secret.id


def test_save_first_and_go_on_without_javascript(seat):
    client = as_person(seat.person)
    paper, address = opened(client, seat)
    answers = dict(list(right_answers(paper).items())[:2])
    answer = client.post(address, form_of(paper, answers, do="simpan"), follow=True)
    assert "Jawabanmu tersimpan" in answer.content.decode()
    paper.refresh_from_db()
    assert len(paper.answers) == 2
    assert answer.content.decode().count("checked") + answer.content.decode().count('value="25.4"') >= 2
    again = client.post(address, form_of(paper, answers, do="kumpulkan"))
    assert "Masih ada 4 soal kosong" in again.content.decode()
    paper.refresh_from_db()
    assert paper.score is None
    done = client.post(address, {"do": "kumpulkan", "yakin": "1"}, follow=True)
    assert "2 dari 6 soal dijawab" in done.content.decode()


def test_the_script_saves_one_answer_and_is_told_when(seat):
    client = as_person(seat.person)
    paper, address = opened(client, seat)
    number = next(each["question"] for each in paper.questions if not each["options"])
    sent = {"do": "simpan", "soal": number, f"j-{number}": "kira-kira 25"}
    answer = client.post(address, sent, headers={"accept": "application/json"})
    assert answer.json()["answered"] == 1
    html = client.get(address).content.decode()
    assert 'value="kira-kira 25"' in html
    assert "Ini belum terbaca sebagai angka." in html
    wrong = client.post(address, {"do": "simpan", "soal": "x", "j-x": "1"}, headers={"accept": "application/json"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "answer_unknown")


def test_after_the_end_nothing_is_taken_and_the_page_says_so(seat):
    client = as_person(seat.person)
    paper, address = opened(client, seat)
    Paper.objects.filter(id=paper.id).update(
        opened_at=clock.now() - datetime.timedelta(hours=2), due_at=clock.now() - datetime.timedelta(hours=1)
    )
    answer = client.post(address, form_of(paper, right_answers(paper), do="simpan"))
    assert answer.status_code == 409
    assert "Waktunya sudah habis" in answer.content.decode()
    quiet = client.post(address, form_of(paper, {}, do="simpan"), headers={"accept": "application/json"})
    assert (quiet.status_code, quiet.json()["code"]) == (409, "time_over")
    last = client.post(address, form_of(paper, right_answers(paper), do="kumpulkan"), follow=True)
    assert "yang dinilai adalah jawaban yang tersimpan sebelumnya" in last.content.decode()
    paper.refresh_from_db()
    assert (paper.score, paper.answers) == (0, {})


def test_tests_that_are_not_there_or_not_open(seat):
    client, stranger = as_person(seat.person), as_person(a_person())
    assert client.get(reverse("participant:test", args=[seat.id, "post"])).status_code == 404
    assert stranger.get(reverse("participant:test", args=[seat.id, "quiz"])).status_code == 404
    a_test_plan(seat.offering, "post")
    page = client.get(reverse("participant:test", args=[seat.id, "post"]))
    assert "Tes ini belum dibuka" in page.content.decode()
    early = client.post(reverse("participant:test", args=[seat.id, "post"]))
    assert early.status_code == 409
    _paper, address = opened(client, seat)
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"do": "kumpulkan"}).status_code == 404


def test_work_is_sent_with_a_photo_and_comes_back(seat):
    client = as_person(seat.person)
    task = PracticalTask.objects.get(offering=seat.offering)
    address = reverse("participant:work", args=[seat.id, task.id])
    assert SCRIPT not in client.get(address).content.decode()
    nothing = client.post(address, {"text": "Sudah selesai"})
    assert nothing.status_code == 422
    assert "Sudah selesai" in nothing.content.decode()  # what was typed stays
    bad = client.post(address, {"text": SCRIPT, "files": SimpleUploadedFile("foto.png", b"<html>", "image/png")})
    assert bad.status_code == 422
    assert "bukan foto" in bad.content.decode()
    assert SCRIPT not in bad.content.decode()
    good = client.post(address, {"text": SCRIPT, "files": SimpleUploadedFile("foto.png", PHOTO)}, follow=True)
    assert "Karyamu sudah terkirim" in good.content.decode()
    assert SCRIPT not in good.content.decode()
    work = PracticalWork.objects.get()
    PracticalWork.objects.update(status="returned", feedback=f"Ratakan {SCRIPT}", marked_at=clock.now())
    with at_most(12):
        html = client.get(address).content.decode()
    assert "Kirim perbaikan" in html
    assert "Ratakan &lt;script&gt;" in html
    photo = client.get(reverse("participant:work_photo", args=[work.files.get().id]))
    assert (photo["Content-Type"], photo["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert photo["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert photo.content == PHOTO


def test_a_photo_is_for_its_owner_and_a_lost_one_says_so(seat, settings, tmp_path):
    task = a_task(seat.offering)
    file = a_work(seat, task).files.get()
    address = reverse("participant:work_photo", args=[file.id])
    assert as_person(a_person()).get(address).status_code == 404
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert as_person(seat.person).get(address).status_code == 410


def test_six_files_at_once_are_too_many(seat):
    task = a_task(seat.offering)
    files = [SimpleUploadedFile(f"{n}.png", PHOTO) for n in range(6)]
    answer = as_person(seat.person).post(reverse("participant:work", args=[seat.id, task.id]), {"files": files})
    assert answer.status_code == 422
    assert "Paling banyak 5 berkas" in answer.content.decode()
