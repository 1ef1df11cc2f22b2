"""The timeline's rules, state by state: pure, no database."""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import UUID

import pytest

from peluang.domain.placement.states import CASE
from peluang.domain.programme.states import ENTRY
from peluang.domain.readings.facts import (
    Applied,
    Asked,
    Case,
    Entry,
    Facts,
    Grant,
    OpenWave,
    Payment,
    Payout,
    Proposal,
    Seat,
    Work,
)
from peluang.domain.readings.queries import hops_of, next_step, waiting
from tests.conftest import NOW

DAY = datetime.timedelta(days=1)
TODAY = NOW.date()
ID = UUID(int=7)
WAVE = OpenWave(3, NOW + 5 * DAY)
REASON = {
    "code": "AGE", "rule": "Permenko 17/2022", "date": "2022-12-31", "id": "Kamu belum 18 tahun.", "en": "Under 18.",
    "remedy_id": "Daftar lagi sesudah ulang tahunmu.", "remedy_en": "Join after your birthday.",
}  # fmt: skip


def entry(status, **fields):
    values = {
        "wave": 2, "wave_status": "decreed", "closes_at": NOW - 20 * DAY, "joined_at": NOW - 30 * DAY,
        "decided_at": NOW - 15 * DAY, "drawn_at": NOW - 15 * DAY,
    }  # fmt: skip
    if status in ("ineligible", "not_drawn"):
        values["reasons"] = [REASON]
    return Entry(status=status, **values | fields)


def grant(status="active", **fields):
    values = {
        "reason": "", "granted": 3_500_000, "balance": 3_500_000, "incentive": 600_000, "ended_at": None,
        "first_purchase_by": TODAY + 10 * DAY, "bought_at": None,
    }  # fmt: skip
    return Grant(status=status, **values | fields)


def seat(status="completed", **fields):
    done = status == "completed"
    values = {
        "id": ID, "reason": "", "title": "Las SMAW", "institution": "BLK Jepara", "payer": "balance", "offline": True,
        "wants_placement": True, "booked_at": NOW - 60 * DAY, "completed_at": NOW - 30 * DAY if done else None,
        "class_status": "finished" if done else "open", "starts_at": NOW - 40 * DAY, "ends_at": NOW - 31 * DAY,
        "venue": "Bengkel 2", "certificate": "PLG-1" if done else "", "reviewed_at": None,
    }  # fmt: skip
    return Seat(status=status, **values | fields)


def applied(status, **fields):
    values = {
        "id": ID, "vacancy": "Juru las", "employer": "CV Rangka Jati", "reason": "", "changed_at": NOW - DAY,
        "interview_at": None, "place": "", "starts_on": None,
    }  # fmt: skip
    return Applied(status=status, **values | fields)


def case(status, **fields):
    values = {
        "id": ID,
        "office": "Disnaker Jepara",
        "due_by": TODAY + 3 * DAY,
        "opened_at": NOW,
        "reason": "Sudah bekerja.",
    }
    return Case(status=status, **values | fields)


DECREED = Facts(NOW - 90 * DAY, entry=entry("decreed", decree="SK-2", decreed_at=NOW - 14 * DAY), grant=grant())
FINISHED = replace(DECREED, seats=[seat()])
REVIEWED = replace(FINISHED, seats=[seat(reviewed_at=NOW - 20 * DAY)])
PAID = replace(
    REVIEWED, payout=Payout("verified", ""), payments=[Payment("paid", 600_000, "", NOW - 19 * DAY, NOW - 10 * DAY)]
)
STRANGER = Facts(NOW - DAY)


def hops(facts):
    return hops_of(facts, NOW)


def step(facts):
    return next_step(hops(facts))


def now_codes(facts):
    return {hop.code for hop in hops(facts) if hop.state == "now"}


def found(facts, code):
    return [hop for hop in hops(facts) if hop.code == code]


