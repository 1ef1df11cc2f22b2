"""What waits on the desks of the demo: every desk of training has something real to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from peluang.demo import seeding
from peluang.demo.accounts import LABOUR_OFFICE, ONLINE, PROGRAMME_OFFICE, PROVIDER, TRAINER
from peluang.demo.desk_actors import Desk, a_paper, a_photo
from peluang.demo.desks import write_desks
from peluang.demo.dice import Dice
from peluang.demo.loading import Loader
from peluang.demo.seeding import seed_country
from peluang.domain.catalogue.models import Admission, ContentReport, CurationRound, EquivalenceProposal, FreeEquivalent
from peluang.domain.jobs.models import EmployerQuestion, Vacancy, VacancyReview
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.learning.models import (
    Allocation,
    Enrolment,
    Paper,
    PracticalWork,
    Question,
    Review,
    Session,
    TrainingClass,
    WaitingEntry,
    Wish,
)
from peluang.domain.learning.queries import waiting_works
from peluang.domain.learning.queries.attendance import undecided_absences
from peluang.domain.organisations.models import Sanction
from peluang.domain.people.models import Account
from peluang.domain.programme.models import Recipient
from tests import database
from tests.conftest import NOW, point_at

PEOPLE, SEED = 300, 9


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    before_files = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = f"{before}_desks"
        database.clone(name)
        point_at(name)
        made = seed_country(people=PEOPLE, seed=SEED, at=NOW)
        with acting(PROGRAM, scope="command"):
            yield made
        point_at(before)
    database.drop(name)
    settings.MEDIA_ROOT = before_files


def person(account: Any) -> Any:
    return Account.objects.get(email=account.email).person_id


@pytest.mark.usefixtures("country")
class TestDesks:
    def test_institutions_wait_and_one_is_visited(self) -> None:
        states = dict(Admission.objects.values_list("status", "visit_on"))
        assert states.keys() == {"submitted", "visit_planned"}
        assert states["visit_planned"] > NOW.date()
        for row in Admission.objects.all():
            assert row.papers.count() == 5
            assert all(Path(settings.MEDIA_ROOT).rglob(each.file.sha256) for each in row.papers.all())

    def test_a_sanction_holds_and_another_waits_for_an_answer(self) -> None:
        found = {(each.kind, each.status): each for each in Sanction.objects.select_related("organisation")}
        assert found.keys() == {("suspension", "in_force"), ("warning", "announced")}
        closed = found["suspension", "in_force"]
        assert (closed.organisation.status, bool(closed.answer)) == ("suspended", True)
        assert person(PROVIDER) is not None

    def test_curation_has_a_change_a_new_one_pairs_a_free_one_and_reports(self) -> None:
        waiting = CurationRound.objects.filter(decision="").select_related("offering")
        assert sorted(each.offering.status for each in waiting) == ["published", "submitted"]
        assert EquivalenceProposal.objects.filter(status="open").exists()
        assert FreeEquivalent.objects.filter(status="proposed").count() == 1
        assert sorted(ContentReport.objects.values_list("status", flat=True)) == ["answered", "open"]

    def test_a_review_is_answered_and_others_are_to_be_looked_at(self) -> None:
        assert Review.objects.exclude(provider_answer="").count() == 1
        assert Review.objects.filter(status="held").count() >= 1

    def test_the_trainer_has_work_to_mark_and_the_office_an_absence_to_decide(self, country: Any) -> None:
        desk = Desk.of(country)
        assert (desk.trainer.person, desk.labour_office.person) == (person(TRAINER), person(LABOUR_OFFICE))
        assert len(waiting_works(desk.trainer).works) == PracticalWork.objects.count() == 3
        row = TrainingClass.objects.get(code="LAS-3G-UJI")
        assert (row.status, row.seats_taken, undecided_absences(row.id)) == ("running", 8, 1)
        scores = set(Paper.objects.filter(enrolment__training_class=row).values_list("score", flat=True))
        assert len(scores) > 3
        assert Question.objects.values("offering").distinct().count() == 3

    def test_somebody_learns_online_and_is_offered_a_seat(self) -> None:
        seat = Enrolment.objects.get(person=person(ONLINE))
        kinds = list(Session.objects.filter(training_class=seat.training_class).values_list("kind", flat=True))
        assert kinds == ["self_paced", "webinar", "webinar", "webinar"]
        going_on = Session.objects.filter(training_class=seat.training_class, kind="webinar", starts_at__lte=NOW)
        assert going_on.get().ends_at > NOW
        places = dict(WaitingEntry.objects.values_list("person_id", "status"))
        assert places[person(ONLINE)] == "offered"
        assert sorted(places.values()) == ["offered", "waiting", "waiting"]
        assert WaitingEntry.objects.get(person=person(ONLINE)).expires_at > NOW

    def test_a_round_is_open_and_its_seats_are_scarce(self) -> None:
        row = Allocation.objects.get()
        assert row.opens_at < NOW < row.closes_at
        wishes = Wish.objects.filter(allocation=row)
        assert wishes.count() > sum(each.training_class.seats for each in row.classes.all())
        assert Recipient.objects.filter(person__in=wishes.values("person")).count() == wishes.count()

    def test_the_labour_office_has_vacancies_and_an_employer_to_look_at(self) -> None:
        looks = VacancyReview.objects.filter(status="waiting").select_related("vacancy")
        found = sorted((each.kind, each.vacancy.status, each.region) for each in looks)
        assert found == [("report", "open", "33.20"), ("requirement", "open", "33.20"), ("text", "held", "33.20"),
                         ("text", "held", "33.20")]  # fmt: skip
        assert [each.copy_of.title for each in looks if each.copy_of_id] == ["Penganyam rotan"]
        assert Vacancy.objects.filter(wage_floor__isnull=False).exclude(wage_reason="").get().status == "open"
        assert Vacancy.objects.get(country="MY").licence is not None
        question = EmployerQuestion.objects.get()
        assert (question.answered_at, question.employer.status) == (None, "proposed")

    def test_nothing_comes_from_the_future(self) -> None:
        for table, column in (
            ("learning_practical_work", "handed_in_at"), ("learning_wish", "wished_at"), ("learning_waiting", "joined_at"),
            ("learning_attendance_correction", "made_at"), ("organisations_sanction", "decided_at"),
            ("catalogue_admission", "submitted_at"), ("learning_paper", "handed_in_at"),
            ("messages_outbox", "written_at"),
        ):  # fmt: skip
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {table} where {column} > %s", [NOW])
                assert cursor.fetchone() == (0,), table

    def test_the_office_is_who_decides(self, country: Any) -> None:
        desk = Desk.of(country)
        assert isinstance(desk.office, Actor)
        assert desk.office.person == person(PROGRAMME_OFFICE)

    def test_a_second_time_writes_nothing(self, country: Any) -> None:
        before = Enrolment.objects.count()
        loader = Loader(Dice(SEED), NOW, whole=False, on_rows=lambda rows: None)
        loader.step = "desks"
        write_desks(loader, country)
        assert Enrolment.objects.count() == before


def test_the_desks_come_last() -> None:
    assert list(seeding.STEPS)[-1] == "desks"


def test_papers_and_photos_are_what_they_say() -> None:
    page = a_paper("Akta (pendirian)", ["Nomor 17"])
    assert page.startswith(b"%PDF-")
    table = int(page.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert page[table:].startswith(b"xref")
    assert b"Akta [pendirian]" in page
    assert a_photo(1).startswith(b"\x89PNG\r\n\x1a\n")
    assert a_photo(1) != a_photo(2)
