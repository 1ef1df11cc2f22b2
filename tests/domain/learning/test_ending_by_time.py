"""A class that nobody ends: its trainer is reminded, then it ends by itself; and what comes while it ends."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connection

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role, acting
from peluang.domain.learning.commands.finishing import FINISH_RULE, finish_class, finish_overdue_classes
from peluang.domain.learning.commands.presence import join_webinar
from peluang.domain.learning.commands.spot_checks import decide_absence
from peluang.domain.learning.models import (
    Certificate,
    Enrolment,
    Presence,
    SpotCheck,
    SpotCheckSeat,
    TrainingClass,
)
from peluang.domain.messages.models import OutboxMessage
from tests.conftest import NOW
from tests.factories.assessing import a_task, a_work
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_webinar_class
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

DAY = datetime.timedelta(days=1)
REMIND, FINISH = FINISH_RULE.remind_days * DAY, FINISH_RULE.finish_days * DAY


@pytest.fixture
def led_class():
    provider = an_organisation("provider")
    trainer = a_trainer(organisation=provider, person=a_person())
    return a_class(offering=an_offering(provider=provider, trainer=trainer), running=True, days=1)


def reminded():
    return list(
        OutboxMessage.objects.filter(template="learning.class_waits_to_end").values_list("person_id", flat=True)
    )


@pytest.mark.django_db
def test_nobodys_certificate_waits_for_a_class_that_nobody_ends(led_class):
    seat = an_enrolment(training_class=led_class, attended=True, scores={"post": 80, "practical": 90})
    end = led_class.ends_at
    assert finish_overdue_classes(PROGRAM, at=end + REMIND - DAY) == 0
    assert reminded() == []
    for _ in range(2):  # told once, however often the worker comes by
        assert finish_overdue_classes(PROGRAM, at=end + REMIND) == 0
    assert reminded() == [led_class.trainer.person_id]
    assert finish_overdue_classes(PROGRAM, at=end + FINISH - DAY) == 0
    assert finish_overdue_classes(PROGRAM, at=end + FINISH) == 1
    assert Enrolment.objects.get(id=seat.id).status == "completed"
    assert Certificate.objects.filter(enrolment=seat).exists()
    assert finish_overdue_classes(PROGRAM, at=end + FINISH) == 0


@pytest.mark.django_db
def test_without_a_trainer_of_its_own_the_managers_are_reminded():
    provider = an_organisation("provider")
    manager = a_person()
    a_membership(person=manager, organisation=provider, role="provider")
    row = a_class(offering=an_offering(provider=provider), running=True, days=1)
    finish_overdue_classes(PROGRAM, at=row.ends_at + REMIND)
    assert reminded() == [manager.id]


@pytest.mark.django_db
def test_open_classes_are_left_alone():
    row = a_class()
    assert finish_overdue_classes(PROGRAM, at=row.ends_at + 2 * FINISH) == 0
    assert TrainingClass.objects.get(id=row.id).status == "open"


@pytest.mark.usefixtures("fresh_database")
def test_what_comes_while_a_class_ends_waits_and_finds_it_finished():
    """Ending holds the seats until it is done, so no sign of life slips in after completion was computed."""
    with acting(PROGRAM, scope="command"):
        row = a_webinar_class(starts_at=NOW)
        seat = an_enrolment(training_class=row)
    by = Actor(Role.PERSON, person=seat.person_id)
    held, told, outcome = threading.Event(), threading.Event(), []

    def end():
        with acting(PROGRAM, scope="command"):
            finish_class(PROGRAM, class_id=row.id, at=row.ends_at)
            held.set()
            told.wait(10)
        connection.close()

    def come():
        held.wait(10)
        threading.Timer(0.3, told.set).start()
        with refused("class_finished"):
            join_webinar(by, enrolment_id=seat.id, number=1, at=row.ends_at)
        outcome.append(told.is_set())
        connection.close()

    threads = [threading.Thread(target=end), threading.Thread(target=come)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert outcome == [True]  # it waited for the end
    with acting(PROGRAM, scope="command"):
        assert not Presence.objects.exists()


@pytest.fixture
def visited():
    """A class that is over, with one person who has everything but an absence that nobody decided."""
    row = a_class(running=True, days=1)
    seat = an_enrolment(training_class=row, attended=True, scores={"post": 80, "practical": 90})
    office = an_organisation("labour_office")
    officer = a_person()
    a_membership(person=officer, organisation=office, role="labour_office")
    check = SpotCheck.objects.create(
        session=row.sessions.get(), made_at=row.starts_at + DAY / 24, organisation=office.id
    )
    drawn = SpotCheckSeat.objects.create(spot_check=check, enrolment=seat, present=False)
    seat.attendances.update(contested_at=check.made_at)
    return row, seat, drawn, officer


@pytest.mark.django_db
def test_nobody_ends_a_class_while_an_absence_is_undecided(visited):
    row, seat, drawn, _officer = visited
    teacher = Actor(Role.PROVIDER, organisation=row.offering.provider_id)
    with refused("absences_undecided"):
        finish_class(teacher, class_id=row.id, at=row.ends_at)
    assert TrainingClass.objects.get(id=row.id).status == "running"
    office = Actor(Role.PROGRAMME_OFFICE)
    decide_absence(office, seat_id=drawn.id, excused=False, reason="Kursinya kosong.", at=row.ends_at)
    finish_class(teacher, class_id=row.id, at=row.ends_at)
    seat.refresh_from_db()
    assert (seat.status, seat.status_reason) == ("failed", "ATTENDANCE")


@pytest.mark.django_db
def test_an_office_that_stays_silent_costs_nobody_a_certificate(visited):
    row, seat, drawn, officer = visited
    other = a_class(running=True, days=1)
    finish_overdue_classes(PROGRAM, at=row.ends_at + REMIND)
    wait = OutboxMessage.objects.get(template="learning.absences_wait")
    assert wait.person_id == officer.id
    assert finish_overdue_classes(PROGRAM, at=row.ends_at + FINISH) == 1  # the other one
    assert TrainingClass.objects.get(id=other.id).status == "finished"
    assert TrainingClass.objects.get(id=row.id).status == "running"
    last = row.ends_at + FINISH_RULE.decide_days * DAY
    assert finish_overdue_classes(PROGRAM, at=last - DAY) == 0
    assert finish_overdue_classes(PROGRAM, at=last) == 1
    drawn.refresh_from_db()
    seat.refresh_from_db()
    assert (seat.status, drawn.excused_at, drawn.decided_by) == ("completed", last, None)
    assert "14 hari" in drawn.reason
    assert Event.objects.filter(type="learning.absence_decided", subject=seat.id, payload__excused=True).exists()


@pytest.mark.django_db
def test_an_absence_that_contests_nothing_holds_no_class(visited):
    row, seat, drawn, _officer = visited
    seat.attendances.all().delete()
    finish_class(PROGRAM, class_id=row.id, at=row.ends_at)
    drawn.refresh_from_db()
    assert (Enrolment.objects.get(id=seat.id).status, drawn.excused_at) == ("failed", None)


@pytest.mark.django_db
def test_unmarked_work_holds_no_class():
    offering = an_offering()
    row = a_class(offering=offering, running=True, days=1)
    task = a_task(offering)
    seat = an_enrolment(training_class=row, attended=True, scores={"post": 80})
    a_work(seat, task)
    finish_class(PROGRAM, class_id=row.id, at=row.ends_at)
    seat.refresh_from_db()
    assert (seat.status, seat.status_reason) == ("failed", "PRACTICAL")
