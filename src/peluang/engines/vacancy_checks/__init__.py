"""What can be told of a vacancy from itself alone: suspicious words, copied text, wages that can't be right.

Public API
----------
signals.py
    ``suspicious_words(*texts) -> list[Found(signal, words)]``; ``Signal``: fee, private_contact, discriminating
digests.py
    ``shingles(*texts) -> frozenset[int]`` 64-bit numbers, empty below LEAST_WORDS words; ``bands(shingles)``: list of
    BANDS signed 64-bit numbers, of which near copies share one; ``likeness(a, b) -> float`` 0 to 1;
    ``whole(*texts) -> int`` one signed number of a text as it is
wages.py
    ``judge_wage(low, high, minimum, exempt=) -> WageVerdict``; ``is_micro_or_small(workers, yearly_sales) -> bool``
"""

from .digests import BANDS, LEAST_WORDS, bands, folded_words, likeness, shingles, whole
from .signals import Found, Signal, suspicious_words
from .wages import WageVerdict, is_micro_or_small, judge_wage

__all__ = [
    "BANDS", "LEAST_WORDS", "Found", "Signal", "WageVerdict", "bands", "folded_words", "is_micro_or_small",
    "judge_wage", "likeness", "shingles", "suspicious_words", "whole",
]  # fmt: skip
