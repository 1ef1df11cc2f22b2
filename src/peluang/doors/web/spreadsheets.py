"""Tables as CSV that a spreadsheet reads rightly and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

#: What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_answer(name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download; UTF-8 with a mark at the start, so that names are read rightly."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(each) for each in head])
    for row in rows:
        cells = ["" if each is None else each for each in row]
        writer.writerow([f"'{each}" if str(each).startswith(_FORMULA) else each for each in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
