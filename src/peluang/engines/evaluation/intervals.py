"""A share seen in few people, with the range it may still lie in.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927). Chosen
over the plain interval because with ten answers that one is too narrow and leaves the range 0..1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: 95 of 100 such intervals hold the true share.
Z_95 = 1.959963984540054
_FEW_DEGREES = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}


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


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean in its own unit, with the range it may still lie in; ``low`` = ``high`` only when all said the same."""

    point: float
    low: float
    high: float
    n: int

    def overlaps(self, other: MeanInterval) -> bool:
        """Then the difference is not certain."""
        return self.low <= other.high and other.low <= self.high


def mean_interval(
    mean: float, deviation: float, n: int, *, low: float = -math.inf, high: float = math.inf
) -> MeanInterval:
    """The mean of n values with sample standard deviation `deviation`, by Student's t; kept inside the scale low..high.

    With one value nothing is known of the spread: the whole scale. Raises ValueError for n < 1.
    Source: Student, "The probable error of a mean", Biometrika 6 (1908).
    """
    if n < 1:
        raise ValueError("a mean needs at least one value")
    if n == 1:
        return MeanInterval(mean, low, high, n)
    half = student_t(n - 1) * deviation / math.sqrt(n)
    return MeanInterval(mean, max(low, mean - half), min(high, mean + half), n)


def student_t(degrees: int, z: float = Z_95) -> float:
    """The two-sided 95 % point of Student's t, from the normal one by Cornish and Fisher's expansion.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5; the first degrees from their table 26.10,
    where the expansion is too coarse.
    """
    if degrees in _FEW_DEGREES:
        return _FEW_DEGREES[degrees]
    powers = z**3, z**5, z**7
    first = (powers[0] + z) / 4
    second = (5 * powers[1] + 16 * powers[0] + 3 * z) / 96
    third = (3 * powers[2] + 19 * powers[1] + 17 * powers[0] - 15 * z) / 384
    return z + first / degrees + second / degrees**2 + third / degrees**3


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
