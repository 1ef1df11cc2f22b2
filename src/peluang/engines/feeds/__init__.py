"""Feeds of other portals: JobPosting JSON-LD, XML and CSV read item by item into one form, or said plainly why not.

Public API
----------
``read_items(stream, kind) -> Iterator[Item]`` over a binary stream, without holding the document in memory; raises
``FeedBroken(code, line)`` after the last whole item of a document that breaks off. ``read_posting(item) -> Posting``
raises ``NotAPosting``. ``kind_of(head)``, ``plain_text(html)``, ``same_text(a, b)``.
"""

from .errors import FeedBroken, NotAPosting
from .likeness import same_text
from .plain import plain_text
from .posting import Posting, Remark, read_posting
from .reading import KINDS, Item, kind_of, read_items

__all__ = [
    "KINDS", "FeedBroken", "Item", "NotAPosting", "Posting", "Remark", "kind_of", "plain_text", "read_items",
    "read_posting", "same_text",
]  # fmt: skip
