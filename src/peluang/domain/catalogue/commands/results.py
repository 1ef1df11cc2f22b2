"""What became of those who took a training: written from evidence that later apps count, never entered."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id

from .. import access
from ..events import RESULTS_REFRESHED
from ..models import OfferingResult


@dataclass(frozen=True)
class ResultRow:
    """gain: points of 100, None without both tests; gain_deviation, gain_n: how sure it is. stars: 1-5.
    answered, working: people `months` after finishing."""

    offering_id: UUID
    enrolled: int = 0
    completed: int = 0
    gain: float | None = None
    gain_deviation: float | None = None
    gain_n: int = 0
    reviews: int = 0
    stars: float | None = None
    months: int = 3
    answered: int = 0
    working: int = 0


@command
def refresh_results(by: Actor, *, rows: Sequence[ResultRow], at: datetime.datetime) -> int:
    """Writes the rows over what stood there; returns how many. Raises Refused for anyone but the office."""
    access.must_curate(by)
    if not rows:
        return 0
    names = [name for name in asdict(rows[0]) if name != "offering_id"]
    OfferingResult.objects.bulk_create(
        [OfferingResult(**asdict(row), refreshed_at=at) for row in rows],
        update_conflicts=True, unique_fields=["offering"], update_fields=[*names, "refreshed_at"], batch_size=2000,
    )  # fmt: skip
    digest = hashlib.sha256("".join(sorted(str(asdict(row)) for row in rows)).encode()).hexdigest()
    append(RESULTS_REFRESHED, new_id(), at=at, offerings=len(rows), digest=digest)
    return len(rows)
