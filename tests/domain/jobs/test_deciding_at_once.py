"""Two who decide about the same thing at the same moment. Each race is first shown without the locks, then held off."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from unittest.mock import patch

from django.db.models import Model, QuerySet

from peluang.domain.jobs.commands import (
    accept_offer,
    decide_appeal,
    decide_review,
    hire,
    mark_filled,
    offer_work,
    refuse,
    take_up,
)
from peluang.domain.jobs.models import Application, Employment, Vacancy, VacancyReview
from peluang.domain.kernel.context import PROGRAM, acting
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.trust import a_vacancy_review

from .test_last_place import prepared

Calls = list[Callable[[], object]]


@contextlib.contextmanager
def without_locks(model: type[Model]) -> Iterator[None]:
    """Nothing is locked, and both have read their row of `model` before either goes on."""
    both_have_read = threading.Barrier(2)
    waited = threading.local()

    def unlocked(rows: QuerySet[Model], **_: object) -> QuerySet[Model]:
        return rows.all()

    original = QuerySet._fetch_all

    def fetched(rows: QuerySet[Model]) -> None:
        original(rows)
        if rows.model is model and rows._iterable_class.__name__ == "ModelIterable" and not hasattr(waited, "already"):
            waited.already = True
            both_have_read.wait(10)

    with patch.object(QuerySet, "select_for_update", unlocked), patch.object(QuerySet, "_fetch_all", fetched):
        yield


def _review(**fields: object) -> tuple[VacancyReview, Calls]:
    """A look that waits, and two officers: one allows, one withdraws."""
    with acting(PROGRAM, scope="command"):
        review = a_vacancy_review(**fields)  # type: ignore[arg-type]
        office = an_organisation("labour_office")
        one, other = (an_actor("labour_office", organisation=office) for _ in range(2))
    return review, [
        lambda: decide_review(one, review_id=review.id, outcome="allowed", at=NOW),
        lambda: decide_review(other, review_id=review.id, outcome="withdrawn", reason="Palsu.", at=NOW),
    ]


def test_without_locks_two_officers_both_decide_one_look(fresh_database):
    _looked_at, calls = _review()
    with without_locks(VacancyReview):
        assert at_once(calls) == ["done", "done"]


def test_of_two_officers_deciding_at_once_the_second_is_told(fresh_database):
    review, calls = _review()
    assert at_once(calls) == ["already_decided", "done"]
    with acting(PROGRAM, scope="command"):
        decided = VacancyReview.objects.get(id=review.id).status
        shown = Vacancy.objects.get(id=review.vacancy_id).status
    assert shown == {"allowed": "open", "withdrawn": "withdrawn"}[decided]


def _taking_up() -> tuple[VacancyReview, Calls]:
    review, (allow, _withdraw) = _review(kind="report")
    with acting(PROGRAM, scope="command"):
        by = an_actor("labour_office")
    return review, [allow, lambda: take_up(by, review_id=review.id, at=NOW)]


def test_without_locks_a_report_is_dismissed_and_taken_up(fresh_database):
    _looked_at, calls = _taking_up()
    with without_locks(VacancyReview):
        assert at_once(calls) == ["done", "done"]


def test_a_report_dismissed_and_taken_up_at_once_leaves_no_vacancy_held_for_nothing(fresh_database):
    review, calls = _taking_up()
    assert at_once(calls) in (["already_decided", "done"], ["done", "done"])  # taken up first, then dismissed
    with acting(PROGRAM, scope="command"):
        assert Vacancy.objects.get(id=review.vacancy_id).status == "open"
        assert VacancyReview.objects.get(id=review.id).status == "allowed"


def _appeal() -> tuple[VacancyReview, Calls]:
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(status="withdrawn", ended_at=NOW, status_reason="Palsu.")
        review = a_vacancy_review(
            vacancy=vacancy, holds=True, status="appealed", decision="Palsu.", decided_at=NOW, appeal="Tidak.",
            appealed_at=NOW,
        )  # fmt: skip
        office = an_organisation("labour_office")
        one, other = (an_actor("labour_office", organisation=office) for _ in range(2))
    return review, [
        lambda: decide_appeal(one, review_id=review.id, right=True, reason="Benar.", at=NOW),
        lambda: decide_appeal(other, review_id=review.id, right=False, reason="Tetap.", at=NOW),
    ]


def test_without_locks_an_appeal_is_decided_both_ways(fresh_database):
    _looked_at, calls = _appeal()
    with without_locks(VacancyReview):
        assert at_once(calls) == ["done", "done"]


def test_an_appeal_is_decided_once(fresh_database):
    review, calls = _appeal()
    assert at_once(calls) == ["already_decided", "done"]
    with acting(PROGRAM, scope="command"):
        row = VacancyReview.objects.get(id=review.id)
        shown = Vacancy.objects.get(id=review.vacancy_id).status
    assert (row.status, shown) in (("allowed", "draft"), ("upheld", "withdrawn"))


def _offer_and_refusal() -> tuple[Application, Calls]:
    (one, other), (application, _), _vacancy = prepared("seen")
    return application, [
        lambda: offer_work(one, application_id=application.id, wage=3_000_000, starts_on=TODAY, at=NOW),
        lambda: refuse(other, application_id=application.id, reason="distance", at=NOW),
    ]


def test_without_locks_one_person_is_offered_work_and_refused(fresh_database):
    _asked, calls = _offer_and_refusal()
    with without_locks(Application):
        assert at_once(calls) == ["done", "done"]


def test_of_an_offer_and_a_refusal_at_once_the_applicant_reads_one(fresh_database):
    """A refusal after the offer is a decision of its own; an offer after the refusal is not."""
    application, calls = _offer_and_refusal()
    outcome = at_once(calls)
    with acting(PROGRAM, scope="command"):
        row = Application.objects.get(id=application.id)
    assert (outcome, row.status) in ((["already_decided", "done"], "refused"), (["done", "done"], "refused"))
    assert (row.before == "offer") == (outcome == ["done", "done"])


def _two_hires() -> tuple[Vacancy, Calls]:
    by, applications, vacancy = prepared("accepted")
    return vacancy, [lambda n=n: hire(by[n], application_id=applications[n].id, at=NOW) for n in range(2)]  # type: ignore[misc]


def test_without_locks_the_last_place_is_given_twice(fresh_database):
    """Both read a free place; the second writes over the first one's count."""
    vacancy, calls = _two_hires()
    with without_locks(Vacancy):
        assert at_once(calls) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        assert (Vacancy.objects.get(id=vacancy.id).filled, Employment.objects.count()) == (1, 2)


