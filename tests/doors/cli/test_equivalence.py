"""`peluang equivalence FILE` on files as people have them, good and bad."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from peluang.doors.cli.equivalence import command
from peluang.doors.cli.main import group
from tests.factories.catalogue import an_offering
from tests.optional_data import real_file

ROWS = [("a1", "Las SMAW 3G", ""), ("a2", "SMAW welding, position 3G", "At our workshop"), ("a3", "Las SMAW 1G", "")]


def run(*arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments])


def written(tmp_path, content, name="daftar.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def as_text(rows, header=("id", "title", "description"), delimiter=","):
    lines = ([header] if header else []) + list(rows)
    return "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines) + "\n"


def clusters(result):
    rows = list(csv.reader(result.stdout.splitlines()))
    assert rows[0] == ["id", "cluster"]
    return dict(rows[1:])


@pytest.mark.parametrize(
    "content",
    [
        as_text(ROWS), as_text(ROWS, header=None), as_text(ROWS, delimiter=";"), as_text(ROWS, delimiter="\t"),
        as_text(ROWS, header=("Kode", "Judul Pelatihan", "Deskripsi")), "\ufeff" + as_text(ROWS),
        as_text(ROWS).replace("\n", "\r\n"), as_text([row[:2] for row in ROWS], header=("id", "title")),
        as_text([(text, identity, title) for identity, title, text in ROWS], header=("description", "id", "title")),
    ],
)  # fmt: skip
def test_every_row_gets_its_cluster(tmp_path, content):
    result = run(written(tmp_path, content))
    assert result.exit_code == 0, result.output
    found = clusters(result)
    assert set(found) == {"a1", "a2", "a3"}
    assert found["a1"] == found["a2"] != found["a3"]
    assert "2 different trainings" in result.stderr


def test_json_holds_rows_and_what_people_should_look_at(tmp_path):
    path = written(tmp_path, as_text([*ROWS, ("a4", "Las SMAW", "")]))
    found = json.loads(run(path, "--json").stdout)
    assert (found["rows"], found["clusters"]) == (4, 3)
    assert [each["id"] for each in found["clusters_of_rows"]] == ["a1", "a2", "a3", "a4"]
    assert {each["open"][0] for each in found["ask"]} == {"number"}
    asked = run(path, "--ask").stdout.splitlines()
    assert asked[0].startswith("first,second,score")
    assert len(asked) == 1 + len(found["ask"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"id,title\n", "no rows"),
        ("id,title\n1,K\xf6pi\n".encode("latin-1"), "not UTF-8"),
        (b"id,title\n1,\x00\n", "no text file"),
        (b"id,description\n1,x\n", "lacks the column"),
        (b"judul,harga\nBarista,5\n", "lacks the column"),
        (b"Barista\nLas\n", "one column"),
        (b"id,title\n1,Barista\n2,Las\n1,Las\n", "stands twice"),
        (b"id,title\n1,\n", "has no title"),
        (b"id,title\n,Barista\n", "has no id"),
        (b'id,title\n1,"Barista\n', "quotation mark"),
        (b"id,title\n" + b"".join(b"%d,x\n" % n for n in range(50_001)), "more than 50,000 rows"),
    ],
)
def test_bad_files_are_told_in_plain_words(tmp_path, content, words):
    result = run(written(tmp_path, content))
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_and_no_file_at_all(tmp_path):
    assert "can't be read" in run(tmp_path / "tidak-ada.csv").stderr
    assert run().exit_code == 2
    assert run(written(tmp_path, as_text(ROWS)), "--catalogue").exit_code == 2


def test_it_is_a_command_of_peluang():
    assert "equivalence" in CliRunner().invoke(group, ["--help"]).output


def test_the_266_real_courses(tmp_path):
    with real_file("catalogue", "skill-week-courses.csv").open(encoding="utf-8") as handle:
        rows = [(str(n), row["title"].replace('"', "'"), "") for n, row in enumerate(csv.DictReader(handle))]
    result = run(written(tmp_path, as_text(rows)))
    found = clusters(result)
    assert len(found) == 266
    assert 235 <= len(set(found.values())) <= 255


@pytest.mark.django_db
def test_it_looks_at_this_installation(now):
    an_offering(title="Barista")
    an_offering(title="Pelatihan Barista")
    assert "2 offerings looked at: 1 new pairs" in run("--catalogue").stdout
    found = json.loads(run("--catalogue", "--json").stdout)
    assert found == {"offerings": 2, "proposed": 0, "gone": 0, "open": 1}
