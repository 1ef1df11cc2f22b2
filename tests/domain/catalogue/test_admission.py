"""An institution comes in: fills a round, is corrected, visited, approved with an expiry; and what it may then do."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from peluang.domain.catalogue.admission_rules import TRANSITION_UNTIL, Standing, missing, must_be_admitted, standing
from peluang.domain.catalogue.commands import (
    approve_admission,
    check_paper,
    describe_admission,
    expire_admissions,
    hand_in_paper,
    plan_visit,
    refuse_admission,
    remind_expiring,
    report_visit,
    return_admission,
    start_admission,
    start_check,
    submit_admission,
)
from peluang.domain.catalogue.models import Admission, PaperKind, Venue
from peluang.domain.catalogue.queries.institutions import (
    admission_of,
    admissions_queue,
    paper_of,
    rounds_of,
    venues_shared,
)
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW
from tests.factories.catalogue import a_trainer
from tests.factories.institutions import (
    PDF,
    TODAY,
    a_principal,
    a_venue,
    an_admission,
    an_approved_institution,
    an_npwp,
)
from tests.factories.organisations import an_actor, an_organisation
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
YEAR = datetime.timedelta(days=365)


@pytest.fixture
def officer():
    return an_actor("programme_office")


def told(organisation):
    rows = OutboxMessage.objects.filter(context__organisation_id=str(organisation.id))
    return list(rows.order_by("written_at", "id").values_list("template", flat=True))


def manager_of(organisation):
    return an_actor("provider", organisation=organisation)


def test_from_the_first_paper_to_the_approval(officer, now):
    provider = an_organisation("provider", status="proposed", verified_at=None, address="Jalan Pemuda 12, Jepara")
    me = manager_of(provider)
    row = start_admission(me, organisation_id=provider.id, at=now)
    assert start_admission(me, organisation_id=provider.id, at=now) == row  # an open round is gone on with
    assert [each.about for each in missing(row, now)] == [
        *PaperKind.values,
        "licence_terms",
        "principals",
        "places",
        "trainer",
    ]
    with refused("incomplete"):
        submit_admission(me, admission_id=row.id, at=now)
    numbers = {"nib": "9120 0010 12345", "npwp": "01.234.567.8-901.000"}
    for kind in PaperKind.values:
        hand_in_paper(
            me, admission_id=row.id, kind=kind, number=numbers.get(kind, "7/2020"), content=PDF, name=f"{kind}.pdf",
            media_type="application/pdf", at=now,
        )  # fmt: skip
    describe_admission(
        me, admission_id=row.id, licence_number="563/1", licence_issuer="Disnaker", licence_until=TODAY + 2 * YEAR,
        online_only=False, at=now,
    )  # fmt: skip
    a_principal(provider), a_venue(organisation=provider), a_trainer(organisation=provider)
    row = submit_admission(me, admission_id=row.id, at=now)
    assert (row.status, row.due_on) == ("submitted", TODAY + 14 * DAY)
    provider.refresh_from_db()
    assert (provider.nib, provider.npwp) == ("9120001012345", "0012345678901000")

    start_check(officer, admission_id=row.id, at=now)
    check_paper(officer, admission_id=row.id, kind="deed", ok=False, note="Halaman 2 hilang.", at=now)
    row = return_admission(officer, admission_id=row.id, reasons=[("places", "Tulis luas bengkel.")], at=now)
    assert row.reasons == [
        {"about": "deed", "text": "Halaman 2 hilang."}, {"about": "places", "text": "Tulis luas bengkel."},
    ]  # fmt: skip
    with refused("incomplete"):  # the same paper is not handed in twice
        submit_admission(me, admission_id=row.id, at=now)
    hand_in_paper(
        me, admission_id=row.id, kind="deed", number="7/2020", content=PDF + b"2", name="akta.pdf",
        media_type="application/pdf", at=now,
    )  # fmt: skip
    submit_admission(me, admission_id=row.id, at=now + DAY)

    start_check(officer, admission_id=row.id, at=now + DAY)
    with refused("papers_open"):
        plan_visit(officer, admission_id=row.id, visit_on=TODAY + 3 * DAY, at=now + DAY)
    for kind in PaperKind.values:
        check_paper(officer, admission_id=row.id, kind=kind, ok=True, at=now + DAY)
    plan_visit(officer, admission_id=row.id, visit_on=TODAY + 3 * DAY, at=now + DAY)
    with refused("before_visit", "report"):
        report_visit(officer, admission_id=row.id, passed=True, report="Baik.", at=now + 2 * DAY)
    with refused("not_visited"):
        approve_admission(officer, admission_id=row.id, valid_until=TODAY + YEAR, at=now + 3 * DAY)
    report_visit(officer, admission_id=row.id, passed=True, report="Sepuluh mesin las.", at=now + 3 * DAY)
    assert Venue.objects.get(organisation=provider).checked_by == officer.person
    row = approve_admission(officer, admission_id=row.id, valid_until=TODAY + YEAR, at=now + 3 * DAY)
    provider.refresh_from_db()
    assert (row.status, provider.status, standing(provider, now + 3 * DAY)) == ("approved", "verified", "admitted")
    assert told(provider) == [
        "catalogue.admission_returned", "catalogue.visit_planned", "catalogue.admission_approved",
    ]  # fmt: skip


def test_an_approval_is_never_longer_than_three_years_or_the_licence(officer, now):
    row = an_admission("visit_planned", visited=True, licence_until=TODAY + 2 * YEAR)
    for valid_until, code in [(TODAY, "end_past"), (TODAY + 2 * YEAR + DAY, "end_too_late")]:
        with refused(code, "valid_until"):
            approve_admission(officer, admission_id=row.id, valid_until=valid_until, at=now)
    approve_admission(officer, admission_id=row.id, valid_until=TODAY + 2 * YEAR, at=now)
    long = an_admission("visit_planned", visited=True, licence_until=TODAY + 9 * YEAR)
    with refused("end_too_late"):
        approve_admission(officer, admission_id=long.id, valid_until=datetime.date(2029, 11, 25), at=now)
    approve_admission(officer, admission_id=long.id, valid_until=datetime.date(2029, 11, 24), at=now)
    long.refresh_from_db()
    assert (long.status, long.valid_until) == ("approved", datetime.date(2029, 11, 24))


def test_nothing_is_approved_with_an_open_paper_and_online_needs_no_visit(officer, now):
    row = an_admission("checking", online_only=True)
    with refused("papers_open"):
        approve_admission(officer, admission_id=row.id, valid_until=TODAY + YEAR, at=now)
    with refused("nothing_to_visit"):
        plan_visit(officer, admission_id=row.id, visit_on=TODAY, at=now)
    row.papers.update(ok=True)
    row.papers.filter(kind="nib").update(ok=None)
    with refused("papers_open"):
        approve_admission(officer, admission_id=row.id, valid_until=TODAY + YEAR, at=now)
    row.papers.update(ok=True)
    assert approve_admission(officer, admission_id=row.id, valid_until=TODAY + YEAR, at=now).status == "approved"


def test_refusals_and_returns_carry_reasons_and_a_new_round_keeps_the_old_one(officer, now):
    row = an_admission("checking")
    me = manager_of(row.organisation)
    for act in (refuse_admission, return_admission):
        with refused("reason_missing", "text"):
            act(officer, admission_id=row.id, reasons=[("other", "  ")], at=now)
        with refused("about_unknown", "about"):
            act(officer, admission_id=row.id, reasons=[("weather", "hujan")], at=now)
    refuse_admission(officer, admission_id=row.id, reasons=[("other", "Alamatnya kosong.")], at=now)
    new = start_admission(me, organisation_id=row.organisation_id, at=now + DAY)
    assert [(each.round, each.status, each.current) for each in rounds_of(row.organisation_id)] == [
        (2, "draft", True), (1, "refused", False),
    ]  # fmt: skip
    assert admission_of(row.organisation_id) == new
    assert {each.kind: each.ok for each in new.papers.all()} == dict.fromkeys(PaperKind.values)
    assert (new.licence_number, new.reasons) == (row.licence_number, [])
    assert standing(row.organisation, now) == Standing.NOT_ADMITTED


@pytest.mark.parametrize(
    ("kind", "values", "code", "field"),
    [
        ("nib", {"number": "12"}, "nib_not_13_digits", "number"),
        ("nib", {"number": "1111111111111"}, "nib_repeated_digit", "number"),
        ("npwp", {"number": "A"}, "npwp_letters", "number"),
        ("deed", {"number": " "}, "number_missing", "number"),
        ("poem", {}, "paper_unknown", "kind"),
        ("deed", {"content": None}, "file_missing", "file"),
        ("deed", {"content": b"", "media_type": "application/pdf"}, "file_empty", "file"),
        ("deed", {"content": b"<html>", "media_type": "text/html"}, "file_kind", "file"),
        ("deed", {"content": b"a,b", "media_type": "text/csv"}, "file_kind", "file"),
        ("deed", {"content": b"GIF89a", "media_type": "application/pdf"}, "file_kind", "file"),
    ],
)
def test_papers_that_are_not_taken(now, kind, values, code, field):
    row = an_admission(complete=False)
    given = {"number": "7/2020", "content": PDF, "name": "x.pdf", "media_type": "application/pdf"} | values
    with refused(code, field):
        hand_in_paper(manager_of(row.organisation), admission_id=row.id, kind=kind, at=now, **given)
    assert row.papers.count() == 0


def test_a_licence_that_is_over_and_a_round_that_is_being_checked(now):
    row = an_admission()
    me = manager_of(row.organisation)
    licence = {"licence_number": "1", "licence_issuer": "D", "online_only": False, "at": now}
    with refused("licence_over", "licence_until"):
        describe_admission(me, admission_id=row.id, licence_until=TODAY, **licence)
    submit_admission(me, admission_id=row.id, at=now)
    with refused("not_a_draft"):
        describe_admission(me, admission_id=row.id, licence_until=TODAY + YEAR, **licence)
    with refused("not_a_draft"):
        submit_admission(me, admission_id=row.id, at=now)


def test_others_have_no_part_in_it(officer, now):
    row = an_admission()
    for stranger in (
        an_actor("provider"),
        an_actor("person"),
        officer,
        an_actor("trainer", organisation=row.organisation),
    ):
        with pytest.raises(NotYours):
            submit_admission(stranger, admission_id=row.id, at=now)
    with pytest.raises(NotYours):
        start_admission(an_actor("employer"), organisation_id=row.organisation_id, at=now)
    submitted = an_admission("submitted")
    for stranger in ("provider", "labour_office", "ministry", "auditor"):
        with refused("not_allowed"):
            start_check(an_actor(stranger), admission_id=submitted.id, at=now)
    paper = submitted.papers.first()
    assert paper_of(paper.id, submitted.organisation_id) == paper
    assert paper_of(paper.id, row.organisation_id) is None
    with acting(an_actor("provider")):
        assert paper_of(paper.id) is None  # row security hides another institution's file


def test_a_related_reviewer_touches_nothing(now):
    row = an_admission("checking")
    officer = an_actor("programme_office")
    a_trainer(organisation=row.organisation, person_id=officer.person)
    acts = [
        (check_paper, {"kind": "nib", "ok": True}), (plan_visit, {"visit_on": TODAY}),
        (approve_admission, {"valid_until": TODAY + YEAR}), (refuse_admission, {"reasons": [("other", "x")]}),
        (return_admission, {"reasons": [("other", "x")]}),
    ]  # fmt: skip
    for act, values in acts:
        with refused("related_party"):
            act(officer, admission_id=row.id, at=now, **values)


def test_standing_of_old_new_expired_and_suspended_institutions(now):
    old, imported = (
        an_organisation("provider"),
        an_organisation("provider", status="proposed", verified_at=None, source="skillhub"),
    )
    new = an_organisation("provider", status="proposed", verified_at=None)
    for organisation, found in [(old, "transitional"), (imported, "transitional"), (new, "not_admitted")]:
        assert standing(organisation, now) == found
    an_admission("draft", organisation=old)
    assert standing(old, now) == Standing.TRANSITIONAL  # asking takes nothing away
    later = datetime.datetime.combine(TRANSITION_UNTIL + DAY, datetime.time(), datetime.UTC)
    assert standing(old, later) == Standing.NOT_ADMITTED
    good = an_approved_institution()
    start_admission(manager_of(good), organisation_id=good.id, at=now)
    assert standing(good, now) == Standing.ADMITTED  # while the next round is prepared
    assert standing(good, now + 365 * DAY) == Standing.ADMITTED
    with refused("not_admitted"):
        must_be_admitted(good, now + 366 * DAY)
    good.status = "suspended"
    with refused("institution_suspended"):
        must_be_admitted(good, now)


def test_reminders_come_once_and_the_end_comes_by_itself(now):
    provider = an_approved_institution()
    manager_of(provider)
    end = 365 * DAY
    assert remind_expiring(PROGRAM, at=now + end - 61 * DAY) == 0
    assert remind_expiring(PROGRAM, at=now + end - 60 * DAY) == 1
    assert remind_expiring(PROGRAM, at=now + end - 59 * DAY) == 0
    assert remind_expiring(PROGRAM, at=now + end - 14 * DAY) == 1
    assert remind_expiring(PROGRAM, at=now + end) == 0
    assert expire_admissions(PROGRAM, at=now + end) == 0
    assert expire_admissions(PROGRAM, at=now + end + DAY) == 1
    assert expire_admissions(PROGRAM, at=now + end + DAY) == 0
    assert told(provider) == ["catalogue.admission_ends", "catalogue.admission_ends", "catalogue.admission_expired"]


def test_a_worker_that_slept_reminds_once_of_what_is_near(now):
    provider = an_approved_institution()
    manager_of(provider)
    assert remind_expiring(PROGRAM, at=now + 360 * DAY) == 1
    assert remind_expiring(PROGRAM, at=now + 361 * DAY) == 0


def test_the_queue_and_venues_shared_with_another(now):
    first, second = an_admission("submitted", due_on=TODAY + DAY), an_admission("submitted", due_on=TODAY)
    an_admission("checking")
    queue = admissions_queue("submitted")
    assert queue.rows == [second, first]
    assert queue.counts == {"submitted": 2, "checking": 1}
    mine = a_venue(organisation=first.organisation, address="Jl. Kartini No. 900 Jepara")
    theirs = a_venue(organisation=second.organisation, address="Jalan Kartini 900, Jepara")
    assert venues_shared([mine]) == [theirs]


class AdmissionMachine(RuleBasedStateMachine):
    """Whatever institution and office try: approved means every paper right, visited, an expiry within its bounds; a
    refusal or return has reasons; one round is current; only the open round changes.
    """

    @initialize(online=st.booleans())
    def begin(self, online):
        self.entered = acting(PROGRAM, scope="command")
        self.entered.__enter__()
        self.provider = an_admission(online_only=online).organisation
        self.me = manager_of(self.provider)
        self.officers = [an_actor("programme_office"), an_actor("programme_office")]
        self.at = NOW

    def teardown(self):
        if hasattr(self, "entered"):
            self.entered.__exit__(None, None, None)

    def current(self):
        return Admission.objects.get(organisation=self.provider, current=True)

    def attempt(self, act, by, **values):
        try:
            act(by, at=self.at, **values)
        except Refused as refusal:
            assert str(refusal)

    @rule(days=st.integers(0, 300))
    def time_passes(self, days):
        self.at += days * DAY
        expire_admissions(PROGRAM, at=self.at)

    @rule(act=st.sampled_from([start_admission, submit_admission]))
    def institution_moves(self, act):
        key = {"organisation_id": self.provider.id} if act is start_admission else {"admission_id": self.current().id}
        self.attempt(act, self.me, **key)

    @rule(kind=st.sampled_from(PaperKind.values))
    def institution_replaces(self, kind):
        number = {"nib": "9120001012345", "npwp": an_npwp()}.get(kind, "7")
        self.attempt(
            hand_in_paper, self.me, admission_id=self.current().id, kind=kind, number=number, content=PDF, name="x.pdf",
            media_type="application/pdf",
        )  # fmt: skip

    @rule(ok=st.booleans(), kinds=st.sets(st.sampled_from(PaperKind.values), min_size=1))
    def office_checks(self, ok, kinds):
        row = self.current()
        self.attempt(start_check, self.officers[0], admission_id=row.id)
        for kind in kinds if not ok else PaperKind.values:
            self.attempt(
                check_paper, self.officers[0], admission_id=row.id, kind=kind, ok=ok, note="" if ok else "Buram."
            )

    @rule(passed=st.booleans(), ahead=st.integers(-1, 3))
    def office_visits(self, passed, ahead):
        row = self.current()
        self.attempt(plan_visit, self.officers[1], admission_id=row.id, visit_on=self.at.date() + ahead * DAY)
        self.attempt(report_visit, self.officers[1], admission_id=row.id, passed=passed, report="Dilihat.")

    @rule(who=st.integers(0, 1), days=st.integers(-1, 1500))
    def office_approves(self, who, days):
        self.attempt(
            approve_admission,
            self.officers[who],
            admission_id=self.current().id,
            valid_until=self.at.date() + days * DAY,
        )

    @rule(
        who=st.integers(0, 1),
        act=st.sampled_from([return_admission, refuse_admission]),
        text=st.sampled_from(["", "Kurang."]),
    )
    def office_says_no(self, who, act, text):
        self.attempt(act, self.officers[who], admission_id=self.current().id, reasons=[("other", text)])

    @invariant()
    def what_is_approved_was_earned(self):
        if not hasattr(self, "provider"):
            return
        rounds = list(Admission.objects.filter(organisation=self.provider))
        assert sum(each.current for each in rounds) == 1
        for each in rounds:
            if each.status == "approved":
                assert set(each.papers.values_list("ok", flat=True)) == {True}
                assert each.online_only or each.visit_passed
                assert each.valid_until <= each.licence_until
                assert each.decided_by in {officer.person for officer in self.officers}
            if each.status == "refused":
                assert each.reasons
        approved = any(each.status in ("approved", "expired") for each in rounds)
        assert (Organisation.objects.get(id=self.provider.id).status == "verified") == approved


class TestAdmissionMachine(TestCase, AdmissionMachine.TestCase):
    settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
