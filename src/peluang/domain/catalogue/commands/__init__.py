"""What can happen in the catalogue, by capability."""

from .curation import publish_offering, return_offering, suspend_offering
from .ending import merge_offering, retire_offering
from .imports import import_catalogue
from .offerings import change_offering, draft_offering, submit_offering
from .results import ResultRow, refresh_results
from .types import add_trainer, define_type

__all__ = [
    "ResultRow", "add_trainer", "change_offering", "define_type", "draft_offering", "import_catalogue",
    "merge_offering", "publish_offering", "refresh_results", "retire_offering", "return_offering",
    "submit_offering", "suspend_offering",
]  # fmt: skip
