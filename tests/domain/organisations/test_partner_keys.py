"""Keys of an institution's machines: who makes them, what lies in the database, and two equal requests at once."""

from __future__ import annotations

import datetime
import threading

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands.partner_keys import (
    make_partner_key,
    retire_partner_key,
    rotate_partner_key,
)
from peluang.domain.organisations.commands.partner_requests import settle, take_in
from peluang.domain.organisations.models import Organisation, PartnerKey, PartnerRequest
from peluang.domain.organisations.partners import SignedRequest, seal, signature_of, unseal
from peluang.domain.organisations.queries import partner_key_of, partner_keys_of
from tests.conftest import NOW
from tests.factories.organisations import an_actor, an_organisation
from tests.refusals import refused


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.mark.django_db
def test_a_key_is_made_and_its_secret_lies_sealed(provider):
    manager = an_actor("provider", organisation=provider)
    row, secret = make_partner_key(manager, organisation_id=provider.id, label=" LMS utama ", at=NOW)
    row.refresh_from_db()
    assert (row.label, row.made_by, row.organisation_id) == ("LMS utama", manager.person, provider.id)
    assert len(secret) >= 40
    assert secret.encode() not in bytes(row.secret)
    assert unseal(row.secret, row.key_id) == secret
    with pytest.raises(InvalidTag):  # a row moved under another name opens nothing
        unseal(row.secret, "pk_other")
    assert seal(secret, row.key_id) != seal(secret, row.key_id)
    event = Event.objects.get(type="organisations.partner_key_made")
    assert secret not in str(event.payload)


@pytest.mark.django_db
def test_only_the_institution_itself(provider):
    row, _secret = make_partner_key(PROGRAM, organisation_id=provider.id, at=NOW)
    for by in (
        an_actor("provider"), an_actor("trainer", organisation=provider), an_actor("person"), an_actor("labour_office"),
        an_actor("programme_office"),
    ):  # fmt: skip
        for command, which in (
            (make_partner_key, {"organisation_id": provider.id}),
            (rotate_partner_key, {"key_id": row.id}),
            (retire_partner_key, {"key_id": row.id}),
        ):
            with pytest.raises(NotYours):
                command(by, **which, at=NOW)
    assert PartnerKey.objects.count() == 1
    stranger = an_actor("provider")
    with acting(stranger):
        assert partner_keys_of(provider.id) == []
        assert partner_key_of(provider.id, row.id) is None
    with acting(an_actor("provider", organisation=provider)):
        assert partner_keys_of(provider.id) == [row]


@pytest.mark.django_db
def test_who_may_have_keys_and_how_many(provider):
    with refused("not_a_provider"):
        make_partner_key(PROGRAM, organisation_id=an_organisation("employer").id, at=NOW)
    Organisation.objects.filter(id=provider.id).update(status="proposed")
    with refused("not_verified"):
        make_partner_key(PROGRAM, organisation_id=provider.id, at=NOW)
    Organisation.objects.filter(id=provider.id).update(status="verified")
    made = [make_partner_key(PROGRAM, organisation_id=provider.id, at=NOW)[0] for _ in range(5)]
    with refused("too_many_keys"):
        make_partner_key(PROGRAM, organisation_id=provider.id, at=NOW)
    fresh, _secret = rotate_partner_key(PROGRAM, key_id=made[0].id, at=NOW)
    assert PartnerKey.objects.get(id=made[0].id).retired_at == NOW
    assert fresh.key_id != made[0].key_id
    retire_partner_key(PROGRAM, key_id=fresh.id, at=NOW)
    retire_partner_key(PROGRAM, key_id=fresh.id, at=NOW + datetime.timedelta(days=1))
    assert PartnerKey.objects.get(id=fresh.id).retired_at == NOW
    assert Event.objects.filter(type="organisations.partner_key_retired").count() == 2


def a_request(key, secret, nonce, body=b"{}"):
    plain = SignedRequest(key.key_id, str(int(NOW.timestamp())), nonce, "", "POST", "/api/v1/partner/x", body, "x")
    return SignedRequest(**plain.__dict__ | {"signature": signature_of(secret, plain)})


@pytest.mark.usefixtures("fresh_database")
@pytest.mark.parametrize("same_nonce", [True, False])
def test_two_equal_requests_at_once_act_once(same_nonce):
    """The second waits for the first: with the same nonce it is refused, with the same instruction it is answered."""
    with acting(PROGRAM, scope="command"):
        key, secret = make_partner_key(PROGRAM, organisation_id=an_organisation("provider").id, at=NOW)
    barrier, outcomes, acted = threading.Barrier(2), [], []

    def send(number):
        request = a_request(key, secret, "n" if same_nonce else f"n{number}")
        barrier.wait(10)
        try:
            with acting(PROGRAM, scope="command"):
                taken = take_in(PROGRAM, request=request, instruction="once", at=NOW, wall_clock=NOW)
                if taken.earlier is None:
                    acted.append(number)
                    settle(PROGRAM, request_id=taken.request_id, instruction="once", status=200, answer={"by": number})
                    outcomes.append(number)
                else:
                    outcomes.append(taken.earlier[1]["by"])
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in (1, 2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert len(acted) == 1
    assert sorted(map(str, outcomes)) == sorted(map(str, [acted[0], "nonce_used" if same_nonce else acted[0]]))
    with acting(PROGRAM, scope="command"):
        assert PartnerRequest.objects.count() == (1 if same_nonce else 2)
