"""`with at_most(12):` counts the SQL statements of a page, as an operator would see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: Transaction bookkeeping: savepoints, and telling PostgreSQL who acts.
_NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "select set_config")


def counted(context: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in context.captured_queries if not each["sql"].startswith(_NOT_COUNTED)]


@contextmanager
def at_most(limit: int = 12) -> Iterator[CaptureQueriesContext]:
    """Fails with the statements when there are more than `limit`."""
    with CaptureQueriesContext(connection) as context:
        yield context
    statements = counted(context)
    assert len(statements) <= limit, f"{len(statements)} statements:\n" + "\n".join(each[:200] for each in statements)
