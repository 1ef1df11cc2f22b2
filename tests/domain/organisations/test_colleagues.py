"""Who comes to act for a firm and who leaves it: invited, asking, taken off, never nobody left."""

from __future__ import annotations

import datetime
import threading

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.access import RECRUITING
from peluang.domain.organisations.colleagues import Standing, asked_by, invitations_to, standing_of, team_of
from peluang.domain.organisations.commands import (
    answer_join,
    ask_to_join,
    end_membership,
    invite_colleague,
    joining,
    members,
    withdraw_join,
)
from peluang.domain.organisations.models import JoinRequest, Membership
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person, an_account
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NIB = "9120001012345"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def owner():
    return an_actor("employer", organisation=an_organisation("ikm", name="UD Batik Lestari", nib=NIB))


def a_recruit(**fields):
    """A person who signs in with rina@contoh.id."""
    person = a_person(full_name="Rina Astuti")
    an_account(person=person, **({"email": "rina@contoh.id"} | fields))
    return an_actor("person", person=person)


def invite(by, address="rina@contoh.id", at=NOW, **told):
    return invite_colleague(by, organisation_id=by.organisation, address=address, at=at, **told)


def test_the_office_of_the_region_invites_the_first_one_only(now):
    firm = an_organisation("ikm", name="UD Batik Lestari", regency="33.20")
    office, elsewhere = (an_actor("labour_office", regency=code) for code in ("33.20", "33.19"))
    with pytest.raises(NotYours):
        invite_colleague(elsewhere, organisation_id=firm.id, address="rina@contoh.id", at=now)
    made = invite_colleague(office, organisation_id=firm.id, address="rina@contoh.id", at=now)
    assert standing_of(firm.id, now) == Standing(False, ["rina@contoh.id"])
    rina = a_recruit()
    answer_join(rina, request_id=made.id, accept=True, at=now)
    assert standing_of(firm.id, now) == Standing(True, [])
    with refused("somebody_acts_for_it"):
        invite_colleague(office, organisation_id=firm.id, address="budi@contoh.id", at=now)


def ask(by, at=NOW, **changed):
    return ask_to_join(by, at=at, **({"name": "UD Batik Lestari", "regency": "33.20", "nib": ""} | changed))


def recruits_for(organisation):
    return set(Membership.objects.filter(organisation_id=organisation, until=None).values_list("person_id", flat=True))


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("Rina@Contoh.id ", {"email": "rina@contoh.id"}),
        ("0812 3456 7890", {"email": None, "phone": "+6281234567890"}),
    ],
)
def test_who_is_invited_by_the_address_they_sign_in_with_accepts_and_recruits(owner, typed, account):
    rina = a_recruit(**account)
    invite(owner, typed, title="Personalia")
    (seen,) = invitations_to(rina.person, NOW)
    made = answer_join(rina, request_id=seen.id, accept=True, at=NOW)
    assert (made.status, made.person_id, made.address) == ("accepted", rina.person, "")
    row = Membership.objects.get(person_id=rina.person)
    assert (row.role, row.title, row.organisation_id) == ("employer", "Personalia", owner.organisation)
    told = dict(OutboxMessage.objects.values_list("template", "person_id"))
    assert told == {"jobs.colleague_invited": rina.person, "jobs.colleague_invitation_accepted": owner.person}
    assert [each.name for each in team_of(owner.organisation).members][1:] == ["Rina Astuti"]


def test_the_firm_cannot_tell_who_has_an_account(owner):
    a_recruit()
    known, unknown = invite(owner), invite(owner, "tidakada@contoh.id")
    hidden = {"id", "address"}
    shown = [
        {f.name: getattr(row, f.attname) for f in row._meta.fields if f.name not in hidden} for row in (known, unknown)
    ]
    assert shown[0] == shown[1]
    events = Event.objects.filter(type="organisations.join_requested")
    assert len({(str(each.payload), each.actor) for each in events}) == 1
    letter = OutboxMessage.objects.get(person=None)
    assert (letter.address, letter.template) == ("tidakada@contoh.id", "jobs.colleague_invited")


