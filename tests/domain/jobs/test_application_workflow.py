"""The commands accept exactly what the table allows: a machine that walks both, step by step."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from peluang.domain.jobs import commands
from peluang.domain.jobs.models import Application, Employment, Vacancy
from peluang.domain.jobs.states import APPLICATION, CLOSED, UNDONE
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_actor

STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "seen": (commands.mark_seen, {}),
    "interview": (commands.invite_to_interview, {"interview_at": NOW + DAY, "place": "Kantor"}),
    "offer": (commands.offer_work, {"wage": 3_000_000, "starts_on": TODAY}),
    "accepted": (commands.accept_offer, {}),
    "refused": (commands.refuse, {"reason": "distance"}),
    "withdrawn": (commands.withdraw, {}),
    "hired": (commands.hire, {}),
    "ended": (commands.end_employment, {"last_day": TODAY}),
}
#: Back to what it was before: the state that is undone → its command.
UNDOING = {
    "refused": commands.undo_refusal, "withdrawn": commands.undo_withdrawal, "hired": commands.undo_hire,
    "offer": commands.undo_offer, "accepted": commands.undo_acceptance,
}  # fmt: skip
HEADCOUNT = 2


class ApplicationMachine(RuleBasedStateMachine):
    """Three people, two places, one recruiter, and somebody from elsewhere who must never get through."""

    def __init__(self) -> None:
        super().__init__()
        # Each walk is a savepoint of its own, undone at its end.
        self.walk = transaction.atomic()
        self.walk.__enter__()
        vacancy = a_vacancy(places=HEADCOUNT)
        self.vacancy = vacancy.id
        self.recruiter = an_actor("employer", organisation=vacancy.employer)
        self.stranger = an_actor("employer")
        rows = [an_application(vacancy=vacancy) for _ in range(3)]
        self.ids = [row.id for row in rows]
        self.people = [an_actor("person", person=row.person) for row in rows]
        self.expected = ["sent"] * 3
        self.before = [""] * 3
        self.by_program: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)

    def promised(self) -> int:
        return sum(state in ("offer", "accepted", "hired", "ended") for state in self.expected)

    @rule(
        which=st.integers(0, 2),
        to=st.sampled_from(sorted(STEPS)),
        who=st.sampled_from(["person", "recruiter", "stranger"]),
    )
    def step(self, which: int, to: str, who: str) -> None:
        by = {"person": self.people[which], "recruiter": self.recruiter, "stranger": self.stranger}[who]
        source = self.expected[which]
        # Out of a closed state an ordinary command leads nowhere but to the end of the work.
        open_to = source not in CLOSED or (source, to) == ("hired", "ended")
        found = APPLICATION.find(source, to)
        open_to = open_to and found is not None and found.guard != UNDONE
        allowed = open_to and APPLICATION.may(source, to, by.role) and who != "stranger"
        if to == "offer":
            allowed = allowed and self.promised() < HEADCOUNT
        again = to == "seen" and who == "recruiter"  # opening it again is no step
        command, values = STEPS[to]
        try:
            command(by, application_id=self.ids[which], at=NOW, **values)
        except (Refused, NotYours):
            accepted = allowed or again
            assert not accepted, f"{source} → {to} by {who} was refused"
            return
        assert allowed or again, f"{source} → {to} by {who} was accepted"
        if allowed:
            self.expected[which], self.before[which] = to, source
        self.follow_a_full_vacancy()

    @rule(
        which=st.integers(0, 2),
        what=st.sampled_from(sorted(UNDOING)),
        who=st.sampled_from(["person", "recruiter", "stranger"]),
    )
    def undo(self, which: int, what: str, who: str) -> None:
        by = {"person": self.people[which], "recruiter": self.recruiter, "stranger": self.stranger}[who]
        source, back = self.expected[which], self.before[which]
        allowed = source == what and bool(back) and who != "stranger" and APPLICATION.may(source, back, by.role)
        if what in ("refused", "withdrawn"):
            allowed = allowed and which not in self.by_program and self.hires() < HEADCOUNT
            if back in ("offer", "accepted"):
                allowed = allowed and self.promised() < HEADCOUNT
        try:
            UNDOING[what](by, application_id=self.ids[which], at=NOW)
        except (Refused, NotYours):
            assert not allowed, f"undoing {source} → {back} by {who} was refused"
            return
        assert allowed, f"undoing {source} → {back} by {who} was accepted"
        self.expected[which], self.before[which] = back, ""
        if what == "hired":
            for turned_away in self.by_program:
                self.expected[turned_away], self.before[turned_away] = self.before[turned_away], ""
            self.by_program.clear()

    def hires(self) -> int:
        return sum(state in ("hired", "ended") for state in self.expected)

    def follow_a_full_vacancy(self) -> None:
        if self.hires() < HEADCOUNT:
            return
        for which, state in enumerate(self.expected):
            if state not in CLOSED and APPLICATION.may(state, "refused", Role.SYSTEM):
                self.expected[which], self.before[which] = "refused", state
                self.by_program.add(which)

    @invariant()
    def rows_agree_with_the_table(self) -> None:
        stored = dict(Application.objects.filter(id__in=self.ids).values_list("id", "status"))
        assert [stored[each] for each in self.ids] == self.expected

    @invariant()
    def places_are_never_exceeded(self) -> None:
        vacancy = Vacancy.objects.get(id=self.vacancy)
        hired = self.hires()
        assert (
            vacancy.filled == hired == Employment.objects.filter(vacancy_id=self.vacancy).count() <= vacancy.headcount
        )
        assert vacancy.status == ("filled" if hired == HEADCOUNT else "open")


@pytest.mark.django_db
def test_the_commands_accept_what_the_table_allows_and_nothing_else():
    walks = settings(max_examples=15, stateful_step_count=14, deadline=datetime.timedelta(seconds=30))
    run_state_machine_as_test(ApplicationMachine, settings=walks)
