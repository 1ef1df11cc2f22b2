"""A share seen in few people, with the range it may still lie in.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927). Chosen
over the plain interval because with ten answers that one is too narrow and leaves the range 0..1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: 95 of 100 such intervals hold the true share.
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares of 1. ``point`` is the share seen; ``n`` how many people it was seen in."""

    point: float
    low: float
    high: float
    n: int

    def overlaps(self, other: Interval) -> bool:
        """Then the difference is not certain."""
        return self.low <= other.high and other.low <= self.high


def wilson(successes: int, n: int, z: float = Z_95) -> Interval | None:
    """The Wilson score interval; None when nobody was asked. Raises ValueError unless 0 <= successes <= n."""
    if not 0 <= successes <= n:
        raise ValueError("successes must lie between 0 and n")
    if n == 0:
        return None
    share = successes / n
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    centre = share + z * z / (2 * n)
    return Interval(share, max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale), n)
