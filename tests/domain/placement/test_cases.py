"""A case opens after offline training, has seven days a step, refers with reasons, and ends with work."""

from __future__ import annotations

import pytest

from peluang.domain.events.journal import append
from peluang.domain.jobs.commands import hire, record_own_business
from peluang.domain.jobs.models import Application
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.events import ENROLMENT_COMPLETED
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.placement.commands import (
    add_note,
    answer_referral,
    close_case,
    lapse_referrals,
    open_case,
    record_interview,
    refer,
    start_own_business,
)
from peluang.domain.placement.models import PlacementCase, Referral
from peluang.domain.placement.queries import case_view, queue, queue_counts
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.learning import an_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.factories.placement import a_case, a_referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_organisation("labour_office")


@pytest.fixture
def officer(office):
    return an_actor("labour_office", organisation=office)


@pytest.fixture
def person():
    return a_person(skills={"las-smaw": 3}, occupations=["7212"])


def finished(now, *, offline=True, wants=True, **person):
    enrolment = an_enrolment(person=a_person(**person))
    append(
        ENROLMENT_COMPLETED, enrolment.id, at=now, person_id=enrolment.person_id, offering_id=enrolment.offering_id,
        offline=offline, wants_placement=wants,
    )  # fmt: skip
    return PlacementCase.objects.filter(person=enrolment.person).first()


def test_offline_training_opens_a_case_in_the_office_of_the_regency(office, now):
    case = finished(now)
    assert (case.office_id, case.status, case.due_by, case.aim) == (office.id, "opened", TODAY + 7 * DAY, "job")
    assert OutboxMessage.objects.filter(person=case.person, template="placement.case_opened").exists()


@pytest.mark.parametrize(("status", "aim"), [("business_owner", "own_business"), ("worker", "better_job")])
def test_the_aim_follows_the_persons_situation(office, now, status, aim):
    assert finished(now, work_status=status).aim == aim


def test_no_case_without_the_wish_or_after_online_training(office, now):
    assert finished(now, wants=False) is None
    assert finished(now, offline=False) is None


def test_where_no_office_serves_the_certificate_does_not_wait(now):
    assert finished(now, regency="91.71") is None


def test_the_province_helps_where_a_regency_has_no_office(now):
    province = an_organisation("province_office", province="35")
    assert finished(now, regency="35.78").office_id == province.id


def test_one_open_case_a_person(officer, person, now):
    first = open_case(officer, person_id=person.id, aim="job", at=now)
    assert open_case(officer, person_id=person.id, aim="job", at=now).id == first.id


def test_only_their_own_office_handles_a_case(officer, person, now):
    case = a_case(person=person)
    stranger = an_actor("labour_office", regency="35.78")
    vacancy = a_vacancy()
    for call in (
        lambda: open_case(stranger, person_id=person.id, aim="job", at=now),
        lambda: record_interview(stranger, case_id=case.id, note="Halo", at=now),
        lambda: refer(stranger, case_id=case.id, vacancy_id=vacancy.id, at=now),
        lambda: close_case(stranger, case_id=case.id, reason="Salah", at=now),
    ):
        with pytest.raises(NotYours):
            call()
    with acting(stranger):
        assert queue("open", TODAY) == []
        with pytest.raises(NotYours):
            case_view(case.id, now)


def test_each_step_gives_seven_days(officer, person, now):
    case = a_case(person=person, overdue=True)
    talked = record_interview(officer, case_id=case.id, note="Mau kerja di bengkel.", aim="job", at=now)
    assert (talked.status, talked.due_by, talked.officer) == ("interviewed", TODAY + 7 * DAY, officer.person)
    noted = add_note(officer, case_id=case.id, note="Bisa mulai Senin.", at=now)
    assert noted.note.splitlines() == ["Mau kerja di bengkel.", "Bisa mulai Senin."]
    for empty in ("", "  "):
        with pytest.raises(Refused):
            add_note(officer, case_id=case.id, note=empty, at=now)


def test_a_referral_carries_reasons_and_asks_the_person(officer, person, now):
    case, vacancy = a_case(person=person), a_vacancy(skills=["las-smaw"])
    referral = refer(officer, case_id=case.id, vacancy_id=vacancy.id, at=now)
    case.refresh_from_db()
    assert (case.status, referral.status, referral.answer_by) == ("referred", "proposed", TODAY + 7 * DAY)
    assert {"skills", "distance"} <= {each["code"] for each in referral.reasons}
    assert OutboxMessage.objects.filter(person=person, template="placement.referred").exists()
    with pytest.raises(Refused, match="sudah pernah diusulkan"):
        refer(officer, case_id=case.id, vacancy_id=vacancy.id, at=now)


