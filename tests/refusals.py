"""`with refused("nik_taken", field="nik"):` the block is refused with this code; `code_of(call, …)` says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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


def code_of(call: Callable[..., object], *arguments: Any, **values: Any) -> str:
    """The code this call is refused with. Also: whoever reads it gets a sentence and what to do."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **values)
    assert caught.value.text
    assert caught.value.todo
    return caught.value.code
