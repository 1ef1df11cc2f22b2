"""Making certificates: serial number, signed credential, place in a revocation list."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import connection

from peluang.domain.kernel.context import Actor
from peluang.engines.credentials import CertificateFacts, build_credential, certificate_number, sign
from peluang.engines.rules import local_date

from .evidence import Collected
from .keys import signing_key
from .models import AssessmentKind, Certificate, Enrolment, TrainingClass

#: Certificates of one revocation list: the standard's smallest, so that a list stays a small download.
LIST_SIZE = 131_072
_AT_ONCE = 1000


def certificate_url(number: str) -> str:
    return f"{settings.BASE_URL}/sertifikat/{number}"


def status_list_url(number: int) -> str:
    """Address of the revocation list `number`, counted from 0."""
    return f"{settings.BASE_URL}/sertifikat/daftar-status/{number}"


def issue(
    by: Actor,
    training_class: TrainingClass,
    passed: Sequence[Enrolment],
    collected: dict[UUID, Collected],
    *,
    at: datetime.datetime,
) -> list[Certificate]:
    """Unsaved certificates in the order of `passed` (persons loaded), with one key and one draw of serials."""
    if not passed:
        return []
    offering = training_class.offering
    skills = tuple((each.skill_id, each.skill.name_id) for each in offering.taught.select_related("skill"))
    key = signing_key(by, at=at)
    made = []
    for serial, enrolment in zip(_serials(len(passed)), passed):
        number = certificate_number(serial, local_date(at).year)
        facts = _facts(training_class, enrolment, number, serial - 1, skills, collected[enrolment.id], at)
        made.append(
            Certificate(
                number=number, enrolment=enrolment, offering=offering, provider=offering.provider,
                person_id=enrolment.person_id, home_region=enrolment.home_region,
                holder_name=enrolment.person.full_name,
                title=offering.title, credential=sign(build_credential(facts), key), key_id=key.kid,
                status_index=serial - 1, issued_at=at,
            )
        )  # fmt: skip
    return made


def store(made: Sequence[Certificate]) -> None:
    """Inside a command: all of them in one statement each thousand. As JSON, since a signed credential of 3 kB is
    quoted once that way; bulk_create takes it apart letter by letter twice."""
    fields = Certificate._meta.concrete_fields
    for start in range(0, len(made), _AT_ONCE):
        rows = [
            {field.column: field.value_from_object(each) for field in fields} for each in made[start : start + _AT_ONCE]
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into learning_certificate"
                " select * from json_populate_recordset(null::learning_certificate, %s::json)",
                [json.dumps(rows, default=str)],
            )


def _facts(
    training_class: TrainingClass,
    enrolment: Enrolment,
    number: str,
    status_index: int,
    skills: tuple[tuple[str, str], ...],
    collected: Collected,
    at: datetime.datetime,
) -> CertificateFacts:
    offering = training_class.offering
    post = collected.score(AssessmentKind.POST)
    return CertificateFacts(
        credential_id=certificate_url(number),
        number=number,
        issuer_id=settings.BASE_URL,
        issuer_name=f"{offering.provider.name} (Peluang)",
        issuer_url=settings.BASE_URL,
        recipient_id=f"urn:peluang:person:{enrolment.person_id}",
        recipient_name=enrolment.person.full_name,
        achievement_id=f"urn:peluang:offering:{offering.id}",
        training_title=offering.title,
        training_description=offering.description or offering.title,
        criteria=criteria_of(collected),
        language=offering.language,
        hours=max(1, _taught_minutes(training_class) // 60),
        occupation_code=offering.occupation_id or "",
        valid_from=at,
        status_list_url=status_list_url(status_index // LIST_SIZE),
        status_index=status_index % LIST_SIZE,
        result=None if post is None else str(post),
        skills=skills,
    )


def criteria_of(collected: Collected) -> str:
    """What had to be shown, in the credential's own language, whoever finishes the class."""
    rule = collected.rule
    parts = [f"hadir paling sedikit {rule.attendance_percent}%"]
    if "post" in rule.parts:
        parts.append(f"tes akhir paling sedikit {rule.post_mark} dari 100")
    if "practical" in rule.parts and collected.practical_needed:
        parts.append(f"unjuk keterampilan paling sedikit {rule.practical_mark} dari 100")
    return f"{', '.join(parts).capitalize()} (aturan {rule.version})"


def _taught_minutes(training_class: TrainingClass) -> int:
    promised = training_class.offering.minutes
    if promised:
        return promised
    return sum(int((each.ends_at - each.starts_at).total_seconds()) // 60 for each in training_class.sessions.all())


def _serials(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('learning_certificate_serial') from generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]
