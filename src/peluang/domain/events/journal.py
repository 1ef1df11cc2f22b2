"""Appending: the event joins the transaction of the write it tells about."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from peluang.domain.kernel.context import current_actor

from .models import Event
from .types import EventType

Handler = Callable[[Event], None]
_in_transaction: dict[str, list[Handler]] = {}
_durable: dict[str, tuple[frozenset[str], Callable[[list[Event]], None]]] = {}


def append(
    kind: EventType,
    subject: UUID,
    /,
    *,
    at: datetime.datetime,
    cause: Event | UUID | None = None,
    **payload: Any,
) -> Event:
    """Appends one event and lets subscribers of this transaction act on it. Raises ValueError on a payload
    with anything but ids and codes, RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event belongs to the transaction of its write")
    if at.tzinfo is None:
        raise ValueError("`at` must be aware")
    actor = current_actor()
    event = Event(
        type=kind.name,
        version=kind.version,
        actor_role=actor.role.value,
        actor=actor.person,
        organisation=actor.organisation,
        subject_kind=kind.subject,
        subject=subject,
        cause=cause.id if isinstance(cause, Event) else cause,
        payload=kind.payload(payload),
        at=at,
    )
    _insert(event)
    for handler in _in_transaction.get(kind.name, ()):
        handler(event)
    return event


_INSERT = """
insert into events_event (id, type, version, actor_role, actor, organisation, subject_kind, subject, cause, payload, at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s)
"""


def _insert(event: Event) -> None:
    """Written out: every command appends, mostly while it holds a lock, and building the statement by the ORM takes
    longer than running it. recorded_at comes from the database."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [
            event.id, event.type, event.version, event.actor_role, event.actor, event.organisation, event.subject_kind,
            event.subject, event.cause, json.dumps(event.payload), event.at,
        ])  # fmt: skip
    event._state.adding = False


def append_many(kind: EventType, subjects: Iterable[UUID], /, *, at: datetime.datetime, **payload: Any) -> list[Event]:
    """The same news about many rows, in one insert; subscribers of this transaction hear of each."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event belongs to the transaction of its write")
    actor = current_actor()
    plain = kind.payload(payload)
    events = Event.objects.bulk_create(
        [
            Event(
                type=kind.name, version=kind.version, actor_role=actor.role.value, actor=actor.person,
                organisation=actor.organisation, subject_kind=kind.subject, subject=subject, payload=plain, at=at,
            )
            for subject in subjects
        ],
        batch_size=2000,
    )  # fmt: skip
    for handler in _in_transaction.get(kind.name, ()):
        for event in events:
            handler(event)
    return events


def in_transaction(*kinds: EventType) -> Callable[[Handler], Handler]:
    """Subscribes an app further on: runs in the same transaction, so either both happen or neither."""

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            _in_transaction.setdefault(kind.name, []).append(handler)
        return handler

    return register


def durable(
    consumer: str, *kinds: EventType
) -> Callable[[Callable[[list[Event]], None]], Callable[[list[Event]], None]]:
    """Subscribes with a cursor of its own: the worker hands over sealed events in batches, in order, at
    least once; the handler must be idempotent.
    """

    def register(handler: Callable[[list[Event]], None]) -> Callable[[list[Event]], None]:
        if consumer in _durable:
            raise ValueError(f"consumer {consumer} is registered twice")
        _durable[consumer] = (frozenset(kind.name for kind in kinds), handler)
        return handler

    return register


def consumers() -> dict[str, tuple[frozenset[str], Callable[[list[Event]], None]]]:
    return dict(_durable)


def of_subject(kind: str, subject: UUID, types: Iterable[str] = ()) -> list[Event]:
    """The history of one row, oldest first (one statement)."""
    found = Event.objects.filter(subject_kind=kind, subject=subject)
    return list((found.filter(type__in=list(types)) if types else found).order_by("id"))
