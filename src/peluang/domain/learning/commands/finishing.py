"""The end of a class: who passed is computed, certificates follow."""

from __future__ import annotations

import datetime
import hashlib
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import write
from peluang.domain.people.commands import add_skill

from .. import access
from ..certificates import issue
from ..completion import RULE, missing
from ..events import CERTIFICATE_ISSUED, CLASS_FINISHED, ENROLMENT_COMPLETED, ENROLMENT_FAILED
from ..evidence import Collected, collect
from ..locks import locked_class
from ..models import Certificate, Enrolment, TrainingClass
from ..purchase import counts_as_offline
from ..states import CLASS, ENROLMENT


@command
def finish_class(by: Actor, *, class_id: UUID, at: datetime.datetime) -> TrainingClass:
    """Computes completion of every seat from evidence (completion.py), issues certificates, adds the skills taught.

    Raises Refused("sessions_not_over") while a session is still to come or running.
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
    seated = list(
        row.enrolments.select_for_update(of=("self",), no_key=True)
        .select_related("person")
        .exclude(status__in=ENROLMENT.final)
        .order_by("seat")
    )
    collected = collect(row, seated)
    passed = [each for each in seated if each.status == "attending" and not missing(collected[each.id].evidence)]
    certificates = dict(zip([each.id for each in passed], issue(by, row, passed, collected, at=at)))
    row.save(update_fields=["status"])
    for enrolment in seated:
        enrolment.training_class, enrolment.offering = row, row.offering
        if enrolment.id in certificates:
            _complete(by, enrolment, certificates[enrolment.id], at)
        else:
            _fail(by, enrolment, collected[enrolment.id], at)
    digest = hashlib.sha256("\n".join(str(each.id) for each in passed).encode()).hexdigest()
    append(
        CLASS_FINISHED, row.id, at=at, offering_id=row.offering_id, completed=len(passed),
        failed=len(seated) - len(passed), digest=digest,
    )  # fmt: skip
    return row


def _complete(by: Actor, enrolment: Enrolment, certificate: Certificate, at: datetime.datetime) -> None:
    ENROLMENT.advance(enrolment, "completed", by.role)
    enrolment.completed_at = at
    enrolment.save(update_fields=["status", "completed_at"])
    certificate.save(force_insert=True)
    for taught in enrolment.offering.taught.all():
        add_skill(
            by, person_id=enrolment.person_id, skill=taught.skill_id, level=taught.level, source="certificate",
            evidence=certificate.id, at=at,
        )  # fmt: skip
    done = append(
        ENROLMENT_COMPLETED, enrolment.id, at=at, person_id=enrolment.person_id, offering_id=enrolment.offering_id,
        offline=counts_as_offline(enrolment.offering), wants_placement=enrolment.wants_placement,
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
        missing=lacking, rule=RULE.version,
    )  # fmt: skip
    write(
        by, person_id=enrolment.person_id, template="learning.failed", at=at, once=f"failed:{enrolment.id}",
        context={"class_id": enrolment.training_class_id, "enrolment_id": enrolment.id},
    )  # fmt: skip