def test_yes_sends_the_application_and_no_is_as_good(officer, person, now):
    me = an_actor("person", person=person)
    case = a_case(person=person, status="referred")
    yes, no = a_referral(case=case), a_referral(case=case)
    answered = answer_referral(me, referral_id=yes.id, accept=True, at=now)
    assert (answered.status, answered.application.origin) == ("accepted", "referral")
    assert answer_referral(me, referral_id=no.id, accept=False, at=now).status == "declined"
    assert Application.objects.filter(person=person).count() == 1
    with pytest.raises(Refused):
        answer_referral(me, referral_id=no.id, accept=True, at=now)
    with pytest.raises(NotYours):
        answer_referral(an_actor("person"), referral_id=a_referral(case=case).id, accept=True, at=now)


def test_yes_to_a_vacancy_that_closed_says_so_and_changes_nothing(person, now):
    me = an_actor("person", person=person)
    referral = a_referral(case=a_case(person=person, status="referred"), vacancy=a_vacancy(status="closed"))
    with pytest.raises(Refused, match="sudah ditutup"):
        answer_referral(me, referral_id=referral.id, accept=True, at=now)
    assert Referral.objects.get(id=referral.id).status == "proposed"


def test_across_regencies_only_with_consent(officer, now):
    vacancy = a_vacancy(regency="33.19")
    with pytest.raises(Refused) as refused:
        refer(officer, case_id=a_case().id, vacancy_id=vacancy.id, at=now)
    assert refused.value.code == "consent_missing"
    agreed = a_case(person=a_person(consents=["other_regions"]))
    assert refer(officer, case_id=agreed.id, vacancy_id=vacancy.id, at=now).status == "proposed"


def test_what_the_person_applied_to_already_is_not_suggested(officer, person, now):
    case = a_case(person=person)
    applied, free = a_vacancy(), a_vacancy()
    an_application(vacancy=applied, person=person)
    with pytest.raises(Refused, match="sudah melamar"):
        refer(officer, case_id=case.id, vacancy_id=applied.id, at=now)
    a_vacancy(regency="33.19")
    assert [each.vacancy.id for each in case_view(case.id, now).proposals] == [free.id]


def test_work_ends_the_case_whoever_found_it(now, person):
    case = a_case(person=person, status="referred")
    waiting = a_referral(case=case)
    application = an_application(person=person, status="accepted")
    hire(an_actor("employer", organisation=application.employer), application_id=application.id, at=now)
    case.refresh_from_db()
    waiting.refresh_from_db()
    assert (case.status, case.closed_at, waiting.status) == ("placed", now, "lapsed")


def test_own_business_from_the_case_or_from_elsewhere(now):
    case = a_case()
    me = an_actor("person", person=case.person)
    assert start_own_business(me, case_id=case.id, name="Las Karya", at=now).status == "own_business"
    other = a_case()
    record_own_business(
        an_actor("person", person=other.person), person_id=other.person_id, name="Jahit", started_on=TODAY, at=now
    )
    other.refresh_from_db()
    assert other.status == "own_business"


def test_closing_needs_a_reason_and_the_person_may(now):
    case = a_case()
    me = an_actor("person", person=case.person)
    with pytest.raises(Refused, match="alasannya"):
        close_case(me, case_id=case.id, reason=" ", at=now)
    assert close_case(me, case_id=case.id, reason="Kuliah lagi", at=now).status == "closed"


def test_a_week_without_an_answer_is_an_answer(now):
    late, fresh = a_referral(answer_by=TODAY - DAY), a_referral()
    assert lapse_referrals(PROGRAM, at=now) == 1
    late.refresh_from_db()
    fresh.refresh_from_db()
    assert (late.status, fresh.status) == ("lapsed", "proposed")


def test_the_queue_has_the_most_pressing_first(officer, now):
    later, late = a_case(), a_case(overdue=True)
    a_case(person=a_person(regency="35.78"), office=an_organisation("labour_office", regency="35.78"))
    with acting(officer):
        assert [case.id for case in queue("open", TODAY)] == [late.id, later.id]
        assert [case.id for case in queue("overdue", TODAY)] == [late.id]
        counts = queue_counts(TODAY)
    assert (counts.overdue, counts.this_week, counts.ended) == (1, 2, 0)
