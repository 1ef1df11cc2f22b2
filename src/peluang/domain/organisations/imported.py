"""Organisations that stand in a file of somebody else's: found again by source and reference, or made."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from peluang.domain.events.journal import append_many
from peluang.engines.text import normalise

from .events import ORGANISATION_REGISTERED
from .models import Organisation


def reference_of(name: str) -> str:
    """What makes two spellings of an organisation the same: folded, without its legal form."""
    folded = normalise(name)
    return (
        re.sub(r"\b(pt|cv|ud|tbk|persero|perusahaan perseroan|yayasan|lkp|koperasi)\b", " ", folded)
        .replace("  ", " ")
        .strip()
        or folded
    )


def find_or_register(
    kind: str, source: str, wanted: Iterable[tuple[str, str | None]], *, at: datetime.datetime
) -> dict[str, Organisation]:
    """wanted: (name, regency code or None). Returns reference → organisation; new ones wait to be checked.

    Called inside a command: writes and its events join that transaction.
    """
    names: dict[str, tuple[str, str | None]] = {}
    for name, regency in wanted:
        names.setdefault(reference_of(name), (name.strip(), regency))
    found = {
        each.source_ref: each
        for each in Organisation.objects.filter(kind=kind, source=source, source_ref__in=list(names))
    }
    new = [
        Organisation(kind=kind, name=name, regency_id=regency, source=source, source_ref=reference, registered_at=at)
        for reference, (name, regency) in names.items()
        if reference not in found
    ]
    Organisation.objects.bulk_create(new, batch_size=1000)
    append_many(ORGANISATION_REGISTERED, [each.id for each in new], at=at)
    return found | {each.source_ref: each for each in new}
