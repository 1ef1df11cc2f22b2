"""People who agreed to be found: masked until they accept; invited once; in time; by verified employers."""

from __future__ import annotations

import dataclasses
import datetime
import threading
from unittest.mock import patch

import pytest
from django.db.models import QuerySet

from peluang.domain.jobs import fitting
from peluang.domain.jobs.commands import (
    accept_invitation,
    apply,
    close_vacancy,
    decline_invitation,
    expire_invitations,
    invite,
    inviting,
    mark_filled,
    withdraw,
)
from peluang.domain.jobs.fitting import people_who_fit, reference_of
from peluang.domain.jobs.invitations import invitation_of, invitations_of, sent_invitations
from peluang.domain.jobs.models import Application, VacancyInvitation
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.people.commands import give_consent, withdraw_consent
from peluang.domain.people.models import Person
from peluang.domain.people.portability import my_data
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person


def a_welder(**traits):
    values = {"skills": {"las-smaw": 3}, "occupations": ["7212"], "wage_min": 2_500_000, "consents": ["employers"]}
    return a_person(**values | traits)


@pytest.fixture
def vacancy(db):
    return a_vacancy(places=1, skills=["las-smaw"])


@pytest.fixture
def recruiter(vacancy):
    return an_actor("employer", organisation=vacancy.employer)


def me(person):
    return an_actor("person", person=person)


def shown(vacancy, recruiter):
    with acting(recruiter):
        return people_who_fit(vacancy.id, at=NOW)


def invited(vacancy, recruiter, person):
    return invite(recruiter, vacancy_id=vacancy.id, reference=reference_of(vacancy.id, person.id), at=NOW)


def test_only_those_who_agreed_and_are_near_are_shown(vacancy, recruiter):
    found = a_welder()
    a_welder(consents=[])
    a_welder(regency="33.74", radius_km=10)
    a_welder(skills={"rekrutmen-dan-seleksi": 3}, occupations=["5132"])
    with acting(recruiter):
        assert not Person.objects.filter(id=found.id).exists()
    assert [each.reference for each in shown(vacancy, recruiter)] == [reference_of(vacancy.id, found.id)]


def test_what_is_shown_says_nothing_of_who_it_is(vacancy, recruiter):
    person = a_welder(full_name="Suryaningsih Paramita", phone="+6281299990000", about="Anak Pak Lurah",
                      experience=[("Las di CV Mustika", "7212")], birth_date=datetime.date(1991, 2, 3))  # fmt: skip
    one = shown(vacancy, recruiter)[0]
    said = repr(dataclasses.asdict(one))
    for secret in ("Surya", "Paramita", "8129999", "Lurah", "Mustika", "1991", "2022", str(person.id), person.id.hex):
        assert secret not in said
    assert (one.asked[0].shown, one.education) == ("Kata sendiri", "SMK")
    assert one.experience == "3–5 tahun"
    # Alone in the regency, it would point at her: the province, and no distance.
    assert (one.place, one.km) == ("Jawa Tengah", None)
    assert not any("km" in text for text in one.reasons.met + one.reasons.missing)


def test_what_five_share_is_shown_and_what_fewer_share_is_not(vacancy, recruiter):
    for number in range(5):
        a_welder(
            skills={"las-smaw": 3, "rekrutmen-dan-seleksi": 2} | ({"las-smaw-posisi-3g": 2} if number == 0 else {})
        )
    cards = shown(vacancy, recruiter)
    assert {(each.place, each.km) for each in cards} == {("Kabupaten Jepara", 0)}
    assert {len(each.others) for each in cards} == {1}


def test_references_join_nothing_across_vacancies(vacancy, recruiter):
    a_welder()
    other = a_vacancy(employer=vacancy.employer, skills=["las-smaw"])
    assert shown(vacancy, recruiter)[0].reference != shown(other, recruiter)[0].reference


def test_a_withdrawn_consent_hides_at_once_and_leaves_the_invitation_to_the_person(vacancy, recruiter):
    person, other = a_welder(), a_welder()
    invitation = invited(vacancy, recruiter, person)
    for each in (person, other):
        withdraw_consent(me(each), person_id=each.id, purpose="employers", at=NOW)
    assert shown(vacancy, recruiter) == []
    with acting(recruiter):
        line = sent_invitations(vacancy.id)[0]
    assert (line.reasons, line.total, line.status) == (None, None, "sent")
    with pytest.raises(Refused) as refused:
        invited(vacancy, recruiter, other)
    assert refused.value.code == "not_shown"
    assert accept_invitation(me(person), invitation_id=invitation.id, at=NOW).status == "sent"


