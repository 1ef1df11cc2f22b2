"""From a row of the outbox to subject and body in its language, for many rows with few statements."""

from __future__ import annotations

import datetime
import string
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from peluang.domain.people.models import Person
from peluang.engines.codes.rupiah import format_rupiah

from .models import Channel, OutboxMessage
from .templates import joined_names, template

_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_STOP_LINE = {"id": "Berhenti dikabari", "en": "Stop these messages"}
_ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True)
class Words:
    """path: where it leads inside the portal, "" for nowhere. stop_path: where this kind of news is ended; stop_line
    says so in the message's language.
    """

    subject: str
    body: str
    path: str
    stop_path: str = ""
    stop_line: str = ""

    def as_letter(self) -> str:
        """The body of an e-mail or text message: with its link at the end, and the one that ends such news."""
        parts = [self.body, f"{settings.BASE_URL}{self.path}" if self.path else "", self.stop_line]
        return "\n\n".join(part for part in parts if part)

    @property
    def stop_url(self) -> str:
        return f"{settings.BASE_URL}{self.stop_path}" if self.stop_path else ""


class _Formatter(string.Formatter):
    def __init__(self, language: str, zone: str) -> None:
        self.language, self.zone = language, zone

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "rupiah":
            return format_rupiah(int(value))
        if format_spec == "number":
            return f"{int(value):,}".replace(",", "." if self.language == "id" else ",")
        if format_spec == "date":
            return self._date(_read_day(value))
        if format_spec == "datetime":
            local = datetime.datetime.fromisoformat(str(value)).astimezone(ZoneInfo(self.zone))
            clock = local.strftime("%H.%M" if self.language == "id" else "%H:%M")
            return f"{self._date(local.date())} {clock} {_ZONE_NAMES.get(self.zone, '')}".strip()
        return str(super().format_field(value, format_spec))

    def _date(self, day: datetime.date) -> str:
        return f"{day.day} {_MONTHS[self.language][day.month - 1]} {day.year}"


def _read_day(value: Any) -> datetime.date:
    return datetime.date.fromisoformat(str(value)[:10])


def render(messages: Sequence[OutboxMessage], language: str | None = None) -> list[Words]:
    """Words for each message, in its own language or the one given. One statement for people, one for each
    kind of name.
    """
    people = Person.objects.select_related("lives_in__province").in_bulk(
        [message.person_id for message in messages if message.person_id]
    )
    found = _look_up_names(messages, language)
    made = []
    for message in messages:
        spoken = language or message.language
        person = people.get(message.person_id) if message.person_id else None
        values = {
            **message.context,
            **{
                name: known.get(str(message.context.get(key)), "")
                for (name, key, tongue), known in found.items()
                if tongue == spoken and key in message.context
            },
            "name": person.full_name if person else "",
            "first_name": person.first_name if person else "",
            "base_url": settings.BASE_URL,
        }
        zone = person.lives_in.province.timezone if person else "Asia/Jakarta"
        short = language is None and message.channel == Channel.SMS
        made.append(_fill(message.template, spoken, zone, values, short))
    return made


def _fill(name: str, language: str, zone: str, values: dict[str, Any], short: bool) -> Words:
    """short: as a text message, where the template has words of its own for one."""
    words = template(name)
    formatter = _Formatter(language, zone)
    body = words.short.get(language, "") if short else ""
    stop = formatter.vformat(words.stop_path, (), values)
    return Words(
        formatter.vformat(words.subject[language], (), values),
        formatter.vformat(body or words.body[language], (), values),
        formatter.vformat(words.path, (), values),
        stop,
        f"{_STOP_LINE[language]}: {settings.BASE_URL}{stop}" if stop else "",
    )


def _look_up_names(
    messages: Sequence[OutboxMessage], language: str | None
) -> dict[tuple[str, str, str], dict[str, str]]:
    """(placeholder, key, language) → id → name, for the names these messages use."""
    wanted: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    known = joined_names()
    for message in messages:
        for placeholder in template(message.template).placeholders() & set(known):
            key = known[placeholder].key
            if key in message.context:
                wanted[placeholder, key, language or message.language].add(str(message.context[key]))
    return {
        (placeholder, key, spoken): known[placeholder].function(sorted(ids), spoken)
        for (placeholder, key, spoken), ids in wanted.items()
    }
