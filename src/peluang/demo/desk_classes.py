"""A class in a workshop with tests, practical work and a visit; a full class with a line; a round of scarce seats."""

from __future__ import annotations

import datetime
from uuid import UUID

import numpy as np

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.learning.commands import (
    answer_absence,
    book_seat,
    cancel_seat,
    check_class,
    draw_spot_check,
    hand_in_paper,
    hand_in_work,
    join_line,
    mark_spot_check,
    open_allocation,
    open_paper,
    record_attendance,
    schedule_class,
    set_wishes,
    start_class,
)
from peluang.domain.learning.models import AllocationClass, Enrolment, PracticalTask, Question, TrainingClass
from peluang.domain.learning.practical import HandedFile
from peluang.domain.learning.readiness import codes_for

from .desk_actors import Desk, a_photo
from .desk_offerings import FURNITURE, WELDING
from .plan_catalogue import STAGE_TYPES

_HOUR = datetime.timedelta(hours=1)
_TELLS = "Pakaian kerja, sepatu tertutup, KTP, dan alat tulis."


def teach_in_a_workshop(desk: Desk) -> None:
    """Began yesterday; goes on tomorrow. Eight people; works wait to be marked, an absence waits for a decision."""
    row = _workshop(desk, WELDING, "las-3g-uji", begins=1, sessions=(1, -1, -2), seats=12)
    seats = [_take(desk, row, 12) for _ in range(8)]
    first = row.sessions.order_by("number").first()
    assert first is not None, "scheduled with three"
    check_class(
        desk.trainer, class_id=row.id, answers=dict.fromkeys(codes_for(row.offering), (True, "")), at=desk.ago(3)
    )
    start_class(desk.trainer, class_id=row.id, at=first.starts_at - _HOUR)
    for number, seat in enumerate(seats[:6]):
        _take_the_pre_test(seat, number, first.starts_at + _HOUR / 2)
    for seat in seats[:7]:
        record_attendance(
            desk.trainer, session_id=first.id, enrolment_id=seat.id, arrived_at=first.starts_at, left_at=first.ends_at,
            at=first.ends_at,
        )  # fmt: skip
    _visit(desk, first.id, first.starts_at + 2 * _HOUR, {each.id for each in seats[:7]})
    task = PracticalTask.objects.get(offering_id=row.offering_id)
    for number, seat in enumerate(seats[:3]):
        hand_in_work(
            Actor(Role.PERSON, seat.person_id), enrolment_id=seat.id, task_id=task.id, at=desk.ago(1, 9 + number),
            text=f"Elektroda E7018 3,2 mm, arus {105 + 5 * number} A, tiga lapis.",
            files=[HandedFile(f"pelat-{number + 1}.png", a_photo(number))],
        )  # fmt: skip


def _workshop(
    desk: Desk, place: int, code: str, *, begins: int, sessions: tuple[int, ...], seats: int, payer: str = "own"
) -> TrainingClass:
    """Scheduled weeks before. begins, sessions: days ago (negative: to come), eight hours each."""
    days = [desk.ago(each) - _HOUR for each in sessions]
    days = [each.replace(hour=1, minute=0) for each in days]  # eight o'clock in Jakarta
    return schedule_class(
        desk.provider, offering_id=desk.offering(place), code=code.upper(), starts_at=days[0],
        ends_at=days[-1] + 8 * _HOUR, seats=seats, payer=payer, venue="Bengkel LKP Karya Las Jepara",
        address="Jalan Pendidikan 7, Jepara", sessions=[(each, each + 8 * _HOUR, False) for each in days],
        trainer_id=UUID(desk.country.catalogue.trainers.ids[0].decode()), tells=_TELLS,
        at=desk.ago(max(begins, 0) + 20),
    )  # fmt: skip


def _take(desk: Desk, row: TrainingClass, days: float, by: Actor | None = None) -> Enrolment:
    by = by or desk.next_person()
    assert by.person is not None, "people take seats"
    return book_seat(by, class_id=row.id, person_id=by.person, key=f"meja-{row.code}", at=desk.ago(days))


