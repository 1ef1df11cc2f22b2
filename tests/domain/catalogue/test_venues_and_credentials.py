"""Places and certificates: written by the institution, looked at by the office, kept once they were."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue.commands import (
    add_credential,
    add_venue,
    change_trainer,
    change_venue,
    close_venue,
    remove_credential,
    verify_credential,
)
from peluang.domain.catalogue.models import TrainerCredential
from peluang.domain.catalogue.queries.institutions import trainer_of, trainer_rows, venue_of, venues_of
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.models import Organisation
from tests.factories.catalogue import a_trainer
from tests.factories.institutions import PDF, TODAY, a_credential, a_venue
from tests.factories.organisations import a_membership, an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
ROOM = {"name": "Bengkel", "regency": "33.20", "address": "Jalan Kartini 4", "capacity": 20}


@pytest.fixture
def me():
    return an_actor("provider")


@pytest.fixture
def trainer(me):
    return a_trainer(organisation=Organisation.objects.get(id=me.organisation))


def test_a_place_is_described_visited_changed_and_closed(me, now):
    room = add_venue(
        me, organisation_id=me.organisation, tools=[(" Mesin  las ", 10)], safety=["exit"], computers=2, at=now, **ROOM
    )
    assert room.tools == [{"name": "Mesin las", "count": 10}]
    assert {item for item, there in room.safety.items() if there} == {"exit"}
    room.checked_at = now
    room.save()
    assert change_venue(me, venue_id=room.id, name="Bengkel besar", capacity=15, at=now).checked_at == now
    assert change_venue(me, venue_id=room.id, capacity=16, at=now).checked_at is None  # more people: to be seen again
    close_venue(me, venue_id=room.id, at=now)
    with refused("venue_closed"):
        change_venue(me, venue_id=room.id, name="x", at=now)
    assert venues_of(me.organisation) == []
    assert venues_of(me.organisation, closed=True) == [room]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "name_empty"),
        ({"regency": "99.99"}, "regency_unknown"),
        ({"address": ""}, "address_empty"),
        ({"capacity": 0}, "capacity_unfit"),
        ({"capacity": 10_001}, "capacity_unfit"),
        ({"computers": -1}, "computers_unfit"),
        ({"tools": [("", 1)]}, "tools_unfit"),
        ({"tools": [("Las", 0)]}, "tools_unfit"),
        ({"tools": [("Las", 1)] * 61}, "tools_unfit"),
    ],
)
def test_places_that_are_not_taken(me, now, changes, code):
    with refused(code):
        add_venue(me, organisation_id=me.organisation, at=now, **ROOM | changes)


def test_another_institution_reaches_neither_place_nor_trainer(me, trainer, now):
    room = a_venue(organisation=trainer.organisation)
    stranger = an_actor("provider")
    held = a_credential(trainer)
    for act, values in [
        (change_venue, {"venue_id": room.id, "name": "x"}), (close_venue, {"venue_id": room.id}),
        (add_credential, {"trainer_id": trainer.id, "title": "x", "issuer": "y"}),
        (remove_credential, {"credential_id": held.id}),
        (change_trainer, {"trainer_id": trainer.id, "name": "x", "occupation": None, "years": 1}),
    ]:  # fmt: skip
        with pytest.raises(NotYours):
            act(stranger, at=now, **values)
    assert venue_of(stranger.organisation, room.id) is None
    assert trainer_of(stranger.organisation, trainer.id) is None


def test_a_certificate_is_added_seen_and_then_stays(me, trainer, now):
    made = add_credential(
        me, trainer_id=trainer.id, title=" Juru las ", issuer="BNSP", number="1", skkni_unit="c.24las01.001.1",
        valid_until=TODAY, content=PDF, name="sertifikat.pdf", media_type="application/pdf", at=now,
    )  # fmt: skip
    assert (made.title, made.file.organisation) == ("Juru las", me.organisation)
    with refused("credential_there", "number"):
        add_credential(me, trainer_id=trainer.id, title="Juru las", issuer="BNSP", number="1", at=now)
    with refused("not_allowed"):
        verify_credential(me, credential_id=made.id, at=now)
    officer = an_actor("programme_office")
    assert verify_credential(officer, credential_id=made.id, at=now).verified_by == officer.person
    with refused("already_verified"):
        remove_credential(me, credential_id=made.id, at=now)
    other = a_credential(trainer)
    remove_credential(me, credential_id=other.id, at=now)
    assert not TrainerCredential.objects.filter(id=other.id).exists()
    [row] = trainer_rows(me.organisation)
    assert (row.trainer, row.credentials, row.verified) == (trainer, 1, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title_empty"),
        ({"issuer": ""}, "issuer_empty"),
        ({"valid_until": TODAY - datetime.timedelta(days=1)}, "already_over"),
        ({"skkni_unit": "XYZ"}, "skkni_wrong_parts"),
        ({"content": b"<svg>", "name": "x.svg", "media_type": "image/svg+xml"}, "file_kind"),
    ],
)
def test_certificates_that_are_not_taken(me, trainer, now, changes, code):
    with refused(code):
        add_credential(me, trainer_id=trainer.id, at=now, **{"title": "Las", "issuer": "BNSP"} | changes)


def test_an_officer_who_teaches_there_does_not_look_at_certificates(now):
    officer = an_actor("programme_office")
    held = a_credential(a_trainer(person_id=officer.person))
    with refused("related_party"):
        verify_credential(officer, credential_id=held.id, at=now)


def test_a_trainer_is_bound_to_a_member_who_teaches_here(me, trainer, now):
    values = {"trainer_id": trainer.id, "name": "Sri", "occupation": "7212", "years": 9, "at": now}
    person = a_person()
    with refused("not_a_member", "person_id"):
        change_trainer(me, person_id=person.id, **values)
    a_membership(person=person, organisation=trainer.organisation, role="trainer")
    assert change_trainer(me, person_id=person.id, **values).person_id == person.id
    for changes, code in [
        ({"years": 71}, "years_unfit"),
        ({"name": ""}, "name_empty"),
        ({"occupation": "99999"}, "unknown_occupation"),
    ]:
        with refused(code):
            change_trainer(me, **values | changes)