def test_accepting_makes_an_application_and_shows_the_person(vacancy, recruiter):
    person = a_welder()
    invitation = invited(vacancy, recruiter, person)
    assert OutboxMessage.objects.filter(person_id=person.id, template="jobs.invited").exists()
    with acting(recruiter):
        assert not Person.objects.filter(id=person.id).exists()
        assert not VacancyInvitation.objects.exists()
    with acting(me(person)):
        assert [each.id for each in invitations_of(person.id, at=NOW)] == [invitation.id]
    application = accept_invitation(me(person), invitation_id=invitation.id, at=NOW)
    assert (application.status, application.origin, application.match_total) == (
        "sent",
        "invitation",
        100 - 15,
    )  # own word
    assert OutboxMessage.objects.filter(template="jobs.invitation_accepted").count() == 1
    with acting(recruiter):
        assert Person.objects.filter(id=person.id).exists()
        assert sent_invitations(vacancy.id)[0].application_id == application.id
    withdraw(me(person), application_id=application.id, at=NOW)  # the way back
    with acting(recruiter):
        assert not Person.objects.filter(id=person.id).exists()
    with pytest.raises(Refused, match="sudah diundang"):
        invited(vacancy, recruiter, person)


def test_declining_tells_the_employer_no_reason(vacancy, recruiter):
    person = a_welder()
    invitation = invited(vacancy, recruiter, person)
    decline_invitation(me(person), invitation_id=invitation.id, reason="wage", at=NOW)
    with acting(recruiter):
        line = sent_invitations(vacancy.id)[0]
    assert line.said == "Tidak berminat saat ini"
    assert "wage" not in repr(line).replace("wage wish", "")
    with pytest.raises(Refused):
        accept_invitation(me(person), invitation_id=invitation.id, at=NOW)
    with acting(me(person)):
        assert my_data(person.id)["invitations"][0]["decline_reason"] == "wage"


def test_nobody_else_answers_or_invites(vacancy, recruiter):
    person = a_welder()
    with pytest.raises(NotYours):
        invited(vacancy, an_actor("employer"), person)
    with pytest.raises(NotYours):
        invited(vacancy, me(person), person)
    invitation = invited(vacancy, recruiter, person)
    for answer in (accept_invitation, decline_invitation):
        for other in (recruiter, me(a_person())):
            with pytest.raises(NotYours):
                answer(other, invitation_id=invitation.id, at=NOW)
    with acting(me(a_person())) as other, pytest.raises(NotYours):
        invitation_of(other.person, invitation.id)


def test_refusals_say_why(vacancy, recruiter):
    person = a_welder()
    with pytest.raises(Refused) as long:
        invite(recruiter, vacancy_id=vacancy.id, reference=reference_of(vacancy.id, person.id), text="a" * 501, at=NOW)
    assert long.value.field == "text"
    unknown = a_vacancy(employer=an_organisation("employer", status="proposed"), skills=["las-smaw"])
    with pytest.raises(Refused) as refused:
        invited(unknown, an_actor("employer", organisation=unknown.employer), person)
    assert refused.value.code == "employer_not_verified"
    an_application(vacancy=vacancy, person=person)
    with pytest.raises(Refused) as applied:
        invited(vacancy, recruiter, person)
    assert applied.value.code == "not_shown"
    close_vacancy(recruiter, vacancy_id=vacancy.id, at=NOW)
    with pytest.raises(Refused) as closed:
        invited(vacancy, recruiter, a_welder())
    assert closed.value.code == "vacancy_closed"


