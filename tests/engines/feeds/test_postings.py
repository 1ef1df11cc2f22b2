"""One item: what it says in our values, what is taken differently and marked, what can't be taken."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.engines.feeds import NotAPosting, plain_text, read_posting, same_text

from .test_reading import a_job


def remarks(**fields) -> list[str]:
    return [each.code for each in read_posting(a_job(**fields)).remarks]


def test_a_whole_posting():
    posting = read_posting(
        a_job(
            title="Juru <b>las</b>", employmentType=["FULL_TIME"], datePosted="2026-11-01T00:00:00+07:00",
            validThrough="31/12/2026", totalJobOpenings="4", url="https://portal.example/1",
            educationRequirements={"credentialCategory": "high school"}, experienceRequirements={"monthsOfExperience": 24},
            baseSalary={"currency": "IDR", "value": {"minValue": 3_000_000, "maxValue": "3.500.000", "unitText": "MONTH"}},
        )
    )  # fmt: skip
    assert (posting.title, posting.kind, posting.headcount, posting.education) == ("Juru las", "full", 4, "SMA")
    assert (posting.posted, posting.closes) == (datetime.date(2026, 11, 1), datetime.date(2026, 12, 31))
    assert (posting.wage_min, posting.wage_max, posting.experience_months) == (3_000_000, 3_500_000, 24)
    assert (posting.country, posting.url, posting.remarks) == ("ID", "https://portal.example/1", ())


@pytest.mark.parametrize(
    ("unit", "amount", "monthly"),
    [("HOUR", 20_000, 3_460_000), ("DAY", 100_000, 2_500_000), ("WEEK", 600_000, 2_600_000), ("YEAR", 60_000_000, 5_000_000)],
)  # fmt: skip
def test_wages_of_other_units_become_monthly_and_are_marked(unit, amount, monthly):
    salary = {"currency": "IDR", "value": {"value": amount, "unitText": unit}}
    posting = read_posting(a_job(baseSalary=salary))
    assert (posting.wage_min, posting.wage_max) == (monthly, monthly)
    assert remarks(baseSalary=salary) == ["wage_unit"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"baseSalary": {"currency": "USD", "value": {"value": 900, "unitText": "MONTH"}}}, "currency"),
        ({"salary": "$900"}, "currency"),
        ({"salary": "sesuai kesepakatan"}, "wage_unread"),
        ({"baseSalary": {"currency": "IDR", "value": {"value": "9" * 12, "unitText": "MONTH"}}}, "wage_unread"),
        ({"url": "javascript:alert(1)"}, "url_bad"),
        ({"url": "https://user@portal.example/"}, "url_bad"),
        ({"totalJobOpenings": "beberapa"}, "headcount_bad"),
        ({"datePosted": "kemarin"}, "date_bad"),
        ({"validThrough": "2026-02-31"}, "date_bad"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_remark(fields, code):
    posting = read_posting(a_job(**fields))
    assert [each.code for each in posting.remarks] == [code]
    assert (posting.wage_min, posting.url, posting.headcount) == (None, "", 1)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " <p></p> "}, "no_title"),
        ({"hiringOrganization": None}, "no_employer"),
        ({"jobLocation": []}, "no_place"),
        ({"totalJobOpenings": 0}, "no_places"),
        ({"totalJobOpenings": "00"}, "no_places"),
        ({"jobLocation": {"address": {"addressLocality": "Johor", "addressCountry": "MY"}}}, "abroad"),
        ({"jobLocation": {"address": {"addressLocality": "Johor", "addressCountry": {"name": "Malaysia"}}}}, "abroad"),
    ],
)
def test_what_cannot_be_taken_says_why(fields, code):
    with pytest.raises(NotAPosting) as refusal:
        read_posting(a_job(**fields))
    assert refusal.value.code == code


def test_abroad_with_the_licence_of_an_agency():
    place = {"address": {"addressLocality": "Johor", "addressCountry": "my"}}
    posting = read_posting(a_job(jobLocation=place, agencyLicence="SIP3MI-7"))
    assert (posting.country, posting.licence) == ("MY", "SIP3MI-7")


def test_identity_is_the_identifier_else_the_address_else_what_it_says():
    same = {"identifier": None}
    assert read_posting(a_job(1)).reference != read_posting(a_job(2)).reference
    assert (
        read_posting(a_job(1, **same, url="https://a.id/1")).reference
        == read_posting(a_job(2, **same, url="https://a.id/1")).reference
    )
    assert read_posting(a_job(1, **same)).reference == read_posting(a_job(1, **same, title="JURU LAS 1")).reference
    assert read_posting(a_job(1, **same)).reference != read_posting(a_job(2, **same)).reference


def test_the_digest_follows_what_is_read():
    assert read_posting(a_job()).digest == read_posting(a_job(image="x.png")).digest
    assert read_posting(a_job()).digest != read_posting(a_job(description="Lain")).digest


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Las &amp; potong</p><ul><li>satu</li><li>dua</li></ul>", "Las & potong\n- satu\n- dua"),
        ("halo<script>alert(1)</script><style>p{}</style> dunia", "halo dunia"),
        ("&lt;p&gt;dua kali&lt;/p&gt;", "dua kali"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;aman", "aman"),
        ('<img src=x onerror="alert(1)">gambar', "gambar"),
        ("upah < 3 juta & > 2 juta", "upah < 3 juta & > 2 juta"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_html_becomes_plain_text(written, shown):
    assert plain_text(written) == shown


@given(st.text(alphabet=st.sampled_from("<>/&;lgtamp#60scriptonerror=\"' \n"), max_size=80))
def test_no_tag_that_runs_is_left_whatever_is_written(text):
    assert "<script" not in plain_text(f"<div>{text}</div>").lower()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
                        ["value", "name", "address", "currency", "minValue", "unitText", "addressLocality"]), inner, max_size=3),
                    max_leaves=6),
       st.sampled_from(["title", "identifier", "hiringOrganization", "jobLocation", "baseSalary", "salary", "url",
                        "datePosted", "validThrough", "employmentType", "totalJobOpenings", "educationRequirements",
                        "experienceRequirements", "qualifications", "agencyLicence", "description"]))  # fmt: skip
def test_any_value_in_any_field_is_read_or_refused(value, name):
    try:
        posting = read_posting(a_job() | {name: value})
    except NotAPosting:
        return
    assert posting.title and posting.employer and len(posting.reference) <= 100
    assert posting.wage_min is None or posting.wage_min > 0


def test_near_texts():
    text = "Mengelas rangka baja dengan SMAW dan membaca gambar teknik di bengkel kami"
    assert same_text(text, f"{text}. Lamar lewat Portal Kerja!")
    assert same_text("pendek saja", "lain sama sekali")
    assert not same_text(text, "Melayani pembeli di kasir toko dan menghitung uang setiap malam bersama teman")
