"""Searches that people keep. `a_saved_search(person, words="las", every="weekly")`."""

from __future__ import annotations

import datetime
from typing import Any

from peluang.domain.finding.commands import save_search
from peluang.domain.finding.models import SavedSearch
from peluang.domain.finding.vacancy_search import VacancySearch
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.people.models import Person
from tests.conftest import NOW

from .people import a_person, an_account


def a_searcher(email: str = "", **traits: Any) -> Person:
    """A person whom e-mail reaches."""
    person = a_person(**traits)
    an_account(person=person, email=email or f"{person.id}@contoh.id")
    return person


def a_saved_search(
    person: Person | None = None, *, every: str = "daily", at: datetime.datetime = NOW, **asked: Any
) -> SavedSearch:
    """For "las" anywhere, daily, unless traits say otherwise."""
    person = person or a_searcher()
    return save_search(
        PROGRAM, person_id=person.id, asked=VacancySearch(**asked or {"words": "las"}), every=every, at=at
    )
