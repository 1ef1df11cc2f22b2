"""What can be done about finding: the indexes, searches that people keep, and the news that follows from them."""

from .alerts import forget_told, send_alerts
from .indexing import Rebuilt, rebuild_index, update_index
from .saved_searches import (
    change_frequency,
    delete_search,
    resume_search,
    save_search,
    send_links,
    stop_by_link,
    stop_search,
)

__all__ = [
    "Rebuilt", "change_frequency", "delete_search", "forget_told", "rebuild_index", "resume_search", "save_search",
    "send_alerts", "send_links", "stop_by_link", "stop_search", "update_index",
]  # fmt: skip