def test_no_more_than_ten_a_day_and_twenty_open(vacancy, recruiter, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    for _ in range(2):
        invited(vacancy, recruiter, a_welder())
    with pytest.raises(Refused) as refused:
        invited(vacancy, recruiter, a_welder())
    assert refused.value.code == "too_many_invited"
    monkeypatch.setattr(inviting, "MOST_OPEN", 2)
    VacancyInvitation.objects.update(invited_at=NOW - 3 * DAY)
    with pytest.raises(Refused):
        invited(vacancy, recruiter, a_welder())


def test_it_expires_after_two_weeks_or_with_its_vacancy(vacancy, recruiter):
    person, late = a_welder(), a_welder()
    mine = invited(vacancy, recruiter, person)
    assert expire_invitations(PROGRAM, at=NOW + 14 * DAY) == 0
    with pytest.raises(Refused) as refused:
        accept_invitation(me(person), invitation_id=mine.id, at=NOW + 15 * DAY)
    assert refused.value.code == "invitation_expired"
    assert expire_invitations(PROGRAM, at=NOW + 15 * DAY) == 1
    other = a_vacancy(employer=vacancy.employer, skills=["las-smaw"])
    theirs = invited(other, recruiter, late)
    mark_filled(recruiter, vacancy_id=other.id, at=NOW)
    with pytest.raises(Refused) as filled:
        accept_invitation(me(late), invitation_id=theirs.id, at=NOW)
    assert filled.value.code == "vacancy_filled"
    assert expire_invitations(PROGRAM, at=NOW) == 1
    with pytest.raises(NotYours):
        expire_invitations(recruiter, at=NOW)


def test_who_applied_meanwhile_accepts_with_that_application(vacancy, recruiter):
    person = a_welder()
    invitation = invited(vacancy, recruiter, person)
    own = apply(me(person), vacancy_id=vacancy.id, person_id=person.id, at=NOW)
    assert accept_invitation(me(person), invitation_id=invitation.id, at=NOW).id == own.id
    assert Application.objects.count() == 1


def test_giving_the_consent_again_shows_again(vacancy, recruiter):
    person = a_welder(consents=[])
    assert shown(vacancy, recruiter) == []
    give_consent(me(person), person_id=person.id, purpose="employers", at=NOW)
    assert len(shown(vacancy, recruiter)) == 1


def prepared():
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(places=1, skills=["las-smaw"])
        recruiters = [an_actor("employer", organisation=vacancy.employer) for _ in range(2)]
        return vacancy, recruiters, a_welder()


def test_of_two_recruiters_inviting_one_person_the_second_is_told(fresh_database):
    vacancy, recruiters, person = prepared()
    outcome = at_once([lambda by=by: invited(vacancy, by, person) for by in recruiters])
    assert outcome == ["already_invited", "done"]


def test_that_race_is_real_without_the_lock(fresh_database):
    """Both find the person free; the database's own rule is what is left."""
    vacancy, recruiters, person = prepared()
    both = threading.Barrier(2)
    original = inviting.behind

    def together(*arguments, **named):
        found = original(*arguments, **named)
        both.wait(10)
        return found

    with (
        patch.object(QuerySet, "select_for_update", lambda rows, **_: rows.all()),
        patch.object(inviting, "behind", together),
    ):
        outcome = at_once([lambda by=by: invited(vacancy, by, person) for by in recruiters])
    assert outcome == ["IntegrityError", "done"]


def test_accepting_while_the_vacancy_fills_ends_one_way_or_the_other(fresh_database):
    vacancy, recruiters, person = prepared()
    with acting(PROGRAM, scope="command"):
        invitation = invited(vacancy, recruiters[0], person)
        actor = me(person)
    outcome = at_once([
        lambda: accept_invitation(actor, invitation_id=invitation.id, at=NOW),
        lambda: mark_filled(recruiters[0], vacancy_id=vacancy.id, at=NOW),
    ])  # fmt: skip
    with acting(PROGRAM, scope="command"):
        invitation.refresh_from_db()
        application = Application.objects.filter(vacancy=vacancy).first()
    if outcome == ["done", "done"]:  # accepted first, then answered with everybody else
        assert (invitation.status, application.status, application.refusal_reason) == ("accepted", "refused", "filled")
    else:
        assert outcome == ["done", "vacancy_filled"]
        assert (invitation.status, application) == ("sent", None)


def test_a_withdrawal_and_an_invitation_at_once_leave_no_invitation_after_it(fresh_database):
    vacancy, recruiters, person = prepared()
    with acting(PROGRAM, scope="command"):
        actor = me(person)
    outcome = at_once([
        lambda: invited(vacancy, recruiters[0], person),
        lambda: withdraw_consent(actor, person_id=person.id, purpose="employers", at=NOW),
    ])  # fmt: skip
    assert outcome in (["done", "done"], ["done", "not_shown"])
    with acting(recruiters[0]):
        assert fitting.people_who_fit(vacancy.id, at=NOW) == []
