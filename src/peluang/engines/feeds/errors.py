"""Why a document or one of its items can't be read. Codes only: what people read is said by whoever asks."""

from __future__ import annotations

#: Characters. Larger than any vacancy: what is longer is a broken document, or made to fill memory.
LARGEST_ITEM = 2_000_000


class FeedBroken(ValueError):
    """The document itself. line: where, 0 where that is unknown. detail: for the log, not for people.

    code: "breaks_off" (it ends in the middle), "not_readable" (no such form), "unsafe" (entities or a DTD that reaches
    out), "empty", "no_items", "item_too_large", "columns_missing".
    """

    def __init__(self, code: str, *, line: int = 0, detail: str = "") -> None:
        super().__init__(f"{code} at line {line} {detail}".strip())
        self.code, self.line, self.detail = code, line, detail


class NotAPosting(ValueError):
    """One item. code: "no_title", "no_employer", "no_place", "abroad", "no_places" (sought: nobody). value: what was
    found there, shortened.
    """

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value[:60]