def _take_the_pre_test(seat: Enrolment, number: int, at: datetime.datetime) -> None:
    """Some know much before the class, some little."""
    by = Actor(Role.PERSON, seat.person_id)
    paper = open_paper(by, enrolment_id=seat.id, kind="pre", at=at)
    asked = Question.objects.filter(id__in=[each["question"] for each in paper.questions]).order_by("id")
    answers = {
        str(each.id): each.right[0] if each.kind == "number" else each.right
        for each in list(asked)[: 1 + number]
    }  # fmt: skip
    hand_in_paper(by, paper_id=paper.id, answers=answers, at=at + _HOUR / 4)


def _visit(desk: Desk, session_id: UUID, at: datetime.datetime, there: set[UUID]) -> None:
    """The labour office found one seat empty that the trainer's list says was taken."""
    check = draw_spot_check(desk.labour_office, session_id=session_id, at=at)
    drawn = list(check.seats.order_by("id"))
    empty = next(each for each in drawn if each.enrolment_id in there)
    marks = {each.id: each.id != empty.id and each.enrolment_id in there for each in drawn}
    mark_spot_check(desk.labour_office, check_id=check.id, present=marks, note="Bengkel terbuka, alat dipakai.", at=at)
    answer_absence(desk.trainer, seat_id=empty.id, answer="Ia sedang mengambil elektroda di gudang.", at=at + 3 * _HOUR)


def open_a_line(desk: Desk) -> None:
    """Two seats, three people in line; one seat came back an hour ago and is held for the first."""
    row = _workshop(desk, FURNITURE, "mebel-kecil", begins=-9, sessions=(-9, -10, -11), seats=2)
    leaver, _stays = _take(desk, row, 8), _take(desk, row, 8)
    line = [desk.learner, desk.next_person(), desk.next_person()]
    for turn, by in enumerate(line):
        assert by.person is not None
        join_line(by, class_id=row.id, person_id=by.person, at=desk.ago(6 - turn))
    cancel_seat(Actor(Role.PERSON, leaver.person_id), enrolment_id=leaver.id, at=desk.at - _HOUR)


def open_a_round(desk: Desk) -> None:
    """Six seats in two classes that balances pay; people of the decree have wished for four days already."""
    places = (0, STAGE_TYPES.index("finishing-mebel"))
    rows = [
        _workshop(desk, place, f"bagi-{turn}", begins=0, sessions=(-40, -41, -42), seats=3, payer="balance")
        for turn, place in enumerate(places, 1)
    ]
    home = desk.country.geo.codes[desk.country.geo.stage]
    made = open_allocation(
        desk.office, name="Bengkel Jepara, putaran pertama", opens_at=desk.ago(4), closes_at=desk.ago(-4),
        most_wishes=5, classes=[(each.id, {home: 1}) for each in rows], at=desk.ago(5),
    )  # fmt: skip
    wanted = list(AllocationClass.objects.filter(allocation=made).order_by("id").values_list("id", flat=True))
    for turn, person in enumerate(_with_a_balance(desk)):
        wishes = wanted if turn % 3 else wanted[::-1]
        set_wishes(
            Actor(Role.PERSON, person), allocation_id=made.id, person_id=person, classes=wishes[: 1 + (turn % 4 > 0)],
            at=desk.ago(3 - turn % 3, turn % 5),
        )  # fmt: skip


def _with_a_balance(desk: Desk, most: int = 14) -> list[UUID]:
    """Recipients of the newest decree who bought nothing yet, nearest to the stage first; never an account's person."""
    country = desk.country
    own, seats, folk = country.programme.recipients, country.training.enrolments, country.people
    bought = np.zeros(len(own), dtype=bool)
    bought[seats.recipient[seats.first]] = True
    person = own.person[(own.wave == 1) & ~bought]
    person = person[folk.ordinary[person]]
    near = person[np.argsort(country.geo.km[country.geo.stage][folk.regency[person]], kind="stable")][:most]
    return [UUID(each.decode()) for each in folk.ids[near].tolist()]
