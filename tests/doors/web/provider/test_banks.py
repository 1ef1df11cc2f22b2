"""An institution's item bank: written, taken in from a table, planned; its tasks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peluang.domain.learning.models import PracticalTask, Question
from peluang.domain.learning.models import TestPlan as Plan
from peluang.domain.learning.question_table import EXAMPLE
from tests.factories.assessing import a_bank, a_question, a_task, a_test_plan
from tests.factories.catalogue import an_offering
from tests.factories.organisations import an_organisation

from ..visiting import as_member, at_most

pytestmark = pytest.mark.django_db
GOOD = {
    "text": "Alat pelindung mata?",
    "options": "*Kedok las\nTopi",
    "use": ["pre", "post"],
    "points": 1,
    "topic": "Alat",
}


@pytest.fixture
def offering():
    return an_offering()


@pytest.fixture
def client(offering):
    return as_member(offering.provider, "provider")


def test_an_empty_bank_says_what_could_be_there(client, offering):
    html = client.get(reverse("provider:bank", args=[offering.id])).content.decode()
    assert "Bank soalnya masih kosong" in html
    assert "nilainya diketik pelatih" in html


def test_questions_are_written_in_a_row_and_changed_by_a_new_one(client, offering):
    address = reverse("provider:question_new", args=[offering.id])
    assert client.post(address, GOOD | {"do": "lagi"})["Location"] == address
    row = Question.objects.get()
    assert (row.right, row.use, row.kind) == (["a"], ["pre", "post"], "choice")
    page = client.get(reverse("provider:question", args=[row.id])).content.decode()
    assert "*Kedok las" in page
    client.post(reverse("provider:question", args=[row.id]), GOOD | {"options": "Topi\n*Kedok las\nMasker"})
    assert Question.objects.get(retired_at=None).replaces_id == row.id
    again = client.post(reverse("provider:question", args=[row.id]), GOOD | {"text": "Lain?"})
    assert again.status_code == 422
    assert "sudah diganti" in again.content.decode()


@pytest.mark.parametrize(("changed", "said"), [
    ({"options": "Kedok\nTopi"}, "Tandai pilihan yang benar"), ({"options": "*Kedok"}, "2 sampai 8 pilihan"),
    ({"options": "", "number": "dua"}, "1500 atau 2,5"), ({"use": []}, "Dipakai untuk:"), ({"points": 0}, "1"), ({"options": "*a\n*b"}, "harus salah"),
])  # fmt: skip
def test_what_was_typed_stays(client, offering, changed, said):
    answer = client.post(reverse("provider:question_new", args=[offering.id]), GOOD | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Alat pelindung mata?" in answer.content.decode()
    assert not Question.objects.exists()


def test_a_number_is_shown_as_people_write_it(client, offering):
    client.post(
        reverse("provider:question_new", args=[offering.id]),
        GOOD | {"options": "", "number": "25,4", "tolerance": "0,1"},
    )
    row = Question.objects.get()
    assert row.right == ["25.4", "0.1"]
    assert 'value="25,4"' in client.get(reverse("provider:question", args=[row.id])).content.decode()


def test_a_table_is_checked_then_stored(client, offering):
    address = reverse("provider:questions_import", args=[offering.id])
    example = client.get(reverse("provider:questions_example"))
    assert example.content.decode() == EXAMPLE

    def file():
        return SimpleUploadedFile("soal.csv", EXAMPLE.encode(), "text/csv")

    checked = client.post(address, {"file": file(), "do": "periksa"})
    assert "Semua 3 baris bisa dibaca" in checked.content.decode()
    assert Question.objects.count() == 0
    stored = client.post(address, {"file": file(), "do": "simpan"}, follow=True)
    assert "3 soal masuk ke bank." in stored.content.decode()
    broken = client.post(address, {"file": SimpleUploadedFile("s.csv", b"soal,benar\nx,\n"), "do": "simpan"})
    assert broken.status_code == 422
    assert "Baris demi baris" in broken.content.decode()
    nothing = client.post(address, {"file": SimpleUploadedFile("s.bin", b"\x00\x01"), "do": "simpan"})
    assert "bukan tabel" in nothing.content.decode()


def test_a_test_is_planned_and_removed(client, offering):
    a_bank(offering, 6)
    address = reverse("provider:test_plan", args=[offering.id, "post"])
    too_many = client.post(address, {"questions": 9, "minutes": 30, "attempts": 2})
    assert too_many.status_code == 422
    assert "baru punya 6 soal" in too_many.content.decode()
    client.post(address, {"questions": 6, "minutes": 30, "attempts": 2})
    assert Plan.objects.get().questions == 6
    assert "dikerjakan di sini" in client.get(reverse("provider:bank", args=[offering.id])).content.decode()
    client.post(address, {"do": "hapus"})
    assert not Plan.objects.exists()
    assert client.get(reverse("provider:test_plan", args=[offering.id, "practical"])).status_code == 404


def test_a_question_that_a_test_needs_stays(client, offering):
    rows = a_bank(offering, 6)
    a_test_plan(offering, "post", questions=6)
    answer = client.post(reverse("provider:question_retire", args=[rows[0].id]), follow=True)
    assert "kekurangan soal" in answer.content.decode()
    assert Question.objects.filter(retired_at=None).count() == 6


def test_tasks_are_written_replaced_and_ended(client, offering):
    values = {
        "title": "Las 1G",
        "instruction": "Las pelat.",
        "criteria": "Bentuk = 60\nKerapian = 40",
        "needs_file": "on",
    }
    client.post(reverse("provider:task_new", args=[offering.id]), values)
    task = PracticalTask.objects.get()
    assert [each["points"] for each in task.criteria] == [60, 40]
    wrong = client.post(reverse("provider:task", args=[task.id]), values | {"criteria": "Bentuk = 60\nKerapian"})
    assert wrong.status_code == 422
    assert "belum punya poin" in wrong.content.decode()
    short = client.post(reverse("provider:task", args=[task.id]), values | {"criteria": "Bentuk = 60"})
    assert "harus 100, sekarang 60" in short.content.decode()
    client.post(reverse("provider:task", args=[task.id]), values | {"title": "Las 2G"})
    new = PracticalTask.objects.get(retired_at=None)
    assert (new.title, new.number) == ("Las 2G", 1)
    client.post(reverse("provider:task_retire", args=[new.id]))
    assert not PracticalTask.objects.filter(retired_at=None).exists()


def test_a_full_bank_stays_within_its_budget_and_pages(client, offering):
    a_bank(offering, 60)
    a_task(offering)
    with at_most(12):
        html = client.get(reverse("provider:bank", args=[offering.id])).content.decode()
    assert "belum cukup jawaban" in html
    assert client.get(reverse("provider:bank", args=[offering.id]) + "?hal=3").status_code == 200
    assert client.get(reverse("provider:bank", args=[offering.id]) + "?hal=x&topik=Alat").status_code == 200


def test_anothers_bank_is_not_there(offering):
    stranger = as_member(an_organisation("provider"), "provider")
    row, task = a_question(offering), a_task(offering)
    for name, key in (("bank", offering.id), ("question_new", offering.id), ("questions_import", offering.id), ("task_new", offering.id),
                      ("question", row.id), ("task", task.id)):  # fmt: skip
        assert stranger.get(reverse(f"provider:{name}", args=[key])).status_code == 404
    for name, key in (("question_retire", row.id), ("task_retire", task.id)):
        assert stranger.post(reverse(f"provider:{name}", args=[key])).status_code == 404
