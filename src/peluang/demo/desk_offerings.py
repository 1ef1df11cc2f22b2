"""Item banks, rounds of curation, pairs to decide, free equivalents, reports and reviews."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import numpy as np

from peluang.domain.catalogue.commands import (
    add_trainer,
    answer_report,
    change_offering,
    draft_offering,
    propose_equivalents,
    propose_free_equivalent,
    report_content,
    submit_offering,
)
from peluang.domain.kernel.context import Actor
from peluang.domain.learning.commands import add_question, add_task, answer_review, report_review, set_test_plan
from peluang.domain.learning.models import Review
from peluang.domain.learning.question_rules import Asked

from .desk_actors import Desk
from .plan_catalogue import STAGE_TYPES

#: What the standard asks beyond hours and price, of a training in a workshop.
WORKSHOP: dict[str, Any] = {
    "longest_day_minutes": 480, "class_size": 16, "trainers_per_class": 1, "tool_sets": 8, "computers": 0,
    "assessment_parts": ["pre", "post", "quiz", "practical"],
}  # fmt: skip
WELDING, FURNITURE = STAGE_TYPES.index("las-smaw-3g"), STAGE_TYPES.index("kayu-mebel")
_PRICED = STAGE_TYPES.index("servis-motor")


def fill_banks(desk: Desk) -> None:
    """Welding is tested here, with practical work; the bank for furniture has no test yet."""
    ask(desk, "las-smaw-3g", desk.offering(WELDING))
    ask(desk, "kayu-mebel", desk.offering(FURNITURE))
    for kind, count, attempts in (("pre", 6, 1), ("post", 8, 2)):
        set_test_plan(
            desk.provider, offering_id=desk.offering(WELDING), kind=kind, questions=count, minutes=20,
            attempts=attempts, at=desk.ago(30),
        )  # fmt: skip
    add_task(
        desk.provider, offering_id=desk.offering(WELDING), title="Pelat 10 mm posisi 3G", needs_file=True,
        instruction="Las dua pelat 10 mm tegak naik, tiga lapis. Foto dari depan, lalu tulis arus dan elektrodanya.",
        criteria=[("Bentuk dan ukuran kampuh", 40), ("Bebas takik dan keropos", 40), ("Kerapian dan keselamatan", 20)],
        at=desk.ago(30),
    )  # fmt: skip


def ask(desk: Desk, code: str, offering_id: UUID) -> None:
    for asked in _questions()[code]:
        add_question(desk.provider, offering_id=offering_id, asked=asked, at=desk.ago(30))


@lru_cache(maxsize=1)
def _questions() -> dict[str, list[Asked]]:
    """By training type."""
    text = files("peluang.demo").joinpath("data", "questions.toml").read_text(encoding="utf-8")
    return {code: [_asked(**each) for each in rows] for code, rows in tomllib.loads(text).items()}


def _asked(
    text: str, topic: str, options: Sequence[str] = (), right: Sequence[int] = (), number: str = "",
    tolerance: str = "0", explanation: str = "",
) -> Asked:  # fmt: skip
    return Asked(
        text=text, topic=topic, options=tuple(options), right=tuple(right), number=number, tolerance=tolerance,
        explanation=explanation,
    )  # fmt: skip


def curate(desk: Desk, program: Actor) -> None:
    """A change of what is sold and a new training wait for review; pairs, a free equivalent, two reports."""
    own = desk.country.catalogue
    priced = desk.offering(_PRICED)
    price = int(own.offerings.price[_PRICED]) + 150_000
    change_offering(
        desk.provider, offering_id=priced, price=price, outside_price=price + 100_000, **WORKSHOP, at=desk.ago(3)
    )
    _hand_in_a_new_one(desk)
    propose_equivalents(program, at=desk.ago(1))
    first = own.types[int(own.offerings.type[0])]
    propose_free_equivalent(
        desk.learner, training_type=first["code"], url="https://belajar-bebas.example/las-dasar",
        title="Las dasar: video dan latihan", source="Belajar Bebas (contoh)", at=desk.ago(2),
    )  # fmt: skip
    cheaper = report_content(
        desk.learner, offering_id=desk.offering(0), kind="cheaper", url="https://bengkel-murah.example/las-smaw",
        text="Di sini kelas yang sama dijual lebih murah.", at=desk.ago(5),
    )  # fmt: skip
    answer_report(
        desk.provider, report_id=cheaper.id, at=desk.ago(4),
        answer="Kelas di sana tidak memakai pelat dan elektroda sendiri; peserta membelinya terpisah.",
    )  # fmt: skip
    report_content(
        desk.next_person(), offering_id=desk.offering(FURNITURE), kind="untrue", at=desk.ago(1),
        text="Di halaman tertulis ada mesin bor duduk, tetapi di bengkelnya tidak ada.",
    )  # fmt: skip


def _hand_in_a_new_one(desk: Desk) -> None:
    """By the institution next to the stage that teaches in workshops."""
    own, geo = desk.country.catalogue, desk.country.geo
    away = geo.km[geo.stage][own.institutions.regency]
    place = int(
        min((each for each in range(1, len(away)) if own.institutions.kind[each] == "blk"), key=away.__getitem__)
    )
    by, at = desk.manager_of(place), desk.ago(4)
    trainer = add_trainer(
        by, organisation_id=desk.institution(place), name="Suparno Adi", occupation="7212", years=14, at=at
    )
    made = draft_offering(
        by, provider_id=desk.institution(place), training_type="las-smaw-3g",
        title="Las SMAW pelat posisi 3G kelas sore", mode="offline", online_share=0,
        price=2_300_000, outside_price=2_600_000, minutes_theory=18 * 60,
        minutes_practice=42 * 60, regency=geo.codes[int(own.institutions.regency[place])], occupation="7212",
        skills=[("las-smaw", 3)], trainer_id=trainer.id, at=at,
        description="Untuk yang bekerja pada pagi hari: las tegak naik pada pelat, dari persiapan sampai uji tekuk.",
        **WORKSHOP,
    )  # fmt: skip
    submit_offering(by, offering_id=made.id, at=at)


def look_at_reviews(desk: Desk) -> None:
    """The stage answers one and has another looked at; somebody else's waits too."""
    stage = [
        desk.offering(place) for place in np.flatnonzero(desk.country.catalogue.offerings.institution == 0).tolist()
    ]
    told = list(
        Review.objects.filter(offering_id__in=stage, status="published")
        .exclude(text="")
        .order_by("-written_at", "id")[:2]
    )
    if told:
        answer_review(
            desk.provider, review_id=told[0].id, at=desk.at,
            text="Terima kasih. Mulai bulan depan waktu praktiknya kami tambah satu jam.",
        )  # fmt: skip
    if told[1:]:
        report_review(
            desk.provider, review_id=told[1].id, reason="Ini sepertinya tentang kelas lembaga lain.", at=desk.at
        )
    other = Review.objects.filter(status="published").exclude(text="").exclude(offering_id__in=stage)
    found = other.order_by("-written_at", "id").first()
    if found:
        report_review(
            desk.next_person(), review_id=found.id, reason="Ditulis oleh orang yang tidak ikut kelas.", at=desk.at
        )
