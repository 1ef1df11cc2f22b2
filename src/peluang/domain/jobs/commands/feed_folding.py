"""Vacancies posted here that feeds tell too. Feeds look themselves while they are read (feed_chunks.py)."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from ..feed_leaving import lock_folding
from ..feed_own import OURS, fold_into, release
from ..models import Feed, Vacancy


@command
def fold_feeds(
    by: Actor, *, vacancies: Collection[UUID] = (), employers: Collection[UUID] = (), at: datetime.datetime
) -> tuple[int, int]:
    """After these, or vacancies of these employers, were posted, changed or ended here: (vacancies of feeds that ended
    as copies, items of feeds that are none any more). Twice is once. Raises NotYours for anybody but the program.

    The lock comes first: a feed that is being read is waited for, so that whoever comes second sees the other.
    """
    if by.role != Role.SYSTEM:
        raise NotYours
    mine = Q(id__in=list(vacancies)) | Q(employer_id__in=list(employers), status="open")
    wanted = Vacancy.objects.filter(mine, source__in=OURS)
    if not Feed.objects.exists() or not wanted.exists():
        return 0, 0
    lock_folding()
    rows = list(wanted.select_related("employer").order_by("-id"))
    freed = release(rows)
    ready = [each for each in rows if each.status == "open" and each.employer.status == "verified"]
    return fold_into(ready, at=at), freed
