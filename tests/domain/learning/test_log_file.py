"""Files of webinar platforms: Zoom's, Meet's, a hand-made one, and broken ones."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from peluang.domain.learning.log_file import read_log
from tests.refusals import refused

JAKARTA = ZoneInfo("Asia/Jakarta")
NEAR = datetime.datetime(2026, 5, 4, 9, 0, tzinfo=JAKARTA)


def read(text, name="log.csv"):
    return read_log(text.encode(), name, near=NEAR, zone=JAKARTA)


@pytest.mark.parametrize("text", [
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    "Siti K7PM-X2QA,siti@contoh.id,05/04/2026 09:01:22 AM,05/04/2026 11:00:10 AM,119\n",
    "Nama;Jam masuk;Jam keluar\nSiti K7PM-X2QA;04/05/2026 09.01;04/05/2026 11.00\n",
    "Participant,Email,Time joined,Time exited\nSiti K7PM-X2QA,siti@contoh.id,2026-05-04 09:01,2026-05-04T11:00:00\n",
])  # fmt: skip
def test_the_day_nearest_to_the_session_is_meant(text):
    lines, broken = read(text)
    assert broken == []
    [line] = lines
    assert line.number == 2
    assert "K7PM-X2QA" in line.who
    assert line.joined_at.astimezone(JAKARTA).strftime("%Y-%m-%d %H:%M") == "2026-05-04 09:01"
    assert line.left_at.astimezone(JAKARTA).strftime("%Y-%m-%d %H:%M") == "2026-05-04 11:00"


def test_lines_that_cant_be_read_are_named():
    lines, broken = read("Nama,Masuk,Keluar\nSiti,kemarin,tadi\nAgus,2026-05-04 09:00,2026-05-04 10:00\nDewi,,\n")
    assert [line.number for line in lines] == [3]
    assert [number for number, _why in broken] == [2, 4]


@pytest.mark.parametrize("text", ["", "Nama,Masuk\nSiti,09:00\n", "\x00\x01\x02", "<html>"])
def test_what_is_no_log_says_so(text):
    with refused("log_unreadable", field="file"):
        read(text)


def test_no_spreadsheet_behind_its_name():
    with refused("log_unreadable", field="file"):
        read("PK\x03\x04 rusak", "log.xlsx")
