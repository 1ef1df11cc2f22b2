"""Vacancies of others: places, wages and dates are read or refused with a reason; twice is once."""

from __future__ import annotations

import pytest

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import import_vacancies
from peluang.domain.jobs.models import Vacancy, VacancySkill
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours
from tests.optional_data import real_file

pytestmark = pytest.mark.django_db
HEADER = "id,judul,perusahaan,kabupaten,jumlah,upah minimum,upah maksimum,pendidikan,dipasang,tanggal tutup,deskripsi\n"
GOOD = HEADER + (
    '1,Juru las,CV Rangka Jati,Kab. Jepara,4,2.900.000,"3,4 jt",SMK,2026-11-01,2026-12-31,Mengelas SMAW dan membaca gambar teknik\n'
    "2,Staf admin magang,PT Maju,KOTA ADM. JAKARTA SELATAN,1,,,Diploma|Sarjana,2026-11-20,,Input data Excel\n"
    "3,Kasir,PT Maju,3171,2,,,,2025-10-06,2025-10-03,\n"
)


def take_in(text: str | bytes, now, **options):
    content = text.encode() if isinstance(text, str) else text
    return import_vacancies(PROGRAM, content=content, file_name="v.csv", source="uji", at=now, **options)


def imported():
    return Vacancy.objects.filter(source="uji")


def test_rows_become_vacancies_with_codes_and_places(now):
    report = take_in(GOOD.replace("3171,2", "Jakarta Pusat,2"), now)
    assert (report.new, report.written, report.problems) == (3, True, [])
    welder, clerk, cashier = imported().order_by("source_ref")
    assert (welder.regency_id, welder.occupation_id, welder.headcount) == ("33.20", "7212", 4)
    assert (welder.wage_min, welder.wage_max, welder.education_min) == (2_900_000, 3_400_000, "smk")
    assert (clerk.regency_id, clerk.kind, clerk.education_min) == ("31.74", "intern", "d3")
    assert clerk.valid_until > now.date()
    assert (cashier.status, cashier.regency_id) == ("closed", "31.71")
    assert [note.code for note in report.notes] == ["closes_before_posted"]
    assert VacancySkill.objects.filter(vacancy=welder).exists()
    kinds = Event.objects.filter(subject__in=imported().values("id")).values_list("type", flat=True)
    assert sorted(kinds) == ["jobs.vacancy_ended", "jobs.vacancy_posted", "jobs.vacancy_posted"]


def test_whole_numbers_as_tables_write_them(now):
    head = "id,title,employer,regency_code_kemendagri,headcount\n"
    report = take_in(f"{head}1,Kasir,PT A,3320.0,10.0\n2,Koki,PT A,33.20,3\n", now)
    assert (report.new, report.problems) == (2, [])
    assert list(imported().order_by("source_ref").values_list("regency_id", "headcount")) == [
        ("33.20", 10),
        ("33.20", 3),
    ]


def test_twice_is_once(now):
    text = GOOD.replace("3171,2", "Jakarta Pusat,2")
    take_in(text, now)
    before = list(imported().order_by("id").values())
    again = take_in(text, now)
    assert (again.new, again.changed, again.same) == (0, 0, 3)
    assert list(imported().order_by("id").values()) == before


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("9,,PT A,Jepara,1,,,,,,", "title_empty"),
        ("9,Kasir,,Jepara,1,,,,,,", "employer_empty"),
        ("9,Kasir,PT A,,1,,,,,,", "regency_empty"),
        ("9,Kasir,PT A,Atlantis,1,,,,,,", "regency_unclear"),
        ("9,Kasir,PT A,Bandung,1,,,,,,", "regency_unclear"),
        ("9,Kasir,PT A,Jepara,0,,,,,,", "headcount_bad"),
        ("9,Kasir,PT A,Jepara,banyak,,,,,,", "headcount_bad"),
        ("9,Kasir,PT A,Jepara,²,,,,,,", "headcount_bad"),
        ("9,Kasir,PT A,Jepara,2.5,,,,,,", "headcount_bad"),
        ("9,Kasir,PT A,Jepara,1,banyak,,,,,", "wage_bad"),
        ("9,Kasir,PT A,Jepara,1,3 jt,2 jt,,,,", "wage_falls"),
        ("9,Kasir,PT A,Jepara,1,,,,kemarin,,", "date_bad"),
        ("9,=HYPERLINK(1),PT A,Jepara,1,,,,,,", "formula"),
    ],
)
def test_a_bad_row_says_why_and_keeps_all_out(now, cells, code):
    report = take_in(HEADER + "1,Juru las,CV Rangka Jati,Kab. Jepara,4,,,,,,\n" + cells + "\n", now)
    assert [(problem.row, problem.code) for problem in report.problems] == [(3, code)]
    assert report.problems[0].text
    assert not report.written
    assert not imported().exists()


def test_the_same_vacancy_twice_in_one_file_is_one(now):
    row = ",Juru las,CV Rangka Jati,Kab. Jepara,4,,,,,,\n"
    report = take_in(HEADER + row + row.upper(), now)
    assert (report.new, report.folded, report.problems) == (1, 1, [])
    assert [(note.row, note.code) for note in report.notes] == [(3, "copy")]


def test_without_a_number_another_text_is_another_vacancy(now):
    rows = [f",Juru las,CV Rangka Jati,Kab. Jepara,4,,,,,,{text}\n" for text in ("Mengelas pipa", "Mengelas kapal")]
    report = take_in(HEADER + "".join(rows), now)
    assert (report.new, report.folded, report.problems) == (2, 0, [])
    again = take_in(HEADER + "".join(rows), now)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_one_number_for_two_vacancies_is_a_problem(now):
    report = take_in(GOOD.replace("3,Kasir", "1,Kasir").replace("3171,2", "Jakarta Pusat,2"), now)
    assert [(each.row, each.code) for each in report.problems if each.column == "id"] == [(4, "twice")]


def test_markup_becomes_plain_text_and_long_texts_are_cut(now):
    row = f"1,<b>Juru</b> las,CV Rangka &amp; Jati,Jepara,4,,,,,,<script>alert(1)</script><p>Las</p>{'kata ' * 9000}\n"
    take_in(HEADER + row, now)
    (vacancy,) = imported()
    assert (vacancy.title, vacancy.employer.name) == ("Juru las", "CV Rangka & Jati")
    assert vacancy.description.startswith("Las") and len(vacancy.description) <= 20_000


def test_people_and_employers_do_not_import(now):
    with pytest.raises(NotYours):
        import_vacancies(Actor(Role.EMPLOYER), content=GOOD.encode(), file_name="v.csv", source="uji", at=now)


def test_the_real_vacancies(now):
    content = real_file("vacancies", "national-internships.csv").read_bytes()
    report = take_in(content, now)
    assert (report.rows, report.new, report.problems) == (904, 904, [])
    assert imported().filter(occupation__isnull=False).count() >= 800
    assert imported().values("regency").distinct().count() == 143
    again = take_in(content, now)
    assert (again.new, again.changed, again.same) == (0, 0, 904)
