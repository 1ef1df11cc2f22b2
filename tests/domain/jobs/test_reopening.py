"""A hire or "filled" taken back within a day: the vacancy opens again, and nobody it turned away is lost."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import (
    change_vacancy,
    decide_review,
    draft_vacancy,
    end_employment,
    hire,
    mark_filled,
    offer_work,
    post_vacancy,
    refuse,
    undo_filled,
    undo_hire,
    undo_refusal,
)
from peluang.domain.jobs.deciding import UNDO_WITHIN, undo_until
from peluang.domain.jobs.models import Application, Employment, Vacancy, VacancyReview
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.commands import mark_ready
from peluang.domain.people.models import Wish
from peluang.domain.placement.models import PlacementCase, Referral
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor
from tests.factories.placement import a_case, a_referral
from tests.factories.trust import a_vacancy_review
from tests.refusals import code_of

from .test_held_vacancies import GOOD, TEXT, posted
from .test_last_place import prepared

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(hours=2)


@pytest.fixture
def vacancy():
    return a_vacancy(places=1)


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


def status_of(row):
    return type(row).objects.get(id=row.id).status


def test_a_hire_undone_reopens_the_vacancy_with_those_it_turned_away(vacancy, recruiter, now):
    hired = an_application(vacancy=vacancy, status="accepted")
    waiting = an_application(vacancy=vacancy, status="interview", interview_at=NOW + DAY)
    refused = an_application(vacancy=vacancy, status="seen")
    refuse(recruiter, application_id=refused.id, reason="filled", at=now)
    hire(recruiter, application_id=hired.id, at=now)
    assert (status_of(vacancy), status_of(waiting)) == ("filled", "refused")
    undo_hire(recruiter, application_id=hired.id, at=now + LATER)
    assert [status_of(each) for each in (vacancy, hired, waiting, refused)] == [
        "open", "accepted", "interview", "refused",
    ]  # fmt: skip
    assert Vacancy.objects.get(id=vacancy.id).filled == Employment.objects.count() == 0
    assert Application.objects.get(id=waiting.id).refusal_reason == ""
    told = set(OutboxMessage.objects.values_list("template", "person_id"))
    assert {("jobs.hire_undone", hired.person_id), ("jobs.undone", waiting.person_id)} <= told
    assert ("jobs.undone", refused.person_id) not in told
    assert Event.objects.filter(type="jobs.vacancy_posted", subject=vacancy.id).exists()
    hire(recruiter, application_id=hired.id, at=now + 2 * LATER)
    assert status_of(vacancy) == "filled"


def test_a_vacancy_with_other_places_stays_as_it_was(recruiter, now):
    wide = a_vacancy(places=3)
    by = an_actor("employer", organisation=wide.employer)
    hired = an_application(vacancy=wide, status="accepted")
    hire(by, application_id=hired.id, at=now)
    undo_hire(by, application_id=hired.id, at=now)
    assert (status_of(wide), Vacancy.objects.get(id=wide.id).filled) == ("open", 0)


def test_after_a_day_and_after_the_end_a_hire_stays(vacancy, recruiter, now):
    hired = an_application(vacancy=vacancy, status="accepted", starts_on=TODAY)
    hire(recruiter, application_id=hired.id, at=now)
    row = Application.objects.get(id=hired.id)
    assert undo_until(row, row.vacancy, now, as_person=False) == now + UNDO_WITHIN
    late = now + UNDO_WITHIN + datetime.timedelta(seconds=1)
    assert undo_until(row, row.vacancy, late, as_person=False) is None
    assert code_of(undo_hire, recruiter, application_id=hired.id, at=late) == "undo_too_late"
    for by in (an_actor("employer"), an_actor("person", person=hired.person)):
        with pytest.raises(NotYours):
            undo_hire(by, application_id=hired.id, at=now)
    end_employment(recruiter, application_id=hired.id, last_day=TODAY, at=now)
    assert code_of(undo_hire, recruiter, application_id=hired.id, at=now) == "nothing_to_undo"
    assert Employment.objects.count() == 1


def test_whoever_the_hire_took_out_of_the_pool_comes_back(vacancy, recruiter, now):
    hired = an_application(vacancy=vacancy, status="accepted")
    mark_ready(PROGRAM, person_id=hired.person_id, ready=True, at=now - DAY)
    hire(recruiter, application_id=hired.id, at=now)
    assert not Wish.objects.get(person_id=hired.person_id).ready
    undo_hire(recruiter, application_id=hired.id, at=now + LATER)
    assert Wish.objects.get(person_id=hired.person_id).ready


@pytest.mark.parametrize("before", ["opened", "interviewed", "referred"])
def test_the_placement_case_that_the_hire_ended_goes_on(vacancy, recruiter, before, now):
    hired = an_application(vacancy=vacancy, status="accepted")
    traits = {"officer": hired.id} if before == "interviewed" else {}
    case = a_case(person=hired.person, status=before, **traits)
    referral = a_referral(case=case) if before == "referred" else None
    hire(recruiter, application_id=hired.id, at=now)
    assert status_of(case) == "placed"
    undo_hire(recruiter, application_id=hired.id, at=now + LATER)
    case = PlacementCase.objects.get(id=case.id)
    assert (case.status, case.closed_at) == (before, None)
    assert case.due_by > TODAY
    if referral:
        assert Referral.objects.get(id=referral.id).status == "proposed"


def test_filled_undone_within_a_day(vacancy, recruiter, now):
    promised = an_application(vacancy=vacancy, status="offer")
    waiting = an_application(vacancy=vacancy, status="seen")
    mark_filled(recruiter, vacancy_id=vacancy.id, at=now)
    assert status_of(promised) == status_of(waiting) == "refused"
    with pytest.raises(NotYours):
        undo_filled(an_actor("employer"), vacancy_id=vacancy.id, at=now)
    late = now + UNDO_WITHIN + LATER
    assert code_of(undo_filled, recruiter, vacancy_id=vacancy.id, at=late) == "undo_too_late"
    undo_filled(recruiter, vacancy_id=vacancy.id, at=now + LATER)
    assert [status_of(each) for each in (vacancy, promised, waiting)] == ["open", "offer", "seen"]
    assert code_of(undo_filled, recruiter, vacancy_id=vacancy.id, at=now + LATER) == "nothing_to_undo"


def test_a_filled_vacancy_is_opened_by_its_undo_alone(vacancy, recruiter, now):
    hired = an_application(vacancy=vacancy, status="accepted")
    hire(recruiter, application_id=hired.id, at=now)
    assert code_of(post_vacancy, recruiter, vacancy_id=vacancy.id, at=now) == "vacancy_over"
    assert code_of(change_vacancy, recruiter, vacancy_id=vacancy.id, headcount=4, at=now) == "vacancy_over"
    assert code_of(undo_filled, recruiter, vacancy_id=vacancy.id, at=now) == "all_hired"


def filled(recruiter, now, **fields):
    """Posted in the employer's own words, with somebody who waits, and marked filled."""
    row = posted(recruiter, **{"description": TEXT} | fields)
    waiting = an_application(vacancy=row, status="seen")
    mark_filled(recruiter, vacancy_id=row.id, at=now)
    return row, waiting


