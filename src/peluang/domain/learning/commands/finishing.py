"""The end of a class: who passed is computed, certificates follow."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import write, write_many
from peluang.domain.organisations.models import Membership
from peluang.domain.people.commands import add_skill
from peluang.engines.rules import local_date

from .. import access
from ..certificates import issue, store
from ..completion import missing
from ..events import CERTIFICATE_ISSUED, CLASS_FINISHED, ENROLMENT_COMPLETED, ENROLMENT_FAILED
from ..evidence import Collected, collect
from ..locks import locked_class
from ..models import Certificate, Enrolment, SpotCheckSeat, TrainingClass
from ..papers import close_papers_of_class
from ..purchase import counts_as_offline
from ..queries.attendance import contests_something, undecided_absences, undecided_in
from ..states import CLASS, ENROLMENT
from .spot_checks import excuse_what_nobody_decided

_BATCH = 200


@dataclass(frozen=True)
class FinishRule:
    """Our own rule, so that nobody's certificate waits for a class that nobody ends: days after its last hour.

    decide_days: how long a class waits for an office to decide absences of a visit; then they are not held against
    anybody, because the person cannot hurry the office.
    """

    version: str = "peluang-finish-2"
    remind_days: int = 3
    finish_days: int = 7
    decide_days: int = 14


FINISH_RULE = FinishRule()


@command
def finish_class(by: Actor, *, class_id: UUID, at: datetime.datetime) -> TrainingClass:
    """Computes completion of every seat from evidence (completion.py), issues certificates, adds the skills taught.

    Raises Refused: "sessions_not_over" while a session is still to come or running, "absences_undecided" while an
    office has not decided an absence that contests somebody's hours (FINISH_RULE.decide_days at most). Practical work
    that nobody marked does not hold a class: who ends it is told before.
    """
    row = locked_class(class_id)
    access.must_teach(by, row)
    CLASS.advance(row, "finished", by.role)
    last = max([each.ends_at for each in row.sessions.all()], default=row.ends_at)
    if at < last:
        raise Refused(
            "sessions_not_over",
            _("Masih ada pertemuan yang belum selesai."),
            todo=_("Akhiri kelas sesudah pertemuan terakhir, dan catat kehadiran serta nilainya dulu."),
        )
    _wait_for_decisions(by, row, at)
    # Locked before the evidence is read: what a seat's page or its LMS still sends waits, and finds the class finished.
    seated = list(
        row.enrolments.select_for_update(of=("self",), no_key=True)
        .select_related("person")
        .exclude(status__in=ENROLMENT.final)
        .order_by("seat")
    )
    close_papers_of_class(row.id, at=at)
    collected = collect(row, seated)
    passed = [each for each in seated if each.status == "attending" and not missing(collected[each.id].evidence)]
    certificates = dict(zip([each.id for each in passed], issue(by, row, passed, collected, at=at)))
    store(list(certificates.values()))
    row.save(update_fields=["status"])
    for enrolment in seated:
        enrolment.training_class, enrolment.offering = row, row.offering
        if enrolment.id in certificates:
            _complete(by, enrolment, certificates[enrolment.id], collected[enrolment.id], at)
        else:
            _fail(by, enrolment, collected[enrolment.id], at)
    digest = hashlib.sha256("\n".join(str(each.id) for each in passed).encode()).hexdigest()
    append(
        CLASS_FINISHED, row.id, at=at, offering_id=row.offering_id, completed=len(passed),
        failed=len(seated) - len(passed), digest=digest,
    )  # fmt: skip
    return row


def _wait_for_decisions(by: Actor, row: TrainingClass, at: datetime.datetime) -> None:
    """Read after the class is locked: marking a visit and deciding it take the same lock. Nobody but the program ends
    a class over an open question, and the program only when its time is over.
    """
    if not undecided_absences(row.id):
        return
    if by.role == Role.SYSTEM and at >= _decided_by(row):
        excuse_what_nobody_decided(by, row, at=at)
        return
    raise Refused(
        "absences_undecided",
        _("Ada ketidakhadiran waktu kunjungan yang belum diputuskan kantor."),
        todo=_("Akhiri kelas sesudah diputuskan. Tanpa putusan sampai %(day)s, kelas berakhir sendiri.")
        % {"day": f"{local_date(_decided_by(row)):%d-%m-%Y}"},
    )


def _decided_by(row: TrainingClass) -> datetime.datetime:
    return row.ends_at + datetime.timedelta(days=FINISH_RULE.decide_days)


def finish_overdue_classes(by: Actor, *, at: datetime.datetime) -> int:
    """Ends classes nobody ended within FINISH_RULE, and reminds of those that wait: their teachers, and the offices
    whose visits have no decision. Each class is its own transaction.

    Returns how many ended.
    """
    waiting = TrainingClass.objects.filter(status="running").order_by("ends_at", "id")
    overdue = waiting.filter(ends_at__lte=at - datetime.timedelta(days=FINISH_RULE.finish_days))
    ended = 0
    for class_id in _first_those_that_may_end(overdue, at)[:_BATCH]:
        try:
            finish_class(by, class_id=class_id, at=at)
        except Refused:  # ended or cancelled meanwhile, or an office still has to decide
            continue
        ended += 1
    quiet = waiting.filter(
        ends_at__lte=at - datetime.timedelta(days=FINISH_RULE.remind_days),
        ends_at__gt=at - datetime.timedelta(days=FINISH_RULE.remind_days + 1),
    )
    for class_id in quiet.values_list("id", flat=True):
        _remind(by, class_id=class_id, at=at)
    return ended


def _first_those_that_may_end(overdue: QuerySet[TrainingClass], at: datetime.datetime) -> QuerySet[TrainingClass, UUID]:
    """Without classes that still wait for a decision: they must not fill the batch (their time comes)."""
    waiting = SpotCheckSeat.objects.filter(
        contests_something(), spot_check__session__training_class=OuterRef("pk"), present=False,
        excused_at__isnull=True, upheld_at__isnull=True,
    )  # fmt: skip
    late = at - datetime.timedelta(days=FINISH_RULE.decide_days)
    return overdue.filter(~Exists(waiting) | Q(ends_at__lte=late)).values_list("id", flat=True)


@command
def _remind(by: Actor, *, class_id: UUID, at: datetime.datetime) -> None:
    """Its trainer, else the institution's managers, once: the day on which it ends by itself stands in the message."""
    row = TrainingClass.objects.select_related("trainer", "offering").get(id=class_id)
    people = [row.trainer.person_id] if row.trainer and row.trainer.person_id else []
    if not people:
        managers = Membership.objects.filter(
            organisation_id=row.offering.provider_id, role="provider", until__isnull=True
        )
        people = list(managers.values_list("person_id", flat=True))
    asked = undecided_in(row.id).values_list("spot_check__organisation", flat=True)
    visited_by = {each for each in asked if each is not None}
    ends = _decided_by(row) if asked else row.ends_at + datetime.timedelta(days=FINISH_RULE.finish_days)
    contexts = {each: {"class_id": row.id, "ends_at": ends} for each in people}
    write_many(by, template="learning.class_waits_to_end", contexts=contexts, at=at, once=f"class-waits:{row.id}")
    offices = Membership.objects.filter(organisation_id__in=visited_by, until__isnull=True)
    visitors = {each: {"class_id": row.id, "ends_at": ends} for each in offices.values_list("person_id", flat=True)}
    write_many(by, template="learning.absences_wait", contexts=visitors, at=at, once=f"absences-wait:{row.id}")


