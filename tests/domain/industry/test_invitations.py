"""Invited → registered → selected → completed."""

from __future__ import annotations

import pytest

from peluang.domain.events.journal import append
from peluang.domain.industry.commands import accept_invitation, attribute_completion, attribute_selection, invite_firms
from peluang.domain.industry.models import Invitation
from peluang.domain.industry.queries import campaigns, invitation_by_token
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.events import ENROLMENT_COMPLETED
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Organisation
from tests.factories.industry import a_firm, an_ikm_list, an_invitation
from tests.factories.learning import a_completed_enrolment
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.factories.programme import a_recipient

pytestmark = pytest.mark.django_db


def test_everyone_who_can_be_reached_is_invited_once(now):
    ministry = an_actor(Role.MINISTRY)
    ikm_list = an_ikm_list(ministry=Organisation.objects.get(id=ministry.organisation))
    a_firm(ikm_list=ikm_list, email="batik@contoh.id")
    a_firm(ikm_list=ikm_list, email="", phone="+6281234567890")
    a_firm(ikm_list=ikm_list, email="", phone="")

    assert invite_firms(ministry, list_id=ikm_list.id, at=now) == 2
    assert invite_firms(ministry, list_id=ikm_list.id, at=now) == 0
    messages = OutboxMessage.objects.filter(template="industry.invitation")
    assert {row.channel for row in messages} == {"email", "sms"}
    token = messages[0].context["token"]
    assert invitation_by_token(token) is not None
    assert bytes(Invitation.objects.first().token_digest) != token.encode()
    [campaign] = campaigns(ministry.organisation)
    assert (campaign.firms, campaign.reachable, campaign.invited, campaign.registered) == (3, 2, 2, 0)


def test_another_ministry_invites_nobody(now):
    with pytest.raises(NotYours):
        invite_firms(an_actor(Role.MINISTRY), list_id=an_ikm_list().id, at=now)


def test_the_link_belongs_to_who_came_first(now):
    invitation = an_invitation(token="rahasia")
    first, second = a_person(), a_person()
    for _ in range(2):
        accept_invitation(Actor(Role.PERSON, first.id), token="rahasia", person_id=first.id, at=now)
    invitation.refresh_from_db()
    assert (invitation.person_id, invitation.registered_at) == (first.id, now)
    with pytest.raises(Refused) as refused:
        accept_invitation(Actor(Role.PERSON, second.id), token="rahasia", person_id=second.id, at=now)
    assert refused.value.code == "invitation_used"


@pytest.mark.parametrize("token", ["salah", ""])
def test_an_unknown_link_leads_nowhere(now, token):
    person = a_person()
    with pytest.raises(NotYours):
        accept_invitation(Actor(Role.PERSON, person.id), token=token, person_id=person.id, at=now)


def test_nobody_accepts_for_another(now):
    an_invitation(token="rahasia")
    with pytest.raises(NotYours):
        accept_invitation(Actor(Role.PERSON, a_person().id), token="rahasia", person_id=a_person().id, at=now)


def test_selected_and_completed_are_attributed(now):
    recipient = a_recipient()
    invitation = an_invitation(person=recipient.person, registered_at=now)
    assert attribute_selection(PROGRAM, decree_id=recipient.decree_id, at=now) == 1
    assert attribute_selection(PROGRAM, decree_id=recipient.decree_id, at=now) == 0
    enrolment = a_completed_enrolment(person=recipient.person, certificate=False)
    append(
        ENROLMENT_COMPLETED, enrolment.id, at=now, person_id=recipient.person_id, offering_id=enrolment.offering_id,
        offline=True, wants_placement=False,
    )  # fmt: skip
    invitation.refresh_from_db()
    assert (invitation.selected_at, invitation.completed_at) == (now, now)
    assert attribute_completion(PROGRAM, person_id=recipient.person_id, at=now) == 0
