from __future__ import annotations

import datetime

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people import identity_vault
from peluang.domain.people.commands import correct_identity, register_person, verify_identity
from peluang.domain.people.models import Identity, NikClaim
from peluang.domain.people.queries import identity_digests
from tests.factories.organisations import an_actor
from tests.factories.people import a_kk, a_nik, a_person
from tests.refusals import refused

from .registrations import BORN, typed

pytestmark = pytest.mark.django_db


@given(st.text(min_size=0, max_size=40))
def test_what_is_sealed_can_be_read_again_and_never_looks_the_same(text):
    one, other = identity_vault.encrypt(text), identity_vault.encrypt(text)
    assert one != other
    assert identity_vault.decrypt(one, identity_vault.CURRENT) == text


def test_a_changed_byte_or_another_key_version_is_noticed(monkeypatch):
    sealed = bytearray(identity_vault.encrypt("3320054405000001"))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        identity_vault.decrypt(bytes(sealed))
    monkeypatch.setenv("PELUANG_KEY_IDENTITY_ENCRYPTION_2", "x" * 43 + "=")
    with pytest.raises(InvalidTag):
        identity_vault.decrypt(identity_vault.encrypt("1"), 2)


def test_the_digest_depends_on_digits_alone_and_on_the_key():
    import hashlib

    assert identity_vault.digest("3320 0544-0500 0001") == identity_vault.digest("3320054405000001")
    assert identity_vault.digest("1") != hashlib.sha256(b"1").digest()


def test_a_person_corrects_what_was_declared_and_the_old_nik_is_free(now):
    person = a_person(identity=True)
    old = identity_digests([person.id])[person.id].nik
    actor = an_actor("person", person=person)
    correct_identity(
        actor, person_id=person.id, nik=a_nik(person.birth_date, "f"), full_name="Siti  Nur Aminah", at=now
    )
    assert identity_digests([person.id])[person.id].nik != old
    assert not NikClaim.objects.filter(nik_digest=old).exists()
    person.refresh_from_db()
    assert person.full_name == "Siti Nur Aminah"


def test_a_correction_takes_no_nik_of_somebody_else(now):
    nik = a_nik(BORN, "f")
    a_person(nik=nik)
    person = a_person(identity=True)
    with refused("nik_taken"):
        correct_identity(an_actor("person", person=person), person_id=person.id, nik=nik, at=now)


def test_a_verified_identity_is_corrected_by_an_office_alone(now):
    person = a_person(verified=True)
    with refused("identity_verified"):
        correct_identity(an_actor("person", person=person), person_id=person.id, kk=a_kk(), at=now)
    correct_identity(an_actor("labour_office"), person_id=person.id, birth_date=datetime.date(1999, 5, 4), at=now)
    assert Identity.objects.get(person=person).status == "declared"


def test_verifying_is_for_offices_and_never_for_oneself(now):
    person = register_person(an_actor("system"), **typed(), at=now)
    with pytest.raises(NotYours):
        verify_identity(an_actor("person", person=person), person_id=person.id, at=now)
    officer = an_actor("labour_office", person=person)
    with pytest.raises(NotYours):
        verify_identity(officer, person_id=person.id, at=now)
    with pytest.raises(NotYours):
        verify_identity(an_actor("labour_office", regency="32.73"), person_id=person.id, at=now)
    assert verify_identity(an_actor("labour_office"), person_id=person.id, at=now).status == "verified"
    assert (
        verify_identity(an_actor("programme_office"), person_id=person.id, matches=False, at=now).status == "mismatch"
    )
