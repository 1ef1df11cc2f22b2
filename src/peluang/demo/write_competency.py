"""Competency certificates of welders: what an LSP found genuine, what waits on its desk, what it refused."""

from __future__ import annotations

import numpy as np

from peluang.domain.learning.models import CompetencyCertificate
from peluang.domain.organisations.models import Disclosure
from peluang.domain.people.models import PersonSkill

from .country import Country
from .loading import Json, Loader
from .plan_offices import ASSESSORS
from .write_certificates import certified

SKILL = "las-smaw"
_UNITS = ["C.24LAS01.001.1", "C.24LAS01.002.1"]
_REFUSED = "Nomor ini tidak ada di catatan kami."
#: One of so many certified welders was assessed too; of ten of them seven are recognised, two wait, one was refused.
_ASSESSED = 3
_STATES = ["verified"] * 7 + ["claimed"] * 2 + ["refused"]


def write_competency(loader: Loader, country: Country) -> None:
    """Issued twenty days after the training by the demo's first LSP, for three years."""
    seats, own, offices = country.training.enrolments, country.catalogue, country.offices
    welds = np.array([SKILL in own.skills[kind] for kind in range(len(own.skills))])
    rows = certified(country)
    rows = rows[welds[own.offerings.type[seats.offering[rows]]]]
    _people, first = np.unique(seats.person[rows], return_index=True)
    rows = rows[np.sort(first)][::_ASSESSED]
    issued = seats.completed[rows] + np.timedelta64(20, "D")
    rows, issued = (each[issued < np.datetime64(country.at.replace(tzinfo=None), "s")] for each in (rows, issued))
    if not len(rows):
        return
    persons = seats.person[rows]
    states = np.array([_STATES[place % len(_STATES)] for place in range(len(rows))])
    states[0] = "claimed"  # somebody waits, however small the country
    ids = country.dice.ids("competency", issued)
    days = issued.astype("datetime64[D]")
    ends = days + np.timedelta64(3 * 365, "D")
    numbers = [f"LAS 2544 {place:05d}" for place in range(len(rows))]
    lsp = offices.assessors[0].decode()
    decided = [None if state == "claimed" else str(when) for state, when in zip(states, issued)]
    loader.write(CompetencyCertificate, {
        "id": ids, "person_id": country.people.ids[persons], "home_region": country.people.region[persons],
        "issuer_id": lsp, "issuer_name": ASSESSORS[0], "number": numbers,
        "title": "Juru Las SMAW Posisi 3G", "units": Json([_UNITS] * len(rows)), "level": 2, "skill_id": SKILL,
        "issued_on": days.astype(str).tolist(), "expires_on": ends.astype(str).tolist(),
        "status": states.tolist(), "reason": [_REFUSED if state == "refused" else "" for state in states],
        "claimed_at": issued, "decided_at": decided,
    })  # fmt: skip
    seen = states != "refused"
    loader.write(Disclosure, {
        "organisation_id": lsp, "person_id": country.people.ids[persons[seen]], "purpose": "competency",
        "subject": ids[seen], "given_at": issued[seen],
    }, when=issued[seen])  # fmt: skip
    runs = (states == "verified") & (ends >= np.datetime64(country.at.date()))
    loader.write(PersonSkill, {
        "person_id": country.people.ids[persons[runs]], "home_region": country.people.region[persons[runs]],
        "skill_id": SKILL, "level": 3, "source": "competency", "evidence": ids[runs], "since": issued[runs],
    }, when=issued[runs])  # fmt: skip