def _complete(
    by: Actor, enrolment: Enrolment, certificate: Certificate, collected: Collected, at: datetime.datetime
) -> None:
    ENROLMENT.advance(enrolment, "completed", by.role)
    enrolment.completed_at = at
    enrolment.save(update_fields=["status", "completed_at"])
    for taught in enrolment.offering.taught.all():
        add_skill(
            by, person_id=enrolment.person_id, skill=taught.skill_id, level=taught.level, source="certificate",
            evidence=certificate.id, at=at,
        )  # fmt: skip
    done = append(
        ENROLMENT_COMPLETED, enrolment.id, at=at, person_id=enrolment.person_id, offering_id=enrolment.offering_id,
        offline=counts_as_offline(enrolment.offering), wants_placement=enrolment.wants_placement,
        rule=collected.rule.version,
    )  # fmt: skip
    append(
        CERTIFICATE_ISSUED, certificate.id, at=at, cause=done, enrolment_id=enrolment.id, person_id=enrolment.person_id
    )
    write(
        by, person_id=enrolment.person_id, template="learning.completed", at=at, once=f"completed:{enrolment.id}",
        context={
            "class_id": enrolment.training_class_id, "number": certificate.number, "enrolment_id": enrolment.id,
        },
    )  # fmt: skip


def _fail(by: Actor, enrolment: Enrolment, collected: Collected, at: datetime.datetime) -> None:
    """The reason is kept as codes, so that the page can say in both languages what was missing."""
    ENROLMENT.advance(enrolment, "failed", by.role)
    lacking = [each.code for each in missing(collected.evidence)] or ["ATTENDANCE"]
    enrolment.status_reason = " ".join(lacking)
    enrolment.save(update_fields=["status", "status_reason"])
    append(
        ENROLMENT_FAILED, enrolment.id, at=at, person_id=enrolment.person_id, offering_id=enrolment.offering_id,
        missing=lacking, rule=collected.rule.version,
    )  # fmt: skip
    write(
        by, person_id=enrolment.person_id, template="learning.failed", at=at, once=f"failed:{enrolment.id}",
        context={"class_id": enrolment.training_class_id, "enrolment_id": enrolment.id},
    )  # fmt: skip
