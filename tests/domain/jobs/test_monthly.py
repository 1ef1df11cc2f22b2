"""The month adds up: what ran and began is what ended and runs."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.jobs.commands import close_vacancy, draft_vacancy, mark_filled, post_vacancy
from peluang.domain.jobs.monthly import Seen, count, month_of, read_month
from peluang.domain.kernel.context import Role, acting
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application, an_employment
from tests.factories.organisations import an_actor, an_organisation

START, END = month_of(2026, 3, "Asia/Jakarta")
ZONE = "Asia/Jakarta"
#: Hours from the first of January: four months around the one that is counted.
_hours = st.lists(
    st.tuples(st.integers(0, 24 * 120), st.sampled_from(["open", "filled", "closed", "withdrawn"])), max_size=6
)


def _seen(hours, headcount, group, kind):
    first = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Seen([(first + datetime.timedelta(hours=each), to) for each, to in sorted(hours)], headcount, group, kind)


_vacancies = st.builds(
    _seen, _hours, st.integers(1, 50), st.sampled_from(["", "5", "7"]), st.sampled_from(["employer", "ikm"])
)


@given(st.lists(_vacancies, max_size=6))
def test_what_ran_and_began_is_what_ended_and_runs(seen):
    march = count(seen, START, END)
    april = count(seen, END, month_of(2026, 4, ZONE)[1])
    tallies = [march.total, *march.by_occupation.values(), *march.by_kind.values()]
    assert all(each.at_start + each.opened == each.ended + each.at_end for each in tallies)
    assert april.total.at_start == march.total.at_end
    for groups in (march.by_occupation, march.by_kind):
        for name in ("at_start", "opened", "filled", "closed", "withdrawn", "at_end", "places"):
            assert sum(getattr(each, name) for each in groups.values()) == getattr(march.total, name)


def at(day, month=3):
    return datetime.datetime(2026, month, day, 5, tzinfo=datetime.UTC)


def test_closed_and_opened_again_began_twice():
    twice = Seen([(at(1, 2), "open"), (at(3), "closed"), (at(9), "open"), (at(20), "filled")], 4, "7", "employer")
    total = count([twice], START, END).total
    assert (total.at_start, total.opened, total.closed, total.filled, total.at_end, total.places) == (1, 1, 1, 1, 0, 4)
    assert count([twice], *month_of(2026, 1, ZONE)).total.places == 0


def test_a_month_begins_with_the_regions_own_midnight():
    assert month_of(2026, 12, "Asia/Jayapura")[1].isoformat() == "2027-01-01T00:00:00+09:00"


@pytest.mark.django_db
def test_the_office_reads_its_region_alone(now):
    firm = an_organisation("employer", workers=40)
    by = an_actor("employer", organisation=firm)
    office = an_actor("labour_office")
    terms = {"employer_id": firm.id, "occupation": "7212", "wage_min": 2_900_000, "wage_max": None, "headcount": 2}
    rows = []
    for title, regency in zip(("Juru las", "Penjahit", "Kasir", "Juru las"), ("33.20", "33.20", "33.20", "33.21")):
        row = draft_vacancy(
            by, title=title, regency=regency, valid_until=TODAY + 30 * DAY, **terms | {"wage_min": 3_000_000}, at=now
        )  # fmt: skip
        rows.append(post_vacancy(by, vacancy_id=row.id, at=now))
    mark_filled(by, vacancy_id=rows[0].id, at=now)
    close_vacancy(by, vacancy_id=rows[1].id, at=now)
    post_vacancy(by, vacancy_id=rows[1].id, at=now)
    an_application(vacancy=rows[2], sent_at=NOW - 80 * DAY)
    an_employment(vacancy=rows[0], employer=firm)
    old = a_vacancy(employer=firm, posted_at=NOW - 90 * DAY)  # came in without events
    with acting(office, scope="region"):
        mine = read_month(office.region, now.year, now.month, ZONE)
        province = read_month("33", now.year, now.month, ZONE)
    assert (mine.total.at_start, mine.total.opened, mine.total.filled, mine.total.closed) == (1, 4, 1, 1)
    assert (mine.total.at_end, mine.total.places, mine.hired) == (3, 7, 1)
    assert mine.silent == (1 if mine.end - 14 * DAY > NOW - 80 * DAY else 0)
    assert province.total.opened == 5
    assert old.status == "open"
    assert office.role == Role.LABOUR_OFFICE
