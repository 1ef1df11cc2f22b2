"""Keys rise, are uuid7 and never collide."""

from __future__ import annotations

import threading
import time

from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.kernel.keys import new_id, new_ids


def test_version_variant_and_time():
    before = time.time_ns() // 1_000_000
    key = new_id()
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"
    assert abs((key.int >> 80) - before) < 5_000


@given(st.integers(min_value=0, max_value=3000))
def test_bulk_keys_rise_and_follow_single_ones(count: int):
    first = new_id()
    many = new_ids(count)
    last = new_id()
    everything = [first, *many, last]
    assert everything == sorted(everything)
    assert len(set(everything)) == count + 2


def test_keys_of_many_threads_never_collide():
    made: list[list] = [[] for _ in range(8)]

    def make(into: list) -> None:
        into.extend(new_id() for _ in range(2000))

    threads = [threading.Thread(target=make, args=(each,)) for each in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key for each in made for key in each}) == 16_000
