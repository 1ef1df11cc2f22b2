"""Occupation and skills of vacancies that others wrote: from their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peluang.engines.text import code_occupations, extract_skills

from .models import Vacancy, VacancySkill

_SURE = 0.15  # below this likeness a title's occupation is left open rather than guessed
_SHORT = 4000  # characters of a text that skills and occupations are read from


def text_of(values: dict[str, Any]) -> str:
    return f"{values['description']} {values['requirements']}"[:_SHORT]


def code_titles(many: Sequence[dict[str, Any]]) -> None:
    """Sets occupation_id of each: by title first, with the text's help; None where nothing is like it."""
    ranked = code_occupations([each["title"] for each in many], [text_of(each) for each in many], limit=1)
    for values, best in zip(many, ranked):
        values["occupation_id"] = best[0].code if best and best[0].score >= _SURE else None


def skills_asked(vacancies: Sequence[Vacancy], texts: Sequence[str]) -> list[VacancySkill]:
    """Unsaved rows, at most 12 a vacancy: none of them was said to be essential."""
    return [
        VacancySkill(vacancy=vacancy, skill_id=found.code, essential=False)
        for vacancy, text in zip(vacancies, texts)
        for found in extract_skills(text, limit=12)
    ]
