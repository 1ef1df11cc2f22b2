"""Official titles and the ESCO release."""

from __future__ import annotations

import io
import zipfile

import pytest

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import Refused
from peluang.domain.skills.commands import import_esco, import_kbji
from peluang.domain.skills.models import EscoConcept, EscoLink, EscoRelation, LookupTerm, Occupation
from tests.optional_data import real_file

pytestmark = pytest.mark.django_db


def test_official_titles_stand_beside_ours(now):
    content = b"code;title_id\n7212;JURU LAS DAN PEMOTONG API\n721201;Juru las kapal\n0111;Perwira\n"
    report = import_kbji(PROGRAM, content=content, file_name="kbji.csv", at=now)
    assert (report.written, report.new, [note.code for note in report.notes]) == (True, 1, ["not_isco"])
    welder = Occupation.objects.get(code="7212")
    assert welder.title_official == "JURU LAS DAN PEMOTONG API"
    assert welder.title_id != welder.title_official
    assert LookupTerm.objects.filter(code="7212", text="juru las kapal").exists()
    again = import_kbji(PROGRAM, content=content, file_name="kbji.csv", at=now)
    assert (again.new, again.changed) == (0, 0)
    assert LookupTerm.objects.filter(code="7212", text="juru las kapal").count() == 1


def test_a_wrong_code_keeps_everything_out(now):
    report = import_kbji(PROGRAM, content=b"code,title_id\n7212,A\nx12,B\n12345,C\n", file_name="k.csv", at=now)
    assert not report.written
    assert [(problem.row, problem.code) for problem in report.problems] == [(3, "bad_code"), (4, "bad_code")]
    assert Occupation.objects.get(code="7212").title_official == ""


def test_the_real_classification(now):
    path = real_file("kbji", "kbji2014_titles.csv")
    report = import_kbji(PROGRAM, content=path.read_bytes(), file_name=path.name, at=now)
    assert report.written
    assert report.new > 580
    assert Occupation.objects.get(code="7318").title_official


def release(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return buffer.getvalue()


OCCUPATIONS = "conceptUri,code,preferredLabel,altLabels\nu:o1,7212.1,welder,arc welder\nu:o2,9999.1,unknown,\n"
SKILLS = (
    'conceptUri,preferredLabel,altLabels\nu:s1,Barista skills,\nu:s2,graphic design,"design graphics\nmake graphics"\n'
)
RELATIONS = (
    "occupationUri,relationType,skillType,skillUri\nu:o1,essential,,u:s1\nu:o1,optional,,u:s2\nu:o1,optional,,u:gone\n"
)


def test_a_release_in_two_archives_twice_is_once(now):
    archives = [release(occupations_en=OCCUPATIONS, skills_en=SKILLS), release(occupationSkillRelations=RELATIONS)]
    for _ in range(2):
        report = import_esco(PROGRAM, archives=archives, version="v1", at=now)
        assert report.written
        assert (EscoConcept.objects.count(), EscoRelation.objects.count()) == (4, 2)
    assert (report.new, report.same) == (0, 4)
    assert EscoLink.objects.filter(occupation_id="7212", concept_id="u:o1").count() == 1


def test_an_incomplete_or_broken_release_says_what_is_missing(now):
    with pytest.raises(Refused, match=r"occupationSkillRelations\.csv"):
        import_esco(PROGRAM, archives=[release(occupations_en=OCCUPATIONS, skills_en=SKILLS)], at=now)
    with pytest.raises(Refused) as refused:
        import_esco(PROGRAM, archives=[b"not a zip"], at=now)
    assert refused.value.code == "file_unreadable"
    assert not EscoConcept.objects.exists()


@pytest.mark.long
def test_the_real_release(now):
    archives = [
        real_file("esco", f"esco-v1.1.1-{part}.zip").read_bytes() for part in ("classification-en", "relations")
    ]
    report = import_esco(PROGRAM, archives=archives, version="v1.1.1", at=now)
    assert report.written
    assert EscoConcept.objects.filter(kind="skill").count() > 13_000
    assert EscoRelation.objects.count() > 120_000
    assert EscoLink.objects.filter(skill__isnull=False).count() > 200
