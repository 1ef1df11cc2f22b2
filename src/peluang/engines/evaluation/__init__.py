"""What can be said of a training from what became of its people.

Public API
----------
intervals.py
    ``wilson(successes, n, z=1.96) -> Interval(point, low, high, n)``: shares 0..1 with their interval
    ``mean_interval(mean, deviation, n, low=, high=) -> MeanInterval``: a mean in its unit with its interval
"""

from peluang.engines.evaluation.intervals import Interval, MeanInterval, mean_interval, wilson

__all__ = ["Interval", "MeanInterval", "mean_interval", "wilson"]
