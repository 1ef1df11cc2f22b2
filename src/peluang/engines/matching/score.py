"""One person and one vacancy: the score, and every factor behind it in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from peluang.engines.matching.points import MAXIMA, MILLI, distances_km, points_of, totals
from peluang.engines.matching.profiles import (
    PersonProfile,
    VacancyColumns,
    VacancyProfile,
    WorkMode,
    vacancy_columns,
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for or against. ``points`` of at most ``max_points``; ``positive`` from 60 % of them on."""

    code: str
    points: float
    max_points: int
    text_id: str
    text_en: str
    positive: bool


@dataclass(frozen=True, slots=True)
class Match:
    """``total`` 0..100. ``missing_skills``: codes asked for and not held, required ones first."""

    total: int
    factors: tuple[Factor, ...]
    missing_skills: tuple[str, ...]


def score(person: PersonProfile, vacancy: VacancyProfile) -> Match:
    """The match with its factors in the order of their greatest weight."""
    columns = vacancy_columns([vacancy])
    points = points_of(person, columns)
    texts = _texts(person, vacancy, columns)
    factors = tuple(
        Factor(
            code,
            int(points[code][0]) / MILLI,
            MAXIMA[code],
            *texts[code],
            int(points[code][0]) >= MAXIMA[code] * MILLI * 0.6,
        )
        for code in sorted(MAXIMA, key=lambda name: (-MAXIMA[name], name))
    )
    return Match(int(totals(points)[0]), factors, missing_skills(person, vacancy))


def missing_skills(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, ...]:
    """Asked for and not held at all; required ones first, then by code."""
    lacking = [code for code in vacancy.skills if person.skills.get(code, 0.0) <= 0.0]
    return tuple(sorted(lacking, key=lambda code: (not vacancy.skills[code], code)))


def _texts(person: PersonProfile, vacancy: VacancyProfile, columns: VacancyColumns) -> dict[str, tuple[str, str]]:
    return {
        "occupation": _occupation_text(person, vacancy),
        "skills": _skills_text(person, vacancy),
        "distance": _distance_text(vacancy, float(distances_km(person, columns)[0])),
        "wage": _wage_text(person, vacancy),
        "education": _education_text(person, vacancy),
        "experience": _experience_text(person, vacancy),
        "mode": _mode_text(person, vacancy),
    }


def _occupation_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    if not person.occupations:
        return "Anda belum mengisi pekerjaan yang dicari.", "You have not said what work you look for."
    if vacancy.occupation in person.occupations:
        return "Pekerjaannya sama dengan yang Anda cari.", "It is the work you look for."
    if any(code[:3] == vacancy.occupation[:3] for code in person.occupations):
        return "Pekerjaannya sejenis dengan yang Anda cari.", "It is close to the work you look for."
    return "Pekerjaannya berbeda dari yang Anda cari.", "It is other work than you look for."


def _skills_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    asked = len(vacancy.skills)
    if not asked:
        return "Lowongan ini tidak menyebut keterampilan.", "The vacancy names no skills."
    held = asked - len(missing_skills(person, vacancy))
    return (
        f"Anda punya {held} dari {asked} keterampilan yang diminta.",
        f"You have {held} of the {asked} skills asked for.",
    )


def _distance_text(vacancy: VacancyProfile, km: float) -> tuple[str, str]:
    if vacancy.mode is WorkMode.REMOTE:
        return (
            "Dikerjakan dari rumah, jarak tidak berpengaruh.",
            "It is done from home; distance does not matter.",
        )
    if math.isnan(km):
        return "Jaraknya belum diketahui.", "The distance is not known."
    return f"Jaraknya sekitar {km:.0f} km.", f"It is about {km:.0f} km away."


def _wage_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    if person.wage_rupiah is None or person.wage_rupiah <= 0:
        return "Anda tidak meminta upah tertentu.", "You ask for no particular wage."
    if vacancy.wage_rupiah is None:
        return "Upahnya tidak disebut; tanyakan.", "The wage is not stated; ask."
    if vacancy.wage_rupiah >= person.wage_rupiah:
        return "Upahnya sesuai atau di atas harapan Anda.", "The wage is what you ask for or more."
    percent = 100 - vacancy.wage_rupiah * 100 // person.wage_rupiah
    return (
        f"Upahnya {percent}% di bawah harapan Anda.",
        f"The wage is {percent}% below what you ask for.",
    )


def _education_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    if person.education >= vacancy.education:
        return "Pendidikan Anda memenuhi syarat.", "Your education is enough."
    return "Pendidikan yang diminta lebih tinggi.", "A higher education is asked for."


def _experience_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    if vacancy.experience_months <= 0:
        return "Tidak perlu pengalaman.", "No experience is needed."
    if person.experience_months >= vacancy.experience_months:
        return "Pengalaman Anda cukup.", "Your experience is enough."
    lacking = vacancy.experience_months - max(person.experience_months, 0)
    return f"Pengalaman Anda kurang {lacking} bulan.", f"You lack {lacking} months of experience."


def _mode_text(person: PersonProfile, vacancy: VacancyProfile) -> tuple[str, str]:
    names = {
        WorkMode.ON_SITE: ("di tempat kerja", "at the workplace"),
        WorkMode.HYBRID: ("sebagian dari rumah", "partly from home"),
        WorkMode.REMOTE: ("dari rumah", "from home"),
    }
    name_id, name_en = names[vacancy.mode]
    if not person.modes or vacancy.mode in person.modes:
        return f"Dikerjakan {name_id}, sesuai keinginan Anda.", f"It is done {name_en}, as you wish."
    return f"Dikerjakan {name_id}, bukan seperti keinginan Anda.", f"It is done {name_en}, not as you wish."
