"""Practical work: handed in, returned with feedback, marked by criteria; the score follows when all is marked."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.files.models import StoredFile
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import (
    add_task,
    correct_marks,
    finish_class,
    hand_in_work,
    mark_work,
    record_assessment,
    replace_task,
    retire_task,
    return_work,
)
from peluang.domain.learning.models import Assessment, PracticalFile, PracticalWork
from peluang.domain.learning.practical import HandedFile, tasks_of_class
from peluang.domain.learning.queries import next_waiting, own_work, waiting_works, work_case, work_file
from peluang.domain.messages.models import OutboxMessage
from tests.factories.assessing import PHOTO, a_task, a_work
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
GOOD = {"k1": 50, "k2": 40}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def seat():
    offering = an_offering()
    a_task(offering)
    return an_enrolment(training_class=a_class(offering=offering, running=True))


@pytest.fixture
def task(seat):
    return tasks_of_class(seat.training_class).get()


def owner(seat):
    return an_actor("person", person=seat.person)


def teacher(seat, role="provider"):
    return an_actor(role, organisation=seat.provider)


def photo(name="kampuh.png", content=PHOTO):
    return HandedFile(name, content)


def practical_score(seat):
    return Assessment.objects.filter(enrolment=seat, kind="practical").values_list("score", flat=True).first()


def test_two_rounds_to_a_mark(seat, task, now):
    by, trainer = owner(seat), teacher(seat)
    work = hand_in_work(by, enrolment_id=seat.id, task_id=task.id, text="Arus 110 A", files=[photo()], at=now)
    assert (work.status, work.rounds, work.files.count()) == ("handed_in", 1, 1)
    work = return_work(trainer, work_id=work.id, seen_round=1, feedback="Kampuhnya bergelombang.", at=now + HOUR)
    assert (work.status, practical_score(seat)) == ("returned", None)
    work = hand_in_work(
        by, enrolment_id=seat.id, task_id=task.id, text="Sudah rata", files=[photo()], at=now + 2 * HOUR
    )
    assert (work.rounds, sorted(work.files.values_list("round", flat=True))) == (2, [1, 2])
    work = mark_work(trainer, work_id=work.id, seen_round=2, marks=GOOD, feedback="Rapi.", at=now + 3 * HOUR)
    assert (work.status, work.score, practical_score(seat)) == ("marked", 90, 90)
    told = OutboxMessage.objects.filter(person=seat.person).values_list("template", flat=True)
    assert sorted(told) == ["learning.work_marked", "learning.work_returned"]


def test_the_score_is_the_mean_and_waits_for_every_task(seat, task, now):
    second = a_task(seat.offering, title="Las posisi 2G")
    works = [a_work(seat, each) for each in (task, second)]
    mark_work(teacher(seat), work_id=works[0].id, seen_round=1, marks=GOOD, feedback="Baik.", at=now)
    assert practical_score(seat) is None
    mark_work(teacher(seat), work_id=works[1].id, seen_round=1, marks={"k1": 60, "k2": 21}, feedback="Baik.", at=now)
    assert practical_score(seat) == (90 + 81) // 2


@pytest.mark.parametrize(("marks", "code", "field"), [
    ({"k1": 61, "k2": 40}, "mark_beyond", "k1"), ({"k1": 60, "k2": -1}, "mark_beyond", "k2"),
    ({"k1": 60}, "marks_missing", "k2"), ({}, "marks_missing", "k1"),
])  # fmt: skip
def test_marks_stay_within_their_points(seat, task, now, marks, code, field):
    work = a_work(seat, task)
    with refused(code, field=field):
        mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=marks, feedback="Baik.", at=now)
    work.refresh_from_db()
    assert (work.status, work.score, practical_score(seat)) == ("handed_in", None, None)


@pytest.mark.parametrize("feedback", ["", "   \n", "x" * 5_001])
def test_feedback_is_asked_for(seat, task, now, feedback):
    work = a_work(seat, task)
    with refused("feedback_missing", field="feedback"):
        return_work(teacher(seat), work_id=work.id, seen_round=1, feedback=feedback, at=now)
    with refused("feedback_missing", field="feedback"):
        mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=GOOD, feedback=feedback, at=now)


@pytest.mark.parametrize(("files", "code"), [
    ([HandedFile("virus.png", b"MZ\x90\x00")], "file_kind"), ([HandedFile("foto.jpg", b"<svg onload=alert(1)>")], "file_kind"),
    ([HandedFile("foto.heic", b"\x00\x00\x00\x18ftypheic")], "file_kind"), ([HandedFile("kosong.png", b"")], "file_empty"),
    ([HandedFile("besar.png", PHOTO + b"0" * (10 * 1024 * 1024))], "file_too_large"),
    ([HandedFile("suara.webp", b"RIFF\x00\x00\x00\x00WAVE")], "file_kind"), ([photo()] * 6, "too_many_files"), ([], "file_needed"),
])  # fmt: skip
def test_what_is_no_photo_is_not_kept(seat, task, now, files, code):
    with refused(code, field="files"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, text="…", files=files, at=now)
    assert (PracticalWork.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_photo_is_what_its_bytes_say_whatever_its_name(seat, task, now):
    work = hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, files=[photo("laporan.exe")], at=now)
    assert work.files.get().file.media_type == "image/png"


def test_a_task_without_a_photo_needs_words(seat, task, now):
    task.needs_file = False
    task.save(update_fields=["needs_file"])
    with refused("nothing_handed_in", field="text"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, text="  ", at=now)
    with refused("text_too_long", field="text"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, text="x" * 5_001, at=now)
    text = "<script>alert('1')</script>\nbaris dua"
    assert hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, text=text, at=now).text == text


def test_what_waits_or_is_marked_is_not_sent_again(seat, task, now):
    work = a_work(seat, task)
    with refused("wrong_state"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, files=[photo()], at=now)
    mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=GOOD, feedback="Baik.", at=now)
    with refused("wrong_state"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, files=[photo()], at=now)


def test_whoever_marks_second_is_told_and_changes_nothing(seat, task, now):
    work = a_work(seat, task)
    mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=GOOD, feedback="Rapi.", at=now)
    with refused("already_marked"):
        mark_work(teacher(seat), work_id=work.id, seen_round=1, marks={"k1": 0, "k2": 0}, feedback="Buruk.", at=now)
    with refused("already_marked"):
        return_work(teacher(seat), work_id=work.id, seen_round=1, feedback="Ulangi.", at=now)
    assert practical_score(seat) == 90


def test_a_round_that_was_not_looked_at_is_not_judged(seat, task, now):
    work = a_work(seat, task)
    return_work(teacher(seat), work_id=work.id, seen_round=1, feedback="Ulangi.", at=now)
    with refused("other_round"):
        return_work(teacher(seat), work_id=work.id, seen_round=1, feedback="Ulangi.", at=now)
    hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, files=[photo()], at=now)
    with refused("other_round"):
        mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=GOOD, feedback="Baik.", at=now)


def test_a_mistake_is_corrected_by_whoever_saw_the_last_mark(seat, task, now):
    work = a_work(seat, task)
    work = mark_work(teacher(seat), work_id=work.id, seen_round=1, marks={"k1": 6, "k2": 40}, feedback="Rapi.", at=now)
    seen = work.marked_at
    work = correct_marks(teacher(seat), work_id=work.id, seen=seen, marks=GOOD, feedback="Salah ketik.", at=now + HOUR)
    assert (work.score, practical_score(seat)) == (90, 90)
    with refused("marked_meanwhile"):
        correct_marks(teacher(seat), work_id=work.id, seen=seen, marks=GOOD, feedback="Lagi.", at=now + HOUR)


def test_before_and_after_the_class_nothing_is_taken_or_marked(seat, task, now):
    early = an_enrolment(training_class=a_class(offering=seat.offering))
    with refused("class_not_running"):
        hand_in_work(owner(early), enrolment_id=early.id, task_id=task.id, files=[photo()], at=now)
    work = a_work(seat, task)
    late = now + datetime.timedelta(days=2)
    finish_class(teacher(seat), class_id=seat.training_class_id, at=late)
    with refused("seat_over"):
        mark_work(teacher(seat), work_id=work.id, seen_round=1, marks=GOOD, feedback="Baik.", at=late)
    with refused("seat_over"):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=task.id, files=[photo()], at=late)


def test_only_the_person_hands_in_and_only_who_teaches_marks(seat, task, now):
    work = a_work(seat, task)
    stranger, elsewhere = (
        an_actor("person", person=a_person()),
        an_actor("provider", organisation=an_organisation("provider")),
    )
    with pytest.raises(NotYours):
        hand_in_work(stranger, enrolment_id=seat.id, task_id=task.id, files=[photo()], at=now)
    for by in (stranger, owner(seat), elsewhere):
        with pytest.raises(NotYours):
            mark_work(by, work_id=work.id, seen_round=1, marks=GOOD, feedback="Baik.", at=now)


def test_a_class_keeps_the_tasks_that_stood_when_it_began(seat, task, now):
    """Nobody's requirements change on the way."""
    by = teacher(seat)
    criteria = [("Bentuk", 50), ("Kerapian", 50)]
    new = replace_task(by, task_id=task.id, title="Las 3G", instruction="…", criteria=criteria, needs_file=True, at=now)
    more = add_task(
        by, offering_id=seat.offering_id, title="Las 4G", instruction="…", criteria=criteria, needs_file=False, at=now
    )
    assert (new.number, more.number) == (1, 2)
    assert [each.id for each in tasks_of_class(seat.training_class)] == [task.id]
    later = a_class(offering=seat.offering)
    assert [each.id for each in tasks_of_class(later)] == [new.id, more.id]
    retire_task(by, task_id=more.id, at=now)
    assert [each.id for each in tasks_of_class(later)] == [new.id]
    with refused("task_gone"):
        retire_task(by, task_id=task.id, at=now)
    with pytest.raises(NotYours):
        hand_in_work(owner(seat), enrolment_id=seat.id, task_id=new.id, files=[photo()], at=now)


