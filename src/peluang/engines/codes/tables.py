"""The data files of this room, read once."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of data/<name>.csv as dictionaries of text, in file order.

    Raises FileNotFoundError when the installation lacks the file.
    """
    path = resources.files("peluang.engines.codes").joinpath("data").joinpath(f"{name}.csv")
    return tuple(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
