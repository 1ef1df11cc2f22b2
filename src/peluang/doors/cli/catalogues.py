"""Rooms with texts, what their code says, and what their catalogues translate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2]
_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")]
_OPTIONS = {
    "**.html": {
        "extensions": "jinja2.ext.i18n",
        "newstyle_gettext": "true",
        "trimmed": "true",
        "silent": "false",
    }
}
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip


@dataclass(frozen=True)
class Room:
    """A folder with texts of its own."""

    folder: Path

    @property
    def catalogue(self) -> Path:
        return self.folder / "locale" / "en" / "LC_MESSAGES" / "django.po"

    def read(self) -> Catalog:
        if self.catalogue.exists():
            with self.catalogue.open("rb") as handle:
                return read_po(handle, locale="en")
        return Catalog(locale="en", charset="utf-8", project="peluang")

    def translated(self) -> set[object]:
        return {_key(message) for message in self.read() if message.id and _is_translated(message)}

    def extracted(self) -> Catalog:
        """What code and templates say now."""
        found = Catalog(locale="en", charset="utf-8", project="peluang")
        for name, line, text, comments, context in extract_from_dir(
            str(self.folder), _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=("translators:",),
            directory_filter=self._is_ours,
        ):  # fmt: skip
            found.add(text, None, [(name, line)], auto_comments=comments, context=context)
        return found

    def _is_ours(self, path: str) -> bool:
        """Leaves out caches, migrations and rooms that have a catalogue of their own."""
        folder = Path(path)
        return folder.name not in ("__pycache__", "migrations", "locale", "static") and folder not in _room_folders()


def _room_folders() -> list[Path]:
    audiences = [folder for folder in (PACKAGE / "doors" / "web").iterdir() if folder.is_dir()]
    domain = [folder for folder in (PACKAGE / "domain").iterdir() if folder.is_dir()]
    return [each for each in sorted(audiences + domain) if each.name not in ("__pycache__", "locale")]


def rooms() -> Iterator[Room]:
    """Every audience and app and the API, then what stands beside them in doors/web."""
    for folder in [*_room_folders(), PACKAGE / "doors" / "api", PACKAGE / "doors" / "web"]:
        yield Room(folder)


def update_room(room: Room, known: set[object], *, write: bool) -> list[tuple[str, str]]:
    """Merges what the code says into the room's catalogue; returns (text, place) of what English lacks.

    A text that another room translates already needs no second translation.
    """
    catalogue, found = room.read(), room.extracted()
    fresh = Catalog(locale="en", charset="utf-8", project="peluang")
    lacking = []
    for message in found:
        if not message.id:
            continue
        old = catalogue.get(_single(message), context=message.context)
        if old is not None and _is_translated(old):
            fresh.add(message.id, old.string, message.locations, context=message.context)
        elif _key(message) not in known:
            fresh.add(message.id, None, message.locations, context=message.context)
            place = f"{room.folder.relative_to(PACKAGE)}/{message.locations[0][0]}:{message.locations[0][1]}"
            lacking.append((_single(message), place))
    if write and len(fresh):
        _write(room.catalogue, fresh)
    return lacking


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, no_location=True, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_bytes(header.encode() + buffer.getvalue().lstrip())


def compile_all() -> int:
    """Writes .mo beside every .po; returns how many."""
    count = 0
    for path in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as handle:
            catalogue = read_po(handle, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, catalogue)
        count += 1
    return count


def _single(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else str(message.id)


def _key(message: Message) -> tuple[str | None, str]:
    return (message.context, _single(message))


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(strings) and not message.fuzzy
