"""Reading competency certificates: the holder, the issuer, the office, and anybody who checks one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from peluang.domain.files.models import StoredFile
from peluang.domain.files.queries import content_of
from peluang.domain.kernel.context import Actor, Role, elevated
from peluang.domain.organisations.models import Kind, Organisation
from peluang.domain.people.models import Person
from peluang.engines.rules import local_date

from ..models import CompetencyCertificate
from .certificates import shown_name


@dataclass(frozen=True)
class PublicCompetency:
    """What anybody may know who has number and issuer. state: "valid", "expired" or "revoked"."""

    number: str
    holder: str
    title: str
    issuer: str
    units: tuple[str, ...]
    issued_on: datetime.date
    expires_on: datetime.date
    state: str
    revoked_at: datetime.datetime | None
    reason: str


def public_competency(number: str, issuer: str, *, at: datetime.datetime) -> PublicCompetency | None:
    """Anyone's check (1 statement). Only what was found genuine is there at all: a claim says nothing yet."""
    wanted, by_name = " ".join(number.split()).upper(), " ".join(issuer.split())
    if not wanted or not by_name:
        return None
    with elevated("anyone may check a competency certificate"):
        row = (
            CompetencyCertificate.objects.select_related("person")
            .filter(number=wanted, issuer_name__iexact=by_name, status__in=["verified", "revoked"])
            .first()
        )
    if row is None:
        return None
    state = "revoked" if row.status == "revoked" else "expired" if row.expires_on < local_date(at) else "valid"
    return PublicCompetency(
        number=row.number, holder=shown_name(row.person.full_name), title=row.title, issuer=row.issuer_name,
        units=tuple(row.units), issued_on=row.issued_on, expires_on=row.expires_on, state=state,
        revoked_at=row.revoked_at, reason=row.reason,
    )  # fmt: skip


def competency_of(person_id: UUID) -> list[CompetencyCertificate]:
    """A person's own, the newest first (1 statement)."""
    rows = CompetencyCertificate.objects.select_related("skill", "file").filter(person_id=person_id)
    return list(rows.order_by("-issued_on", "-claimed_at"))


def competency_queue(by: Actor, *, status: str = "claimed", most: int = 100) -> list[CompetencyCertificate]:
    """What waits for this judge, oldest first: the LSP's own; for the office those whose issuer is not here too
    (1 statement)."""
    rows = _named(CompetencyCertificate.objects.filter(status=status))
    rows = rows.order_by("claimed_at") if status == "claimed" else rows.order_by("-claimed_at")
    return list(_judged(by, rows)[:most])


def competency_counts(by: Actor) -> dict[str, int]:
    """status → how many, of this judge (1 statement)."""
    rows = _judged(by, CompetencyCertificate.objects.all()).order_by().values_list("status").annotate(Count("id"))
    return dict(rows)


def competency_to_judge(by: Actor, competency_id: UUID) -> CompetencyCertificate | None:
    """One that the actor may decide about (1 statement)."""
    rows = _named(CompetencyCertificate.objects.select_related("issuer", "skill", "file"))
    rows = _judged(by, rows).filter(id=competency_id)
    return (rows.exclude(person_id=by.person) if by.person else rows).first()


def competency_file(by: Actor, competency_id: UUID) -> tuple[StoredFile, bytes] | None:
    """The scan, for its holder and its judges (2 statements)."""
    rows = CompetencyCertificate.objects.all()
    own = by.person if by.role == Role.PERSON else None
    rows = rows.filter(person_id=own) if own else _judged(by, rows)
    row = rows.filter(id=competency_id, file__isnull=False).first()
    if row is None or row.file_id is None:
        return None
    with elevated("the issuer looks at the certificate that was shown to it"):
        stored = StoredFile.objects.filter(id=row.file_id).first()
    if stored is None:
        return None
    try:
        return stored, content_of(stored)
    except FileNotFoundError:
        return None


def issuers() -> list[Organisation]:
    """LSP that are here and checked, by name (1 statement)."""
    return list(Organisation.objects.filter(kind=Kind.ASSESSOR, status="verified").order_by("name"))


def certified_skills(person_ids: Sequence[UUID], *, at: datetime.datetime) -> dict[UUID, list[CompetencyCertificate]]:
    """What people may show today, by person (1 statement)."""
    found: dict[UUID, list[CompetencyCertificate]] = {}
    rows = CompetencyCertificate.objects.filter(
        person_id__in=list(person_ids), status="verified", expires_on__gte=local_date(at)
    )
    for row in rows.order_by("-expires_on"):
        found.setdefault(row.person_id, []).append(row)
    return found


def _named(rows: QuerySet[CompetencyCertificate]) -> QuerySet[CompetencyCertificate]:
    """With `holder`: the name as far as the judge may see it; an LSP sees it no more once it refused the claim."""
    name = Person.objects.filter(id=OuterRef("person_id")).values("full_name")
    return rows.annotate(holder=Subquery(name))


def _judged(by: Actor, rows: QuerySet[CompetencyCertificate]) -> QuerySet[CompetencyCertificate]:
    if by.role == Role.ASSESSOR:
        return rows.filter(issuer_id=by.organisation)
    return rows if by.role == Role.PROGRAMME_OFFICE else rows.none()
