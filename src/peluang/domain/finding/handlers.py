"""Keeping the indexes up to date from events; a batch of events is one commit."""

from __future__ import annotations

from peluang.domain.catalogue.events import OFFERING_CHANGED, OFFERING_ENDED, OFFERING_PUBLISHED, OFFERING_SUSPENDED
from peluang.domain.events.journal import durable
from peluang.domain.events.models import Event
from peluang.domain.jobs.events import (
    VACANCY_CHANGED,
    VACANCY_ENDED,
    VACANCY_HELD,
    VACANCY_POSTED,
    VACANCY_SENT_BACK,
)
from peluang.domain.people import portability

from . import message_texts  # noqa: F401 (registers the texts)
from .commands import update_index
from .documents import Vocabulary, offering_document, offering_rows, vacancy_document, vacancy_rows
from .index import OFFERINGS, VACANCIES
from .saved import searches_of_copy

_VACANCY = {each.name for each in (VACANCY_POSTED, VACANCY_CHANGED, VACANCY_ENDED, VACANCY_HELD, VACANCY_SENT_BACK)}


@durable(
    "finding-index",
    VACANCY_POSTED, VACANCY_CHANGED, VACANCY_ENDED, VACANCY_HELD, VACANCY_SENT_BACK,
    OFFERING_PUBLISHED, OFFERING_CHANGED, OFFERING_SUSPENDED, OFFERING_ENDED,
)  # fmt: skip
def index_what_changed(events: list[Event]) -> None:
    """Reads today's rows, so late or repeated delivery ends in the same index."""
    vacancies = list(dict.fromkeys(event.subject for event in events if event.type in _VACANCY))
    offerings = list(dict.fromkeys(event.subject for event in events if event.type not in _VACANCY))
    open_now = list(vacancy_rows(vacancies)) if vacancies else []
    published = list(offering_rows(offerings)) if offerings else []
    words = Vocabulary.of([*open_now, *published])
    if vacancies:
        update_index(VACANCIES, vacancies, open_now, lambda row: vacancy_document(row, words))
    if offerings:
        update_index(OFFERINGS, offerings, published, lambda row: offering_document(row, words))


portability.register("saved_searches", searches_of_copy)
