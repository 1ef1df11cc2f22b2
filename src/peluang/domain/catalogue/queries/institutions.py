"""Reads about institutions: their rounds of admission, venues and trainers; each with its number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from peluang.domain.organisations.models import Organisation
from peluang.domain.organisations.related import same_address

from ..models import Admission, AdmissionPaper, Trainer, TrainerCredential, Venue

#: What waits for the office, in the order of the work.
OPEN_STATES = ("submitted", "checking", "visit_planned")
_MOST = 100


def admission_of(organisation_id: UUID) -> Admission | None:
    """The round that counts, with its papers and their files (2 statements); None before the first."""
    return (
        Admission.objects.filter(organisation_id=organisation_id, current=True)
        .select_related("organisation__regency")
        .prefetch_related("papers__file")
        .first()
    )


def rounds_of(organisation_id: UUID) -> list[Admission]:
    """All rounds, the newest first (1 statement)."""
    return list(Admission.objects.filter(organisation_id=organisation_id).order_by("-round"))


def paper_of(paper_id: UUID, organisation_id: UUID | None = None) -> AdmissionPaper | None:
    """A paper with its file (1 statement); of this institution alone, if given."""
    found = AdmissionPaper.objects.select_related("admission", "file").filter(id=paper_id, file__isnull=False)
    return (found.filter(admission__organisation_id=organisation_id) if organisation_id else found).first()


@dataclass(frozen=True)
class Queue:
    """counts: state → how many current rounds are in it."""

    rows: list[Admission]
    counts: dict[str, int]


def admissions_queue(state: str) -> Queue:
    """Current rounds in this state, the nearest deadline first (2 statements)."""
    current = Admission.objects.filter(current=True)
    counts = dict(current.values_list("status").annotate(count=Count("id")).order_by())
    order = ("valid_until", "id") if state == "approved" else ("due_on", "id")
    rows = current.filter(status=state).select_related("organisation__regency").order_by(*order)
    return Queue(list(rows[:_MOST]), counts)


def venues_of(organisation_id: UUID, *, closed: bool = False) -> list[Venue]:
    """Venues by name (1 statement)."""
    found = Venue.objects.filter(organisation_id=organisation_id).select_related("regency")
    return list((found if closed else found.filter(closed_at=None)).order_by("name", "id"))


def venue_of(organisation_id: UUID, venue_id: UUID) -> Venue | None:
    return Venue.objects.select_related("regency").filter(organisation_id=organisation_id, id=venue_id).first()


def venues_shared(venues: list[Venue]) -> list[Venue]:
    """Open venues of other institutions at the same address, in the same regencies (1 statement)."""
    wanted = {(each.regency_id, same_address(each.address)) for each in venues if same_address(each.address)}
    if not wanted:
        return []
    others = Venue.objects.filter(regency_id__in={regency for regency, _address in wanted}, closed_at=None)
    others = others.exclude(organisation_id__in={each.organisation_id for each in venues})
    near = others.select_related("organisation")
    return [each for each in near if (each.regency_id, same_address(each.address)) in wanted]


@dataclass(frozen=True)
class TrainerRow:
    """credentials: how many; verified: of them looked at by the office."""

    trainer: Trainer
    credentials: int
    verified: int


def trainer_rows(organisation_id: UUID) -> list[TrainerRow]:
    """Trainers with counts of their certificates, by name (1 statement)."""
    found = Trainer.objects.filter(organisation_id=organisation_id).select_related("occupation")
    counted = found.annotate(
        held=Count("credentials"), seen=Count("credentials", filter=Q(credentials__verified_at__isnull=False))
    )
    return [TrainerRow(each, each.held, each.seen) for each in counted.order_by("name", "id")]


def trainer_of(organisation_id: UUID, trainer_id: UUID) -> Trainer | None:
    """One of an institution's own, with its certificates and their files (2 statements)."""
    return (
        Trainer.objects.filter(organisation_id=organisation_id, id=trainer_id)
        .select_related("occupation")
        .prefetch_related("credentials__file")
        .first()
    )


def credentials_of_institution(organisation_id: UUID) -> list[TrainerCredential]:
    """Certificates of all its trainers, unchecked ones first (1 statement)."""
    found = TrainerCredential.objects.filter(trainer__organisation_id=organisation_id)
    return list(found.select_related("trainer", "file").order_by("verified_at", "trainer__name", "title"))


def credential_file(credential_id: UUID, organisation_id: UUID | None = None) -> TrainerCredential | None:
    found = TrainerCredential.objects.select_related("trainer", "file").filter(id=credential_id, file__isnull=False)
    return (found.filter(trainer__organisation_id=organisation_id) if organisation_id else found).first()


def institution(organisation_id: UUID) -> Organisation | None:
    """A training institution with its place (1 statement)."""
    return Organisation.objects.select_related("regency__province").filter(id=organisation_id, kind="provider").first()
