"""What a wage says beside the minimum wage of its place: absurd, below, exempt, or fine."""

from __future__ import annotations

from enum import StrEnum

#: Below a tenth of the minimum "3,5" (million) or a day's wage was meant; above a hundredfold, a zero too many.
LEAST_SHARE, MOST_TIMES = 0.1, 100
#: PP 7/2021 art. 35: yearly sales of a small firm, rupiah.
SMALL_FIRM_SALES = 15_000_000_000
#: BPS: an industry of 5 to 19 workers is small. Used where sales are unknown.
SMALL_FIRM_WORKERS = 19


class WageVerdict(StrEnum):
    FINE = "fine"
    UNKNOWN = "unknown"  # no minimum is known for the place and day
    EXEMPT = "exempt"  # below, by a micro or small firm: as both sides agree (PP 36/2021 art. 36)
    BELOW = "below"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    FALLS = "falls"


def is_micro_or_small(workers: int | None, yearly_sales: int | None) -> bool:
    """Sales decide where they are known; who says neither is not exempt."""
    if yearly_sales is not None:
        return yearly_sales <= SMALL_FIRM_SALES
    return workers is not None and workers <= SMALL_FIRM_WORKERS


def judge_wage(low: int | None, high: int | None, minimum: int | None, *, exempt: bool) -> WageVerdict:
    """low, high, minimum: rupiah a month. With a range the lowest counts; without any wage nothing can be said."""
    if low is not None and high is not None and high < low:
        return WageVerdict.FALLS
    given = [wage for wage in (low, high) if wage is not None]
    if any(wage <= 0 for wage in given):
        return WageVerdict.TOO_SMALL
    if not given or minimum is None:
        return WageVerdict.UNKNOWN
    if min(given) < minimum * LEAST_SHARE:
        return WageVerdict.TOO_SMALL
    if max(given) > minimum * MOST_TIMES:
        return WageVerdict.TOO_LARGE
    if min(given) >= minimum:
        return WageVerdict.FINE
    return WageVerdict.EXEMPT if exempt else WageVerdict.BELOW
