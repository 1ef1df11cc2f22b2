"""Test papers: a form of one's own drawn from a bank, its score, and what answers tell about the questions. Pure.

Public API
----------
forms.py
    ``draw_form(items, count, seed, seen=) -> tuple[Drawn]``: the same number of each topic for everybody, questions
    and order by the seed
scoring.py
    ``credit(question, answer) -> Fraction`` 0..1; ``score(questions, answers) -> int`` points of 100;
    ``readings(text)``: the numbers a typed text may mean
statistics.py
    ``item_statistics(papers) -> {question: ItemStatistics}``: difficulty and discrimination with their n
"""

from .forms import Drawn, Item, draw_form, topic_counts
from .scoring import CHOICE, NUMBER, SEVERAL, Keyed, credit, readings, score
from .statistics import LEAST_TO_JUDGE, ItemStatistics, Sat, item_statistics

__all__ = [
    "CHOICE", "LEAST_TO_JUDGE", "NUMBER", "SEVERAL", "Drawn", "Item", "ItemStatistics", "Keyed", "Sat", "credit",
    "draw_form", "item_statistics", "readings", "score", "topic_counts",
]  # fmt: skip
