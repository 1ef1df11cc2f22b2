"""What the rules need to know of people, read for one or for a whole wave, in one statement."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from peluang.domain.people.enums import ExcludedRole, IdentityStatus
from peluang.domain.people.enums import WorkStatus as Situation
from peluang.domain.people.models import Person
from peluang.engines.rules import EligibilityFacts, ExcludedOccupation, WorkStatus
from peluang.engines.rules.eligibility import EXCLUDED_CODE, WORK_STATUS_CODE

from .models import BenefitClaim, FamilyClaim, Recipient

#: How people describe themselves → how the regulation divides them.
SITUATIONS: dict[str, WorkStatus] = {
    Situation.JOB_SEEKER: WorkStatus.JOB_SEEKER,
    Situation.LAID_OFF: WorkStatus.LAID_OFF,
    Situation.WORKER: WorkStatus.WORKER,
    Situation.BUSINESS_OWNER: WorkStatus.SMALL_OWNER,
    Situation.NOT_WORKING: WorkStatus.OUTSIDE_LABOUR_FORCE,
}
ROLES: dict[str, ExcludedOccupation] = {
    role.value: ExcludedOccupation(role.value) if role.value else ExcludedOccupation.NONE for role in ExcludedRole
}


class PersonFacts(NamedTuple):
    """One person on the day. family_recipients: on the same card, this person not counted."""

    person_id: UUID
    home_region: str
    birth_date: datetime.date
    citizen: bool
    identity: str | None
    in_formal_education: bool
    work_status: str
    excluded_role: str
    receives_social_aid: bool
    had_benefit: bool
    family_recipients: int
    kk_digest: bytes | memoryview | None
    has_disability: bool

    def for_rules(self) -> EligibilityFacts:
        return EligibilityFacts(
            citizen=self.citizen,
            nik_verified=self.identity == IdentityStatus.VERIFIED,
            birth_date=self.birth_date,
            in_formal_education=self.in_formal_education,
            work_status=SITUATIONS[self.work_status],
            excluded_occupation=ROLES[self.excluded_role],
            receives_social_aid=self.receives_social_aid,
            previous_recipient=self.had_benefit,
            family_recipients=self.family_recipients,
        )


def facts_of(people: QuerySet[Person]) -> list[PersonFacts]:
    """One statement, however many people."""
    claimed = FamilyClaim.objects.filter(kk_digest=OuterRef("identity__kk_digest")).exclude(
        recipient__person=OuterRef("pk")
    )
    rows = people.annotate(
        had=Q(Exists(Recipient.objects.filter(person=OuterRef("pk"))))
        | Q(Exists(BenefitClaim.objects.filter(nik_digest=OuterRef("identity__nik_digest")))),
        family=Coalesce(
            Subquery(claimed.order_by().values("kk_digest").annotate(n=Count("pk")).values("n")),
            Value(0), output_field=IntegerField(),
        ),
        kk=F("identity__kk_digest"),
    )  # fmt: skip
    return [
        PersonFacts(*row)
        for row in rows.values_list(
            "id", "home_region", "birth_date", "citizen", "identity__status", "in_formal_education", "work_status",
            "excluded_role", "receives_social_aid", "had", "family", "kk", "has_disability",
        )
    ]  # fmt: skip


def columns_of(rows: Sequence[PersonFacts]) -> dict[str, NDArray[Any]]:
    """The same facts as arrays for engines.rules.assess_many, without an object for each person."""
    return {
        "citizen": np.array([row.citizen for row in rows], dtype=bool),
        "nik_verified": np.array([row.identity == IdentityStatus.VERIFIED for row in rows], dtype=bool),
        "birth_date": np.array([row.birth_date for row in rows], dtype="datetime64[D]"),
        "in_formal_education": np.array([row.in_formal_education for row in rows], dtype=bool),
        "work_status": np.array([WORK_STATUS_CODE[SITUATIONS[row.work_status]] for row in rows], dtype=np.int8),
        "excluded_occupation": np.array([EXCLUDED_CODE[ROLES[row.excluded_role]] for row in rows], dtype=np.int8),
        "receives_social_aid": np.array([row.receives_social_aid for row in rows], dtype=bool),
        "previous_recipient": np.array([row.had_benefit for row in rows], dtype=bool),
        "family_recipients": np.array([row.family_recipients for row in rows], dtype=np.int16),
    }
