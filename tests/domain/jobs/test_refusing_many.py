"""Several applicants refused at once: a reason for each, and what a colleague decided meanwhile stays."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.jobs.commands import Refusal, refuse, refuse_many, undo_refusal
from peluang.domain.jobs.commands.refusing import MOST_AT_ONCE
from peluang.domain.jobs.models import Application
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import a_vacancy, an_application
from tests.factories.organisations import an_actor

from .test_last_place import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return a_vacancy(places=2, skills=["las-smaw"])


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


@pytest.fixture
def rows(vacancy):
    return [an_application(vacancy=vacancy, status=state) for state in ("sent", "seen", "offer")]


def test_each_keeps_a_reason_of_their_own_and_is_told(vacancy, recruiter, rows, now):
    answers = [
        Refusal(rows[0].id, "distance"),
        Refusal(rows[1].id, "skill", "las-smaw"),
        Refusal(rows[2].id, "other", note=" Kapal batal dibangun. "),
    ]
    found = refuse_many(recruiter, vacancy_id=vacancy.id, refusals=answers, at=now)
    assert (len(found.done), found.decided) == (3, [])
    stored = [Application.objects.get(id=row.id) for row in rows]
    assert [(row.status, row.refusal_reason, row.refusal_skill_id, row.refusal_note) for row in stored] == [
        ("refused", "distance", None, ""),
        ("refused", "skill", "las-smaw", ""),
        ("refused", "other", None, "Kapal batal dibangun."),
    ]
    told = OutboxMessage.objects.filter(template="jobs.refused").values_list("person_id", flat=True)
    assert sorted(told) == sorted(row.person_id for row in rows)
    for row, before in zip(rows, ("sent", "seen", "offer")):
        assert undo_refusal(recruiter, application_id=row.id, at=now).status == before


@pytest.mark.parametrize(
    ("reason", "skill", "note", "field"),
    [
        ("", None, "", "reason"),
        ("age", None, "", "reason"),
        ("skill", None, "", "skill"),
        ("skill", "terbang", "", "skill"),
        ("other", None, "  ", "note"),
    ],
)
def test_one_reason_that_is_missing_and_nobody_is_refused(vacancy, recruiter, rows, now, reason, skill, note, field):
    answers = [Refusal(rows[0].id, "distance"), Refusal(rows[1].id, reason, skill, note)]
    with pytest.raises(Refused) as refused:
        refuse_many(recruiter, vacancy_id=vacancy.id, refusals=answers, at=now)
    assert refused.value.field == f"{field}-{rows[1].id}"
    assert refused.value.todo
    assert not Application.objects.filter(status="refused").exists()
    assert not OutboxMessage.objects.filter(template="jobs.refused").exists()


def test_nobody_and_too_many(vacancy, recruiter, now):
    with pytest.raises(Refused, match="Belum ada pelamar"):
        refuse_many(recruiter, vacancy_id=vacancy.id, refusals=[], at=now)
    crowd = [Refusal(new_id(), "distance") for _ in range(MOST_AT_ONCE + 1)]
    with pytest.raises(Refused, match="Terlalu banyak"):
        refuse_many(recruiter, vacancy_id=vacancy.id, refusals=crowd, at=now)


def test_what_somebody_decided_meanwhile_stays_and_is_told(vacancy, recruiter, rows, now):
    colleague = an_actor("employer", organisation=vacancy.employer)
    refuse(colleague, application_id=rows[0].id, reason="wage", at=now)
    taken = an_application(vacancy=vacancy, status="accepted")
    everybody = [*rows, taken]
    answers = [Refusal(row.id, "distance") for row in everybody]
    found = refuse_many(recruiter, vacancy_id=vacancy.id, refusals=answers, at=now)
    assert {row.id for row in found.done} == {rows[1].id, rows[2].id}
    said = {row.id: sentence for row, sentence in found.decided}
    assert said[rows[0].id].startswith("Sudah diputuskan oleh ")
    assert "Tawaran diterima" in said[taken.id]
    assert Application.objects.get(id=rows[0].id).refusal_reason == "wage"
    assert Application.objects.get(id=taken.id).status == "accepted"


def test_only_ones_own_and_only_of_this_vacancy(vacancy, recruiter, rows, now):
    elsewhere = an_application()
    with pytest.raises(NotYours):
        refuse_many(
            recruiter, vacancy_id=vacancy.id,
            refusals=[Refusal(rows[0].id, "distance"), Refusal(elsewhere.id, "distance")], at=now,
        )  # fmt: skip
    with pytest.raises(NotYours):
        refuse_many(an_actor("employer"), vacancy_id=vacancy.id, refusals=[Refusal(rows[0].id, "distance")], at=now)
    with pytest.raises(NotYours):
        refuse_many(recruiter, vacancy_id=new_id(), refusals=[Refusal(rows[0].id, "distance")], at=now)
    assert not Application.objects.filter(status="refused").exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reasons=st.lists(st.sampled_from(["distance", "experience", "wage", "skill", "other"]), min_size=1, max_size=5))
def test_whoever_is_chosen_gets_exactly_the_reason_chosen_for_them(now, reasons):
    vacancy = a_vacancy()
    recruiter = an_actor("employer", organisation=vacancy.employer)
    rows = [an_application(vacancy=vacancy) for _ in range(len(reasons) + 1)]
    answers = [Refusal(row.id, reason, "las-smaw", f"Pesan {reason}") for row, reason in zip(rows, reasons)]
    refuse_many(recruiter, vacancy_id=vacancy.id, refusals=list(reversed(answers)), at=now)
    stored = [Application.objects.get(id=row.id) for row in rows]
    assert [row.refusal_reason for row in stored] == [*reasons, ""]
    assert [bool(row.refusal_skill_id) for row in stored] == [*(reason == "skill" for reason in reasons), False]
    assert stored[-1].status == "sent"


def test_two_colleagues_with_the_same_list_share_it_and_lose_nothing(fresh_database):
    recruiters, applications, vacancy = prepared("seen")
    lists = [list(applications), list(reversed(applications))]
    done: list[int] = []

    def call(number: int) -> None:
        answers = [Refusal(row.id, ("distance", "wage")[number]) for row in lists[number]]
        found = refuse_many(recruiters[number], vacancy_id=vacancy.id, refusals=answers, at=NOW)
        done.append(len(found.done))

    assert at_once([lambda n=n: call(n) for n in range(2)]) == ["done", "done"]
    assert sorted(done) == [0, 2]
    with acting(PROGRAM, scope="command"):
        assert len(set(Application.objects.values_list("refusal_reason", flat=True))) == 1
