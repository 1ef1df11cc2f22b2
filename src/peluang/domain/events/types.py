"""Event types: declared once in each app's events.py, checked at every append."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

REGISTRY: dict[str, EventType] = {}
_CODE_LENGTH = 80


@dataclass(frozen=True)
class EventType:
    """name: "app.thing_happened". subject: kind of row it is about. fields: payload keys it may carry."""

    name: str
    subject: str
    fields: frozenset[str]
    version: int = 1

    def payload(self, values: dict[str, Any]) -> dict[str, Any]:
        """Checked and made JSON. Raises ValueError for unknown keys or anything but ids, codes, numbers."""
        unknown = set(values) - self.fields
        if unknown:
            raise ValueError(f"{self.name} declares no payload field {sorted(unknown)}")
        return {key: _plain(key, value) for key, value in values.items()}


def declare(name: str, subject: str, fields: str | Iterable[str] = (), version: int = 1) -> EventType:
    names = fields.split() if isinstance(fields, str) else fields
    kind = EventType(name, subject, frozenset(names), version)
    if name in REGISTRY and REGISTRY[name] != kind:
        raise ValueError(f"event type {name} is declared twice")
    REGISTRY[name] = kind
    return kind


def _plain(key: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(key, each) for each in value]
    if isinstance(value, str):
        if len(value) <= _CODE_LENGTH and "@" not in value and " " not in value:
            return str(value)
        raise ValueError(f"payload field {key} must be an id or a code, not free text")
    raise ValueError(f"payload field {key} holds {type(value).__name__}")


#: (from name, from version) → function payload → payload of the next version.
UPCASTS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def upcast(name: str, version: int, payload: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Brings an old event to today's version of its type."""
    while (name, version) in UPCASTS:
        payload = UPCASTS[name, version](payload)
        version += 1
    return version, payload
