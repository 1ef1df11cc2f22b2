"""Warning, suspension, blacklist: heard first, appealed once, decided by two, and over when their time is over."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.commands import (
    announce_sanction,
    answer_sanction,
    appeal_sanction,
    end_sanctions,
    enforce_sanction,
    lift_sanction,
    reject_appeal,
    set_status,
)
from peluang.domain.organisations.models import CLOSING, IN_EFFECT, Organisation, Sanction
from peluang.domain.organisations.queries import sanctions_in_effect, sanctions_of, sanctions_to_decide
from tests.conftest import NOW
from tests.factories.institutions import a_sanction
from tests.factories.organisations import an_actor, an_organisation
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer():
    return an_actor("programme_office")


@pytest.fixture
def manager():
    return an_actor("provider")


def announced(officer, manager, now, kind="suspension"):
    return announce_sanction(
        officer, organisation_id=manager.organisation, kind=kind, reason="Kelas tidak ada.", rule="Permenaker 17/2016", at=now
    )  # fmt: skip


def test_the_whole_way_of_a_suspension(officer, manager, now):
    sanction = announced(officer, manager, now)
    assert sanction.answer_due == datetime.date(2026, 12, 8)
    assert Organisation.objects.get(id=manager.organisation).status == "verified"  # nothing holds yet
    with refused("not_heard"):
        enforce_sanction(officer, sanction_id=sanction.id, decision="Tetap.", at=now + 14 * DAY)
    answer_sanction(manager, sanction_id=sanction.id, text="Kelasnya pindah hari.", at=now + 2 * DAY)
    sanction = enforce_sanction(officer, sanction_id=sanction.id, decision="Tidak terbukti pindah.", at=now + 3 * DAY)
    provider = Organisation.objects.get(id=manager.organisation)
    assert (provider.status, provider.status_reason) == ("suspended", "Tidak terbukti pindah.")
    assert sanction.appeal_due == datetime.date(2026, 12, 27)
    appeal_sanction(manager, sanction_id=sanction.id, text="Ini daftar hadirnya.", at=now + 4 * DAY)
    assert Organisation.objects.get(id=provider.id).status == "suspended"  # an appeal stops nothing by itself
    with refused("same_person"):
        lift_sanction(officer, sanction_id=sanction.id, decision="Benar.", at=now + 5 * DAY)
    other = an_actor("programme_office")
    sanction = lift_sanction(other, sanction_id=sanction.id, decision="Daftar hadirnya benar.", at=now + 5 * DAY)
    assert (sanction.status, sanction.appeal_decided_by) == ("lifted", other.person)
    assert Organisation.objects.get(id=provider.id).status == "verified"
    told = OutboxMessage.objects.filter(person_id=manager.person).values_list("template", flat=True)
    assert set(told) == {
        "organisations.sanction_announced", "organisations.sanction_in_force", "organisations.sanction_lifted",
    }  # fmt: skip
    asked = OutboxMessage.objects.filter(person_id=officer.person).values_list("template", flat=True)
    assert set(asked) == {"organisations.sanction_answered", "organisations.sanction_appealed"}
    kinds = Event.objects.filter(subject=sanction.id).order_by("id").values_list("type", flat=True)
    assert [each.split(".")[1] for each in kinds] == [
        "sanction_announced", "sanction_answered", "sanction_in_force", "sanction_appealed", "sanction_lifted",
    ]  # fmt: skip


def test_a_rejected_appeal_stays_in_force_and_cannot_be_repeated(officer, manager, now):
    sanction = announced(officer, manager, now)
    sanction = enforce_sanction(officer, sanction_id=sanction.id, decision="Tidak dijawab.", at=now + 15 * DAY)
    appeal_sanction(manager, sanction_id=sanction.id, text="Kami sakit.", at=now + 16 * DAY)
    with refused("appeal_open"):
        enforce_sanction(an_actor("programme_office"), sanction_id=sanction.id, decision="x", at=now + 17 * DAY)
    reject_appeal(an_actor("programme_office"), sanction_id=sanction.id, decision="Tidak ada bukti.", at=now + 17 * DAY)
    with refused("appealed_before"):
        appeal_sanction(manager, sanction_id=sanction.id, text="Sekali lagi.", at=now + 18 * DAY)
    lifted = lift_sanction(officer, sanction_id=sanction.id, decision="Sudah diperbaiki.", at=now + 60 * DAY)
    assert (lifted.lift_reason, lifted.appeal_decision) == ("Sudah diperbaiki.", "Tidak ada bukti.")


def test_answers_and_appeals_are_late_after_their_last_local_day(officer, manager, now):
    sanction = announced(officer, manager, now)
    last_hour = datetime.datetime(2026, 12, 8, 16, 59, tzinfo=datetime.UTC)  # 23.59 in Jakarta
    with refused("answer_late", "text"):
        answer_sanction(manager, sanction_id=sanction.id, text="Maaf.", at=last_hour + datetime.timedelta(minutes=1))
    answer_sanction(manager, sanction_id=sanction.id, text="Maaf.", at=last_hour)
    sanction = enforce_sanction(officer, sanction_id=sanction.id, decision="Tetap.", at=last_hour)
    with refused("appeal_late", "text"):
        appeal_sanction(manager, sanction_id=sanction.id, text="Banding.", at=last_hour + 31 * DAY)


def test_a_warning_closes_nothing_and_shows_with_its_answer(officer, manager, now):
    sanction = announced(officer, manager, now, kind="warning")
    answer_sanction(manager, sanction_id=sanction.id, text="Kami perbaiki.", at=now)
    assert sanctions_in_effect(manager.organisation) == []
    enforce_sanction(officer, sanction_id=sanction.id, decision="Harga diperbaiki.", at=now)
    assert Organisation.objects.get(id=manager.organisation).status == "verified"
    assert [(each.kind, each.answer) for each in sanctions_in_effect(manager.organisation)] == [
        ("warning", "Kami perbaiki.")
    ]


def test_it_ends_by_itself_after_its_last_day_and_only_then(officer, manager, now):
    sanction = announced(officer, manager, now)
    answer_sanction(manager, sanction_id=sanction.id, text="Ya.", at=now)
    with refused("until_passed", "until"):
        enforce_sanction(
            officer, sanction_id=sanction.id, decision="Sebulan.", until=datetime.date(2026, 11, 24), at=now
        )
    enforce_sanction(officer, sanction_id=sanction.id, decision="Sebulan.", until=datetime.date(2026, 12, 24), at=now)
    assert end_sanctions(PROGRAM, at=now + 30 * DAY) == 0
    assert end_sanctions(PROGRAM, at=now + 31 * DAY) == 1
    assert Organisation.objects.get(id=manager.organisation).status == "verified"
    assert end_sanctions(PROGRAM, at=now + 32 * DAY) == 0


def test_two_that_close_it_open_it_only_together(officer, manager, now):
    provider = Organisation.objects.get(id=manager.organisation)
    first = a_sanction("in_force", organisation=provider, kind="suspension")
    second = a_sanction("in_force", organisation=provider, kind="blacklist")
    lift_sanction(officer, sanction_id=first.id, decision="Selesai.", at=now)
    assert Organisation.objects.get(id=provider.id).status == "suspended"
    lift_sanction(officer, sanction_id=second.id, decision="Selesai.", at=now)
    assert Organisation.objects.get(id=provider.id).status == "verified"


def test_who_was_never_checked_waits_again_afterwards(officer, now):
    provider = an_organisation("provider", status="proposed", verified_at=None)
    sanction = a_sanction("in_force", organisation=provider, kind="blacklist")
    lift_sanction(officer, sanction_id=sanction.id, decision="Keliru.", at=now)
    assert Organisation.objects.get(id=provider.id).status == "proposed"


def test_who_may_and_what_must_be_said(officer, manager, now):
    rows = {"organisation_id": manager.organisation, "kind": "suspension", "reason": "x", "rule": "y", "at": now}
    for stranger in ("provider", "person", "employer", "auditor", "ministry"):
        with pytest.raises(NotYours):
            announce_sanction(an_actor(stranger), **rows)
    with pytest.raises(NotYours):
        announce_sanction(an_actor("labour_office", regency="32.73"), **rows)
    for field, code in {"kind": "kind_unknown", "reason": "reason_missing", "rule": "rule_missing"}.items():
        with refused(code, field):
            announce_sanction(officer, **rows | {field: " "})
    with refused("kind_unfit"):
        announce_sanction(officer, **rows | {"organisation_id": an_organisation("employer").id})
    sanction = announce_sanction(officer, **rows)
    with refused("sanction_open", "kind"):
        announce_sanction(officer, **rows)
    for stranger in ("provider", "person", "programme_office"):
        with pytest.raises(NotYours):
            answer_sanction(an_actor(stranger), sanction_id=sanction.id, text="x", at=now)
    with pytest.raises(NotYours):  # a trainer teaches; the institution's managers speak for it
        answer_sanction(
            an_actor("trainer", organisation=Organisation.objects.get(id=manager.organisation)),
            sanction_id=sanction.id, text="x", at=now,
        )  # fmt: skip
    with pytest.raises(NotYours):
        enforce_sanction(manager, sanction_id=sanction.id, decision="x", at=now + 20 * DAY)
    with refused("no_appeal"):
        reject_appeal(officer, sanction_id=sanction.id, decision="x", at=now)


def test_a_provider_is_neither_checked_nor_suspended_in_passing(officer, manager, now):
    for by in (officer, an_actor("labour_office")):
        with refused("own_way"):
            set_status(by, organisation_id=manager.organisation, status="suspended", reason="x", at=now)
    assert (
        set_status(officer, organisation_id=manager.organisation, status="closed", reason="x", at=now).status
        == "closed"
    )


def test_lists(officer, manager, now):
    sanction = announced(officer, manager, now)
    assert sanctions_of(manager.organisation) == [sanction]
    assert sanctions_of(an_organisation("provider").id) == []
    assert sanction in sanctions_to_decide()
    lift_sanction(officer, sanction_id=sanction.id, decision="Keliru.", at=now)
    assert sanction not in sanctions_to_decide()


class SanctionMachine(RuleBasedStateMachine):
    """Whatever people try and whenever: the organisation is closed exactly while something that closes it holds, every
    state has its words, an appeal is decided by another, and nothing moves after the end.
    """

    @initialize()
    def begin(self):
        self.entered = acting(PROGRAM, scope="command")
        self.entered.__enter__()
        self.manager = an_actor("provider")
        self.officers = [an_actor("programme_office"), an_actor("programme_office")]
        self.at = NOW

    def teardown(self):
        if hasattr(self, "entered"):
            self.entered.__exit__(None, None, None)

    def rows(self):
        return list(Sanction.objects.filter(organisation_id=self.manager.organisation).order_by("id"))

    def attempt(self, act, **values):
        try:
            act(at=self.at, **values)
        except Refused as refusal:
            assert str(refusal), "a refusal says why"

    @rule(days=st.integers(0, 20))
    def time_passes(self, days):
        self.at += days * DAY
        end_sanctions(PROGRAM, at=self.at)

    @rule(kind=st.sampled_from(["warning", "suspension", "blacklist"]), who=st.integers(0, 1))
    def announce(self, kind, who):
        self.attempt(
            lambda **v: announce_sanction(self.officers[who], **v), organisation_id=self.manager.organisation, kind=kind,
            reason="Alasan.", rule="Aturan.",
        )  # fmt: skip

    @precondition(lambda self: self.rows())
    @rule(pick=st.integers(0, 5), act=st.sampled_from([answer_sanction, appeal_sanction]))
    def institution_speaks(self, pick, act):
        row = self.rows()[pick % len(self.rows())]
        self.attempt(lambda **v: act(self.manager, **v), sanction_id=row.id, text="Jawaban.")

    @precondition(lambda self: self.rows())
    @rule(
        pick=st.integers(0, 5), who=st.integers(0, 1), act=st.sampled_from([enforce_sanction, reject_appeal, lift_sanction]),
    )  # fmt: skip
    def office_decides(self, pick, who, act):
        row = self.rows()[pick % len(self.rows())]
        self.attempt(lambda **v: act(self.officers[who], **v), sanction_id=row.id, decision="Putusan.")

    @invariant()
    def closed_exactly_while_it_holds(self):
        if not hasattr(self, "manager"):
            return
        rows = self.rows()
        holds = any(each.kind in CLOSING and each.status in IN_EFFECT for each in rows)
        assert (Organisation.objects.get(id=self.manager.organisation).status == "suspended") == holds
        for each in rows:
            assert each.reason and each.rule
            if each.status in IN_EFFECT:
                assert each.decision and each.decided_at and each.appeal_due
            if each.status == "appealed" or each.appeal_decision:
                assert each.appeal
            if each.appeal_decided_by:
                assert each.appeal_decided_by != each.decided_by


class TestSanctionMachine(TestCase, SanctionMachine.TestCase):
    settings = settings(max_examples=15, stateful_step_count=14, deadline=None)
