"""Classes, seats, evidence, certificates.

`a_class()` is open and starts in a week. `an_enrolment(attended=True, scores={"post": 80})`;
`a_completed_enrolment(person=…, certificate=True, reviewed=True)`; `a_buyer(balance=1_000_000)` may buy from a balance.
"""

from __future__ import annotations

import datetime
import itertools
import os
import tempfile
from typing import Any

from peluang.domain.catalogue.models import Offering
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.certificates import issue
from peluang.domain.learning.evidence import collect
from peluang.domain.learning.models import (
    Assessment,
    Attendance,
    Certificate,
    CompetencyCertificate,
    Enrolment,
    Readiness,
    Review,
    Session,
    TrainingClass,
)
from peluang.domain.learning.readiness import codes_for
from peluang.domain.organisations.models import Disclosure, Organisation
from peluang.domain.people.models import Person
from peluang.domain.programme.models import Recipient
from peluang.engines.rules import NORMAL_2023, SchemeParameters
from tests.conftest import NOW

from .catalogue import an_offering
from .organisations import an_organisation
from .people import a_person
from .programme import a_recipient, a_scheme

# Tests sign with keys of their own: the installation's folder of keys stays untouched.
_KEYS = tempfile.TemporaryDirectory(prefix="peluang-test-keys-")
os.environ.setdefault("PELUANG_SIGNING_KEYS", _KEYS.name)

_numbers = itertools.count(1)
_DAY = datetime.timedelta(days=1)


def a_buyer(*, balance: int = 3_500_000, parameters: SchemeParameters = NORMAL_2023, **fields: Any) -> Recipient:
    """A recipient of today with `balance` rupiah under a scheme like `parameters`; fields are set afterwards."""
    row = a_recipient(scheme=a_scheme(parameters, training_rupiah=balance, planned=False))
    if fields:
        Recipient.objects.filter(id=row.id).update(**fields)
        row.refresh_from_db()
    return row


def a_class(
    *,
    offering: Offering | None = None,
    seats: int = 16,
    days: int = 3,
    starts_in: int = 7,
    running: bool = False,
    finished: bool = False,
    ready: bool = True,
    **fields: Any,
) -> TrainingClass:
    """Open, own money, three days of eight hours from `starts_in` days after the tests' present.

    running: began yesterday. finished: ended a month ago. payer="balance" for the programme's balance. ready: every
    item of its checklist is there; False: nobody has looked yet.
    """
    offering = offering or an_offering()
    first = (NOW + starts_in * _DAY).replace(hour=1, minute=0)
    if running:
        first, fields = (NOW - _DAY).replace(hour=1), {"status": "running"} | fields
    if finished:
        first, fields = (NOW - 30 * _DAY).replace(hour=1), {"status": "finished"} | fields
    values: dict[str, Any] = {
        "code": f"KLS-{next(_numbers):04d}", "starts_at": first, "payer": "own", "seats": seats,
        "ends_at": first + (days - 1) * _DAY + datetime.timedelta(hours=8), "venue": "Bengkel las",
        "regency_id": offering.regency_id, "trainer": offering.trainer,
    }  # fmt: skip
    row = TrainingClass.objects.create(offering=offering, **values | fields)
    for number in range(days):
        start = row.starts_at + number * _DAY
        Session.objects.create(
            training_class=row, number=number + 1, starts_at=start, ends_at=start + datetime.timedelta(hours=8),
            online=offering.mode == "online",
            kind="webinar" if offering.mode == "online" else "room",
        )  # fmt: skip
    if ready:
        Readiness.objects.bulk_create(
            Readiness(training_class=row, item=item, ok=True, checked_at=NOW) for item in codes_for(offering)
        )
    return row


