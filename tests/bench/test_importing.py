"""The bench of the import: its file is what it says, and each fault is one that the reader can name."""

from __future__ import annotations

import csv

import pytest

from peluang.bench.importing import BAD_SHARE, make_file
from peluang.domain.jobs.commands import import_vacancies
from peluang.domain.kernel.context import PROGRAM

pytestmark = pytest.mark.django_db


def test_the_file_holds_what_was_planted(tmp_path):
    made = make_file(tmp_path / "a.csv", 3, 400)
    with made.path.open(newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 401
    assert len(made.faults) == 400 * BAD_SHARE
    assert len(made.good) + len(made.faults) == 400
    assert make_file(tmp_path / "b.csv", 3, 400).path.read_bytes() == made.path.read_bytes()
    assert make_file(tmp_path / "c.csv", 4, 400).path.read_bytes() != made.path.read_bytes()


def test_every_fault_is_found_and_nothing_else(tmp_path, now):
    made = make_file(tmp_path / "a.csv", 7, 600)
    content = made.path.read_bytes()
    report = import_vacancies(PROGRAM, content=content, file_name="a.csv", source="uji", skip_bad=True, at=now)
    assert {each.row for each in report.problems} == made.faults.keys()
    assert {each.row: each.code for each in report.problems} == made.faults
    assert report.new == len(made.good)
