"""Reads of evaluation, each with a bounded number of SQL statements."""

from .findings import Figures, finding_figures, finding_page, findings_of_provider, merge_targets, open_findings
from .outcomes import WORKING, asked_of, compute_results, outcome_of
from .uptake import GROUPS, Group, NeverChosen, Uptake, never_chosen, uptake, uptake_by

__all__ = [
    "GROUPS",
    "WORKING",
    "Figures",
    "Group",
    "NeverChosen",
    "Uptake",
    "asked_of",
    "compute_results",
    "finding_figures",
    "finding_page",
    "findings_of_provider",
    "merge_targets",
    "never_chosen",
    "open_findings",
    "outcome_of",
    "uptake",
    "uptake_by",
]
