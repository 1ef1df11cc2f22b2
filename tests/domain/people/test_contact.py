from __future__ import annotations

import pytest

from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.commands import add_address, open_account
from peluang.domain.people.contact import Address, read_address
from tests.factories.organisations import an_actor
from tests.factories.people import a_person, an_account
from tests.refusals import refused


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62 81234567890", "+6281234567890"),
        ("+60 12-345 6789", "+60123456789"),
        (" Siti@Contoh.ID ", "siti@contoh.id"),
    ],
)
def test_one_field_takes_both(typed, read):
    assert str(read_address(typed)) == read


@pytest.mark.parametrize("typed", ["", "0812", "siti", "siti@", "@contoh.id", "12345678901234567890"])
def test_what_is_neither_gets_a_plain_reason(typed):
    with pytest.raises(Refused) as refused:
        read_address(typed)
    assert refused.value.field == "address"
    assert str(refused.value)


@pytest.mark.django_db
def test_an_account_is_opened_once_whatever_the_case(now):
    one = open_account(an_actor("anonymous"), address=Address(email="siti@contoh.id"), at=now)
    assert open_account(an_actor("anonymous"), address=Address(email="SITI@contoh.id"), at=now) == one
    by_phone = open_account(an_actor("anonymous"), address=Address(phone="+6281234567890"), at=now)
    assert by_phone.phone_verified
    assert by_phone != one


@pytest.mark.django_db
def test_a_second_address_must_be_free(now):
    person = a_person()
    account = an_account(person=person)
    me = an_actor("person", person=person)
    assert add_address(me, account_id=account.id, address=Address(phone="+6281234567890"), at=now).phone_verified
    an_account(email="lain@contoh.id")
    with refused("address_taken"):
        add_address(me, account_id=account.id, address=Address(email="lain@contoh.id"), at=now)
