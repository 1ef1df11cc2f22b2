"""A webinar from going in to leaving, and its platform's log: what is written, what is refused."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import finish_class
from peluang.domain.learning.commands.platform_log import LogLine, import_webinar_log
from peluang.domain.learning.commands.presence import (
    answer_prompt,
    join_webinar,
    leave_webinar,
    prompts_in,
    show_presence,
)
from peluang.domain.learning.models import Attendance, Presence, TrainingClass
from peluang.domain.learning.queries.online import own_webinar
from peluang.domain.learning.redeem_codes import shown
from tests.conftest import NOW
from tests.factories.learning import an_enrolment
from tests.factories.online import a_redeem_code, a_self_paced_class, a_webinar_class
from tests.factories.organisations import an_actor
from tests.factories.people import a_person, an_account
from tests.refusals import refused

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


class Somebody:
    """A seat in a webinar of two hours, and what its person does when."""

    def __init__(self, **traits):
        self.training_class = a_webinar_class(starts_at=NOW, **traits)
        self.session = self.training_class.sessions.get()
        self.seat = an_enrolment(training_class=self.training_class)
        self.by = Actor(Role.PERSON, person=self.seat.person_id)
        self.prompts = prompts_in(self.session, self.seat.id)

    def does(self, command, at, **more):
        return command(self.by, enrolment_id=self.seat.id, number=1, at=at, **more)

    def answers(self, prompt, at=None, right=True):
        wrong = next(each for each in prompt.options if each != prompt.right)
        option = prompt.right if right else wrong
        return self.does(answer_prompt, at or prompt.shown_at + MINUTE, prompt=prompt.number, option=option)


def test_who_answers_has_the_whole_time():
    siti = Somebody()
    siti.does(join_webinar, NOW - 5 * MINUTE)
    for prompt in siti.prompts:
        siti.does(show_presence, prompt.shown_at)
        assert siti.answers(prompt)[0] is True
    siti.does(leave_webinar, NOW + 120 * MINUTE)
    row = Attendance.objects.get()
    assert (row.minutes, row.evidence, row.enrolment_id) == (120, "platform", siti.seat.id)
    siti.seat.refresh_from_db()
    assert siti.seat.status == "attending"
    told = Event.objects.filter(type="learning.presence_logged", subject=siti.seat.id)
    assert told.count() == 2 + len(siti.prompts)
    assert Event.objects.filter(type="learning.attendance_recorded").count() == 1


def test_an_idle_tab_does_not_complete():
    idle = Somebody()
    idle.does(join_webinar, NOW)
    for minute in range(1, 120):
        idle.does(show_presence, NOW + minute * MINUTE)
    idle.does(leave_webinar, NOW + 120 * MINUTE, by_hand=False)
    assert Attendance.objects.get().minutes == 0
    finish_class(PROGRAM, class_id=idle.training_class.id, at=NOW + 121 * MINUTE)
    idle.seat.refresh_from_db()
    assert (idle.seat.status, idle.seat.status_reason) == ("failed", "ATTENDANCE POST_TEST")


def test_a_page_is_noted_once_a_minute_and_a_question_once():
    siti = Somebody()
    siti.does(join_webinar, NOW)
    first = siti.prompts[0].shown_at
    for second in range(0, 60, 10):
        siti.does(show_presence, first + datetime.timedelta(seconds=second))
    assert list(Presence.objects.order_by("happened_at", "id").values_list("kind", flat=True)) == [
        "join", "prompt", "alive", "alive",
    ]  # fmt: skip


def test_a_slip_is_forgiven_once():
    siti = Somebody()
    siti.does(join_webinar, NOW)
    prompt = siti.prompts[0]
    assert siti.answers(prompt, right=False)[0] is False
    assert siti.answers(prompt)[0] is True
    with refused("prompt_done"):
        siti.answers(prompt)
    siti.answers(siti.prompts[1], right=False)
    siti.answers(siti.prompts[1], right=False)
    with refused("prompt_done"):
        siti.answers(siti.prompts[1])


def test_a_question_that_was_not_asked_has_no_answer():
    siti = Somebody()
    siti.does(join_webinar, NOW)
    for number in (0, 99, siti.prompts[-1].number):
        with refused("no_such_prompt"):
            siti.does(answer_prompt, NOW, prompt=number, option=1)


def test_nothing_is_taken_before_and_after():
    siti = Somebody()
    with refused("webinar_not_open"):
        siti.does(join_webinar, NOW - 16 * MINUTE)
    after = siti.session.ends_at + MINUTE
    for command in (join_webinar, show_presence, leave_webinar):
        with refused("webinar_over"):
            siti.does(command, after)
    with refused("webinar_over"):
        siti.answers(siti.prompts[-1], at=after)
    finish_class(PROGRAM, class_id=siti.training_class.id, at=after)
    with refused("class_finished"):
        siti.answers(siti.prompts[-1], at=after)
    assert not Presence.objects.exists()


def test_only_ones_own_webinar():
    siti, other = Somebody(), Somebody()
    for enrolment, number in ((other.seat.id, 1), (siti.seat.id, 9)):
        with pytest.raises(NotYours):
            join_webinar(siti.by, enrolment_id=enrolment, number=number, at=NOW)
    trainer = an_actor("trainer", organisation=siti.seat.provider)
    with pytest.raises(NotYours):
        join_webinar(trainer, enrolment_id=siti.seat.id, number=1, at=NOW)
    seat = an_enrolment(training_class=a_self_paced_class())
    with refused("not_a_webinar"):
        join_webinar(Actor(Role.PERSON, person=seat.person_id), enrolment_id=seat.id, number=1, at=NOW)
    waiting = Somebody(status="open")
    with refused("class_not_running"):
        waiting.does(join_webinar, NOW)
    gone = Somebody()
    type(gone.seat).objects.filter(id=gone.seat.id).update(status="cancelled")
    with refused("seat_over"):
        gone.does(join_webinar, NOW)


def test_leaving_without_having_come_is_nothing():
    siti = Somebody()
    siti.does(leave_webinar, NOW)
    assert not Presence.objects.exists()


def test_a_correction_by_hand_stays():
    siti = Somebody()
    Attendance.objects.create(
        session=siti.session, enrolment=siti.seat, arrived_at=NOW, left_at=NOW + 100 * MINUTE, evidence="roster"
    )
    siti.does(join_webinar, NOW + 100 * MINUTE)
    row = Attendance.objects.get()
    assert (row.evidence, row.minutes) == ("roster", None)


def test_contested_time_stays_contested():
    siti = Somebody()
    siti.does(join_webinar, NOW)
    Attendance.objects.update(contested_at=NOW)
    siti.does(leave_webinar, NOW + MINUTE)
    assert Attendance.objects.get().contested_at == NOW


def test_what_the_page_shows():
    siti = Somebody()
    person = siti.seat.person_id
    prompt = siti.prompts[0]
    before = own_webinar(person, siti.seat.id, 1, at=NOW)
    assert (before.there, before.prompt, before.next_by) == (False, None, prompt.latest)
    siti.does(join_webinar, NOW)
    asked = own_webinar(person, siti.seat.id, 1, at=prompt.closes_at)
    assert (asked.there, asked.prompt, asked.in_time(prompt.closes_at)) == (True, prompt, True)
    assert not asked.in_time(prompt.closes_at + MINUTE)
    siti.does(leave_webinar, prompt.closes_at, by_hand=False)
    assert own_webinar(person, siti.seat.id, 1, at=prompt.closes_at).there  # a page loaded anew goes on
    siti.does(leave_webinar, prompt.closes_at + MINUTE)
    assert not own_webinar(person, siti.seat.id, 1, at=prompt.closes_at + 2 * MINUTE).there
    assert own_webinar(a_person().id, siti.seat.id, 1, at=NOW) is None


def lines_of(who, joined=0, left=120, number=2):
    return LogLine(number, who, NOW + joined * MINUTE, NOW + left * MINUTE)


def test_a_platforms_file_finds_seats_by_code_or_mail():
    siti = Somebody()
    code = shown(a_redeem_code(siti.seat).code)
    agus = an_enrolment(training_class=siti.training_class, person=a_person())
    an_account(person=agus.person, email="Agus@contoh.id")
    for prompt in siti.prompts:
        siti.answers(prompt)
    after = siti.session.ends_at + MINUTE
    lines = [
        lines_of(f"Siti {code.lower()} "), lines_of("Agus agus@contoh.id", number=3),
        lines_of("Siti Aminah", number=4), lines_of("Orang lain K7PM-X2QA", number=5),
        lines_of(code, joined=90, left=80, number=6), lines_of(code, joined=-900, left=-800, number=7),
    ]  # fmt: skip
    trainer = an_actor("trainer", organisation=siti.seat.provider)
    report = import_webinar_log(trainer, session_id=siti.session.id, lines=lines, at=after)
    assert (report.matched, report.seats, [number for number, _why in report.unmatched]) == (2, 2, [4, 5, 6, 7])
    minutes = {row.enrolment_id: row.minutes for row in Attendance.objects.all()}
    # Siti answered on our page; Agus's window was open, and nobody answered.
    assert (minutes[siti.seat.id], minutes[agus.id]) == (120, 0)
    told = Presence.objects.count()
    import_webinar_log(trainer, session_id=siti.session.id, lines=lines, at=after + MINUTE)
    assert Presence.objects.count() == told


def test_a_platforms_file_at_the_wrong_time_or_by_others():
    siti = Somebody()
    after = siti.session.ends_at + MINUTE
    with refused("webinar_not_over", field="file"):
        import_webinar_log(PROGRAM, session_id=siti.session.id, lines=[], at=siti.session.ends_at - MINUTE)
    with pytest.raises(NotYours):
        import_webinar_log(an_actor("provider"), session_id=siti.session.id, lines=[], at=after)
    with pytest.raises(NotYours):
        import_webinar_log(PROGRAM, session_id=siti.seat.id, lines=[], at=after)
    with refused("log_too_long"):
        import_webinar_log(PROGRAM, session_id=siti.session.id, lines=[lines_of("x")] * 5001, at=after)
    TrainingClass.objects.update(status="finished")
    with refused("class_finished"):
        import_webinar_log(PROGRAM, session_id=siti.session.id, lines=[], at=after)
    with refused("not_a_webinar"):
        own = a_self_paced_class().sessions.get()
        import_webinar_log(PROGRAM, session_id=own.id, lines=[], at=after)
