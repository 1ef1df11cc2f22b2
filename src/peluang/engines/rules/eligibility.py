"""Who may take part. One person with reasons, or millions at once as bit masks: the same rules, the same
answer.

Source: Permenko Perekonomian 11/2020 art. 2 (3)-(5), 17; Permenko Perekonomian 17/2022 (ages 18-64, other aid
allowed).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.engines.rules.eligibility_texts import BIT, REASON_CODES, reasons_of
from peluang.engines.rules.reasons import Reason, local_date
from peluang.engines.rules.schemes import SchemeParameters


class WorkStatus(StrEnum):
    """Position in the labour market. The order is the code used in arrays."""

    JOB_SEEKER = "job_seeker"
    LAID_OFF = "laid_off"
    FURLOUGHED = "furloughed"
    WORKER = "worker"
    SELF_EMPLOYED = "self_employed"
    MICRO_OWNER = "micro_owner"
    SMALL_OWNER = "small_owner"
    MEDIUM_OR_LARGE_OWNER = "medium_or_large_owner"
    OUTSIDE_LABOUR_FORCE = "outside_labour_force"


class ExcludedOccupation(StrEnum):
    """Offices that art. 2 (5) excludes. The order is the code used in arrays; 0 is none of them."""

    NONE = "none"
    STATE_OFFICIAL = "state_official"
    COUNCIL_MEMBER = "council_member"
    CIVIL_SERVANT = "civil_servant"
    ARMY = "army"
    POLICE = "police"
    VILLAGE_OFFICIAL = "village_official"
    SOE_DIRECTOR = "soe_director"


WORK_STATUS_CODE = {status: code for code, status in enumerate(WorkStatus)}
EXCLUDED_CODE = {occupation: code for code, occupation in enumerate(ExcludedOccupation)}
_NOT_COVERED = (
    WORK_STATUS_CODE[WorkStatus.MEDIUM_OR_LARGE_OWNER],
    WORK_STATUS_CODE[WorkStatus.OUTSIDE_LABOUR_FORCE],
)


@dataclass(frozen=True, slots=True)
class EligibilityFacts:
    """What is known of one person on the day. ``birth_date`` None: not known. ``family_recipients``:
    recipients so far on the same family card, this person not counted."""

    citizen: bool
    nik_verified: bool
    birth_date: date | None
    in_formal_education: bool
    work_status: WorkStatus
    excluded_occupation: ExcludedOccupation = ExcludedOccupation.NONE
    receives_social_aid: bool = False
    previous_recipient: bool = False
    family_recipients: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer for one person. ``mask`` 0 means eligible; bit i stands for ``REASON_CODES[i]``."""

    eligible: bool
    reasons: tuple[Reason, ...]
    mask: int
    scheme_code: str
    at: date


def age_on(birth_date: date, day: date) -> int:
    """Completed years. Born on 29 February: a year older on 1 March of a common year."""
    return (_ordinal(day) - _ordinal(birth_date)) // 10_000


