"""Messages are written in the transaction of what they tell, and sent later in batches."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Account, Person

from .bulk import Reached, insert_many
from .events import PREFERENCE_CHANGED
from .models import Channel, OutboxMessage, OutboxStatus, Preference
from .quiet_hours import not_before
from .senders import SENDERS, Letter
from .templates import check_context
from .wording import Words, render

BATCH = 50  # sent between two commits: a transaction must not idle while a mail server thinks
MOST_ATTEMPTS = 8
_LONGEST_TEXT = 80
_ADDRESS_ZONE = "Asia/Jakarta"


@command
def write(
    by: Actor,
    *,
    person_id: UUID | None = None,
    address: str = "",
    channel: str | None = None,
    template: str,
    context: Mapping[str, Any] | None = None,
    language: str | None = None,
    at: datetime.datetime,
    urgent: bool = False,
    once: str | None = None,
) -> OutboxMessage:
    """To a person (channel by their preference), or to an address of somebody without an account.

    context: ids, codes, numbers and dates. urgent: one-time codes alone, which pass quiet hours and opt-outs.
    once: the same news is written once; the row that is there is returned. Raises ValueError for a context
    that holds free text or lacks a placeholder.
    """
    if (person_id is None) == (not address):
        raise ValueError("a message goes to a person or to an address")
    values = plain_context(context or {})
    check_context(template, values)
    if once:
        known = OutboxMessage.objects.filter(once=once).first()
        if known:
            return known
    if person_id:
        rows = _for_people([person_id], template, {person_id: values}, channel=channel, at=at, urgent=urgent)
        if not rows:
            raise NotYours
        row = rows[0]
    else:
        row = OutboxMessage(
            channel=channel or (Channel.EMAIL if "@" in address else Channel.SMS),
            address=address,
            template=template,
            language=language or "id",
            context=values,
            urgent=urgent,
            written_at=at,
            not_before=at,
        )
    row.language = language or row.language
    row.once = once
    OutboxMessage.objects.bulk_create([row], ignore_conflicts=True)
    return OutboxMessage.objects.get(once=once) if once else row


@command
def write_many(
    by: Actor,
    *,
    template: str,
    contexts: Mapping[UUID, Mapping[str, Any]],
    at: datetime.datetime,
    once: str = "",
) -> int:
    """The same news to many people: person → context. once: a prefix; each person gets it once under it.

    Two statements whatever the number. Returns how many were written now.
    """
    values = {person: plain_context(context) for person, context in contexts.items()}
    for context in {frozenset(each): each for each in values.values()}.values():  # once for each set of keys
        check_context(template, context)
    return insert_many(
        template, values, at=at, once=once, channel_of=lambda each: _channel(each, _Reach(each.mail, each.phone))
    )


@dataclass(frozen=True)
class _Reach:
    """How a person can be reached."""

    email: str
    phone: str


def _for_people(
    person_ids: Sequence[UUID],
    template: str,
    contexts: Mapping[UUID, dict[str, Any]],
    *,
    channel: str | None,
    at: datetime.datetime,
    urgent: bool,
) -> list[OutboxMessage]:
    people = Person.objects.select_related("lives_in__province").in_bulk(list(person_ids))
    preferences = {row.person_id: row for row in Preference.objects.filter(person_id__in=person_ids)}
    accounts = {row.person_id: row for row in Account.objects.filter(person_id__in=person_ids)}
    rows = []
    for person_id in person_ids:
        person = people.get(person_id)
        if person is None:
            continue
        account = accounts.get(person_id)
        preference = preferences.get(person_id) or Preference(
            language=account.language if account else "id", quiet_from=datetime.time(21), quiet_until=datetime.time(7)
        )
        by_way = channel or _channel(preference, _reach(person, account))
        quiet = urgent or by_way == Channel.PAGE
        rows.append(
            OutboxMessage(
                person=person,
                home_region=person.home_region_id,
                channel=by_way,
                template=template,
                language=preference.language,
                context=contexts[person_id],
                urgent=urgent,
                written_at=at,
                not_before=at
                if quiet
                else not_before(at, person.lives_in.province.timezone, preference.quiet_from, preference.quiet_until),
                status=OutboxStatus.SENT if by_way == Channel.PAGE else OutboxStatus.WAITING,
                sent_at=at if by_way == Channel.PAGE else None,
            )
        )
    return rows


def _reach(person: Person, account: Account | None) -> _Reach:
    return _Reach((account and account.email) or "", (account and account.phone) or person.phone)


def _channel(preference: Preference | Reached, reach: _Reach) -> str:
    """E-mail when there is one and it is wanted, text messages when asked for; the page always shows it."""
    if preference.email and reach.email:
        return Channel.EMAIL
    if preference.sms and reach.phone:
        return Channel.SMS
    return Channel.PAGE


def plain_context(context: Mapping[str, Any]) -> dict[str, Any]:
    """JSON of ids, codes, numbers and dates. Raises ValueError for free text: names are joined when sending."""
    return {key: _plain(key, value) for key, value in context.items()}


def _plain(key: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    text = str(value)
    if isinstance(value, str | UUID) and len(text) <= _LONGEST_TEXT and " " not in text and "@" not in text:
        return text
    raise ValueError(f"context field {key} must be an id, a code, a number or a date")


def send_waiting(by: Actor, *, at: datetime.datetime, most: int = 1000, only: Sequence[UUID] | None = None) -> int:
    """Sends what waits and may go now, urgent first; returns how many rows were taken.

    In batches of their own transaction: rows are locked while they are sent and skipped by other senders. A
    crash between sending and committing sends a batch again (at least once). only: these rows.
    """
    taken = 0
    while taken < most:
        count = _send_batch(by, at=at, most=min(BATCH, most - taken), only=only)
        taken += count
        if count < BATCH:
            break
    return taken


@command
def _send_batch(by: Actor, *, at: datetime.datetime, most: int, only: Sequence[UUID] | None) -> int:
    waiting = OutboxMessage.objects.filter(status=OutboxStatus.WAITING, not_before__lte=at)
    if only is not None:
        waiting = waiting.filter(id__in=only)
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",)).order_by("-urgent", "not_before", "id")[:most]
    )
    if not rows:
        return 0
    addresses = _addresses(rows)
    stopped = _stopped(rows)
    letters: dict[str, list[Letter]] = defaultdict(list)
    going = [row for row in rows if row.id not in stopped and addresses[row.id]]
    for row, words in zip(going, render(going)):
        letters[row.channel].append(_letter(row, addresses[row.id], words))
    wrong: dict[UUID, str] = {}
    for channel, batch in letters.items():
        wrong |= SENDERS[channel](batch)
    for row in rows:
        _settle(row, at, addresses[row.id], row.id in stopped, wrong.get(row.id, ""))
    OutboxMessage.objects.bulk_update(
        rows, ["status", "sent_at", "attempts", "last_error", "not_before", "address", "context"]
    )
    return len(rows)


def _letter(row: OutboxMessage, address: str, words: Words) -> Letter:
    return Letter(row.id, address, words.subject, words.as_letter(), words.stop_url)


def _settle(row: OutboxMessage, at: datetime.datetime, address: str, stopped: bool, wrong: str) -> None:
    """What became of one row: sent, stopped, tried again later (2, 4, 8 … minutes), or given up."""
    if stopped:
        row.status = OutboxStatus.STOPPED
    elif not address:  # nowhere to send to any more: it stays readable on the page
        row.channel, row.status, row.sent_at = Channel.PAGE, OutboxStatus.SENT, at
    elif not wrong:
        row.status, row.sent_at = OutboxStatus.SENT, at
    else:
        row.attempts += 1
        row.last_error = wrong
        row.not_before = at + datetime.timedelta(minutes=2**row.attempts)
        if row.attempts >= MOST_ATTEMPTS:
            row.status = OutboxStatus.FAILED
    if row.status != OutboxStatus.WAITING:
        row.address = ""
        if row.person_id is None and row.urgent:
            row.context = {}  # a one-time code is of no more use to us, only to a thief


def _addresses(rows: Sequence[OutboxMessage]) -> dict[UUID, str]:
    people = [row.person_id for row in rows if row.person_id]
    accounts = {account.person_id: account for account in Account.objects.filter(person_id__in=people)}
    phones = dict(Person.objects.filter(id__in=people).values_list("id", "phone"))
    found = {}
    for row in rows:
        account = accounts.get(row.person_id) if row.person_id else None
        if row.address:
            found[row.id] = row.address
        elif row.channel == Channel.EMAIL:
            found[row.id] = (account and account.email) or ""
        else:
            found[row.id] = (account and account.phone) or (phones.get(row.person_id, "") if row.person_id else "")
    return found


def _stopped(rows: Sequence[OutboxMessage]) -> set[UUID]:
    """Rows whose receiver has said no to this channel since."""
    ordinary = [(row, row.person_id) for row in rows if row.person_id and not row.urgent]
    found = Preference.objects.filter(person_id__in=[person_id for _row, person_id in ordinary])
    preferences = {preference.person_id: preference for preference in found}
    return {
        row.id
        for row, person_id in ordinary
        if (preference := preferences.get(person_id)) is not None
        and not (preference.email if row.channel == Channel.EMAIL else preference.sms)
    }


@command
def mark_read(by: Actor, *, person_id: UUID, message_ids: Sequence[UUID] | None = None, at: datetime.datetime) -> int:
    """These messages, or all of the person's. Returns how many were unread."""
    _own(by, person_id)
    unread = OutboxMessage.objects.filter(person_id=person_id, read_at__isnull=True)
    if message_ids is not None:
        unread = unread.filter(id__in=message_ids)
    return unread.update(read_at=at)


@command
def set_preference(
    by: Actor,
    *,
    person_id: UUID,
    language: str | None = None,
    email: bool | None = None,
    sms: bool | None = None,
    quiet_from: datetime.time | None = None,
    quiet_until: datetime.time | None = None,
    at: datetime.datetime,
) -> Preference:
    """What is None stays. Text messages are opt-in; equal hours switch quiet hours off."""
    _own(by, person_id)
    if language not in (None, "id", "en"):
        raise Refused("language_unknown", _("Pilih Bahasa Indonesia atau Inggris."), field="language")
    person = Person.objects.select_for_update().get(id=person_id)
    row = Preference.objects.filter(person=person).first() or Preference(
        person=person, home_region=person.home_region_id
    )
    given = {"language": language, "email": email, "sms": sms, "quiet_from": quiet_from, "quiet_until": quiet_until}
    for name, value in given.items():
        if value is not None:
            setattr(row, name, value)
    row.changed_at = at
    row.save()
    if language:
        Account.objects.filter(person=person).update(language=language)
    append(PREFERENCE_CHANGED, person_id, at=at)
    return row


def _own(by: Actor, person_id: UUID) -> None:
    if by.person != person_id and by.role != Role.SYSTEM:
        raise NotYours