def test_registered_only_joins_the_open_wave():
    hop = step(replace(STRANGER, open_wave=WAVE))
    assert (hop.act, hop.subject, hop.by) == ("join_wave", "3", (NOW + 5 * DAY).date())


def test_registered_only_without_a_wave_looks_for_work():
    assert step(STRANGER).act == "find_work"
    assert found(STRANGER, "wave")[0].state == "next"


def test_own_path_is_not_pushed_into_a_wave():
    facts = replace(STRANGER, open_wave=WAVE, seats=[seat(payer="own", reviewed_at=NOW)])
    assert found(facts, "wave")[0].optional
    assert not found(facts, "incentive")
    assert not found(replace(facts, open_wave=None), "wave")


def test_joined_waits_for_the_office():
    facts = replace(STRANGER, entry=entry("joined", wave_status="open", closes_at=NOW + DAY))
    [hop] = found(facts, "screening")
    assert (hop.state, hop.mine) == ("now", False)
    assert hop.who
    assert step(facts).optional, "looking for work needs no draw"


def test_eligible_waits_for_the_draw():
    assert "draw" in now_codes(replace(STRANGER, entry=entry("eligible")))


@pytest.mark.parametrize("status", ["ineligible", "not_drawn"])
def test_a_stop_has_its_reason_and_what_can_still_be_done(status):
    facts = replace(STRANGER, entry=entry(status))
    [hop] = [hop for hop in hops(facts) if hop.state == "stopped"]
    assert hop.note == "Kamu belum 18 tahun."
    assert hop.after
    assert step(facts).act == "find_work"


def test_not_drawn_is_one_tap_from_the_next_wave():
    assert step(replace(STRANGER, entry=entry("not_drawn"), open_wave=WAVE)).act == "join_wave"


def test_drawn_waits_for_the_decree():
    assert "decree" in now_codes(replace(STRANGER, entry=entry("drawn")))


def test_decreed_chooses_before_the_last_day():
    hop = step(DECREED)
    assert (hop.act, hop.by) == ("choose_training", TODAY + 10 * DAY)
    assert hop.after


def test_revoked_says_why_and_what_is_left():
    facts = replace(DECREED, grant=grant("revoked", ended_at=NOW - DAY))
    [hop] = found(facts, "revoked")
    assert hop.state == "stopped"
    assert hop.after
    assert step(facts).act == "find_work"


def test_booked_comes_to_the_first_day():
    facts = replace(DECREED, seats=[seat("booked", starts_at=NOW + DAY, ends_at=NOW + 9 * DAY)])
    assert step(facts).code == "class"
    assert not found(facts, "purchase")


def test_a_running_class_is_nobodys_paperwork():
    facts = replace(DECREED, seats=[seat("attending", starts_at=NOW - DAY, ends_at=NOW + DAY)])
    assert step(facts) is None
    assert [hop.code for hop in waiting(hops(facts))] == ["class"]


def test_after_the_last_session_the_institution_computes():
    facts = replace(DECREED, seats=[seat("attending", starts_at=NOW - 9 * DAY, ends_at=NOW - DAY)])
    [hop] = [hop for hop in found(facts, "class") if hop.state == "now"]
    assert hop.who == "BLK Jepara"


def test_failed_stops_with_the_reason():
    facts = replace(DECREED, seats=[seat("failed", reason="Hadir 6 dari 12.")])
    [hop] = [hop for hop in hops(facts) if hop.state == "stopped"]
    assert hop.note == "Hadir 6 dari 12."


def test_completed_writes_the_review_first():
    assert step(FINISHED).act == "review"
    assert not step(FINISHED).optional


def test_reviewed_without_an_account_names_one():
    assert step(REVIEWED).act == "account"


@pytest.mark.parametrize(("status", "mine"), [("declared", False), ("refused", True)])
def test_the_account_waits_for_its_owner(status, mine):
    [hop] = found(replace(REVIEWED, payout=Payout(status, "Nama berbeda.")), "account")
    assert (hop.state, hop.mine) == ("now", mine)


