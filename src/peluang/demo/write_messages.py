"""What the programme wrote to the people behind the demo accounts, read or not."""

from __future__ import annotations

from typing import Any

import numpy as np

from peluang.domain.messages.models import OutboxMessage

from .accounts import ALUMNA, CHOOSING, MIDWAY, NOT_DRAWN, DemoAccount, cast
from .country import Country
from .loading import Json, Loader
from .timeline import WaveTimes, days
from .write_certificates import certificate_numbers
from .write_placement import referral_ids, referred_at
from .write_programme import SCHEMES

_Letter = tuple[DemoAccount, str, dict[str, Any], Any]


def write_messages(loader: Loader, country: Country) -> None:
    letters = [*_of_the_draw(country), *_of_the_training(country), *_of_the_case(country)]
    folk, when = country.people, np.array([each[3] for each in letters])
    places = [cast(account) for account, _, _, _ in letters]
    loader.write(OutboxMessage, {
        "person_id": folk.ids[places], "home_region": folk.region[places], "channel": "email",
        "template": [name for _, name, _, _ in letters], "language": "id",
        "context": Json(context for _, _, context, _ in letters), "written_at": when, "not_before": when,
        "status": "sent", "attempts": 1, "sent_at": when + np.timedelta64(60, "s"),
        "once": [f"demo:{number}" for number in range(len(letters))],
    }, when=when)  # fmt: skip


def _of_the_draw(country: Country) -> list[_Letter]:
    first, second = country.line.first, country.line.second
    row = int(np.flatnonzero(country.programme.waves[1].person == cast(NOT_DRAWN))[0])
    wave = country.programme.waves[1]
    assert wave.result is not None
    rank = int(wave.result.rank[int(np.flatnonzero(wave.roster_rows == row)[0])])
    return [
        (ALUMNA, "programme.recipient", _recipient(first, 0), first.decreed),
        (CHOOSING, "programme.recipient", _recipient(second, 1), second.decreed),
        (MIDWAY, "programme.recipient", _recipient(second, 1), second.decreed),
        (NOT_DRAWN, "programme.not_drawn", {"wave": second.number, "rank": rank}, second.decreed),
    ]


def _recipient(times: WaveTimes, scheme: int) -> dict[str, Any]:
    assert times.decreed is not None
    deadline = (times.decreed + days(float(SCHEMES[scheme].first_training_days))).astype("datetime64[D]")
    return {"wave": times.number, "balance": SCHEMES[scheme].training_rupiah, "deadline": str(deadline)}


def _of_the_training(country: Country) -> list[_Letter]:
    own, numbers = country.training, certificate_numbers(country)
    found: list[_Letter] = []
    for account in (ALUMNA, MIDWAY):
        row = int(np.flatnonzero(own.enrolments.person == cast(account))[0])
        room = int(own.enrolments.training_class[row])
        common = {"class_id": own.class_ids[room].decode(), "enrolment_id": own.enrolments.ids[row].decode()}
        starts = f"{own.begins[room]}+00:00"
        seat = int(own.enrolments.seat[row])
        found += [
            (
                account,
                "learning.seat_booked",
                {**common, "starts_at": starts, "seat": seat},
                own.enrolments.booked[row],
            ),
            (account, "learning.completed", {**common, "number": numbers[row]}, own.enrolments.completed[row]),
        ]
    return found


def _of_the_case(country: Country) -> list[_Letter]:
    cases, seats = country.work.cases, country.training.enrolments
    person = seats.person[country.work.works.row[cases.work]]
    case = int(np.flatnonzero(person == cast(MIDWAY))[0])
    referral = int(np.flatnonzero(np.flatnonzero(cases.referral >= 0) == case)[0])
    made = referred_at(country)[referral]
    return [
        (MIDWAY, "placement.case_opened", {
            "case_id": cases.ids[case].decode(),
            "due_by": str((cases.opened[case] + days(7.0)).astype("datetime64[D]")),
        }, cases.opened[case]),
        (MIDWAY, "placement.referred", {
            "referral_id": referral_ids(country)[referral].decode(),
            "vacancy_id": country.vacancies.ids[int(cases.vacancy[case])].decode(),
            "answer_by": str((made + days(7.0)).astype("datetime64[D]")),
        }, made),
    ]  # fmt: skip
