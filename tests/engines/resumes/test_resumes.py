"""Out and in again is the same; what is broken or hostile is refused in words; what is strange is left, never run."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peluang.engines.resumes import (
    MOST_BYTES,
    Certificate,
    Resume,
    ResumeError,
    Skill,
    Study,
    Work,
    read_europass,
    read_json_resume,
    read_resume,
    write_europass,
    write_json_resume,
)
from peluang.engines.resumes.resume import line, text

AT = datetime.datetime(2026, 11, 24, 3, 0, tzinfo=datetime.UTC)
letters = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"))
words = st.text(letters, max_size=40).map(line)
said = words.filter(bool)
stories = st.text(st.one_of(letters, st.just("\n")), max_size=200).map(text).filter(lambda each: "\n\n" not in each)
days = st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 12, 31))


@st.composite
def jobs(draw: st.DrawFn) -> Work:
    started = draw(st.none() | days)
    return Work(draw(said), draw(words), started, draw(st.none() | days) if started else None)


resumes = st.builds(
    Resume, name=words, label=words, email=st.just("") | st.emails().map(line), phone=words, city=words, region=words,
    about=stories, works=st.lists(jobs(), max_size=4).map(tuple),
    skills=st.lists(st.builds(Skill, said, st.none() | st.integers(1, 4)), max_size=5).map(tuple),
    studies=st.lists(st.builds(Study, said, words), max_size=2).map(tuple),
    certificates=st.lists(st.builds(Certificate, said, words, st.none() | days, words), max_size=3).map(tuple),
)  # fmt: skip


@given(resumes)
def test_json_resume_out_and_in_is_the_same(resume: Resume) -> None:
    reading = read_resume(write_json_resume(resume).encode())
    assert reading.resume == resume
    assert (reading.kind, reading.left) == ("JSON Resume", ())


@given(resumes)
def test_europass_out_and_in_is_the_same(resume: Resume) -> None:
    """Place and region become one municipality; one headline fits, and what somebody says of themselves is it."""
    reading = read_resume(write_europass(resume, at=AT).encode())
    place = line(", ".join(part for part in (resume.city, resume.region) if part))
    label = "" if resume.about else resume.label
    kept = {
        name: getattr(resume, name)
        for name in ("name", "email", "phone", "about", "works", "skills", "studies", "certificates")
    }
    assert reading.resume == Resume(city=place, region="", label=label, **kept)
    assert (reading.kind, reading.left) == ("Europass", ())


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_both_languages(content: bytes) -> None:
    try:
        read_resume(content)
    except ResumeError as error:
        assert error.message_id and error.message_en


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(
    st.dictionaries(
        st.sampled_from(["basics", "work", "education", "skills", "certificates", "volunteer"]), json_values, min_size=1
    )
)
def test_a_section_of_any_shape_is_read_without_falling(whole: dict[str, object]) -> None:
    assert isinstance(read_json_resume(json.dumps(whole).encode()).resume, Resume)


def refusal(content: bytes) -> str:
    with pytest.raises(ResumeError) as refused:
        read_resume(content)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b" \n\t", "empty"), (b"{" + b" " * MOST_BYTES, "too_large"), (b"%PDF-1.7 ...", "unknown"),
        (b'{"basics": {"name": "Siti"', "broken_json"), (b'{"basics": "\xff"}', "broken_json"), (b"[1, 2]", "not_a_resume"),
        (b'{"nama": "Siti"}', "not_a_resume"), (b"[" * 200_000, "too_deep"), (b'{"work": ' + b"1" * 5000 + b"}", "broken_json"),
        (b"<SkillsPassport><LearnerInfo>", "broken_xml"), (b"<html><body/></html>", "not_europass"),
        (b'<?xml version="1.0" encoding="zzz"?><a/>', "broken_xml"),
        (b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><SkillsPassport>&y;</SkillsPassport>', "dangerous_xml"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><SkillsPassport>&x;</SkillsPassport>', "dangerous_xml"),
        (b'<!DOCTYPE a SYSTEM "http://contoh.id/a.dtd"><SkillsPassport/>', "dangerous_xml"),
        ('<!DOCTYPE a [<!ENTITY x "ha">]><SkillsPassport>&x;</SkillsPassport>'.encode("utf-16"), "dangerous_xml"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_cause(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_broken_file_says_in_which_line() -> None:
    with pytest.raises(ResumeError) as refused:
        read_resume(b'{\n"basics": {\n"name": Siti}}')
    assert "baris 3" in refused.value.message_id


def test_deep_xml_does_not_fall() -> None:
    assert refusal(b"<a>" * 100_000 + b"</a>" * 100_000) == "not_europass"


def test_the_schemas_own_words_are_read() -> None:
    """The shape of the example on jsonresume.org: groups with keywords, "Master", a year, parts that are left."""
    whole = {
        "basics": {
            "name": "Siti",
            "image": "https://contoh.id/s.jpg",
            "summary": "Penjahit.",
            "profiles": [{"network": "X"}],
        },
        "work": [
            {"name": "Konveksi", "position": "Penjahit", "startDate": "2019", "endDate": "2020-05", "summary": "..."},
            {"name": "Tanpa jabatan"},
        ],
        "skills": [{"name": "Las", "level": "Master", "keywords": ["SMAW", "GTAW"]}],
        "languages": [{"language": "Jawa"}],
    }
    reading = read_json_resume(json.dumps(whole).encode())
    assert reading.resume.works == (Work("Penjahit", "Konveksi", datetime.date(2019, 1, 1), datetime.date(2020, 5, 1)),)
    assert reading.resume.skills == (Skill("Las", 4), Skill("SMAW", 4), Skill("GTAW", 4))
    assert reading.left == ("basics.image", "basics.profiles", "languages", "work[1]")


def test_europass_rich_text_becomes_plain_lines() -> None:
    content = """<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>
      <Identification><PersonName><FirstName>Chuck</FirstName><Surname>NORRIS</Surname></PersonName><Photo/></Identification>
      <WorkExperienceList><WorkExperience><Period><From year="2001"/><Current>true</Current></Period>
        <Position><Label>Martial Arts Instructor</Label></Position><Activities>&lt;p&gt;x&lt;/p&gt;</Activities></WorkExperience></WorkExperienceList>
      <Skills><JobRelated><Description>&lt;ul&gt;&lt;li&gt;las&lt;script&gt;alert(1)&lt;/script&gt;&lt;/li&gt;&lt;li&gt;Business &amp;amp; sewing&lt;/li&gt;&lt;/ul&gt;</Description></JobRelated></Skills>
    </LearnerInfo></SkillsPassport>"""
    reading = read_europass(content.encode())
    assert reading.resume.name == "Chuck NORRIS"
    assert reading.resume.works == (Work("Martial Arts Instructor", "", datetime.date(2001, 1, 1), None),)
    assert reading.resume.skills == (Skill("las"), Skill("Business & sewing"))
    assert reading.left == ("Identification/Photo", "WorkExperience/Activities")


def test_europass_keeps_the_order_of_the_schema() -> None:
    whole = write_europass(
        Resume(name="Siti", about="Halo", phone="0812", email="s@contoh.id", city="Jepara", works=(Work("Penjahit", "K", datetime.date(2020, 1, 2)),),
               skills=(Skill("las", 3),), studies=(Study("SMK"),), certificates=(Certificate("Las"),)), at=AT,
    )  # fmt: skip
    order = [
        "<DocumentInfo>",
        "<DocumentType>ECV<",
        "<CreationDate>2026-11-24T03:00:00.000Z<",
        "<XSDVersion>V3.4<",
        "<Generator>",
        "<LearnerInfo>",
        "<FirstName>",
        "<Surname",
        "<Municipality>",
        "<Email>",
        "<TelephoneList>",
        "<Headline>",
        "<WorkExperienceList>",
        '<From year="2020" month="--01" day="---02"',
        "<Current>true<",
        "<Position>",
        "<Employer>",
        "<EducationList>",
        "<Skills>",
        "<AchievementList>",
    ]
    places = [whole.index(part) for part in order]
    assert places == sorted(places)