@pytest.mark.parametrize("status", ["due", "sent", "failed"])
def test_an_incentive_under_way_has_one_owner(status):
    facts = replace(PAID, payments=[Payment(status, 600_000, "E12", NOW, None)])
    [hop] = found(facts, "incentive")
    assert (hop.state, hop.mine) == ("now", False)
    assert hop.who


def test_paid_is_done_and_work_is_next():
    assert found(PAID, "incentive")[0].state == "done"
    assert step(PAID).act == "find_work"


@pytest.mark.parametrize("status", ["opened", "interviewed", "referred"])
def test_an_open_case_is_the_offices_turn(status):
    [hop] = found(replace(PAID, case=case(status)), "case")
    assert (hop.state, hop.who, hop.by) == ("now", "Disnaker Jepara", TODAY + 3 * DAY)


def test_a_referral_waits_for_an_answer():
    facts = replace(
        PAID, case=case("referred"), proposals=[Proposal(ID, "Juru las", "CV Rangka Jati", TODAY + 7 * DAY)]
    )
    assert (step(facts).act, step(facts).by) == ("referral", TODAY + 7 * DAY)


@pytest.mark.parametrize(
    ("status", "mine"),
    [("sent", False), ("seen", False), ("interview", True), ("offer", True), ("accepted", False)],
)
def test_whose_turn_an_application_is(status, mine):
    [hop] = found(replace(PAID, applications=[applied(status)]), "application")
    assert (hop.state, hop.mine) == ("now", mine)
    assert hop.who


def test_refused_goes_on_looking():
    facts = replace(PAID, applications=[applied("refused", reason="skill")])
    assert found(facts, "application")[0].note
    assert step(facts).act == "find_work"


@pytest.mark.parametrize("kind", ["hired", "own_business", "better_job"])
def test_work_is_done_and_nothing_else_is_asked(kind):
    facts = replace(PAID, work=Work(kind, "CV Rangka Jati", TODAY - DAY), case=case("placed"))
    assert found(facts, "work")[0].state == "done"
    assert step(facts) is None


def test_outcome_planned_asked_answered_missed():
    working = replace(PAID, work=Work("hired", "CV Rangka Jati", TODAY - 60 * DAY))
    three = Asked(ID, 3, TODAY, "planned", "")
    six = Asked(ID, 6, TODAY + 90 * DAY, "planned", "")
    assert [hop.state for hop in found(replace(working, outcomes=[three, six]), "outcome")] == ["next"]
    asked = replace(working, outcomes=[replace(three, status="asked"), six])
    assert (step(asked).act, step(asked).by) == ("outcome", TODAY + 30 * DAY)
    answered = replace(working, outcomes=[replace(three, status="answered", situation="employed"), six])
    assert [hop.state for hop in found(answered, "outcome")] == ["done", "next"]
    missed = replace(working, outcomes=[replace(three, status="missed")])
    assert found(missed, "outcome")[0].state == "stopped"


def test_what_has_a_last_day_comes_before_what_is_only_good():
    facts = replace(FINISHED, applications=[applied("offer")], outcomes=[Asked(ID, 3, TODAY - 20 * DAY, "asked", "")])
    assert step(facts).act == "outcome"


def test_every_state_of_an_entry_and_a_case_has_its_hops():
    for status in ENTRY.states:
        if status != "withdrawn":  # never read
            assert hops(replace(STRANGER, entry=entry(status)))
    for status in CASE.states:
        assert hops(replace(PAID, case=case(status)))


def test_every_now_says_whose_turn_and_every_stop_what_is_left():
    for facts in (STRANGER, DECREED, FINISHED, REVIEWED, PAID, replace(STRANGER, entry=entry("drawn"))):
        for hop in hops(facts):
            assert hop.state != "now" or hop.who, hop
            assert hop.state != "stopped" or hop.after, hop