def test_an_invitation_is_nobody_elses(owner):
    made = invite(owner)
    with pytest.raises(NotYours):
        answer_join(an_actor("person"), request_id=made.id, accept=True, at=NOW)
    with pytest.raises(NotYours):
        answer_join(owner, request_id=made.id, accept=True, at=NOW)
    with pytest.raises(NotYours):
        withdraw_join(an_actor("employer"), request_id=made.id, at=NOW)
    unshown = a_recruit(email=None, phone="+6281234567890", phone_verified=False)
    other = invite(owner, "081234567890")
    with pytest.raises(NotYours):
        answer_join(unshown, request_id=other.id, accept=True, at=NOW)
    for stranger in (an_actor("person"), an_actor("provider"), an_actor("labour_office", regency="33.19")):
        with pytest.raises(NotYours):
            invite_colleague(stranger, organisation_id=owner.organisation, address="a@b.id", at=NOW)


def test_an_invitation_ends_after_two_weeks_and_can_be_made_again(owner):
    rina, made = a_recruit(), invite(owner)
    with refused("invited_already"):
        invite(owner)
    late = NOW + 15 * DAY
    assert invitations_to(rina.person, late) == []
    with refused("invitation_over"):
        answer_join(rina, request_id=made.id, accept=True, at=late)
    assert invite(owner, at=late).id == made.id
    assert answer_join(rina, request_id=made.id, accept=True, at=late).status == "accepted"


def test_nobody_is_pressed(owner):
    rina, made = a_recruit(), invite(owner)
    answer_join(rina, request_id=made.id, accept=False, at=NOW)
    assert rina.person not in recruits_for(owner.organisation)
    with refused("declined_lately"):
        invite(owner, at=NOW + 29 * DAY)
    assert invite(owner, at=NOW + 31 * DAY)


def test_a_firm_does_not_write_to_strangers_without_end(owner):
    for number in range(joining.MOST_INVITED_A_DAY):
        made = invite(owner, f"orang{number}@contoh.id")
        withdraw_join(owner, request_id=made.id, at=NOW)
    with refused("too_many_invited"):
        invite(owner)
    assert invite(owner, at=NOW + DAY)
    assert not JoinRequest.objects.filter(status="withdrawn").exclude(address="").exists()


def test_who_found_the_firm_registered_asks_and_is_accepted(owner):
    rina = a_recruit()
    made = ask(rina, title="Bagian gudang")
    with refused("asked_already"):
        ask(rina, nib=NIB)
    team = team_of(owner.organisation)
    assert [(each.name, each.request.title) for each in team.asked] == [("Rina Astuti", "Bagian gudang")]
    for wrong in (rina, an_actor("employer"), an_actor("labour_office")):
        with pytest.raises(NotYours):
            answer_join(wrong, request_id=made.id, accept=True, at=NOW)
    answer_join(owner, request_id=made.id, accept=True, at=NOW)
    assert recruits_for(owner.organisation) == {owner.person, rina.person}
    told = dict(OutboxMessage.objects.values_list("template", "person_id"))
    assert told == {"jobs.colleague_asks": owner.person, "jobs.colleague_request_accepted": rina.person}
    with refused("member_already"):
        ask(rina)


def test_what_asking_cannot_do(owner):
    rina = a_recruit()
    with refused("firm_not_there"):
        ask(rina, name="UD Lain")
    an_organisation("employer", name="PT Sepi")
    with refused("nobody_acts_for_it"):
        ask(rina, name="pt. sepi")
    with pytest.raises(NotYours):
        ask(owner)
    answer_join(owner, request_id=ask(rina).id, accept=False, at=NOW)
    with refused("declined_lately"):
        ask(rina, at=NOW + DAY)
    assert [each.status for each in asked_by(rina.person)] == ["declined"]
    again = ask(rina, at=NOW + 31 * DAY)
    with pytest.raises(NotYours):
        withdraw_join(owner, request_id=again.id, at=NOW)
    assert withdraw_join(rina, request_id=again.id, at=NOW + 31 * DAY).status == "withdrawn"
    with refused("wrong_state"):
        answer_join(owner, request_id=again.id, accept=True, at=NOW + 31 * DAY)


def test_three_questions_wait_at_most():
    rina = a_recruit()
    for name in ("PT Satu", "PT Dua", "PT Tiga"):
        a_membership(organisation=an_organisation("employer", name=name))
        ask(rina, name=name)
    a_membership(organisation=an_organisation("employer", name="PT Empat"))
    with refused("too_many_asked"):
        ask(rina, name="PT Empat")


def test_row_security_shows_an_invitation_to_its_address_and_its_firm(owner):
    rina, made = a_recruit(), invite(owner)
    asked = ask(an_actor("person"))
    seen = {}
    other = an_actor("employer")
    for who, by in {"rina": rina, "owner": owner, "other": other, "stranger": an_actor("person")}.items():
        with acting(by):
            seen[who] = set(JoinRequest.objects.values_list("id", flat=True))
    assert seen == {"rina": {made.id}, "owner": {made.id, asked.id}, "other": set(), "stranger": set()}


