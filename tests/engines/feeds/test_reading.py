"""Documents of other portals: every form gives the same items, and one that breaks off gives the whole ones before."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.feeds import FeedBroken, kind_of, read_items, read_posting


def a_job(number: int = 1, **fields) -> dict:
    return {
        "@type": "JobPosting", "title": f"Juru las {number}", "identifier": {"value": f"A{number}"},
        "hiringOrganization": {"@type": "Organization", "name": "CV Rangka Jati"},
        "jobLocation": [{"@type": "Place", "address": {"addressLocality": "Jepara", "addressCountry": "ID"}}],
        "description": 'Mengelas [SMAW] {dan} memotong "pelat" \\ besi',
    } | fields  # fmt: skip


def taken(document: str | bytes, kind: str = "jsonld") -> tuple[list[str], FeedBroken | None]:
    """References of the whole items, and why the document ended if it did not end well."""
    content = document.encode() if isinstance(document, str) else document
    found = []
    try:
        for item in read_items(io.BytesIO(content), kind):
            found.append(read_posting(item.said).reference)
    except FeedBroken as broken:
        return found, broken
    return found, None


JOBS = [a_job(n) for n in range(1, 4)]
ALL = ["A1", "A2", "A3"]


@pytest.mark.parametrize(
    "document",
    [
        json.dumps(JOBS),
        json.dumps(JOBS, indent=2),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Portal"}, *JOBS]}),
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": job} for job in JOBS]}),
        json.dumps({"name": "DataFeed", "dataFeedElement": JOBS, "license": ["a", "b"]}),
        "\n".join(json.dumps(job) for job in JOBS),
        "\ufeff" + json.dumps(JOBS),
        "".join(f'<script type="application/ld+json">{json.dumps(job)}</script><p>x</p>' for job in JOBS).join(
            ("<!doctype html><html><script>var a = 1</script>", "</html>")
        ),
    ],
    ids=["array", "indented", "graph", "list", "datafeed", "lines", "bom", "page"],
)
def test_every_form_of_jsonld_gives_the_same_items(document):
    assert taken(document) == (ALL, None)


def test_a_single_object_is_one_item():
    assert taken(json.dumps(JOBS[0])) == (["A1"], None)


@given(st.data())
def test_a_document_cut_anywhere_gives_the_whole_items_before_the_cut(data):
    document = json.dumps(JOBS, indent=data.draw(st.sampled_from([None, 1])))
    cut = data.draw(st.integers(1, len(document) - 1))
    found, broken = taken(document[:cut])
    ends = [document.index(json.dumps(f"A{n + 1}")) for n in range(1, 3)] + [len(document)]
    assert broken is not None and broken.code == "breaks_off"
    assert found == ALL[: len(found)]
    assert len(found) >= sum(end <= cut for end in ends[:2])  # an item is whole before the next one's name is read


@given(st.integers(1, 40), st.integers(0, 3))
def test_where_the_pieces_end_changes_nothing(size, indent):
    """The reader gets the document in pieces of any size, also in the middle of a letter."""

    class InPieces(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(size)

    document = json.dumps([a_job(1, title="Juru masak é 𝄞"), *JOBS[1:]], ensure_ascii=False, indent=indent or None)
    found = [item.said["identifier"]["value"] for item in read_items(InPieces(document.encode()), "jsonld")]
    assert found == ALL


@pytest.mark.parametrize(
    ("document", "code"),
    [("", "empty"), ("  \n", "empty"), ("juru las", "not_readable"), ('{"title": nothing}', "not_readable"),
     ("<html><p>tidak ada</p></html>", "no_items"),
     ('<script type="application/ld+json">{"@type": "JobPosting", "title"', "breaks_off")],
)  # fmt: skip
def test_what_is_no_jsonld_says_why(document, code):
    found, broken = taken(document)
    assert found == []
    assert broken is not None and broken.code == code


def test_a_broken_block_of_a_page_does_not_hide_the_others():
    page = f'<script type="application/ld+json">{{oops}}</script><script type="application/ld+json">{json.dumps(JOBS[0])}</script>'
    found, broken = taken(page)
    assert found == ["A1"]
    assert broken is not None and (broken.code, broken.line) == ("not_readable", 1)


XML = """<?xml version="1.0" encoding="utf-8"?>
<source><publisher>Portal</publisher>
<job><title><![CDATA[Kasir]]></title><referencenumber>A1</referencenumber><company>PT A</company><city>Jepara</city>
<country>ID</country><description><![CDATA[<p>Halo</p>]]></description><salary>Rp3-4 juta per bulan</salary></job>
<job><title>Kasir</title><referencenumber>A2</referencenumber><company>PT A</company><city>Kudus</city></job>
<job><title>Kasir</title><referencenumber>A3</referencenumber><company>PT A</company><city>Demak</city></job>
</source>"""
RSS = """<rss version="2.0" xmlns:job="https://example.org/job"><channel><title>Portal</title><link>https://a.id</link>
<item><title>Kasir</title><guid>A1</guid><link>https://a.id/1</link><pubDate>Tue, 24 Nov 2026 03:00:00 GMT</pubDate>
<job:company>PT A</job:company><job:location>Jepara</job:location></item></channel></rss>"""
NAMED = """<jobs><JobPosting><title>Kasir</title><identifier>A1</identifier><hiringOrganization><name>PT A</name>
</hiringOrganization><jobLocation><address><addressLocality>Jepara</addressLocality><addressCountry>ID</addressCountry>
</address></jobLocation><baseSalary><currency>IDR</currency><value><minValue>3000000</minValue><unitText>MONTH</unitText>
</value></baseSalary></JobPosting></jobs>"""


def test_forms_of_xml():
    assert taken(XML, "xml") == (ALL, None)
    assert taken(RSS, "xml") == (["A1"], None)
    item = next(read_items(io.BytesIO(NAMED.encode()), "xml"))
    posting = read_posting(item.said)
    assert (posting.reference, posting.employer, posting.locality, posting.wage_min) == (
        "A1",
        "PT A",
        "Jepara",
        3_000_000,
    )


def test_xml_that_breaks_off_says_at_which_line():
    cut = XML.index("<job><title>Kasir</title><referencenumber>A3") + 20
    found, broken = taken(XML[:cut], "xml")
    assert found == ["A1", "A2"]
    assert broken is not None and (broken.code, broken.line) == ("breaks_off", 6)


@pytest.mark.parametrize(
    "head",
    ['<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><s><job><title>&b;</title></job></s>',
     '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><s><job><title>&f;</title></job></s>'],
    ids=["growing", "reading-files"],
)  # fmt: skip
def test_entities_are_refused(head):
    found, broken = taken(head, "xml")
    assert found == []
    assert broken is not None and broken.code == "unsafe"


@pytest.mark.parametrize(("document", "code"), [("", "empty"), ("bukan xml", "not_readable"), ("<s/>", "no_items")])
def test_what_is_no_xml_says_why(document, code):
    assert taken(document, "xml")[1].code == code


CSV = (
    'id;judul;perusahaan;kota;deskripsi\nA1;Kasir;PT A;Jepara;"dua\nbaris"\nA2;Las;PT B;Kudus;x\nA3;Las;PT B;Demak;y\n'
)


def test_csv_of_any_delimiter_and_with_line_breaks():
    assert taken(CSV, "csv") == (ALL, None)
    assert taken(CSV.replace(";", ","), "csv") == (ALL, None)
    assert taken(CSV[:-1], "csv") == (ALL, None)  # no end of line after the last row
    assert taken(CSV.replace("dua", "dué").encode("cp1252"), "csv") == (ALL, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_survive_other_encodings(encoding):
    named = json.dumps([a_job(1, title="Barista café")], ensure_ascii=False).encode(encoding)
    assert [item.said["title"] for item in read_items(io.BytesIO(named), "jsonld")] == ["Barista café"]
    table = CSV.replace("Kasir", "Barista café").encode(encoding)
    assert next(read_items(io.BytesIO(table), "csv")).said["title"] == "Barista café"
    assert kind_of(named) == "jsonld" and kind_of(table) == "csv"


def test_documents_are_told_apart():
    assert [kind_of(each.encode()) for each in (XML, RSS, CSV, "<!DOCTYPE html><html>", '{"@graph": []}', "")] == [
        "xml", "xml", "csv", "jsonld", "jsonld", "csv",
    ]  # fmt: skip


def test_csv_that_breaks_off():
    found, broken = taken(CSV[: CSV.index(";Demak")], "csv")
    assert (found, broken.code, broken.line) == (["A1", "A2"], "breaks_off", 5)
    found, broken = taken(CSV[: CSV.index("\nbaris")], "csv")
    assert (found, broken.code) == ([], "breaks_off")


def test_csv_without_needed_columns():
    assert taken("id;judul\n1;Las\n", "csv")[1].code == "columns_missing"


def test_memory_does_not_grow_with_the_document():
    """Thirty times the items, the same peak (within a chunk of reading)."""

    def peak(times: int, kind: str) -> int:
        job = json.dumps(a_job(description="x" * 2000))
        text = f"[{','.join([job] * times)}]"
        if kind == "xml":
            text = f"<s>{('<job><title>K</title><company>A</company><city>B</city><description>' + 'x' * 2000 + '</description></job>') * times}</s>"
        stream = io.BytesIO(text.encode())
        tracemalloc.start()
        assert sum(1 for _ in read_items(stream, kind)) == times
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    for kind in ("jsonld", "xml"):
        assert peak(3000, kind) < peak(100, kind) + 1_000_000


@pytest.mark.parametrize(
    ("kind", "head"),
    [("jsonld", '[{"title": "'), ("xml", "<s><job><title>"), ("csv", 'id;judul;perusahaan;kota\nA1;"')],
)
def test_one_item_that_never_ends_does_not_fill_memory(kind, head):
    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1) -> bytes:
            start = super().read(size)
            self.given += len(start) or 65_536
            assert self.given < 12_000_000, "it reads on and on"
            return start or b"x" * 65_536

    stream = Endless(head.encode())
    if kind == "csv":
        stream = io.BytesIO(head.encode() + b"x" * 3_000_000)
    with pytest.raises(FeedBroken):
        list(read_items(stream, kind))


def test_memory_of_rss_does_not_grow_either():
    """Its items stand inside a channel, not below the root."""
    item = "<item><title>K</title><company>A</company><city>B</city></item>"
    peaks = []
    for times in (100, 20_000):
        stream = io.BytesIO(f"<rss><channel>{item * times}</channel></rss>".encode())
        tracemalloc.start()
        assert sum(1 for _ in read_items(stream, "xml")) == times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
