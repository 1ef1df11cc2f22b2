"""Building the search indexes from the database."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from tantivy import Document

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from ..documents import Vocabulary, chunks, offering_document, offering_rows, vacancy_document, vacancy_rows
from ..index import OFFERINGS, VACANCIES, IndexName, replace, writing

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Rebuilt:
    """skipped: (id, why) of rows that the index can't hold."""

    vacancies: int
    offerings: int
    skipped: tuple[tuple[str, str], ...]


@command
def rebuild_index(by: Actor, *, at: datetime.datetime, progress: Progress | None = None) -> Rebuilt:
    """Both indexes anew. Searches see the old ones until the new ones are whole (one commit each).

    progress: called with (index, done, all). Raises TimeoutError while another process writes for over a minute.
    """
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE):
        raise NotYours
    words = Vocabulary.load()
    skipped: list[tuple[str, str]] = []
    vacancies = _fill(VACANCIES, vacancy_rows(), lambda row: vacancy_document(row, words), skipped, progress)
    offerings = _fill(OFFERINGS, offering_rows(), lambda row: offering_document(row, words), skipped, progress)
    return Rebuilt(vacancies, offerings, tuple(skipped))


def update_index(which: IndexName, ids: Iterable[Any], rows: Iterable[Any], make: Callable[[Any], Document]) -> None:
    """Puts today's rows in the place of what the index had for `ids`; a row that ended goes. Repeating it
    changes nothing.
    """
    by_id = {str(row.id): row for row in rows}
    with writing(which) as writer:
        for each in map(str, ids):
            replace(writer, each, make(by_id[each]) if each in by_id else None)


def _fill(
    which: IndexName, rows: QuerySet[Any], make: Callable[[Any], Document], skipped: list[tuple[str, str]],
    progress: Progress | None,
) -> int:  # fmt: skip
    done, seen, total = 0, 0, rows.count()
    with writing(which) as writer:
        writer.delete_all_documents()
        for chunk in chunks(rows):
            for row in chunk:
                try:
                    writer.add_document(make(row))
                    done += 1
                except ValueError as error:
                    skipped.append((str(row.id), str(error)))
            seen += len(chunk)
            if progress:
                progress(which.name, seen, max(total, seen))
    return done
