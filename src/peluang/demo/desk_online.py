"""An online training with a self-paced part and webinars, its items and somebody's progress, and the LMS's key."""

from __future__ import annotations

import datetime
from uuid import UUID

import numpy as np

from peluang.domain.catalogue.commands import draft_offering, publish_offering, submit_offering
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.commands import book_seat, schedule_class, set_test_plan, start_class
from peluang.domain.learning.commands.items import add_item
from peluang.domain.learning.commands.online_sessions import make_self_paced, set_links
from peluang.domain.learning.commands.self_paced import report_progress
from peluang.domain.organisations.commands.partner_keys import make_partner_key

from .desk_actors import Desk
from .desk_offerings import ask

_CODE = "analisis-data-excel"
_ITEMS = (
    ("m1", "Mengenal lembar sebar", "video", 90), ("m2", "Membersihkan data", "video", 120),
    ("m3", "Rumus dan rujukan", "video", 120), ("m4", "Tabel ringkas dan grafik", "video", 120),
    ("m5", "Latihan: data penjualan mebel", "task", 90),
)  # fmt: skip
_MINUTES = datetime.timedelta(minutes=1)


def teach_online(desk: Desk) -> None:
    offering = _on_sale(desk)
    ask(desk, _CODE, offering)
    set_test_plan(
        desk.provider, offering_id=offering, kind="quiz", questions=5, minutes=15, attempts=2, at=desk.ago(20)
    )
    for code, title, kind, minutes in _ITEMS:
        add_item(
            desk.provider, offering_id=offering, code=code, title=title, kind=kind, minutes=minutes, at=desk.ago(20)
        )
    make_partner_key(desk.provider, organisation_id=desk.institution(0), label="LMS Karya Las", at=desk.ago(20))
    _running(desk, offering)
    _class(desk, offering, "DARING-2", begins=-12, seats=40)


def _on_sale(desk: Desk) -> UUID:
    """Thirty hours, nine of them at one's own pace; looked at and published three weeks ago."""
    made = draft_offering(
        desk.provider, provider_id=desk.institution(0), training_type=_CODE, title="Analisis data dengan lembar sebar",
        description="Dari data mentah ke ringkasan dan grafik, untuk usaha mebel dan bengkel. Data contoh.",
        mode="online", online_share=100, price=400_000, outside_price=450_000, minutes_theory=9 * 60,
        minutes_practice=21 * 60, minutes_self_paced=9 * 60, longest_day_minutes=180, class_size=40,
        trainers_per_class=1, tool_sets=8, computers=40, assessment_parts=["pre", "post", "quiz", "practical"],
        regency=None, occupation=desk.country.catalogue.types[_type_of(desk)]["occupation"],
        skills=[(each, 2) for each in desk.country.catalogue.skills[_type_of(desk)][:3]],
        trainer_id=_second_trainer(desk), at=desk.ago(26),
    )  # fmt: skip
    submit_offering(desk.provider, offering_id=made.id, at=desk.ago(25))
    publish_offering(desk.office, offering_id=made.id, free_checked=True, outside_checked=True, at=desk.ago(22))
    return made.id


def _second_trainer(desk: Desk) -> UUID:
    """Not the account's, who stands in the workshop today."""
    own = desk.country.catalogue.trainers
    return UUID(own.ids[int(np.flatnonzero(own.institution == 0)[-1])].decode())


def _type_of(desk: Desk) -> int:
    return next(place for place, each in enumerate(desk.country.catalogue.types) if each["code"] == _CODE)


def _running(desk: Desk, offering: UUID) -> None:
    """Began two days ago; one webinar goes on now, one follows. The learner has done two items and part of a third."""
    row = _class(desk, offering, "DARING-1", begins=2, seats=40)
    by = desk.learner
    assert by.person is not None
    seat = book_seat(by, class_id=row, person_id=by.person, key="meja-daring", at=desk.ago(9))
    for _ in range(5):
        other = desk.next_person()
        assert other.person is not None
        book_seat(other, class_id=row, person_id=other.person, key="meja-daring", at=desk.ago(8))
    start_class(PROGRAM, class_id=row, at=desk.ago(2))
    for code, started, minutes, done in (("m1", 2, 95, True), ("m2", 1, 118, True), ("m3", 0, 40, False)):
        began = min(desk.ago(started, 1), desk.at - 60 * _MINUTES)
        told = min(began + (minutes + 5) * _MINUTES, desk.at)
        report_progress(
            desk.provider, enrolment_id=seat.id, item_code=code, started_at=began, active_seconds=minutes * 60,
            completed_at=told if done else None, at=told,
        )  # fmt: skip


def _class(desk: Desk, offering: UUID, code: str, *, begins: int, seats: int) -> UUID:
    """A fortnight: nine hours at one's own pace from the first day on, and webinars of three hours."""
    starts = desk.ago(begins)
    soon = desk.at - 20 * _MINUTES if begins >= 0 else starts + datetime.timedelta(days=1)
    webinars = [soon, soon + datetime.timedelta(days=3), soon + datetime.timedelta(days=6)]
    ends = webinars[-1] + datetime.timedelta(days=5)
    spare = starts + 10 * _MINUTES
    row = schedule_class(
        desk.provider, offering_id=offering, code=code, starts_at=starts, ends_at=ends, seats=seats, payer="own",
        venue="Ruang daring", tells="Laptop dengan lembar sebar, dan koneksi yang stabil.", at=desk.ago(18),
        sessions=[(starts, spare, True), *((each, each + 180 * _MINUTES, True) for each in webinars)],
    )  # fmt: skip
    first, *others = row.sessions.order_by("number")
    make_self_paced(desk.provider, session_id=first.id, minutes=540, starts_at=starts, ends_at=ends, at=desk.ago(17))
    for each in others:
        set_links(
            desk.provider, session_id=each.id, at=desk.ago(17),
            join_url=f"https://rapat.example/{code.lower()}-{each.number}",
        )  # fmt: skip
    return row.id
