"""The training standard, dated: three versions, each with its clauses, and the check against one. Pure: no database.

Public API
----------
versions.py
    ``STANDARDS``, ``Standard``, ``Completion``; ``standard(version) -> Standard`` (KeyError), ``standard_on(day)``
offered.py
    ``Offered``, ``Around`` (what stands around an offering), ``Finding(code, field, clause, severity, text_*, fix_*)``
checks.py
    ``check(offered, standard, around=None) -> tuple[Finding, ...]``, ``blocking(findings)``
selling.py
    ``price_range(prices) -> PriceRange | None``
working_days.py
    ``add_working_days(day, count)``, ``is_working_day(day)``
"""

from .checks import blocking, check
from .offered import Around, Finding, Offered
from .selling import PriceRange, price_range
from .versions import STANDARDS, Completion, Standard, standard, standard_on
from .working_days import add_working_days, is_working_day

__all__ = [
    "STANDARDS", "Around", "Completion", "Finding", "Offered", "PriceRange", "Standard", "add_working_days", "blocking",
    "check", "is_working_day", "price_range", "standard", "standard_on",
]  # fmt: skip
