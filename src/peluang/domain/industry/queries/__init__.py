"""Reads of industry, each with a bounded number of SQL statements."""

from .campaigns import Campaign, campaigns, firms_of, invitation_by_token, list_of
from .sentra import NeedRow, classes_for_request, needs_of, open_requests, request_for, sentra_of

__all__ = [
    "Campaign",
    "NeedRow",
    "campaigns",
    "classes_for_request",
    "firms_of",
    "invitation_by_token",
    "list_of",
    "needs_of",
    "open_requests",
    "request_for",
    "sentra_of",
]
