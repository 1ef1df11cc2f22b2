"""What can be told of a vacancy from itself alone.

Public API
----------
wages.py
    ``judge_wage(low, high, minimum, exempt=) -> WageVerdict``; ``is_micro_or_small(workers, yearly_sales) -> bool``
"""

from .wages import WageVerdict, is_micro_or_small, judge_wage

__all__ = ["WageVerdict", "is_micro_or_small", "judge_wage"]
