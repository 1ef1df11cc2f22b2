"""Reading the file a webinar platform gives out: who, from when, until when. Pure but for translation."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.tables import Column, Limits, Row, TableError, read_table

from .commands.platform_log import MOST_LINES, LogLine

_COLUMNS = (
    Column("name", ("Nama", "Name (Original Name)", "Name", "Full Name", "Participant", "Display name"), needed=True),
    Column("mail", ("E-mail", "User Email", "Email", "Participant Email")),
    Column("joined", ("Jam masuk", "Masuk", "Join Time", "First Join", "Time joined"), needed=True),
    Column("left", ("Jam keluar", "Keluar", "Leave Time", "Last Leave", "Time exited"), needed=True),
)
_FORMATS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%y, %I:%M:%S %p",
)  # fmt: skip


def read_log(
    content: bytes, file_name: str, *, near: datetime.datetime, zone: ZoneInfo
) -> tuple[list[LogLine], list[tuple[int, Any]]]:
    """Lines, and (number, why) of those that can't be read. near: start of the session, which decides whether 04/05 is
    in April or May. zone: of the times in the file. Raises Refused("log_unreadable", field="file").
    """
    try:
        table = read_table(content, file_name, _COLUMNS, limits=Limits(megabytes=5, rows=MOST_LINES, unpacked=50))
    except TableError as error:
        english = (get_language() or "id").startswith("en")
        text, remedy = (error.text_en, error.remedy_en) if english else (error.text_id, error.remedy_id)
        raise Refused("log_unreadable", text, todo=remedy, field="file") from error
    lines: list[LogLine] = []
    broken: list[tuple[int, Any]] = []
    for row in table.rows:
        line = _line(row, near, zone)
        if line is None:
            broken.append((row.number, _("jamnya tidak bisa dibaca")))
        else:
            lines.append(line)
    return lines, broken


def _line(row: Row, near: datetime.datetime, zone: ZoneInfo) -> LogLine | None:
    joined = _moment(row.values.get("joined", ""), near, zone)
    left = _moment(row.values.get("left", ""), near, zone)
    if joined is None or left is None or row.broken:
        return None
    return LogLine(row.number, f"{row.values.get('name', '')} {row.values.get('mail', '')}", joined, left)


def _moment(text: str, near: datetime.datetime, zone: ZoneInfo) -> datetime.datetime | None:
    """The reading of a time that lies nearest to the session."""
    text = text.strip().replace("T", " ").removesuffix("Z")
    found = []
    for form in _FORMATS:
        try:
            found.append(datetime.datetime.strptime(text, form).replace(tzinfo=zone))
        except ValueError:
            continue
    return min(found, key=lambda each: abs(each - near), default=None)