def test_the_last_place_is_given_once(fresh_database):
    vacancy, calls = _two_hires()
    assert at_once(calls) == ["done", "no_place_left"]
    with acting(PROGRAM, scope="command"):
        assert Vacancy.objects.get(id=vacancy.id).filled == Employment.objects.count() == 1


def _filled_and_hired() -> tuple[Vacancy, Application, Calls]:
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(places=2)
        one, other = (an_actor("employer", organisation=vacancy.employer) for _ in range(2))
        accepted = an_application(vacancy=vacancy, status="accepted")
    return vacancy, accepted, [
        lambda: mark_filled(one, vacancy_id=vacancy.id, at=NOW),
        lambda: hire(other, application_id=accepted.id, at=NOW),
    ]  # fmt: skip


def test_without_locks_marking_filled_and_hiring_lose_one_of_both(fresh_database):
    """Whoever saves last writes over the other: the hire's count is gone, or the vacancy is open again."""
    vacancy, _accepted, calls = _filled_and_hired()
    with without_locks(Vacancy):
        assert at_once(calls) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        row = Vacancy.objects.get(id=vacancy.id)
    assert (row.status, row.filled) in (("filled", 0), ("open", 1))


def test_marking_filled_and_hiring_at_once_keep_both_or_tell_the_second(fresh_database):
    vacancy, accepted, calls = _filled_and_hired()
    outcome = at_once(calls)
    with acting(PROGRAM, scope="command"):
        row, status = Vacancy.objects.get(id=vacancy.id), Application.objects.get(id=accepted.id).status
        assert row.status == "filled"
        assert row.filled == Employment.objects.count() == (status == "hired")
    assert outcome in (["done", "done"], ["already_decided", "done"], ["done", "vacancy_ended"])


def _filled_and_accepted() -> tuple[Application, Calls]:
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(places=1)
        by = an_actor("employer", organisation=vacancy.employer)
        application = an_application(vacancy=vacancy, status="offer")
        me = an_actor("person", person=application.person)
    return application, [
        lambda: mark_filled(by, vacancy_id=vacancy.id, at=NOW),
        lambda: accept_offer(me, application_id=application.id, at=NOW),
    ]


def test_an_offer_accepted_while_the_vacancy_is_marked_filled_is_kept_or_its_answer_refused(fresh_database):
    application, calls = _filled_and_accepted()
    outcome = at_once(calls)
    with acting(PROGRAM, scope="command"):
        status = Application.objects.get(id=application.id).status
    assert (status, outcome) in (("accepted", ["done", "done"]), ("refused", ["already_decided", "done"]))
