from __future__ import annotations

import datetime
import threading

import pytest
from django.db import connections

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import register_person
from peluang.domain.people.models import Account, Consent, Identity, NikClaim, Person
from peluang.domain.people.queries import has_consent
from tests.factories.organisations import an_actor
from tests.factories.people import a_kk, a_nik, an_account
from tests.refusals import refused

from .registrations import BORN, typed

pytestmark = pytest.mark.django_db
NEWCOMER = Actor(Role.PERSON)


def test_a_person_registers_with_masked_identity_consents_and_event(now):
    account = an_account()
    nik = a_nik(BORN, "f")
    person = register_person(
        NEWCOMER, **typed(account_id=account.id, nik=nik, consents=["programme", "matching"]), at=now
    )
    identity = Identity.objects.get(person=person)
    assert identity.nik_shown == f"{nik[:4]}••••••••••{nik[-2:]}"
    assert nik.encode() not in bytes(identity.nik_cipher)
    assert Account.objects.get(id=account.id).person_id == person.id
    assert has_consent(person.id, "matching")
    assert not has_consent(person.id, "alumni")
    event = Event.objects.get(type="people.person_registered", subject=person.id)
    assert event.payload == {"home_region": "33.20"}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"nik": "33200544050"}, "nik_not_16_digits", "nik"),
        ({"nik": "3,32005E+15"}, "nik_spreadsheet_number", "nik"),
        ({"nik": "9920054405000001"}, "nik_unknown_province", "nik"),
        ({"nik": ""}, "nik_empty", "nik"),
        ({"kk": "3320054405000001"}, "kk_looks_like_nik", "kk"),
        ({"birth_date": datetime.date(2000, 5, 5)}, "nik_birth_date", "nik"),
        ({"sex": "m"}, "nik_sex", "nik"),
        ({"birth_date": datetime.date(2030, 1, 1)}, "birth_date_future", "birth_date"),
        ({"birth_date": datetime.date(2015, 1, 1)}, "too_young", "birth_date"),
        ({"full_name": "   "}, "name_empty", "full_name"),
        ({"full_name": "Siti <b>"}, "name_unreadable", "full_name"),
        ({"regency": "33.99"}, "regency_unknown", "regency"),
        ({"district": "33.19.01"}, "district_unknown", "district"),
        ({"education": "phd"}, "education_unknown", "education"),
        ({"phone": "0812"}, "phone_unreadable", "phone"),
        ({"consents": ["everything"]}, "purpose_unknown", "consents"),
    ],
)
def test_what_is_typed_wrongly_is_refused_at_its_field_and_nothing_is_kept(now, changes, code, field):
    with pytest.raises(Refused) as refused:
        register_person(NEWCOMER, **typed(**changes), at=now)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert str(refused.value)
    assert not Person.objects.exists()


def test_the_reason_is_given_in_the_language_of_the_page(now):
    from django.utils import translation

    for language, words in (("id", "harus 16 angka"), ("en", "has 16 digits")):
        with translation.override(language), pytest.raises(Refused) as refused:
            register_person(NEWCOMER, **typed(nik="123"), at=now)
        assert words in str(refused.value)


def test_the_same_nik_twice_is_refused(now):
    nik = a_nik(BORN, "f")
    register_person(NEWCOMER, **typed(nik=nik), at=now)
    with pytest.raises(Refused) as refused:
        register_person(NEWCOMER, **typed(nik=f"{nik[:4]} {nik[4:8]}-{nik[8:]}"), at=now)
    assert (refused.value.code, refused.value.field) == ("nik_taken", "nik")
    assert Person.objects.count() == 1


def test_a_third_person_of_one_family_card_may_register(now):
    kk = a_kk()
    for _each in range(3):
        register_person(NEWCOMER, **typed(kk=kk), at=now)
    assert Person.objects.count() == 3


def test_an_account_registers_once(now):
    account = an_account()
    register_person(NEWCOMER, **typed(account_id=account.id), at=now)
    with refused("already_registered"):
        register_person(NEWCOMER, **typed(account_id=account.id), at=now)


def test_an_office_registers_people_of_its_region_even_with_a_card_that_contradicts_itself(now):
    office = an_actor("labour_office")
    person = register_person(office, **typed(birth_date=datetime.date(2000, 5, 5)), at=now)
    assert person.birth_date == datetime.date(2000, 5, 5)
    with pytest.raises(NotYours):
        register_person(office, **typed(regency="32.73"), at=now)


@pytest.mark.parametrize("role", ["provider", "employer", "ministry", "anonymous"])
def test_others_register_nobody(now, role):
    with pytest.raises(NotYours):
        register_person(an_actor(role), **typed(), at=now)


def test_two_who_register_one_nik_at_the_same_instant_get_one_account(fresh_database, now):
    """Each in a connection of its own; the barrier stands between reading and claiming."""
    nik = a_nik(BORN, "f")
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def register() -> None:
        try:
            gate.wait()
            register_person(NEWCOMER, **typed(nik=nik), at=now)
            outcomes.append("registered")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=register) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["nik_taken", "registered"]
    with acting(PROGRAM, scope="command"):
        assert NikClaim.objects.count() == Person.objects.count() == Consent.objects.count() == 1
