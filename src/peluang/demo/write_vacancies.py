"""Vacancies with what they ask for, applications with the reasons of their match."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.jobs.models import Application, Vacancy, VacancySkill
from peluang.domain.jobs.reasons import stored
from peluang.domain.organisations.models import Disclosure
from peluang.engines.matching import Education, PersonProfile, VacancyProfile, score

from .country import Country
from .loading import BATCH, Json, Loader
from .plan_vacancies import STATUSES
from .plan_work import APPLICATION, HIRED_STATE, REASONS, REFUSED_STATE
from .timeline import Moments, days

_LEVELS = {
    "none": Education.NONE, "sd": Education.PRIMARY, "smp": Education.JUNIOR_SECONDARY,
    "sma": Education.SENIOR_SECONDARY,
    "smk": Education.SENIOR_SECONDARY, "d3": Education.DIPLOMA, "s1": Education.BACHELOR, "s2": Education.POSTGRADUATE,
    "": Education.NONE,
}  # fmt: skip
_NOTES = {"skill": "Kami butuh orang yang sudah bisa.", "distance": "Tempat kerja kami jauh dari rumahmu.",
          "filled": "Semua tempat sudah terisi."}  # fmt: skip


def write_vacancies(loader: Loader, country: Country) -> None:
    own, geo, work = country.vacancies, country.geo, country.work
    status = work.vacancy_status
    applicants = np.bincount(work.applications.vacancy[work.applications.status != 0], minlength=len(own))
    firms = country.employers
    ended = np.where(np.isin(status, (1, 2, 3)), own.posted + days(22.0), np.datetime64("NaT", "s"))
    ended = np.where(ended > country.line.now, country.line.now - np.timedelta64(5, "h"), ended)
    loader.write(Vacancy, {
        "id": own.ids, "employer_id": firms.ids[own.employer], "title": own.title,
        "description": [_described(country, place) for place in range(len(own))], "occupation_id": own.occupation,
        "regency_id": [geo.codes[place] for place in own.regency],
        "address": [f"Jalan Raya {firm % 120 + 1}, {geo.names[place]}" for firm,
            place in zip(own.employer, own.regency)],
        "kind": own.kind, "wage_min": own.wage_min, "wage_max": np.maximum(own.wage_max, own.wage_min),
        "headcount": own.headcount, "filled": work.filled, "applicants": applicants, "education_min": own.education,
        "experience_years": own.experience, "open_to_disability": (np.arange(len(own)) % 4 != 0),
        "valid_from": own.posted.astype("datetime64[D]"), "valid_until": own.until,
        "status": np.array(STATUSES, dtype=object)[status],
        "status_reason": np.where(status == 3, "Rencana usaha berubah.", "").astype(object),
        "posted_at": np.where(status == 4, np.datetime64("NaT", "s"), own.posted), "ended_at": ended, "source": "demo",
    })  # fmt: skip
    rows = np.repeat(np.arange(len(own)), [len(each) for each in own.skills])
    pairs = [pair for each in own.skills for pair in each]
    loader.write(VacancySkill, {
        "vacancy_id": own.ids[rows], "skill_id": [code for code, _ in pairs],
        "essential": [needed for _, needed in pairs],
    }, when=own.posted[rows])  # fmt: skip


def _described(country: Country, place: int) -> str:
    own = country.vacancies
    firm = country.employers.name[int(own.employer[place])]
    days_of_work = "Senin sampai Sabtu" if own.kind[place] != "part" else "empat hari seminggu"
    return (
        f"{firm} mencari {own.title[place].lower()}. Kerja {days_of_work}, ada jaminan sosial dan masa belajar."
        " Pelamar baru boleh, asal mau belajar. Data contoh."
    )


def write_applications(loader: Loader, country: Country) -> None:
    own, folk, vacancies = country.work.applications, country.people, country.vacancies
    judge = Judge(country)
    for start in range(0, len(own), BATCH):
        part = slice(start, min(start + BATCH, len(own)))
        people, places, status = own.person[part], own.vacancy[part], own.status[part]
        matches = [judge.match(person, vacancy) for person, vacancy in zip(people.tolist(), places.tolist())]
        reason = own.reason[part].copy()
        lacking = [
            next((each["skill"] for each in factors if each["code"] == "missing"), None) for _, factors in matches
        ]
        reason[(reason == 0) & np.array([each is None for each in lacking], bool)] = 1
        words = np.array([*REASONS, ""], dtype=object)[reason]
        offered = np.isin(status, (4, 5, HIRED_STATE))
        wage = np.where(offered, vacancies.wage_min[places], 0)
        starts = (np.where(np.isnat(own.decided[part]), country.line.now, own.decided[part]) + days(8.0)).astype(
            "datetime64[D]"
        )
        meeting = np.where(status == 3, country.line.now + days(1.0 + (places % 9)), np.datetime64("NaT", "s"))
        loader.write(Application, {
            "id": own.ids[part], "vacancy_id": vacancies.ids[places],
            "employer_id": country.employers.ids[vacancies.employer[places]], "person_id": folk.ids[people],
            "home_region": folk.region[people],
            "origin": np.where(own.case[part] >= 0, "referral", "own").astype(object),
            "status": np.array(APPLICATION, dtype=object)[status],
            "letter": [_letter(country, person, vacancy) if person % 3 == 0 else ""
                       for person, vacancy in zip(people.tolist(), places.tolist())],
            "match_total": [total for total, _ in matches],
            "match_factors": Json(json.dumps(factors, ensure_ascii=False) for _, factors in matches),
            "interview_at": meeting, "interview_place": np.where(status == 3, "Kantor kami", "").astype(object),
            "offered_wage": [value or None for value in wage.tolist()],
            "starts_on": np.where(offered, starts, np.datetime64("NaT", "D")), "refusal_reason": words,
            "refusal_skill_id": [code if word == "skill" else None for code, word in zip(lacking, words)],
            "refusal_note": [_NOTES.get(word, "") if state == REFUSED_STATE else "" for word,
                state in zip(words, status)],
            "answered_at": _answered(status, words, own.seen[part], own.decided[part]),
            "sent_at": own.sent[part], "seen_at": own.seen[part], "decided_at": own.decided[part],
            "changed_at": own.changed[part],
        })  # fmt: skip
    _disclosures(loader, country)


def _answered(status: NDArray[np.int64], reason: NDArray[np.object_], seen: Moments, decided: Moments) -> Moments:
    """When the employer answered: with an invitation on reading, or with the decision; not where it filled up."""
    by_people = np.isin(status, (4, 5, HIRED_STATE)) | ((status == REFUSED_STATE) & (reason != "filled"))
    found: Moments = np.where(status == 3, seen, np.where(by_people, decided, np.datetime64("NaT", "s")))
    return found


def _disclosures(loader: Loader, country: Country) -> None:
    """The employer sees who applied, as long as the application is not withdrawn."""
    own, folk, vacancies = country.work.applications, country.people, country.vacancies
    rows = np.flatnonzero(~np.isin(own.status, (0, APPLICATION.index("withdrawn"))))
    loader.write(Disclosure, {
        "organisation_id": country.employers.ids[vacancies.employer[own.vacancy[rows]]],
        "person_id": folk.ids[own.person[rows]],
        "purpose": "application", "subject": own.ids[rows], "given_at": own.sent[rows],
    }, when=own.sent[rows])  # fmt: skip


def _letter(country: Country, person: int, vacancy: int) -> str:
    title = country.vacancies.title[vacancy].lower()
    return f"Saya {country.people.name[person]}, ingin bekerja sebagai {title} dan siap belajar."


class Judge:
    """Scores a person against a vacancy with engines.matching, from the plan's own facts."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self._certified: dict[int, list[str]] = {}
        seats, own = country.training.enrolments, country.catalogue
        for row in country.work.works.row.tolist():
            skills = own.skills[int(own.offerings.type[seats.offering[row]])]
            self._certified.setdefault(int(seats.person[row]), []).extend(skills)
        self._profiles: dict[int, VacancyProfile] = {}

    def match(self, person: int, vacancy: int) -> tuple[int, list[dict[str, Any]]]:
        found = score(self.person(person), self.vacancy(vacancy))
        return found.total, stored(found)

    def person(self, person: int) -> PersonProfile:
        own, folk, geo = self.country.profiles, self.country.people, self.country.geo
        skills = dict.fromkeys(own.skills_of(person), 0.5) | dict.fromkeys(self._certified.get(person, ()), 1.0)
        return PersonProfile(
            occupations=(own.occupation_of(person),), skills=skills, latitude=float(geo.latitude[folk.regency[person]]),
            longitude=float(geo.longitude[folk.regency[person]]), education=_LEVELS[folk.education[person]],
            experience_months=self._months(person), wage_rupiah=int(own.wage[person]) if own.wishes[person] else None,
            travel_km=float(own.radius[person]) if own.wishes[person] else 25.0,
        )  # fmt: skip

    def _months(self, person: int) -> int:
        own = self.country.profiles
        start, end = own.worked_from[person], own.worked_to[person]
        if np.isnat(start):
            return 0
        until = self.country.line.today if np.isnat(end) else end
        return int((until - start).astype(np.int64) / 30.44)

    def vacancy(self, place: int) -> VacancyProfile:
        if place not in self._profiles:
            own, geo = self.country.vacancies, self.country.geo
            self._profiles[place] = VacancyProfile(
                vacancy_id=own.ids[place].decode(), occupation=str(own.occupation[place]),
                skills=dict(own.skills[place]),
                latitude=float(geo.latitude[own.regency[place]]), longitude=float(geo.longitude[own.regency[place]]),
                education=_LEVELS[own.education[place]], experience_months=int(own.experience[place]) * 12,
                wage_rupiah=int(max(own.wage_max[place], own.wage_min[place])),
            )  # fmt: skip
        return self._profiles[place]