def an_enrolment(
    *,
    training_class: TrainingClass | None = None,
    person: Person | None = None,
    attended: bool = False,
    scores: dict[str, int] | None = None,
    **fields: Any,
) -> Enrolment:
    """A booked seat with no money moved. attended: every session whole. scores: kind → points. The class counts it."""
    training_class = training_class or a_class()
    person = person or a_person()
    taken = set(training_class.enrolments.exclude(status="cancelled").values_list("seat", flat=True))
    values: dict[str, Any] = {
        "offering": training_class.offering, "provider": training_class.offering.provider,
        "home_region": person.home_region_id, "seat": next(n for n in itertools.count(1) if n not in taken),
        "payer": training_class.payer, "price": training_class.offering.price, "booked_at": NOW - 40 * _DAY,
        "status": "attending" if attended else "booked",
    }  # fmt: skip
    row = Enrolment.objects.create(training_class=training_class, person=person, **values | fields)
    if row.status != "cancelled":
        training_class.seats_taken += 1
        training_class.save(update_fields=["seats_taken"])
        Disclosure.objects.create(
            organisation=row.provider, person=person, purpose="class", subject=row.id, given_at=row.booked_at
        )
    if attended:
        for session in training_class.sessions.all():
            Attendance.objects.create(
                session=session, enrolment=row, arrived_at=session.starts_at, left_at=session.ends_at, evidence="roster"
            )
    for kind, score in (scores or {}).items():
        Assessment.objects.create(enrolment=row, kind=kind, score=score, assessed_at=NOW)
    return row


def a_completed_enrolment(
    *,
    offering: Offering | None = None,
    training_class: TrainingClass | None = None,
    person: Person | None = None,
    certificate: bool = True,
    reviewed: bool = False,
    **fields: Any,
) -> Enrolment:
    """Finished a month ago with good results; with a certificate that verifies; reviewed: with a review."""
    training_class = training_class or a_class(offering=offering, finished=True)
    row = an_enrolment(
        training_class=training_class, person=person, attended=True,
        scores={"pre": 40, "post": 82, "practical": 86},
        **{"status": "completed", "completed_at": training_class.ends_at} | fields,
    )  # fmt: skip
    if certificate:
        a_certificate(row)
    if reviewed:
        a_review(row)
    return row


def a_certificate(enrolment: Enrolment, **fields: Any) -> Certificate:
    """Signed with the installation's key: it verifies."""
    at = fields.pop("at", None) or enrolment.completed_at or NOW
    training_class = enrolment.training_class
    [row] = issue(PROGRAM, training_class, [enrolment], collect(training_class, [enrolment]), at=at)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def a_competency(
    *, person: Person | None = None, issuer: Organisation | None = None, status: str = "claimed", **fields: Any
) -> CompetencyCertificate:
    """Of an LSP, three years from last month, with a scanned page; seen by its issuer."""
    person = person or a_person()
    issuer = issuer or an_organisation("assessor")
    content = f"%PDF-1.7 {next(_numbers)}".encode()
    stored = store_file(
        PROGRAM, content=content, name="sertifikat.pdf", media_type="application/pdf", purpose="competency",
        person_id=person.id, at=NOW,
    )  # fmt: skip
    values: dict[str, Any] = {
        "issuer": issuer, "issuer_name": issuer.name, "number": f"LAS 2544 {next(_numbers):05d} 2026",
        "title": "Juru Las SMAW Posisi 3G", "units": ["C.24LAS01.001.1"], "level": 2,
        "issued_on": (NOW - 30 * _DAY).date(), "expires_on": (NOW + 1065 * _DAY).date(), "claimed_at": NOW - _DAY,
        "file": stored, "status": status,
    }  # fmt: skip
    row = CompetencyCertificate.objects.create(person=person, home_region=person.home_region_id, **values | fields)
    Disclosure.objects.create(
        organisation=issuer, person=person, purpose="competency", subject=row.id, given_at=row.claimed_at
    )
    return row


def a_review(enrolment: Enrolment, **fields: Any) -> Review:
    values: dict[str, Any] = {
        "answers": {"material": 5, "trainer": 5, "tools": 4, "usefulness": 4}, "text": "Alatnya lengkap.",
        "written_at": enrolment.completed_at or NOW,
    }  # fmt: skip
    return Review.objects.create(
        enrolment=enrolment, offering=enrolment.offering, home_region=enrolment.home_region, **values | fields
    )
