"""The search indexes on disk: one for vacancies, one for offerings, under settings.SEARCH_INDEX.

One process writes at a time (tantivy's lock; the worker or a rebuild). Web processes only read: before each
search they look whether a commit came and reload, about a microsecond. A copy of the folder is a replica.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from tantivy import Document, Index, IndexWriter, Searcher

from .schema import OFFERING_FIELDS, VACANCY_FIELDS, VERSION, Field, build

#: Bytes that a writer may gather before it writes a segment.
_HEAP = 64_000_000
_WAIT_FOR_WRITER_SECONDS = 60.0


@dataclass(frozen=True)
class IndexName:
    name: str
    fields: tuple[Field, ...]

    @property
    def folder(self) -> Path:
        return Path(settings.SEARCH_INDEX) / f"{self.name}-{VERSION}"


VACANCIES = IndexName("vacancies", VACANCY_FIELDS)
OFFERINGS = IndexName("offerings", OFFERING_FIELDS)


class _Reader:
    """An open index and the commit it has seen."""

    def __init__(self, folder: Path) -> None:
        self.index = Index.open(str(folder))
        self.index.config_reader(reload_policy="manual")
        self.seen = _commit_mark(folder)


_readers: dict[Path, _Reader] = {}
_lock = threading.Lock()


def searcher(which: IndexName) -> tuple[Index, Searcher] | None:
    """The index as of its last commit; None while it was never built."""
    folder = which.folder
    mark = _commit_mark(folder)
    if mark is None:
        return None
    with _lock:
        reader = _readers.get(folder)
        if reader is None:
            reader = _readers[folder] = _Reader(folder)
        if reader.seen != mark:
            reader.index.reload()
            reader.seen = mark
        return reader.index, reader.index.searcher()


@contextlib.contextmanager
def writing(which: IndexName) -> Iterator[IndexWriter]:
    """A writer that commits at the end, or rolls back. Waits up to a minute for another writer to finish.

    Raises TimeoutError after that.
    """
    writer = _writer(which)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    else:
        writer.commit()
    finally:
        writer.wait_merging_threads()


def replace(writer: IndexWriter, row_id: str, made: Document | None) -> None:
    """Takes a row out of the index, and puts `made` in its place if there is one."""
    writer.delete_documents_by_term("id", row_id)
    if made is not None:
        writer.add_document(made)


def _writer(which: IndexName) -> IndexWriter:
    which.folder.mkdir(parents=True, exist_ok=True)
    index = Index(build(which.fields), path=str(which.folder))
    deadline = time.monotonic() + _WAIT_FOR_WRITER_SECONDS
    while True:
        try:
            return index.writer(heap_size=_HEAP, num_threads=1)
        except ValueError as error:
            if "lock" not in str(error).lower() or time.monotonic() > deadline:
                raise TimeoutError(f"the search index {which.name} is being written elsewhere: {error}") from error
            time.sleep(0.1)


def _commit_mark(folder: Path) -> tuple[int, int, int] | None:
    try:
        found = (folder / "meta.json").stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def index_is_there() -> bool:
    """Whether both indexes of this release's form have been built."""
    return all(_commit_mark(which.folder) is not None for which in (VACANCIES, OFFERINGS))
