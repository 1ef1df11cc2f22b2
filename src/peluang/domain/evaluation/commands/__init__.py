"""What can happen to outcomes and findings."""

from .findings import decide_finding, file_finding, withdraw_finding
from .outcomes import answer_outcome, ask_due, mark_missed, plan_outcomes, refresh_results_of

__all__ = [
    "answer_outcome",
    "ask_due",
    "decide_finding",
    "file_finding",
    "mark_missed",
    "plan_outcomes",
    "refresh_results_of",
    "withdraw_finding",
]