def told_of_the_look(application):
    rows = OutboxMessage.objects.filter(template="jobs.vacancy_under_review", person_id=application.person_id)
    return rows.count()


def test_an_undone_filling_waits_for_a_look_if_the_office_decided_against_it_meanwhile(recruiter, now):
    row, waiting = filled(recruiter, now)
    report = a_vacancy_review("report", vacancy=row, holds=False)
    decide_review(an_actor("labour_office"), review_id=report.id, outcome="withdrawn", reason="Palsu.", at=now + LATER)
    assert status_of(row) == "filled"
    undo_filled(recruiter, vacancy_id=row.id, at=now + LATER)
    assert (status_of(row), status_of(waiting), told_of_the_look(waiting)) == ("held", "seen", 1)
    look = VacancyReview.objects.get(vacancy=row, status="waiting")
    assert look.found == [{"signal": "sent_back", "words": ""}]
    decide_review(an_actor("labour_office"), review_id=look.id, outcome="allowed", at=now + 2 * LATER)
    assert status_of(row) == "open"


def test_an_undone_filling_waits_for_a_look_at_a_text_posted_elsewhere_meanwhile(recruiter, now):
    row, _waiting = filled(recruiter, now)
    other = an_actor("employer")
    copy = draft_vacancy(other, employer_id=other.organisation, **GOOD | {"description": TEXT}, at=now)
    assert post_vacancy(other, vacancy_id=copy.id, at=now).status == "open"
    undo_filled(recruiter, vacancy_id=row.id, at=now + LATER)
    assert status_of(row) == "held"
    assert VacancyReview.objects.get(vacancy=row).copy_of_id == copy.id


@pytest.mark.parametrize("undo", ["filled", "hire"])
def test_a_suspended_employer_opens_nothing_by_an_undo(recruiter, vacancy, undo, now):
    waiting = an_application(vacancy=vacancy, status="seen")
    hired = an_application(vacancy=vacancy, status="accepted")
    if undo == "hire":
        hire(recruiter, application_id=hired.id, at=now)
    else:
        mark_filled(recruiter, vacancy_id=vacancy.id, at=now)
    Organisation.objects.filter(id=vacancy.employer_id).update(status="suspended")
    if undo == "hire":
        undo_hire(recruiter, application_id=hired.id, at=now + LATER)
        assert status_of(hired) == "accepted"
    else:
        undo_filled(recruiter, vacancy_id=vacancy.id, at=now + LATER)
    assert (status_of(vacancy), status_of(waiting), told_of_the_look(waiting)) == ("held", "seen", 1)
    assert Vacancy.objects.get(id=vacancy.id).ended_at is None


def test_an_undo_opens_nothing_that_the_law_no_longer_allows(recruiter, now):
    row, waiting = filled(recruiter, now)
    Vacancy.objects.filter(id=row.id).update(wage_min=2_000_000)  # as if the minimum wage had risen at midnight
    assert code_of(undo_filled, recruiter, vacancy_id=row.id, at=now + LATER) == "wage_below_minimum"
    assert (status_of(row), status_of(waiting)) == ("filled", "refused")


def test_of_an_undo_and_an_offer_for_the_last_place_one_wins(fresh_database):
    """The refused offer held the only place; whoever comes second is told that it is gone."""
    recruiters, applications, vacancy = prepared("seen")
    offer_work(recruiters[0], application_id=applications[0].id, wage=3_000_000, starts_on=TODAY, at=NOW)
    refuse(recruiters[0], application_id=applications[0].id, reason="wage", at=NOW)
    outcome = at_once([
        lambda: undo_refusal(recruiters[0], application_id=applications[0].id, at=NOW),
        lambda: offer_work(recruiters[1], application_id=applications[1].id, wage=3_000_000, starts_on=TODAY, at=NOW),
    ])  # fmt: skip
    assert outcome == ["done", "no_place_left"]
    with acting(PROGRAM, scope="command"):
        assert Application.objects.filter(vacancy=vacancy, status="offer").count() == 1
