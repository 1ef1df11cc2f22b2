"""`peluang feeds …`: whatever is handed in gets plain words and an exit code, and what is whole is kept."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from peluang.domain.jobs.commands import feed_runs, stop_feed
from peluang.domain.jobs.models import Feed, FeedRun, Vacancy
from peluang.domain.kernel.context import PROGRAM
from peluang.doors import clock
from peluang.doors.cli.feeds import command
from tests.conftest import NOW
from tests.factories.feeds import TEXT, a_document, a_feed, a_posting
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db
ROWS = f"judul;perusahaan;kota;tautan;deskripsi\nJuru café;CV Rangka Jati;Kab. Jepara;https://portal.example/1;{TEXT}\n"
JOB = (
    "<job><title>Juru las</title><company>CV Rangka Jati</company><city>Kab. Jepara</city>"
    f"<url>https://portal.example/1</url><description>{TEXT}</description></job>"
)
XML = f"<jobs>{JOB}</jobs>"
LAUGHS = (
    '<!DOCTYPE jobs [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>' + XML.replace("Juru las", "&c;")
)
OUTSIDE = '<!DOCTYPE jobs [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + XML.replace("Juru las", "&x;")


def script(said):
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.fixture(autouse=True)
def _here(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "kept"
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def hand_in(tmp_path):
    """hand_in(content, *options) → (exit code, everything said)."""

    def run(content: bytes | str, *options: str) -> tuple[int, str]:
        file = tmp_path / "feed"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        done = CliRunner().invoke(command, ["import", str(file), "--name", "Karir X", *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def titles() -> list[str]:
    return sorted(Vacancy.objects.filter(status="open").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("content", "many"),
    [
        (ROWS, 1),
        (ROWS.encode("cp1252"), 1),
        (ROWS.encode("utf-8-sig"), 1),
        (ROWS.encode("utf-16"), 1),
        (ROWS.replace(";", "\t").encode("utf-8-sig"), 1),
        (ROWS.replace("\n", "\r\n"), 1),
        (ROWS.replace("\n", "\r"), 1),
        (ROWS.rstrip("\n"), 1),
        (a_document([a_posting(1), a_posting(2)]), 2),
        (json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, a_posting(1)]}), 1),
        (json.dumps(a_posting(1)).encode("utf-16"), 1),
        ("<!doctype html><html>" + script(a_posting(1)) + "<p>x</p>" + script([a_posting(2), {"@type": "Thing"}]), 2),
        (XML, 1),
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + XML.replace("Juru las", "Juru caf\u00e9"), 1),
    ],
)  # fmt: skip
def test_each_form_and_encoding_is_taken(hand_in, content, many):
    if isinstance(content, str) and "iso-8859-1" in content:
        content = content.encode("latin-1")
    code, said = hand_in(content)
    assert (code, f"{many} items: {many} new" in said) == (0, True), said
    assert all("\ufffd" not in each for each in titles())
    code, said = hand_in(content)
    assert (code, f"{many} as before" in said) == (0, True), said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b" \n\n ", "kosong"),
        (b"\xef\xbb\xbf", "kosong"),
        (b"[]", "Tidak ada satu pun"),
        ("<jobs></jobs>", "Tidak ada satu pun"),
        ("judul;perusahaan;kota\n", "Tidak ada satu pun"),
        ("<!doctype html><html><body><h1>404</h1></body></html>", "Tidak ada satu pun"),
        ("<html>" + script({"@type": "WebSite"}) + "</html>", "Tidak ada satu pun"),
        ('{"error": "not found"}', "Tidak ada satu pun"),
        ("nama;umur\nSiti;20\n", "Kolom yang wajib tidak ada"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 30, "bukan JSON-LD, XML, atau CSV"),
        (b"%PDF-1.7\n" + bytes(range(128, 256)) * 9, "bukan JSON-LD, XML, atau CSV"),
        (b"PK\x03\x04" + b"x" * 90, "bukan JSON-LD, XML, atau CSV"),
        ("<jobs><job>&nbsp;</job></jobs>", "bukan JSON-LD, XML, atau CSV"),
        ('<?xml version="1.0" encoding="x-unknown"?>' + XML, "bukan JSON-LD, XML, atau CSV"),
        (LAUGHS, "entitas XML"),
        (OUTSIDE, "entitas XML"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_plainly(hand_in, content, words):
    code, said = hand_in(content)
    assert (code, words in said) == (1, True), said
    assert "Traceback" not in said
    assert titles() == []


def test_a_zip_that_is_no_workbook(hand_in):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("jobs.xml", XML)
    code, said = hand_in(packed.getvalue())
    assert (code, "bukan JSON-LD, XML, atau CSV" in said) == (1, True), said


def test_html_where_xml_was_said_is_no_feed(hand_in):
    code, said = hand_in("<!doctype html><html><p>halo<br></html>", "--kind", "xml")
    assert (code, "bukan JSON-LD, XML, atau CSV" in said) == (1, True), said
    code, said = hand_in(XML, "--kind", "jsonld")
    assert (code, "there already with kind xml" in said) == (1, True), said


def test_a_missing_file_a_folder_and_a_name_too_short(tmp_path, hand_in):
    for path, words in (("ada", "does not exist"), (".", "is a directory")):
        done = CliRunner().invoke(command, ["import", str(tmp_path / path), "--name", "Karir X"])
        assert (done.exit_code, words in done.output) == (2, True)
    code, said = hand_in(XML, "--name", "x")
    assert (code, "2 sampai 60" in said) == (1, True)


@pytest.mark.parametrize(
    ("whole", "end"),
    [
        (a_document([a_posting(n) for n in (1, 2, 3)]), b'"A3"'),
        (("<jobs>" + "".join(JOB.replace("Juru las", f"Juru las {n}") for n in (1, 2, 3)).replace(
            "example/1", "example/n") + "</jobs>").encode(), b"las 3"),
        ((ROWS + "Juru las 2;CV Rangka Jati;Kab. Jepara;https://portal.example/2;" + TEXT + "\nJuru las 3;CV").encode(),
         b";CV\n"),
    ],
    ids=["jsonld", "xml", "csv"],
)  # fmt: skip
def test_one_that_breaks_off_keeps_what_is_whole_and_the_whole_one_completes_it(hand_in, whole, end):
    if b"example/n" in whole:
        for n in (b"1", b"2", b"3"):
            whole = whole.replace(b"example/n", b"example/" + n, 1)
    cut = whole[: whole.index(end)] if end in whole else whole
    code, said = hand_in(cut)
    assert (code, "terputus" in said, "2 items: 2 new" in said) == (1, True, True), said
    assert len(titles()) == 2
    if cut != whole:
        code, said = hand_in(whole)
        assert (code, "3 items: 1 new, 0 changed, 2 as before" in said) == (0, True), said


def test_a_reading_that_was_killed_goes_on(hand_in, monkeypatch):
    document = a_document([a_posting(n) for n in range(1, 8)])
    monkeypatch.setattr(feed_runs, "CHUNK", 3)
    original, taken = feed_runs.take_chunk, []

    def dies(*args, **named):
        if taken:
            raise KeyboardInterrupt
        taken.append(1)
        return original(*args, **named)

    monkeypatch.setattr(feed_runs, "take_chunk", dies)
    assert hand_in(document)[0] != 0
    assert len(titles()) == 3
    monkeypatch.setattr(feed_runs, "take_chunk", original)
    code, said = hand_in(document)
    assert (code, "7 items: 7 new" in said) == (0, True), said
    assert FeedRun.objects.count() == 1


def test_items_that_cannot_be_are_listed_with_their_number_and_the_others_taken(hand_in):
    place = {"address": {"addressLocality": "Atlantis", "addressCountry": "ID"}}
    items = [
        a_posting(1), a_posting(2, title=""), a_posting(3, jobLocation={}), a_posting(4, jobLocation=place),
        a_posting(5, hiringOrganization={}), a_posting(6, totalJobOpenings=0), a_posting(7, url="javascript:alert(1)"),
        "text", None, 7, a_posting(11, title=["x", {}], identifier={"value": None}),
        a_posting(12, description={"a": [1]}, baseSalary=[[]], datePosted=[], employmentType={"x": 1}),
    ]  # fmt: skip
    code, said = hand_in(json.dumps(items))
    assert code == 0, said
    for number, reason in (
        (2, "no_title"),
        (3, "no_place"),
        (4, "place_unclear"),
        (5, "no_employer"),
        (6, "no_places"),
    ):
        (line,) = [each for each in said.splitlines() if each.startswith(f"item {number},")]
        assert f"[{reason}]" in line
        assert "%(" not in line
    assert "javascript" not in "".join(Vacancy.objects.values_list("source_url", flat=True))
    assert "Juru las 1" in titles()


def test_wages_dates_and_texts_that_are_strange_are_taken_with_a_note(hand_in):
    long = "kata " * 100_000
    items = [
        a_posting(1, baseSalary={"currency": "IDR", "value": {"value": 1, "unitText": "MONTH"}}),
        a_posting(2, validThrough="2025-02-01", datePosted="2025-01-01"),
        a_posting(3, datePosted="kapan-kapan", validThrough=None),
        a_posting(4, description=f"<script>alert(1)</script><b onclick=x()>{TEXT}</b>", title="<i>Juru las 4</i>"),
        a_posting(5, description=long, title="Juru las 5 " + "x" * 900),
        a_posting(6, totalJobOpenings="banyak"),
    ]
    code, said = hand_in(json.dumps(items))
    assert (code, "6 items: 6 new" in said) == (0, True), said
    rows = {each.source_ref: each for each in Vacancy.objects.all()}
    assert rows["A1"].wage_min is None
    assert rows["A2"].status == "closed"
    assert "alert" not in rows["A4"].description and rows["A4"].title == "Juru las 4"
    assert len(rows["A5"].description) <= 20_000 and len(rows["A5"].title) <= 300
    assert rows["A6"].headcount == 1


def test_the_list_of_problems_is_short_and_says_how_many_there_are(hand_in):
    code, said = hand_in(json.dumps([a_posting(1), *(a_posting(n, title="") for n in range(2, 42))]))
    assert (code, said.count("[no_title]"), "20 more" in said, "40 with problems" in said) == (0, 20, True, True)


def test_here_needs_the_name_of_one_checked_employer(hand_in):
    code, said = hand_in(XML, "--mode", "here", "--employer", "CV Siapa")
    assert (code, "CV Siapa" in said) == (1, True)
    assert not Feed.objects.exists()
    own = an_organisation("employer", name="CV Rangka Jati")
    code, said = hand_in(XML, "--mode", "here", "--employer", "CV Rangka Jati")
    assert (code, Feed.objects.get().organisation_id) == (0, own.id), said


def test_a_feed_that_was_stopped_takes_nothing(hand_in):
    stop_feed(PROGRAM, feed_id=a_feed().id, close=False, at=NOW)
    code, said = hand_in(XML)
    assert (code, "dihentikan" in said, titles()) == (1, True, [])


def test_list_and_run(hand_in):
    assert CliRunner().invoke(command, ["list"]).output == "no feeds yet\n"
    hand_in(XML)
    listed = CliRunner().invoke(command, ["list"])
    assert listed.output.split("\t")[:4] == ["Karir X", "link", "1", "whole"]
    done = CliRunner().invoke(command, ["run"])
    assert (done.exit_code, done.output) == (0, "0 fetched, 0 readings ended\n")
