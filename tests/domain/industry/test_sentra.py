"""A sentra names what it lacks, asks for a training, and an institution answers."""

from __future__ import annotations

import pytest

from peluang.domain.industry.commands import (
    accept_request,
    decline_request,
    describe_sentra,
    name_skill_need,
    request_training,
    schedule_request,
)
from peluang.domain.industry.queries import needs_of, open_requests, request_for
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Organisation
from peluang.domain.skills.models import Skill
from tests.factories.catalogue import an_offering
from tests.factories.industry import PROCESS, a_need, a_request, a_sentra
from tests.factories.learning import a_class
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker():
    """Somebody who acts for a described sentra."""
    by = an_actor(Role.SENTRA)
    a_sentra(organisation=Organisation.objects.get(id=by.organisation))
    return by


def test_a_sentra_describes_itself(now):
    by = an_actor(Role.SENTRA)
    with pytest.raises(Refused):
        describe_sentra(by, organisation_id=by.organisation, product="Batik", units=4, process=[], at=now)
    profile = describe_sentra(by, organisation_id=by.organisation, product="Batik", units=9, process=PROCESS, at=now)
    assert len(profile.process) == 3


def test_needs_are_ranked_by_urgency_and_people(now, speaker):
    skill = Skill.objects.first()
    an_offering(skills={skill.code: 2})
    small = name_skill_need(speaker, sentra_id=speaker.organisation, words="Foto produk", urgency=5, people=3, at=now)
    large = name_skill_need(
        speaker, sentra_id=speaker.organisation, process_step="poles", skill=skill.code, urgency=4, people=20, at=now
    )
    rows = needs_of(speaker.organisation)
    assert [row.need for row in rows] == [large, small]
    assert [(row.weight, row.trainings) for row in rows] == [(80, 1), (15, 0)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"urgency": 6}, "urgency"),
        ({"people": 0}, "people"),
        ({"process_step": "terbang"}, "process_step"),
        ({"skill": "tidak-ada"}, "words"),
    ],
)
def test_a_need_says_what_how_urgent_and_for_whom(now, speaker, change, field):
    values = {"words": "Foto produk", "urgency": 3, "people": 5} | change
    with pytest.raises(Refused) as refused:
        name_skill_need(speaker, sentra_id=speaker.organisation, at=now, **values)
    assert refused.value.field == field


def test_another_sentra_is_not_yours(now, speaker):
    other = an_actor(Role.SENTRA)
    with pytest.raises(NotYours):
        name_skill_need(other, sentra_id=speaker.organisation, words="x", urgency=1, people=1, at=now)
    with pytest.raises(NotYours):
        request_training(other, need_id=a_need().id, at=now)


def test_from_request_to_class(now, speaker):
    need = name_skill_need(speaker, sentra_id=speaker.organisation, words="Foto produk", urgency=5, people=3, at=now)
    request = request_training(speaker, need_id=need.id, at=now)
    with pytest.raises(Refused):
        request_training(speaker, need_id=need.id, at=now)

    offering = an_offering()
    provider = an_actor(Role.PROVIDER, organisation=offering.provider)
    assert request in open_requests(provider_id=provider.organisation)
    accept_request(provider, request_id=request.id, offering_id=offering.id, at=now)
    with pytest.raises(NotYours):
        schedule_request(an_actor(Role.PROVIDER), request_id=request.id, class_id=a_class().id, at=now)
    foreign = a_class(offering=an_offering(provider=offering.provider))
    with pytest.raises(Refused):
        schedule_request(provider, request_id=request.id, class_id=foreign.id, at=now)
    training_class = a_class(offering=offering)
    done = schedule_request(provider, request_id=request.id, class_id=training_class.id, at=now)

    assert (done.status, done.training_class_id) == ("scheduled", training_class.id)
    [row] = needs_of(speaker.organisation)
    assert row.request.training_class == training_class
    told = set(OutboxMessage.objects.filter(person_id=speaker.person).values_list("template", flat=True))
    assert told == {"industry.request_accepted", "industry.request_scheduled"}


def test_an_institution_answers_with_its_own_training(now):
    with pytest.raises(NotYours):
        accept_request(an_actor(Role.PROVIDER), request_id=a_request().id, offering_id=an_offering().id, at=now)


def test_declining_needs_a_reason_and_somebody_who_sees_all(now):
    request = a_request()
    with pytest.raises(NotYours):
        decline_request(an_actor(Role.PROVIDER), request_id=request.id, reason="Kami tidak sanggup.", at=now)
    with pytest.raises(Refused):
        decline_request(an_actor(Role.MINISTRY), request_id=request.id, reason="", at=now)
    done = decline_request(
        an_actor(Role.MINISTRY), request_id=request.id, reason="Belum ada pelatih di provinsi ini.", at=now
    )
    assert done.status == "declined"
    assert request_for(an_actor(Role.PROVIDER).organisation, request.id) is None
