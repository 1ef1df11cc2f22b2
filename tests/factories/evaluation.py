"""Outcomes and findings.

`an_outcome(asked=True)`, `an_outcome(answered="employed")`; `a_finding(offering=…)`, `a_decision(decision="keep")`.
"""

from __future__ import annotations

import datetime
from typing import Any

from peluang.domain.catalogue.models import Offering
from peluang.domain.evaluation.models import CourseFinding, FindingDecision, Outcome
from peluang.domain.kernel.keys import new_id
from peluang.domain.learning.models import Enrolment
from tests.conftest import NOW

from .catalogue import an_offering
from .learning import a_completed_enrolment

TODAY = NOW.date()


def an_outcome(
    *,
    enrolment: Enrolment | None = None,
    months: int = 3,
    asked: bool = False,
    answered: str = "",
    missed: bool = False,
    **fields: Any,
) -> Outcome:
    """Planned and due today, unless traits say otherwise. answered: the situation."""
    enrolment = enrolment or a_completed_enrolment(certificate=False)
    status = "answered" if answered else "asked" if asked else "missed" if missed else "planned"
    values: dict[str, Any] = {
        "offering_id": enrolment.offering_id, "person_id": enrolment.person_id, "home_region": enrolment.home_region,
        "months": months, "due_on": TODAY, "status": status, "situation": answered,
        "answered_at": NOW if answered else None,
    }  # fmt: skip
    return Outcome.objects.create(enrolment=enrolment, **values | fields)


def a_finding(*, offering: Offering | None = None, **fields: Any) -> CourseFinding:
    """Open, low uptake, to be answered within two weeks."""
    offering = offering or an_offering()
    values: dict[str, Any] = {
        "provider_id": offering.provider_id, "kind": "low_uptake", "text": "Belum ada peserta sejak terbit.",
        "figures": {"enrolled": 0}, "filed_by": new_id(), "filed_at": NOW,
        "answer_by": TODAY + datetime.timedelta(days=14),
    }  # fmt: skip
    return CourseFinding.objects.create(offering=offering, **values | fields)


def a_decision(*, finding: CourseFinding | None = None, decision: str = "keep", **fields: Any) -> FindingDecision:
    finding = finding or a_finding()
    finding.status = "decided"
    finding.save()
    values: dict[str, Any] = {
        "reason": "Ada permintaan baru dari sentra.", "due_on": TODAY + datetime.timedelta(days=30),
        "decided_by": new_id(), "decided_at": NOW,
    }  # fmt: skip
    return FindingDecision.objects.create(finding=finding, decision=decision, **values | fields)
