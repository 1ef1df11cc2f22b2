"""A trainer's own record: what they may show, what they taught, what came of it, beside those who teach the same."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from peluang.domain.catalogue.models import Trainer, TrainerCredential
from peluang.domain.kernel.context import Actor, Role, elevated
from peluang.engines.evaluation import Interval, MeanInterval, mean_interval, wilson

from .. import access
from ..models import TrainingClass
from ..questions import QUESTIONS

_RESULTS = """
with equal as (
  select distinct offering.training_type_id as type_id
    from learning_class held join catalogue_offering offering on offering.id = held.offering_id
   where held.trainer_id = %(trainer)s
), seats as (
  select held.trainer_id = %(trainer)s as own, held.trainer_id as trainer_id, held.id as class_id,
         seat.id as seat_id, seat.person_id as person_id, seat.status as status
    from learning_class held
    join catalogue_offering offering on offering.id = held.offering_id
    join learning_enrolment seat on seat.training_class_id = held.id and seat.status in ('completed', 'failed')
   where held.status = 'finished' and held.trainer_id is not null
     and (held.trainer_id = %(trainer)s or offering.training_type_id in (select type_id from equal))
)
select seats.own, count(distinct seats.trainer_id), count(distinct seats.class_id), count(distinct seats.person_id),
       count(*), count(*) filter (where seats.status = 'completed'),
       avg(post.score - pre.score), coalesce(stddev_samp(post.score - pre.score), 0), count(post.score - pre.score)
  from seats
  left join learning_assessment pre on pre.enrolment_id = seats.seat_id and pre.kind = 'pre'
  left join learning_assessment post on post.enrolment_id = seats.seat_id and post.kind = 'post'
 group by seats.own
"""
_MARKS = """
select question.key, count(*), avg(question.value::int), coalesce(stddev_samp(question.value::int), 0)
  from learning_review review
  join learning_enrolment seat on seat.id = review.enrolment_id
  join learning_class held on held.id = seat.training_class_id, jsonb_each_text(review.answers) question
 where held.trainer_id = %(trainer)s group by question.key
"""


@dataclass(frozen=True)
class TaughtResults:
    """Of finished classes. trainers: how many it is counted over. seats: places taken to the end, passed or not.
    gain: points of 100 from pre- to post-test, of those who took both."""

    trainers: int
    classes: int
    people: int
    seats: int
    completed: Interval | None
    gain: MeanInterval | None


@dataclass(frozen=True)
class TrainerRecord:
    """own, colleagues: None where nothing was finished; colleagues: everybody else who taught trainings of the same
    types, anywhere, as one. marks: question → mean 1-5 with interval, of their own classes. classes: newest first."""

    trainer: Trainer
    credentials: Sequence[TrainerCredential]
    own: TaughtResults | None
    colleagues: TaughtResults | None
    marks: dict[str, MeanInterval]
    classes: Sequence[TrainingClass]


def own_trainers(by: Actor) -> list[Trainer]:
    """Records of whoever asks: a trainer's own, a manager's all of the institution, by name (1 statement)."""
    if by.organisation is None or by.person is None:
        return []
    found = Trainer.objects.filter(organisation_id=by.organisation)
    if by.role == Role.TRAINER:
        found = found.filter(person_id=by.person)
    return list(found.select_related("occupation").order_by("name", "id")[:200])


def trainer_record(by: Actor, trainer_id: UUID) -> TrainerRecord | None:
    """Five statements; None unless it is one's own or of an institution one manages. Results are totals over everybody
    taught, colleagues' too: no person and no single colleague stands in them."""
    trainer = Trainer.objects.select_related("organisation", "occupation").filter(id=trainer_id).first()
    if trainer is None or not _may_read(by, trainer):
        return None
    with elevated("results of a trainer and of all who teach the same"), connection.cursor() as cursor:
        cursor.execute(_RESULTS, {"trainer": trainer_id})
        results = {row[0]: _results(row) for row in cursor.fetchall()}
        cursor.execute(_MARKS, {"trainer": trainer_id})
        said = {key: mean_interval(float(m), float(s), n, low=1, high=5) for key, n, m, s in cursor.fetchall()}
    classes = TrainingClass.objects.filter(trainer=trainer).exclude(status="cancelled").select_related("offering")
    return TrainerRecord(
        trainer, list(trainer.credentials.order_by("title", "id")), results.get(True), results.get(False),
        {question: said[question] for question in QUESTIONS if question in said},
        list(classes.order_by("-starts_at", "id")[:50]),
    )  # fmt: skip


def is_expired(credential: TrainerCredential, today: datetime.date) -> bool:
    return credential.valid_until is not None and credential.valid_until < today


def _may_read(by: Actor, trainer: Trainer) -> bool:
    if access.manages(by, trainer.organisation_id):
        return True
    return by.role == Role.TRAINER and by.person is not None and trainer.person_id == by.person


def _results(row: Sequence[Any]) -> TaughtResults:
    _own, trainers, classes, people, seats, completed, gain, spread, both = row
    return TaughtResults(
        trainers, classes, people, seats, wilson(completed, seats),
        mean_interval(float(gain), float(spread), both, low=-100, high=100) if both else None,
    )  # fmt: skip