@pytest.mark.parametrize(("changed", "code", "field"), [
    ({"title": " "}, "title_missing", "title"), ({"instruction": ""}, "instruction_missing", "instruction"),
    ({"criteria": []}, "criteria_missing", "criteria"), ({"criteria": [("Bentuk", 60), ("Rapi", 30)]}, "points_not_hundred", "criteria"),
    ({"criteria": [("Bentuk", 100), ("Rapi", 0)]}, "points_not_hundred", "criteria"), ({"criteria": [(" ", 100)]}, "criteria_missing", "criteria"),
])  # fmt: skip
def test_tasks_that_cannot_be_marked_are_refused(seat, now, changed, code, field):
    values = {"title": "Las", "instruction": "Las pelat.", "criteria": [("Bentuk", 100)], "needs_file": True}
    with refused(code, field=field):
        add_task(teacher(seat), offering_id=seat.offering_id, **values | changed, at=now)


def test_where_there_are_tasks_the_score_is_not_typed(seat, now):
    with refused("scored_here"):
        record_assessment(teacher(seat), enrolment_id=seat.id, kind="practical", score=95, at=now)


def test_the_queue_is_over_all_classes_oldest_first_and_goes_round(now):
    """Of a trainer: only the classes they lead, and those without a leader whose record is known."""
    provider = an_organisation("provider")
    person = a_person()
    mine, colleague = (
        a_trainer(organisation=provider, person=person),
        a_trainer(organisation=provider, person=a_person()),
    )
    made = []
    for leader, hours in ((mine, 1), (colleague, 9), (mine, 5)):
        offering = an_offering(provider=provider, trainer=leader)
        seat = an_enrolment(training_class=a_class(offering=offering, running=True))
        made.append(a_work(seat, a_task(offering), handed_in_at=now - hours * HOUR))
    young, other, old = made
    trainer, manager = (
        an_actor("trainer", person=person, organisation=provider),
        an_actor("provider", organisation=provider),
    )
    assert [each.id for each in waiting_works(trainer).works] == [old.id, young.id]
    assert [each.id for each in waiting_works(manager, most=2).works] == [other.id, old.id]
    assert waiting_works(manager, most=2).more == 1
    assert next_waiting(trainer, after=old.handed_in_at, but=old.id).id == young.id
    assert next_waiting(trainer, after=young.handed_in_at, but=young.id).id == old.id
    assert work_case(trainer, other.id) is None
    assert work_file(trainer, other.files.get().id) is None
    assert work_case(manager, other.id).may_mark


def test_files_are_seen_by_the_person_and_the_institution_alone(seat, task, now):
    """By row security, whatever a page asks."""
    a_work(seat, task)
    for by, seen in ((owner(seat), 1), (teacher(seat, "trainer"), 1), (an_actor("person", person=a_person()), 0),
                     (an_actor("provider", organisation=an_organisation("provider")), 0)):  # fmt: skip
        with acting(by):
            assert (PracticalFile.objects.count(), StoredFile.objects.count(), PracticalWork.objects.count()) == (
                seen,
            ) * 3


def test_own_work_says_whether_one_may_send(seat, task):
    assert own_work(seat, task.id).may_send
    work = a_work(seat, task)
    assert not own_work(seat, task.id).may_send
    PracticalWork.objects.filter(id=work.id).update(status="returned", feedback="Ulangi.")
    assert own_work(seat, task.id).may_send
