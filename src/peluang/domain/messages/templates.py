"""The wording of every message, in both languages. Each app registers its own in its message_texts.py.

    register("learning.seat_booked", subject_id="Kursimu sudah dipesan", subject_en="Your seat is booked",
             body_id="{first_name}, kelas {class_title} mulai {starts:date}.", body_en="…", path="/saya/kelas")
    names("class_title", "class_id", titles_of_classes)

Placeholders: what the context holds; {first_name}, {name} and {base_url} always; names that are joined when
sending, so that the outbox holds ids alone. Formats: {amount:rupiah} {on:date} {at:datetime} {count:number}.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

ALWAYS = frozenset({"first_name", "name", "base_url"})
#: What may follow the colon of a placeholder (wording.py).
FORMATS = frozenset({"", "rupiah", "number", "date", "datetime"})
#: function(ids as text, language) → id → name, in one statement.
NamesFunction = Callable[[Sequence[str], str], dict[str, str]]


@dataclass(frozen=True)
class Template:
    """path: where the message leads, with placeholders ("/saya/kelas/{enrolment_id}"); "" for nowhere. short: the body
    of a text message, where the body is too long for one. stop_path: the page that ends this kind of news without
    signing in, and takes the one-click POST of RFC 8058; "" when there is none.
    """

    name: str
    subject: dict[str, str]
    body: dict[str, str]
    path: str = ""
    short: dict[str, str] = field(default_factory=dict)
    stop_path: str = ""

    def placeholders(self) -> set[str]:
        return {name for name, _format in self._fields()} - ALWAYS

    def unknown_formats(self) -> set[str]:
        return {form for _name, form in self._fields()} - FORMATS

    def _fields(self) -> list[tuple[str, str]]:
        """(name, format) of every placeholder."""
        texts = [*self.subject.values(), *self.body.values(), *self.short.values(), self.path, self.stop_path]
        parsed = [part for text in texts for part in string.Formatter().parse(text)]
        return [(name, form or "") for _before, name, form, _kind in parsed if name]


@dataclass(frozen=True)
class Names:
    key: str
    function: NamesFunction


_templates: dict[str, Template] = {}
_names: dict[str, Names] = {}


def register(
    name: str, *, subject_id: str, subject_en: str, body_id: str, body_en: str, path: str = "", short_id: str = "",
    short_en: str = "", stop_path: str = "",
) -> Template:  # fmt: skip
    """Raises ValueError when the name stands for other words already, and for a format nobody knows: a message that
    cannot be worded would hold up all that wait behind it.
    """
    short = {"id": short_id, "en": short_en} if short_id else {}
    made = Template(name, {"id": subject_id, "en": subject_en}, {"id": body_id, "en": body_en}, path, short, stop_path)
    if unknown := made.unknown_formats():
        raise ValueError(f"message template {name} uses unknown formats: {', '.join(sorted(unknown))}")
    if _templates.setdefault(name, made) != made:
        raise ValueError(f"message template {name} is registered twice")
    return made


def names(placeholder: str, key: str, function: NamesFunction) -> None:
    """{placeholder} is looked up by the id that the context holds under `key`."""
    known = _names.setdefault(placeholder, Names(key, function))
    if known.key != key:
        raise ValueError(f"the name {placeholder} is looked up by {known.key}")


def template(name: str) -> Template:
    """Raises KeyError for a name that nobody registered."""
    return _templates[name]


def all_templates() -> dict[str, Template]:
    return dict(_templates)


def joined_names() -> dict[str, Names]:
    return dict(_names)


def check_context(name: str, context: dict[str, Any]) -> None:
    """Raises ValueError when a placeholder could not be filled: a mistake of ours, found when writing."""
    lacking = {
        each
        for each in template(name).placeholders()
        if each not in context and not (each in _names and _names[each].key in context)
    }
    if lacking:
        raise ValueError(f"message {name} lacks {sorted(lacking)}")
