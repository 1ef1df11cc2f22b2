"""A catalogue of others: row by row reasons, nothing half-imported, twice the same as once."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from peluang.domain.catalogue.commands import import_catalogue
from peluang.domain.catalogue.models import Offering, OfferingSkill, TrainingType
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation
from tests.optional_data import real_file

pytestmark = pytest.mark.django_db
GOOD = (
    "institution,title,category,mode,url\n"
    "LKP Baja,Juru las SMAW posisi 3G,Teknik,Tatap muka,www.baja.example\n"
    "LKP Baja,Membatik tulis untuk pemula,Kerajinan,Offline,\n"
    "Kelas Daring,Juru Las SMAW Posisi 3G,Teknik,Online - LMS,https://kelas.example/las\n"
)


def take_in(text: str | bytes, now, **options):
    content = text.encode() if isinstance(text, str) else text
    return import_catalogue(PROGRAM, content=content, file_name="k.csv", source="uji", at=now, **options)


def imported():
    return Offering.objects.filter(source="uji")


def test_titles_get_occupation_and_skills_and_share_a_type(now):
    report = take_in(GOOD, now)
    assert (report.rows, report.new, report.written, report.problems) == (3, 3, True, [])
    welding = imported().filter(title__icontains="las")
    assert {each.occupation_id for each in welding} == {"7212"}
    assert len({each.training_type_id for each in welding}) == 1
    assert imported().get(title__icontains="batik").occupation_id == "7318"
    assert OfferingSkill.objects.filter(offering__in=welding).exists()
    assert welding.get(provider__name="LKP Baja").source_url == "https://www.baja.example"
    assert Organisation.objects.filter(source="uji", kind="provider").count() == 2
    assert Event.objects.filter(type="catalogue.offering_published", subject__in=imported().values("id")).count() == 3


def test_twice_is_the_same_as_once_and_changes_are_changes(now):
    take_in(GOOD, now)
    before = list(imported().order_by("id").values())
    again = take_in(GOOD, now)
    assert (again.new, again.changed, again.same) == (0, 0, 3)
    assert list(imported().order_by("id").values()) == before
    third = take_in(
        GOOD.replace("Membatik tulis untuk pemula,Kerajinan,Offline", "Membatik  Tulis untuk pemula,Kerajinan,Bauran"),
        now,
    )
    assert (third.new, third.changed, third.same) == (0, 1, 2)
    assert imported().count() == 3


def test_a_dry_run_writes_nothing(now):
    counts = (TrainingType.objects.count(), Organisation.objects.count(), Event.objects.count())
    report = take_in(GOOD, now, dry_run=True)
    assert (report.new, report.written) == (3, False)
    assert (TrainingType.objects.count(), Organisation.objects.count(), Event.objects.count()) == counts
    assert not imported().exists()


BAD = GOOD + (
    ",Tanpa lembaga,Teknik,Online,\n"
    "LKP Baja,,Teknik,Online,\n"
    "LKP Baja,Las TIG,Teknik,telepati,\n"
    "LKP Baja,Las MIG,Teknik,Online,ftp://x y\n"
    "LKP BAJA,juru las smaw posisi 3g,Teknik,Online,\n"
    "LKP Baja,=1+1,Teknik,Online,\n"
    "LKP Baja,Las dalam air,Teknik,Online,https://a.example,lebih\n"
)


def test_every_bad_row_has_its_reason_and_nothing_is_half_imported(now):
    report = take_in(BAD, now)
    assert not report.written
    assert not imported().exists()
    assert {problem.row: problem.code for problem in report.problems} == {
        5: "institution_empty", 6: "title_empty", 7: "mode_unknown", 8: "url_bad", 9: "twice", 10: "formula", 11: "broken_row",
    }  # fmt: skip
    assert all(problem.text for problem in report.problems)


def test_bad_rows_can_be_left_out_on_purpose(now):
    report = take_in(BAD, now, skip_bad=True)
    assert (report.written, report.rejected, imported().count()) == (True, 7, 3)


def test_an_xlsx_with_a_formula_names_its_cell(now):
    book = Workbook()
    for row in (["institution", "title", "harga"], ["LKP Baja", "Las", 5], ["LKP Baja", "Batik", "=A2*2"]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    report = take_in(buffer.getvalue(), now)
    assert [(problem.row, problem.column, problem.code) for problem in report.problems] == [(3, "price", "formula")]


def test_a_broken_file_is_refused_in_words(now):
    with pytest.raises(Refused, match="tanda kutip"):
        take_in('institution,title\n"LKP,Las\n', now)


def test_only_the_office_takes_in_a_catalogue(now):
    with pytest.raises(Refused):
        import_catalogue(
            Actor(Role.PROVIDER, new_id(), new_id()), content=GOOD.encode(), file_name="k.csv", source="uji", at=now
        )


def test_the_real_catalogue(now):
    content = real_file("catalogue", "skill-week-courses.csv").read_bytes()
    report = take_in(content, now)
    assert (report.rows, report.new, report.problems) == (266, 266, [])
    assert Organisation.objects.filter(source="uji").count() >= 60
    assert imported().filter(occupation__isnull=False).count() >= 235
    again = take_in(content, now)
    assert (again.new, again.changed, again.same) == (0, 0, 266)