def test_a_colleague_is_taken_off_and_told_and_the_last_stays(owner):
    other = _a_colleague(owner)
    end_membership(owner, membership_id=other.id, at=NOW)
    assert OutboxMessage.objects.get().person_id == other.person_id
    mine = Membership.objects.get(person_id=owner.person)
    with refused("last_member"):
        end_membership(owner, membership_id=mine.id, at=NOW)
    with refused("last_member"):
        end_membership(an_actor("person", person=mine.person), membership_id=mine.id, at=NOW)
    assert recruits_for(owner.organisation) == {owner.person}
    assert end_membership(an_actor("labour_office"), membership_id=mine.id, at=NOW).until == NOW


def test_who_was_taken_off_decides_nothing_any_more(owner):
    other, third = _a_colleague(owner), _a_colleague(owner)
    made = ask(a_recruit())
    end_membership(owner, membership_id=other.id, at=NOW)
    late = Actor(Role.EMPLOYER, other.person_id, owner.organisation)
    for step in (
        lambda: invite(late),
        lambda: answer_join(late, request_id=made.id, accept=True, at=NOW),
        lambda: end_membership(late, membership_id=third.id, at=NOW),
    ):
        with pytest.raises(NotYours):
            step()


def _a_colleague(owner):
    row = Membership.objects.get(person_id=owner.person)
    return a_membership(organisation=row.organisation, role="employer")


# races


def test_the_same_invitation_accepted_twice_at_once_makes_one_member(fresh_database):
    with acting(PROGRAM, scope="command"):
        owner = an_actor("employer")
        rina, made = a_recruit(), invite(owner)
    accept = [lambda: answer_join(rina, request_id=made.id, accept=True, at=NOW)] * 2
    assert at_once(accept) == ["done", "wrong_state"]
    with acting(PROGRAM, scope="command"):
        assert Membership.objects.filter(person_id=rina.person).count() == 1


def test_without_the_lock_it_would_be_answered_twice(fresh_database, monkeypatch):
    both_have_read = threading.Barrier(2)

    def reads_and_waits(key):
        made = JoinRequest.objects.select_related("organisation").get(id=key)
        both_have_read.wait(10)
        return made.organisation, made

    monkeypatch.setattr(joining, "_both", reads_and_waits)
    with acting(PROGRAM, scope="command"):
        owner = an_actor("employer")
        rina, made = a_recruit(), invite(owner)
    answers = [lambda yes=yes: answer_join(rina, request_id=made.id, accept=yes, at=NOW) for yes in (True, False)]
    assert at_once(answers) == ["done", "done"]


def _two_who_take_each_other_off():
    with acting(PROGRAM, scope="command"):
        owner = an_actor("employer")
        mine = Membership.objects.get(person_id=owner.person)
        theirs = _a_colleague(owner)
        other = Actor(Role.EMPLOYER, theirs.person_id, owner.organisation)
    calls = [
        lambda: end_membership(owner, membership_id=theirs.id, at=NOW),
        lambda: end_membership(other, membership_id=mine.id, at=NOW),
    ]
    return owner.organisation, calls


def test_two_who_take_each_other_off_at_once_leave_one(fresh_database):
    firm, calls = _two_who_take_each_other_off()
    assert at_once(calls) == ["done", "not_found"]
    with acting(PROGRAM, scope="command"):
        assert Membership.objects.filter(organisation_id=firm, until=None, role__in=RECRUITING).count() == 1


def test_without_the_lock_nobody_would_be_left(fresh_database, monkeypatch):
    both_have_read, check = threading.Barrier(2), members._keep_one_who_recruits

    def reads_and_waits(*told):
        check(*told)
        both_have_read.wait(10)

    monkeypatch.setattr(members, "locked_organisation", lambda key: members.Organisation.objects.get(id=key))
    monkeypatch.setattr(members, "_keep_one_who_recruits", reads_and_waits)
    firm, calls = _two_who_take_each_other_off()
    assert at_once(calls) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        assert recruits_for(firm) == set()


def test_two_who_invite_the_same_address_at_once_write_once(fresh_database):
    with acting(PROGRAM, scope="command"):
        owner = an_actor("employer")
    assert at_once([lambda: invite(owner)] * 2) == ["done", "invited_already"]


def test_refusals_say_what_to_do(owner):
    with pytest.raises(Refused, match=r"nama@contoh\.id"):
        invite(owner, "rina@")
