"""`with refused("nik_taken", field="nik"):` the block is refused with this code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from peluang.domain.kernel.refusal import Refused


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[None]:
    """Also: whoever reads it gets a sentence."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
    assert field is None or caught.value.field == field
    assert str(caught.value)
