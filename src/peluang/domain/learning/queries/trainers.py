"""A trainer as a record: certificates, classes held, measured results."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from peluang.domain.catalogue.models import Offering, Trainer, TrainerCredential
from peluang.domain.kernel.context import elevated
from peluang.engines.evaluation import Interval, MeanInterval, mean_interval, wilson
from peluang.engines.rules import local_date

from .reviews import Opinions, opinions_of

#: Counted over the classes this trainer led; a class names its trainer when it is scheduled.
_RESULTS = """
select count(distinct held.id), count(seat.id) filter (where seat.status in ('completed', 'failed')),
       count(seat.id) filter (where seat.status = 'completed'),
       avg(post.score - pre.score), coalesce(stddev_samp(post.score - pre.score), 0), count(post.score - pre.score)
  from learning_class held
  left join learning_enrolment seat on seat.training_class_id = held.id
  left join learning_assessment pre on pre.enrolment_id = seat.id and pre.kind = 'pre'
  left join learning_assessment post on post.enrolment_id = seat.id and post.kind = 'post'
 where held.trainer_id = %s and held.status = 'finished'
"""


@dataclass(frozen=True)
class PublicTrainer:
    """credentials: verified and not expired. gain: points of 100. opinions: of the offerings this trainer leads."""

    trainer: Trainer
    credentials: list[TrainerCredential]
    offerings: list[Offering]
    classes: int
    people: int
    completed: Interval | None
    gain: MeanInterval | None
    opinions: Opinions


def public_trainer(trainer_id: UUID, *, at: datetime.datetime) -> PublicTrainer | None:
    """Six statements; None for a trainer who neither teaches a published offering nor held a class."""
    trainer = Trainer.objects.select_related("organisation", "occupation").filter(id=trainer_id).first()
    if trainer is None:
        return None
    leads = Offering.objects.filter(trainer=trainer, status="published").select_related("training_type", "regency")
    offerings = list(leads.order_by("title", "id")[:20])
    with elevated("a trainer's results are counted over everybody they taught"), connection.cursor() as cursor:
        cursor.execute(_RESULTS, [trainer_id])
        classes, people, completed, gain, deviation, both = cursor.fetchone()
    if not classes and not offerings:
        return None
    return PublicTrainer(
        trainer=trainer, credentials=_credentials(trainer, local_date(at)), offerings=offerings, classes=classes,
        people=people, completed=wilson(completed, people),
        gain=mean_interval(float(gain), float(deviation), both, low=-100, high=100) if both else None,
        opinions=opinions_of([each.id for each in offerings], most=3),
    )  # fmt: skip


def _credentials(trainer: Trainer, today: datetime.date) -> list[TrainerCredential]:
    held = trainer.credentials.filter(verified_at__isnull=False).order_by("title")
    return [each for each in held if each.valid_until is None or each.valid_until >= today]
