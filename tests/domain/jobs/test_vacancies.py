"""A vacancy says what Perpres 57/2023 art. 5 asks for; what cannot be right is refused at its field."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import (
    change_vacancy,
    close_overdue,
    close_vacancy,
    draft_vacancy,
    mark_filled,
    post_vacancy,
    withdraw_vacancy,
)
from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation

pytestmark = pytest.mark.django_db

GOOD = {
    "title": "Juru las", "occupation": "7212", "regency": "33.20", "wage_min": 2_900_000, "wage_max": 3_400_000,
    "headcount": 2, "valid_until": TODAY + 30 * DAY,
}  # fmt: skip


@pytest.fixture
def employer():
    return an_organisation("employer")


@pytest.fixture
def recruiter(employer):
    return an_actor("employer", organisation=employer)


def draft(by, employer, now, **fields):
    return draft_vacancy(by, employer_id=employer.id, **GOOD | fields, at=now)


def test_drafted_then_posted_and_told(recruiter, employer, now):
    vacancy = draft(recruiter, employer, now, skills=["las-smaw", ("las-gtaw", False)])
    assert vacancy.status == "draft"
    assert dict(vacancy.needed.values_list("skill_id", "essential")) == {"las-smaw": True, "las-gtaw": False}
    posted = post_vacancy(recruiter, vacancy_id=vacancy.id, at=now)
    assert (posted.status, posted.posted_at) == ("open", now)
    assert Event.objects.filter(type="jobs.vacancy_posted", subject=vacancy.id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"title": "  "}, "title_missing", "title"),
        ({"headcount": 0}, "headcount_zero", "headcount"),
        ({"headcount": 1_000_000}, "headcount_too_large", "headcount"),
        ({"wage_min": 1}, "wage_too_small", "wage_min"),
        ({"wage_max": 35}, "wage_too_small", "wage_max"),
        ({"wage_max": 34_000_000_000}, "wage_too_large", "wage_max"),
        ({"wage_max": 2_000_000}, "wage_range_falls", "wage_max"),
        ({"valid_until": TODAY - DAY}, "ends_before_start", "valid_until"),
        ({"age_max": 30}, "requirement_without_reason", "requirement_reason"),
        ({"sex": "f"}, "requirement_without_reason", "requirement_reason"),
        ({"age_min": 12, "requirement_reason": "Ringan"}, "age_not_lawful", "age_min"),
        ({"age_min": 40, "age_max": 20, "requirement_reason": "Berat"}, "age_range_falls", "age_max"),
        ({"occupation": "9999"}, "occupation_unknown", "occupation"),
        ({"skills": ["terbang"]}, "skill_unknown", "skills"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(recruiter, employer, now, wrong, code, field):
    with pytest.raises(Refused) as refused:
        draft(recruiter, employer, now, **wrong)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.todo


def test_age_with_a_reason_passes(recruiter, employer, now):
    assert (
        draft(recruiter, employer, now, age_min=21, requirement_reason="Mengemudikan alat berat (SIM B2)").age_min == 21
    )


@pytest.mark.parametrize(("missing", "code"), [
    ({"wage_min": None, "wage_max": None}, "wage_missing"), ({"occupation": None}, "occupation_missing"),
])  # fmt: skip
def test_a_draft_may_lack_what_a_posted_vacancy_must_say(recruiter, employer, now, missing, code):
    vacancy = draft(recruiter, employer, now, **missing)
    with pytest.raises(Refused) as refused:
        post_vacancy(recruiter, vacancy_id=vacancy.id, at=now)
    assert refused.value.code == code


def test_an_imported_vacancy_says_what_its_source_said(employer, now):
    vacancy = draft(
        PROGRAM, employer, now, wage_min=None, wage_max=None, occupation=None, source="file", source_ref="7"
    )
    assert post_vacancy(PROGRAM, vacancy_id=vacancy.id, at=now).status == "open"


def test_a_suspended_employer_posts_nothing(now):
    suspended = an_organisation("employer", status="suspended")
    by = an_actor("employer", organisation=suspended)
    vacancy = draft(by, suspended, now)
    with pytest.raises(Refused, match="tidak boleh memasang"):
        post_vacancy(by, vacancy_id=vacancy.id, at=now)


def test_another_employers_vacancy_is_not_there(employer, now):
    vacancy = a_vacancy(employer=employer)
    stranger = an_actor("employer")
    for call in (
        lambda: draft(stranger, employer, now),
        lambda: change_vacancy(stranger, vacancy_id=vacancy.id, title="Lain", at=now),
        lambda: close_vacancy(stranger, vacancy_id=vacancy.id, at=now),
        lambda: mark_filled(stranger, vacancy_id=vacancy.id, at=now),
    ):
        with pytest.raises(NotYours):
            call()


def test_an_open_vacancy_stays_complete_when_it_changes(recruiter, employer, now):
    vacancy = a_vacancy(employer=employer)
    assert change_vacancy(recruiter, vacancy_id=vacancy.id, headcount=5, skills=["las-smaw"], at=now).headcount == 5
    with pytest.raises(Refused) as refused:
        change_vacancy(recruiter, vacancy_id=vacancy.id, wage_min=None, wage_max=None, at=now)
    assert refused.value.code == "wage_missing"
    with pytest.raises(TypeError, match="employer"):
        change_vacancy(recruiter, vacancy_id=vacancy.id, employer=employer.id, at=now)


def test_marked_filled_tells_everyone_who_waits(recruiter, employer, now):
    vacancy = a_vacancy(employer=employer, places=3)
    waiting, accepted = an_application(vacancy=vacancy), an_application(vacancy=vacancy, status="accepted")
    mark_filled(recruiter, vacancy_id=vacancy.id, at=now)
    waiting.refresh_from_db()
    accepted.refresh_from_db()
    assert (waiting.status, waiting.refusal_reason, accepted.status) == ("refused", "filled", "accepted")
    from peluang.domain.messages.models import OutboxMessage

    assert OutboxMessage.objects.filter(person=waiting.person, template="jobs.filled").exists()


def test_the_labour_office_takes_back_a_vacancy_of_its_region_with_a_reason(now):
    vacancy = a_vacancy(regency="33.20")
    an_application(vacancy=vacancy)
    with pytest.raises(NotYours):
        withdraw_vacancy(an_actor("labour_office", regency="33.18"), vacancy_id=vacancy.id, reason="Palsu", at=now)
    with pytest.raises(Refused, match="alasannya"):
        withdraw_vacancy(an_actor("labour_office"), vacancy_id=vacancy.id, reason=" ", at=now)
    assert (
        withdraw_vacancy(an_actor("labour_office"), vacancy_id=vacancy.id, reason="Palsu", at=now).status == "withdrawn"
    )
    assert Application.objects.get(vacancy=vacancy).refusal_note == "Palsu"


def test_vacancies_close_after_their_last_day_where_the_work_is(now):
    past, last_day = a_vacancy(valid_until=TODAY - DAY), a_vacancy(valid_until=TODAY)
    assert close_overdue(PROGRAM, at=now) == 1
    assert Vacancy.objects.get(id=past.id).status == "closed"
    assert Vacancy.objects.get(id=last_day.id).status == "open"
    # In Jayapura (UTC+9) the day ends two hours before Jakarta's.
    papua = a_vacancy(regency="91.71", valid_until=TODAY)
    evening = datetime.datetime.combine(TODAY + DAY, datetime.time(0, 30), tzinfo=datetime.UTC)
    close_overdue(PROGRAM, at=evening)
    assert Vacancy.objects.get(id=papua.id).status == "closed"
