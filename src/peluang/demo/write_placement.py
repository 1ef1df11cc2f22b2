"""Labour offices' cases and referrals; employments, whether through an application, an office or one's own business."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from peluang.domain.jobs.models import Employment
from peluang.domain.placement.models import PlacementCase, Referral

from .accounts import ALUMNA, LABOUR_OFFICE, cast
from .country import Country
from .loading import Json, Loader
from .plan_work import CASE, HIRED_STATE, KINDS, REFERRAL
from .timeline import Moments, days
from .write_vacancies import Judge

_WHY = ("Belum menghubungi kembali sesudah tiga kali dihubungi.", "Sudah mendapat pekerjaan lewat keluarga.",
        "Ingin belajar lagi dulu.", "Pindah ke daerah lain.")  # fmt: skip
_NOTE = "Sudah berbicara lewat telepon; siap bekerja, lebih suka dekat rumah."


def write_employments(loader: Loader, country: Country) -> None:
    _from_applications(loader, country)
    _after_training(loader, country)


def _from_applications(loader: Loader, country: Country) -> None:
    own, folk, vacancies = country.work.applications, country.people, country.vacancies
    rows = np.flatnonzero(own.status == HIRED_STATE)
    places = own.vacancy[rows]
    loader.write(Employment, {
        "person_id": folk.ids[own.person[rows]], "home_region": folk.region[own.person[rows]], "kind": "hired",
        "employer_id": country.employers.ids[vacancies.employer[places]],
        "employer_name": [country.employers.name[firm] for firm in vacancies.employer[places]],
        "vacancy_id": vacancies.ids[places], "application_id": own.ids[rows],
        "occupation_id": vacancies.occupation[places],
        "wage": vacancies.wage_min[places], "started_on": own.decided[rows].astype("datetime64[D]"),
        "recorded_at": own.decided[rows],
    }, when=own.decided[rows])  # fmt: skip


def _after_training(loader: Loader, country: Country) -> None:
    """Most of those whom a training led to work told so; some of them work for firms of the country."""
    works, seats, folk = country.work.works, country.training.enrolments, country.people
    random, geo = country.dice.of("employments"), country.geo
    alumna = seats.person[works.row] == cast(ALUMNA)
    told = np.flatnonzero(~np.isnat(works.begins) & ((random.random(len(works.row)) < 0.72) | alumna))
    person, kind, begins = seats.person[works.row[told]], works.kind[told], works.begins[told]
    firm = employers_near(country, person)
    firm[person == cast(ALUMNA)] = 0  # the stage's furniture maker
    hired = kind == 0
    offering = seats.offering[works.row[told]]
    wage = (geo.wage[folk.regency[person]] * random.uniform(0.95, 1.45, len(told))).astype(np.int64) // 10_000 * 10_000
    names = np.array(country.employers.name, dtype=object)[firm]
    keys = np.array([*country.employers.ids.astype(str).tolist(), None], dtype=object)
    loader.write(Employment, {
        "person_id": folk.ids[person], "home_region": folk.region[person], "kind": np.array(KINDS, dtype=object)[kind],
        "employer_id": keys[np.where(hired, firm, -1)].tolist(),
        "employer_name": np.where(hired, names, np.where(kind == 1, _businesses(folk.name[person]), "")),
        "occupation_id": [country.catalogue.occupation(each) for each in offering.tolist()], "wage": wage,
        "started_on": begins.astype("datetime64[D]"), "recorded_at": np.minimum(begins + days(3.0), country.line.now),
    }, when=begins)  # fmt: skip


def _businesses(names: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([f"Usaha {name.split()[-1]}" for name in names.tolist()], dtype=object)


def employers_near(country: Country, person: NDArray[np.int64]) -> NDArray[np.int64]:
    """A firm of the person's province for each."""
    random, province = country.dice.of("employers near"), country.geo.province[country.employers.regency]
    found = np.zeros(len(person), dtype=np.int64)
    mine = country.people.province[person]
    for place in np.unique(mine).tolist():
        rows, firms = np.flatnonzero(mine == place), np.flatnonzero(province == place)
        found[rows] = firms[random.integers(0, len(firms), len(rows))]
    return found


def write_cases(loader: Loader, country: Country) -> None:
    cases, works, seats, folk = country.work.cases, country.work.works, country.training.enrolments, country.people
    row = works.row[cases.work]
    person = seats.person[row]
    stage = folk.regency[person] == country.geo.stage
    officer = folk.ids[cast(LABOUR_OFFICE)].decode()
    aim = np.where(cases.status == 4, "own_business", "job").astype(object)
    closed = cases.status == CASE.index("closed")
    loader.write(PlacementCase, {
        "id": cases.ids, "person_id": folk.ids[person], "home_region": folk.region[person],
        "office_id": country.offices.labour[folk.regency[person]], "enrolment_id": seats.ids[row], "aim": aim,
        "status": np.array(CASE, dtype=object)[cases.status],
        "officer": [officer if here and state else None for here, state in zip(stage, cases.status)],
        "note": np.where(cases.status > 0, _NOTE, "").astype(object), "opened_at": cases.opened, "due_by": cases.due,
        "closed_at": cases.closed,
        "close_reason": np.where(closed, np.array(_WHY, dtype=object)[np.arange(len(row)) % len(_WHY)],
            "").astype(object),
    })  # fmt: skip


def referred_at(country: Country) -> Moments:
    """When each referral was made; those without an answer yet are two days old at most."""
    cases, now = country.work.cases, country.line.now
    rows = np.flatnonzero(cases.referral >= 0)
    old = np.minimum(cases.opened[rows] + days(1.5), now - np.timedelta64(1, "h"))
    return np.where(cases.referral[rows] == 0, np.maximum(cases.opened[rows], now - days(2.0)), old)


def referral_ids(country: Country) -> NDArray[np.bytes_]:
    return country.dice.ids("referrals", referred_at(country))


def write_referrals(loader: Loader, country: Country) -> None:
    cases, works, seats, folk = country.work.cases, country.work.works, country.training.enrolments, country.people
    rows = np.flatnonzero(cases.referral >= 0)
    person, state = seats.person[works.row[cases.work[rows]]], cases.referral[rows]
    made, fresh = referred_at(country), state == 0
    applied = {
        int(case): key.decode()
        for case, key in zip(country.work.applications.case, country.work.applications.ids)
        if case >= 0
    }
    judge = Judge(country)
    officer = folk.ids[cast(LABOUR_OFFICE)].decode()
    offices = country.offices.labour[folk.regency[person]].astype(str).tolist()
    loader.write(Referral, {
        "id": referral_ids(country), "case_id": cases.ids[rows], "person_id": folk.ids[person],
        "home_region": folk.region[person], "vacancy_id": country.vacancies.ids[cases.vacancy[rows]],
        "application_id": [applied.get(row) for row in rows.tolist()],
        "status": np.array(REFERRAL, dtype=object)[state],
        "reasons": Json(json.dumps(judge.match(who, place)[1], ensure_ascii=False)
                        for who, place in zip(person.tolist(), cases.vacancy[rows].tolist())),
        "made_by": [officer if country.people.regency[who] == country.geo.stage else office for who,
            office in zip(person, offices)],
        "made_at": made, "answer_by": (made + days(7.0)).astype("datetime64[D]"),
        "answered_at": np.where(fresh, np.datetime64("NaT", "s"), np.minimum(made + days(1.0), country.line.now)),
    })  # fmt: skip
