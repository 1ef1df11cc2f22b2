"""Wages beside the minimum of place and day; work abroad only under a licence; official lists row by row."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import (
    change_vacancy,
    close_unlicensed,
    close_vacancy,
    draft_vacancy,
    post_vacancy,
    record_licence,
    take_in_official_wages,
)
from peluang.domain.jobs.lawful import minimum_for
from peluang.domain.jobs.models import OfficialWage, PlacementLicence, Vacancy
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import state_size
from tests.factories.jobs import DAY, TODAY, a_vacancy
from tests.factories.organisations import an_actor, an_organisation

pytestmark = pytest.mark.django_db

GOOD = {
    "title": "Juru las", "occupation": "7212", "regency": "33.20", "wage_min": 2_900_000, "wage_max": None,
    "headcount": 2, "valid_until": TODAY + 30 * DAY,
}  # fmt: skip
HEAD = "region;valid_from;amount;decree\n"


@pytest.fixture
def employer():
    return an_organisation("employer", workers=40)


@pytest.fixture
def recruiter(employer):
    return an_actor("employer", organisation=employer)


def draft(by, employer, now, **fields):
    return draft_vacancy(by, employer_id=employer.id, **GOOD | fields, at=now)


def post(by, employer, now, **fields):
    return post_vacancy(by, vacancy_id=draft(by, employer, now, **fields).id, at=now)


def take_in(now, rows, by=PROGRAM, **options):
    return take_in_official_wages(by, content=(HEAD + rows).encode(), file_name="umk.csv", at=now, **options)


def below(row):
    return Event.objects.filter(type="jobs.wage_below_minimum", subject=row.id)


def test_a_wage_below_the_minimum_needs_its_reason(recruiter, employer, now):
    minimum = minimum_for("33.20", TODAY).amount
    with pytest.raises(Refused) as refused:
        post(recruiter, employer, now, wage_min=minimum - 1)
    assert (refused.value.code, refused.value.field) == ("wage_below_minimum", "wage_reason")
    row = post(recruiter, employer, now, wage_min=minimum - 1, wage_reason="Masa belajar dua bulan")
    assert (row.wage_floor, row.wage_exempt, row.wage_reason) == (minimum, False, "Masa belajar dua bulan")
    assert below(row).get().payload == {"wage": minimum - 1, "minimum": minimum, "exempt": False}
    fine = post(recruiter, employer, now, wage_min=minimum)
    assert fine.wage_floor is None
    assert not below(fine).exists()
    with pytest.raises(Refused):  # lowered while open
        change_vacancy(recruiter, vacancy_id=fine.id, wage_min=minimum - 1, at=now)
    raised = change_vacancy(recruiter, vacancy_id=row.id, wage_min=minimum, at=now)
    assert raised.wage_floor is None


def test_micro_and_small_firms_are_exempt_and_it_is_kept(now):
    firm = an_organisation("employer")
    by = an_actor("employer", organisation=firm)
    with pytest.raises(Refused, match="19 pekerja"):
        post(by, firm, now, wage_min=2_000_000)
    state_size(by, organisation_id=firm.id, workers=7, at=now)
    row = post(by, firm, now, wage_min=2_000_000)
    assert row.wage_exempt
    assert below(row).get().payload["exempt"] is True


@pytest.mark.parametrize("workers", [0, -3, 90_000_000])
def test_a_size_that_cannot_be_right(recruiter, employer, now, workers):
    with pytest.raises(Refused) as refused:
        state_size(recruiter, organisation_id=employer.id, workers=workers, at=now)
    assert refused.value.field == "workers"
    with pytest.raises(NotYours):
        state_size(an_actor("employer"), organisation_id=employer.id, workers=5, at=now)


@pytest.mark.parametrize(
    ("wages", "code"),
    [
        ({"wage_min": 150_000}, "wage_not_monthly"),
        ({"wage_max": 900_000_000}, "wage_too_large"),
        ({"wage_min": 1}, "wage_too_small"),
        ({"wage_min": 0}, "wage_too_small"),
        ({"wage_min": -2_900_000}, "wage_too_small"),
    ],
)
def test_absurd_wages(recruiter, employer, now, wages, code):
    with pytest.raises(Refused) as refused:
        post(recruiter, employer, now, **wages)
    assert refused.value.code == code


def test_part_time_and_interns_have_no_monthly_minimum(recruiter, employer, now):
    for kind in ("part", "intern"):
        assert post(recruiter, employer, now, wage_min=900_000, kind=kind).wage_floor is None


def test_the_database_asks_for_the_reason_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_vacancy(wage_floor=2_610_224)


def test_an_official_list_outranks_ours_from_its_day_and_not_before(now):
    ours = minimum_for("33.20", TODAY)
    assert ours.provisional
    start = TODAY + 10 * DAY
    report = take_in(now, f"33.20;{start};2.900.000,25;561/1\n33;{start};2400000;561/2\n")
    assert (report.new, report.written) == (2, True)
    assert minimum_for("33.20", TODAY) == ours
    assert minimum_for("33.20", start - DAY) == ours
    assert (minimum_for("33.20", start).amount, minimum_for("33.20", start).provisional) == (2_900_000, False)
    assert minimum_for("33.74", start).amount == 3_454_827  # an old row of a city above the new one of its province
    again = take_in(now, f"33.20;{start};2900000;561/1\n33;{start};2400000;561/2\n")
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    corrected = take_in(now, f"Kabupaten Jepara;{start};2950000;561/3\n")
    assert (corrected.new, corrected.changed) == (0, 1)
    assert minimum_for("33.20", start).amount == 2_950_000
    assert OfficialWage.objects.count() == 2
    assert Event.objects.filter(type="jobs.official_wages_taken_in").count() == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("99.20;2027-01-01;2900000;561/1", "region_unknown"),
        (";2027-01-01;2900000;561/1", "region_unknown"),
        ("33.20;kemarin;2900000;561/1", "day_unreadable"),
        ("33.20;2027-01-01;120000;561/1", "amount_out_of_range"),
        ("33.20;2027-01-01;-2900000;561/1", "amount_out_of_range"),
        ("33.20;2027-01-01;banyak;561/1", "amount_out_of_range"),
        ("33.20;2027-01-01;2900000;", "decree_missing"),
        ("33.21;2027-01-01;2900000;561/1", "twice"),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_written(now, row, code):
    report = take_in(now, f"33.21;2027-01-01;2940716;561/1\n{row}\n")
    assert [(each.row, each.code) for each in report.problems] == [(3, code)]
    assert report.problems[0].text
    assert not OfficialWage.objects.exists()


def test_an_office_takes_in_its_own_region_alone(now):
    jepara = an_actor("labour_office")
    report = take_in(now, "33.21;2027-01-01;2940716;561/1\n", by=jepara)
    assert [each.code for each in report.problems] == ["region_of_another"]
    assert take_in(now, "33.20;2027-01-01;2900000;561/1\n", by=jepara).written
    assert take_in(now, "33.21;2027-01-01;2940716;561/1\n", by=an_actor("province_office")).written
    assert take_in(now, "31;2027-01-01;5600000;1/2026\n", by=an_actor("ministry")).written
    with pytest.raises(NotYours):
        take_in(now, "33.20;2027-01-01;2900000;561/1\n", by=an_actor("employer"))


def licensed(employer, now, until=TODAY + 20 * DAY, **fields):
    terms = {"number": "SIP3MI 12/2026", "valid_from": TODAY - DAY, "valid_until": until} | fields
    return record_licence(an_actor("labour_office"), organisation_id=employer.id, **terms, at=now)


def test_abroad_only_under_a_licence_that_holds(recruiter, employer, now):
    with pytest.raises(Refused) as refused:
        post(recruiter, employer, now, country="MY")
    assert (refused.value.code, refused.value.field) == ("abroad_without_licence", "country")
    assert "SIP3MI" in str(refused.value)
    licence = licensed(employer, now)
    row = post(recruiter, employer, now, country="MY", wage_min=2_000_000)  # no Indonesian minimum there
    assert (row.licence_id, row.wage_floor) == (licence.id, None)
    with pytest.raises(Refused, match="SIP3MI"):
        post(recruiter, employer, now + 21 * DAY, country="MY")
    with pytest.raises(Refused, match="tidak ada di daftar"):
        post(recruiter, employer, now, country="XX")


def test_a_closed_vacancy_is_not_moved_abroad(recruiter, employer, now):
    row = post(recruiter, employer, now)
    close_vacancy(recruiter, vacancy_id=row.id, at=now)
    with pytest.raises(Refused, match="SIP3MI"):
        change_vacancy(recruiter, vacancy_id=row.id, country="MY", at=now)


def test_the_database_knows_licences_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_vacancy(country="MY")
    assert a_vacancy(country="MY", status="draft").licence_id is None


def test_open_vacancies_abroad_of_an_ended_licence_are_closed(recruiter, employer, now):
    licensed(employer, now)
    row = post(recruiter, employer, now, country="MY")
    home = post(recruiter, employer, now, title="Penjahit")
    assert close_unlicensed(PROGRAM, at=now) == 0
    licensed(employer, now, until=TODAY)  # withdrawn: ends today
    assert close_unlicensed(PROGRAM, at=now + 2 * DAY) == 1
    row.refresh_from_db()
    assert (row.status, row.status_reason) == ("closed", "licence_ended")
    assert Vacancy.objects.get(id=home.id).status == "open"
    with pytest.raises(NotYours):
        close_unlicensed(recruiter, at=now)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"number": " "}, "number"), ({"until": TODAY - 9 * DAY}, "valid_until"),
    ({"until": TODAY + datetime.timedelta(days=365 * 40)}, "valid_until"),
])  # fmt: skip
def test_a_licence_that_cannot_be_right(employer, now, wrong, field):
    with pytest.raises(Refused) as refused:
        licensed(employer, now, **wrong)
    assert refused.value.field == field


def test_a_licence_is_recorded_by_the_office_of_the_region(employer, now):
    licensed(employer, now)
    with pytest.raises(Refused, match="perusahaan lain"):
        licensed(an_organisation("employer"), now)
    for by in (an_actor("labour_office", regency="33.21"), an_actor("employer", organisation=employer)):
        with pytest.raises(NotYours):
            record_licence(
                by, organisation_id=employer.id, number="1", valid_from=TODAY, valid_until=TODAY, at=now
            )  # fmt: skip
    assert PlacementLicence.objects.count() == 1
