"""Reads of the catalogue, by capability; each with its number of SQL statements."""

from .curation import (
    ReportSeen,
    Waiting,
    content_before,
    curation_queue,
    free_elsewhere,
    free_of_offering,
    free_page,
    free_to_check,
    prices_to_correct,
    report_by_link,
    report_page,
    reports_of_provider,
    reports_to_decide,
    round_page,
    rounds_of,
    waiting_counts,
)
from .equivalence import next_proposal, proposal_counts, proposal_page, proposals
from .offerings import (
    equivalents,
    offering_of_provider,
    offering_page,
    offerings_of_provider,
    published,
    trainers_of,
    type_by_code,
    waiting_for_curation,
)
from .versions import (
    Change,
    as_scheduled,
    changes_between,
    last_round,
    name_of_code,
    part_name,
    prices_at,
    terms_at,
    terms_in_words,
    versions_of,
    waiting_version,
)

__all__ = [
    "Change", "ReportSeen", "Waiting", "as_scheduled", "changes_between", "content_before", "curation_queue",
    "equivalents", "free_elsewhere", "free_of_offering", "free_page", "free_to_check", "last_round", "name_of_code",
    "next_proposal", "offering_of_provider", "offering_page", "offerings_of_provider", "part_name", "prices_at",
    "prices_to_correct", "proposal_counts", "proposal_page", "proposals", "published", "report_by_link",
    "report_page", "reports_of_provider", "reports_to_decide", "round_page", "rounds_of", "terms_at",
    "terms_in_words", "trainers_of", "type_by_code", "versions_of", "waiting_counts", "waiting_for_curation",
    "waiting_version",
]  # fmt: skip
