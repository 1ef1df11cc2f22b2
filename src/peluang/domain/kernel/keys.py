"""Primary keys: uuid7 (RFC 9562), made in Python, so that rows can be prepared in bulk and distributed."""

from __future__ import annotations

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> uuid.UUID:
    """A uuid7: 48 bits of milliseconds, 12 bits of sub-millisecond order, 62 random bits.

    Rising within one process even when the wall clock steps back, so that an index grows at its end.
    """
    global _last
    with _lock:
        stamp = max((time.time_ns() * 4096) // 1_000_000, _last + 1)
        _last = stamp
    return _assemble(stamp, int.from_bytes(os.urandom(8), "big"))


def new_ids(count: int) -> list[uuid.UUID]:
    """`count` keys in rising order, for bulk writes."""
    global _last
    with _lock:
        first = max((time.time_ns() * 4096) // 1_000_000, _last + 1)
        _last = first + count
    noise = os.urandom(8 * count)
    return [_assemble(first + n, int.from_bytes(noise[8 * n : 8 * n + 8], "big")) for n in range(count)]


def _assemble(stamp: int, noise: int) -> uuid.UUID:
    milliseconds, order = stamp >> 12, stamp & 0xFFF
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | order << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    return uuid.UUID(int=value)