def _ordinal(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def assess(facts: EligibilityFacts, scheme: SchemeParameters, at: date | datetime) -> Assessment:
    """Every rule is tried, so that a person learns all reasons at once and not one by one."""
    day = local_date(at)
    failed = {
        "NOT_CITIZEN": not facts.citizen,
        "NIK_NOT_VERIFIED": not facts.nik_verified,
        "IN_FORMAL_EDUCATION": facts.in_formal_education,
        "WORK_STATUS_NOT_COVERED": WORK_STATUS_CODE[facts.work_status] in _NOT_COVERED,
        "EXCLUDED_OCCUPATION": facts.excluded_occupation is not ExcludedOccupation.NONE,
        "RECEIVES_SOCIAL_AID": scheme.social_aid_excluded and facts.receives_social_aid,
        "ALREADY_RECIPIENT": facts.previous_recipient,
        "FAMILY_LIMIT": facts.family_recipients >= scheme.family_limit,
        **_age_rules(facts.birth_date, scheme, day),
    }
    mask = sum(BIT[code] for code, wrong in failed.items() if wrong)
    return Assessment(mask == 0, reasons_of(mask, scheme), mask, scheme.code, day)


def _age_rules(birth_date: date | None, scheme: SchemeParameters, day: date) -> dict[str, bool]:
    if birth_date is None or birth_date > day:
        return {"BIRTH_DATE_UNKNOWN": True}
    age = age_on(birth_date, day)
    return {"TOO_YOUNG": age < scheme.age_min, "TOO_OLD": scheme.age_max is not None and age > scheme.age_max}


Columns = Mapping[str, NDArray[Any]]


def columns_from(people: Sequence[EligibilityFacts]) -> dict[str, NDArray[Any]]:
    """Arrays for :func:`assess_many`, one element each. Birth dates datetime64[D] with NaT for unknown."""
    births = [np.datetime64("NaT", "D") if p.birth_date is None else np.datetime64(p.birth_date, "D") for p in people]
    return {
        "citizen": np.array([p.citizen for p in people], dtype=bool),
        "nik_verified": np.array([p.nik_verified for p in people], dtype=bool),
        "birth_date": np.array(births, dtype="datetime64[D]"),
        "in_formal_education": np.array([p.in_formal_education for p in people], dtype=bool),
        "work_status": np.array([WORK_STATUS_CODE[p.work_status] for p in people], dtype=np.int8),
        "excluded_occupation": np.array([EXCLUDED_CODE[p.excluded_occupation] for p in people], dtype=np.int8),
        "receives_social_aid": np.array([p.receives_social_aid for p in people], dtype=bool),
        "previous_recipient": np.array([p.previous_recipient for p in people], dtype=bool),
        "family_recipients": np.array([p.family_recipients for p in people], dtype=np.int16),
    }


def assess_many(columns: Columns, scheme: SchemeParameters, at: date | datetime) -> NDArray[np.int64]:
    """Masks of n people from the columns of :func:`columns_from` (each of shape n). 0 is eligible.

    Raises KeyError for a missing column and ValueError for columns of different length.
    """
    day = local_date(at)
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise ValueError(f"columns differ in length: {sorted(lengths)}")
    mask = np.zeros(lengths.pop() if lengths else 0, dtype=np.int64)

    def fail(code: str, wrong: NDArray[np.bool_]) -> None:
        mask[wrong] |= BIT[code]

    fail("NOT_CITIZEN", ~columns["citizen"])
    fail("NIK_NOT_VERIFIED", ~columns["nik_verified"])
    fail("IN_FORMAL_EDUCATION", columns["in_formal_education"])
    fail("WORK_STATUS_NOT_COVERED", np.isin(columns["work_status"], _NOT_COVERED))
    fail("EXCLUDED_OCCUPATION", columns["excluded_occupation"] != 0)
    if scheme.social_aid_excluded:
        fail("RECEIVES_SOCIAL_AID", columns["receives_social_aid"])
    fail("ALREADY_RECIPIENT", columns["previous_recipient"])
    fail("FAMILY_LIMIT", columns["family_recipients"] >= scheme.family_limit)
    for code, wrong in _age_masks(columns["birth_date"], scheme, day).items():
        fail(code, wrong)
    return mask


def _age_masks(births: NDArray[np.datetime64], scheme: SchemeParameters, day: date) -> dict[str, NDArray[np.bool_]]:
    """Age limits as limits on the birth date: comparing dates avoids splitting millions of them into year,
    month, day."""
    today = np.datetime64(day, "D")
    unknown = np.isnat(births) | (births > today)
    known = ~unknown
    masks = {
        "BIRTH_DATE_UNKNOWN": unknown,
        "TOO_YOUNG": known & (births > _latest_birth(day, scheme.age_min)),
    }
    if scheme.age_max is not None:
        masks["TOO_OLD"] = known & (births <= _latest_birth(day, scheme.age_max + 1))
    return masks


def _latest_birth(day: date, years: int) -> np.datetime64:
    """The latest birth date of somebody who has completed so many years on that day."""
    year = day.year - years
    try:
        return np.datetime64(date(year, day.month, day.day), "D")
    except ValueError:  # 29 February in a common year: those born on the 28th are old enough, 1 March is not
        return np.datetime64(date(year, 2, 28), "D")


__all__ = [
    "BIT",
    "EXCLUDED_CODE",
    "REASON_CODES",
    "WORK_STATUS_CODE",
    "Assessment",
    "EligibilityFacts",
    "ExcludedOccupation",
    "WorkStatus",
    "age_on",
    "assess",
    "assess_many",
    "columns_from",
    "reasons_of",
]
