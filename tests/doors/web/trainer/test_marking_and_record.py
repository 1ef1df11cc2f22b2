"""The marking queue and the record: oldest first, one after the other; results with their n and beside colleagues."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from peluang.domain.catalogue.models import TrainerCredential
from peluang.domain.learning.models import Assessment, PracticalWork
from peluang.doors import clock
from tests.factories.assessing import a_task, a_test_plan, a_work
from tests.factories.catalogue import a_trainer, a_training_type, an_offering
from tests.factories.learning import a_class, a_completed_enrolment, an_enrolment
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

from ..visiting import as_member, at_most

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def provider():
    return an_organisation("provider")


def waiting(provider, count=3, trainer=None):
    """Works of one running class, the first has waited longest."""
    offering = an_offering(provider=provider, trainer=trainer)
    task, running = a_task(offering), a_class(offering=offering, running=True)
    return [
        a_work(
            an_enrolment(training_class=running, person=a_person(full_name=f"Peserta {number}")), task,
            handed_in_at=clock.now() - (9 - number) * HOUR,
        )
        for number in range(count)
    ]  # fmt: skip


def marks(work, **more):
    return {"do": "nilai", "kiriman": work.rounds, "poin-k1": 50, "poin-k2": 30, "feedback": "Rapi."} | more


def test_marked_one_after_the_other_until_nothing_waits(provider):
    first, second, third = waiting(provider)
    client = as_member(provider, "trainer")
    with at_most(12):
        html = client.get(reverse("trainer:marking")).content.decode()
    assert html.index("Peserta 0") < html.index("Peserta 2")
    with at_most(12):
        assert client.get(reverse("trainer:work", args=[first.id])).status_code == 200
    answer = client.post(reverse("trainer:work", args=[first.id]), marks(first))
    assert answer["Location"] == reverse("trainer:work", args=[second.id])
    answer = client.post(answer["Location"], {"do": "kembalikan", "kiriman": 1, "feedback": "Ulangi sisi belakang."})
    assert answer["Location"] == reverse("trainer:work", args=[third.id])
    answer = client.post(answer["Location"], marks(third), follow=True)
    assert "Tidak ada karya yang menunggu" in answer.content.decode()
    assert sorted(PracticalWork.objects.values_list("status", flat=True)) == ["marked", "marked", "returned"]


@pytest.mark.parametrize(("changed", "said"), [
    ({"poin-k1": "61"}, "Poinnya 0 sampai 60."), ({"poin-k1": "banyak"}, "Tulis angka 0 sampai 60."), ({"poin-k1": "-1"}, "Tulis angka"),
    ({"poin-k1": "1.5"}, "Tulis angka"), ({"poin-k2": ""}, "Isi poin untuk setiap hal"), ({"feedback": " "}, "Tulis apa yang sudah baik"),
    ({"kiriman": "x"}, "sudah berubah"), ({"do": "kembalikan", "feedback": ""}, "Tulis apa yang sudah baik"),
])  # fmt: skip
def test_what_was_typed_stays_when_something_is_wrong(provider, changed, said):
    [work] = waiting(provider, 1)
    client = as_member(provider, "trainer")
    answer = client.post(
        reverse("trainer:work", args=[work.id]), marks(work, **{"feedback": "Sudah rata <b>"} | changed)
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert changed.get("feedback") is not None or "Sudah rata &lt;b&gt;" in html
    work.refresh_from_db()
    assert work.status == "handed_in"


def test_whoever_comes_second_reads_that_it_is_marked(provider):
    [work] = waiting(provider, 1)
    first, second = as_member(provider, "trainer"), as_member(provider, "provider")
    first.post(reverse("trainer:work", args=[work.id]), marks(work))
    answer = second.post(reverse("trainer:work", args=[work.id]), marks(work))
    assert answer.status_code == 422
    assert "sudah dinilai orang lain" in answer.content.decode()


def test_a_wrong_mark_is_changed(provider):
    [work] = waiting(provider, 1)
    client = as_member(provider, "trainer")
    client.post(reverse("trainer:work", args=[work.id]), marks(work))
    page = client.get(reverse("trainer:work", args=[work.id]))
    assert "Ubah nilai" in page.content.decode()
    seen = PracticalWork.objects.get().marked_at.isoformat()
    client.post(reverse("trainer:work", args=[work.id]), marks(work, do="ubah", dilihat=seen, **{"poin-k1": 60}))
    assert PracticalWork.objects.get().score == 90
    stale = client.post(reverse("trainer:work", args=[work.id]), marks(work, do="ubah", dilihat="kemarin"))
    assert stale.status_code == 422


def test_photos_are_for_those_who_teach_the_class(provider):
    colleague = a_trainer(organisation=provider, person=a_person())
    [work] = waiting(provider, 1, trainer=colleague)
    address = reverse("trainer:work_photo", args=[work.files.get().id])
    assert as_member(provider, "trainer", colleague.person).get(address)["Content-Type"] == "image/png"
    assert as_member(provider, "provider").get(address).status_code == 200
    assert as_member(provider, "trainer").get(address).status_code == 404
    assert as_member(an_organisation("provider"), "provider").get(address).status_code == 404


def test_the_class_page_counts_what_waits_and_asks_only_for_scores_that_are_typed(provider):
    [work, _other] = waiting(provider, 2)
    a_test_plan(work.enrolment.offering, "post")
    html = as_member(provider, "trainer").get(reverse("trainer:class", args=[work.enrolment.training_class_id])).content
    assert "2 karya menunggu" in html.decode()
    scores = reverse("trainer:scores", args=[work.enrolment.training_class_id, "pre"]).encode()
    assert scores in html
    assert scores.replace(b"pre", b"post") not in html
    assert scores.replace(b"pre", b"practical") not in html


def taught(trainer, kind, gains, completed=None):
    """A finished class of this trainer: gains by person."""
    offering = an_offering(provider=trainer.organisation, trainer=trainer, training_type=kind)
    held = a_class(offering=offering, finished=True, trainer=trainer)
    for number, gain in enumerate(gains):
        seat = a_completed_enrolment(training_class=held, certificate=False, reviewed=number == 0)
        Assessment.objects.filter(enrolment=seat, kind="post").update(score=40 + gain)
    an_enrolment(training_class=held, status="failed")
    return held


def test_a_record_shows_results_with_n_beside_colleagues(provider):
    person, kind = a_person(), a_training_type()
    mine = a_trainer(organisation=provider, person=person, name="Sri Wahyuni")
    taught(mine, kind, [30, 34, 32])
    taught(a_trainer(), kind, [10, 12])
    taught(a_trainer(), a_training_type(), [50])  # another type: no colleague
    TrainerCredential.objects.create(
        trainer=mine, title="Welding Inspector", issuer="BNSP", number="WI-1", valid_until=datetime.date(2020, 1, 1)
    )
    client = as_member(provider, "trainer", person)
    assert client.get(reverse("trainer:records"))["Location"] == reverse("trainer:record", args=[mine.id])
    with at_most(12):
        html = client.get(reverse("trainer:record", args=[mine.id])).content.decode()
    assert "Welding Inspector" in html
    assert "sudah lewat" in html
    assert "32,0" in html
    assert "1 pelatih lain" in html
    assert "11,0" in html
    assert "75%" in html  # three of four passed
    assert "n 4" in html
    assert "Kata peserta" in html


def test_a_record_is_for_the_trainer_and_the_institution(provider):
    mine = a_trainer(organisation=provider, person=a_person())
    address = reverse("trainer:record", args=[mine.id])
    assert as_member(provider, "provider").get(address).status_code == 200
    assert as_member(provider, "trainer", mine.person).get(address).status_code == 200
    assert as_member(provider, "trainer").get(address).status_code == 404
    assert as_member(an_organisation("provider"), "provider").get(address).status_code == 404
    empty = as_member(provider, "trainer").get(reverse("trainer:records"))
    assert "Belum ada catatan untuk Anda" in empty.content.decode()
    chosen = as_member(provider, "provider").get(reverse("trainer:records"))
    assert mine.name in chosen.content.decode()
