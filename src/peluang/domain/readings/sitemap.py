"""Which public pages there are, in parts that a search engine can fetch one by one."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet

from peluang.domain.catalogue.models import Offering, TrainingType
from peluang.domain.jobs.models import Vacancy

#: Addresses of one part. Search engines take 50,000; ten thousand are told in well under 200 ms.
PART = 10_000
_FIRSTS = """select id
    from (select id, row_number() over (order by id) - 1 as number from {table} where status = %s) told
    where number %% %s = 0 order by id"""


def firsts_of_vacancies() -> list[UUID]:
    """The first id of each part. A part goes by id, so what is posted later only lengthens the last one."""
    return _firsts(Vacancy._meta.db_table, "open")


def firsts_of_offerings() -> list[UUID]:
    return _firsts(Offering._meta.db_table, "published")


def vacancies_from(first: UUID) -> list[tuple[UUID, datetime.datetime | None]]:
    """(id, when it was posted) of the open ones of one part."""
    open_now = Vacancy.objects.filter(status="open", id__gte=first).order_by("id")
    return list(open_now.values_list("id", "posted_at")[:PART])


def offerings_from(first: UUID) -> list[tuple[UUID, str, datetime.datetime | None]]:
    """(id, code of its training type, when it was published) of one part."""
    published = Offering.objects.filter(status="published", id__gte=first).order_by("id")
    return list(published.values_list("id", "training_type__code", "published_at")[:PART])


def training_types() -> list[tuple[str, datetime.datetime | None]]:
    """(code, when the last offering was published) of the types that somebody offers: a few thousand at most."""
    offered: QuerySet[TrainingType] = TrainingType.objects.filter(offerings__status="published")
    latest = offered.annotate(latest=Max("offerings__published_at")).order_by("code")
    return list(latest.values_list("code", "latest")[: PART * 5])


def _firsts(table: str, status: str) -> list[UUID]:
    with connection.cursor() as database:
        database.execute(_FIRSTS.format(table=connection.ops.quote_name(table)), [status, PART])
        return [row[0] for row in database.fetchall()]
