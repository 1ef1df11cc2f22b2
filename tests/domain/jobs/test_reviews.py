"""The labour office decides with a reason; the employer answers and may ask once for another look."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.jobs.commands import (
    answer_review,
    appeal_review,
    change_vacancy,
    decide_appeal,
    decide_review,
    draft_vacancy,
    post_vacancy,
    report_vacancy,
    take_up,
)
from peluang.domain.jobs.models import Application, Vacancy, VacancyReport, VacancyReview
from peluang.domain.jobs.trust import desk_reviews, report_by_link, reviews_of_vacancy
from peluang.domain.kernel.context import NOBODY, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from tests.conftest import NOW
from tests.factories.jobs import a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.trust import a_vacancy_report, a_vacancy_review

from .test_held_vacancies import GOOD, TEXT, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return an_actor("employer")


@pytest.fixture
def officer():
    return an_actor("labour_office")


def held(recruiter, text="Langsung kerja, adm 150rb saja."):
    row = posted(recruiter, description=text)
    return row, VacancyReview.objects.get(vacancy=row, status="waiting")


def now_of(vacancy):
    return Vacancy.objects.get(id=vacancy.id)


def refused(code):
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def test_what_the_office_allowed_opens_and_is_not_held_again_for_the_same_words(recruiter, officer):
    row, review = held(recruiter)
    answer_review(recruiter, review_id=review.id, text="Adm itu gaji bagian administrasi.", at=NOW)
    decide_review(officer, review_id=review.id, outcome="allowed", at=NOW)
    assert now_of(row).status == "open"
    change_vacancy(recruiter, vacancy_id=row.id, headcount=3, at=NOW)
    assert now_of(row).status == "open"
    change_vacancy(recruiter, vacancy_id=row.id, description="adm 200rb", at=NOW)
    assert now_of(row).status == "held"


def test_sent_back_says_why_and_the_next_try_is_looked_at(recruiter, officer):
    row, review = held(recruiter)
    with refused("reason_missing"):
        decide_review(officer, review_id=review.id, outcome="sent_back", reason=" ", at=NOW)
    decide_review(officer, review_id=review.id, outcome="sent_back", reason="Pelamar tidak boleh membayar.", at=NOW)
    assert (now_of(row).status, now_of(row).status_reason) == ("draft", "Pelamar tidak boleh membayar.")
    change_vacancy(recruiter, vacancy_id=row.id, description=TEXT, at=NOW)
    again = post_vacancy(recruiter, vacancy_id=row.id, at=NOW)
    assert again.status == "held"
    assert VacancyReview.objects.get(vacancy=row, status="waiting").found == [{"signal": "sent_back", "words": ""}]


def test_withdrawn_answers_those_who_applied(recruiter, officer):
    row = a_vacancy(status="held")
    application = an_application(vacancy=row)
    review = a_vacancy_review(vacancy=row)
    decide_review(officer, review_id=review.id, outcome="withdrawn", reason="Pekerjaannya tidak ada.", at=NOW)
    assert now_of(row).status == "withdrawn"
    assert Application.objects.get(id=application.id).refusal_note == "Pekerjaannya tidak ada."


def test_another_look_is_asked_once_and_by_another_officer(recruiter, officer):
    row, review = held(recruiter)
    decide_review(officer, review_id=review.id, outcome="withdrawn", reason="Meminta uang.", at=NOW)
    with refused("appeal_late"):
        appeal_review(recruiter, review_id=review.id, text="Keliru.", at=NOW + datetime.timedelta(days=15))
    appeal_review(recruiter, review_id=review.id, text="Adm 150rb itu tunjangan.", at=NOW)
    with refused("same_person"):
        decide_appeal(officer, review_id=review.id, right=True, reason="Benar.", at=NOW)
    province = an_actor("province_office")
    decide_appeal(province, review_id=review.id, right=True, reason="Memang tunjangan.", at=NOW)
    assert now_of(row).status == "draft"
    assert post_vacancy(recruiter, vacancy_id=row.id, at=NOW).status == "open"
    with refused("wrong_state"):
        appeal_review(recruiter, review_id=review.id, text="Lagi.", at=NOW)


def test_offices_elsewhere_and_other_employers_have_no_say(recruiter, officer):
    _row, review = held(recruiter)
    elsewhere = an_actor("labour_office", organisation=an_organisation("labour_office", regency="73.71"))
    for by in (elsewhere, recruiter, NOBODY):
        with pytest.raises(NotYours):
            decide_review(by, review_id=review.id, outcome="allowed", at=NOW)
    with pytest.raises(NotYours):
        answer_review(an_actor("employer"), review_id=review.id, text="Hm.", at=NOW)
    with acting(elsewhere):
        assert desk_reviews() == []
    with acting(officer):
        assert [each.review.id for each in desk_reviews()] == [review.id]


def test_copies_are_one_line_and_decided_together(recruiter, officer):
    rows = [posted(recruiter, description=TEXT) for _ in range(5)]
    with acting(officer):
        lines = desk_reviews()
    assert [(line.copies, line.review.copy_of_id) for line in lines] == [(3, rows[0].id)]
    decide_review(
        officer, review_id=lines[0].review.id, outcome="sent_back", reason="Sudah ada.", copies_too=True, at=NOW
    )
    assert sorted(Vacancy.objects.values_list("status", flat=True)) == ["draft"] * 4 + ["open"]


def test_a_requirement_waits_while_the_vacancy_is_open_without_it(recruiter, officer):
    limits = {"sex": "f", "requirement_reason": "Pemijat untuk tamu perempuan"}
    draft = draft_vacancy(recruiter, employer_id=recruiter.organisation, **GOOD | limits, at=NOW)
    with refused("requirement_without_ground"):
        post_vacancy(recruiter, vacancy_id=draft.id, at=NOW)
    change_vacancy(recruiter, vacancy_id=draft.id, requirement_ground="night", at=NOW)
    with refused("ground_unfit"):
        post_vacancy(recruiter, vacancy_id=draft.id, at=NOW)
    change_vacancy(recruiter, vacancy_id=draft.id, requirement_ground="inherent", at=NOW)
    row = post_vacancy(recruiter, vacancy_id=draft.id, at=NOW)
    assert (row.status, row.requirement_status) == ("open", "waiting")
    review = VacancyReview.objects.get(vacancy=row)
    decide_review(officer, review_id=review.id, outcome="allowed", at=NOW)
    assert now_of(row).requirement_status == "allowed"
    changed = change_vacancy(recruiter, vacancy_id=row.id, age_max=30, at=NOW)
    assert (changed.status, changed.requirement_status) == ("open", "waiting")
    again = VacancyReview.objects.get(vacancy=row, status="waiting")
    decide_review(officer, review_id=again.id, outcome="sent_back", reason="Umur tidak dituntut.", at=NOW)
    assert (now_of(row).status, now_of(row).requirement_status) == ("open", "refused")
    freed = change_vacancy(recruiter, vacancy_id=row.id, sex="", age_max=None, at=NOW)
    assert freed.requirement_status == ""


def report(by, vacancy, kind="false", **more):
    return report_vacancy(by, vacancy_id=vacancy.id, kind=kind, text="Alamatnya kosong.", at=NOW, **more)


def test_two_people_or_one_asked_for_money_bring_it_to_the_desk(officer):
    quiet, asked = a_vacancy(), a_vacancy()
    first = an_actor("person")
    report(first, quiet)
    assert not VacancyReview.objects.exists()
    with refused("already_reported"):
        report(first, quiet)
    report(NOBODY, quiet, visitor="abc")
    assert VacancyReview.objects.get().vacancy_id == quiet.id
    assert VacancyReport.objects.filter(review__isnull=False).count() == 2
    report(NOBODY, asked, kind="fee", visitor="abc", address="ani@contoh.id")
    assert VacancyReview.objects.filter(vacancy=asked, kind="report", holds=False).exists()
    assert now_of(asked).status == "open"  # nobody closes a competitor's vacancy by one click


def test_an_officer_takes_up_a_report_and_everyone_learns_the_end(officer):
    vacancy = a_vacancy()
    recruiter = an_actor("employer", organisation=vacancy.employer)
    signed = an_actor("person")
    report(signed, vacancy, kind="fee")
    report(NOBODY, vacancy, kind="fee", visitor="x", address="ani@contoh.id")
    review = VacancyReview.objects.get()
    with acting(recruiter):
        assert reviews_of_vacancy(vacancy.id) == []
    take_up(officer, review_id=review.id, at=NOW)
    assert now_of(vacancy).status == "held"
    change_vacancy(recruiter, vacancy_id=vacancy.id, description=TEXT, at=NOW)
    assert now_of(vacancy).status == "held"  # other words don't undo what people reported
    with acting(recruiter):
        assert [each.id for each in reviews_of_vacancy(vacancy.id)] == [review.id]
        assert VacancyReport.objects.count() == 0
    decide_review(officer, review_id=review.id, outcome="allowed", reason="Tidak terbukti.", at=NOW)
    assert now_of(vacancy).status == "open"
    told = OutboxMessage.objects.filter(template="jobs.report_decided")
    assert told.count() == 2


def test_reports_are_read_by_their_author_and_the_office_alone(officer):
    author = an_actor("person")
    row = report(author, a_vacancy())
    for by, seen in ((author, 1), (officer, 1), (an_actor("person"), 0), (NOBODY, 0), (an_actor("employer"), 0)):
        with acting(by):
            assert VacancyReport.objects.filter(id=row.id).count() == seen, by.role
    with acting(NOBODY):
        assert report_by_link(row.id) == row


def test_a_visitor_cannot_flood(officer):
    for _ in range(5):
        report(NOBODY, a_vacancy(), visitor="one")
    with refused("too_many"):
        report(NOBODY, a_vacancy(), visitor="one")
    busy = a_vacancy()
    for number in range(20):
        a_vacancy_report(busy, visitor=str(number))
    with refused("too_many"):
        report(NOBODY, busy, visitor="another")


def test_a_draft_cannot_be_reported():
    with pytest.raises(NotYours):
        report(NOBODY, a_vacancy(status="draft"))
