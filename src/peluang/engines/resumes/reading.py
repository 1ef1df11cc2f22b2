"""Which kind of file it is, by what stands in it: names and media types of uploads say what somebody wants."""

from __future__ import annotations

from .europass import read_europass
from .json_resume import read_json_resume
from .problems import ResumeError
from .resume import Reading

MOST_BYTES = 1_000_000
_BLANK = b" \t\r\n\xef\xbb\xbf"


def read_resume(content: bytes) -> Reading:
    """Raises ResumeError: too large, empty, neither format, broken, or not safe to open."""
    if len(content) > MOST_BYTES:
        raise ResumeError("too_large")
    begins = content.lstrip(_BLANK)[:1]
    if not begins:
        raise ResumeError("empty")
    if begins in (b"{", b"["):
        return read_json_resume(content)
    if begins == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return read_europass(content)
    raise ResumeError("unknown")
