"""Certificates: they verify offline, show when they were revoked, and refuse forgeries in plain words."""

from __future__ import annotations

import datetime
import stat
import threading

import pytest
from django.db import connection

from peluang.domain.catalogue.models import OfferingSkill
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands, queries
from peluang.domain.learning.keys import signing_key
from peluang.domain.learning.models import SigningKey
from peluang.domain.learning.sheets import sheet
from peluang.domain.people.commands import add_skill
from peluang.domain.people.models import PersonSkill
from peluang.engines.credentials import (
    check_number,
    credential_in,
    sign,
    signing_key_from_jwk,
    verify,
    verify_offline,
)
from peluang.foundation import signing_keys
from tests.conftest import NOW
from tests.factories.learning import a_completed_enrolment, a_person
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def certificate():
    return a_completed_enrolment(person=a_person(full_name="Siti Nur Aminah")).certificate


def test_anyone_checks_a_number_as_typed(certificate, now):
    with acting(NOBODY):
        found = queries.public_certificate(certificate.number.lower().replace("-", " "), at=now)
        assert found is not None
        assert found.valid
        assert found.holder == "Siti N. A."
        assert queries.public_certificate("PLG-2026-0000123-00", at=now) is None
    assert check_number(certificate.number) == certificate.number


def test_it_verifies_offline_and_a_forgery_does_not(certificate, now):
    bundle = queries.offline_bundle(at=now)
    assert verify_offline(certificate.credential, bundle, at=now).valid
    header, payload, signature = certificate.credential.split(".")
    forged = f"{header}.{payload[:-2]}{'A' if payload[-2] != 'A' else 'B'}{payload[-1]}.{signature}"
    refused = verify_offline(forged, bundle, at=now)
    assert not refused.valid
    assert "dipalsukan" in refused.reasons[0].text_id


def test_revoked_shows_reason_and_date_everywhere(certificate, now):
    office = an_actor("programme_office")
    with pytest.raises(Refused, match="alasan"):
        commands.revoke_certificate(office, certificate_id=certificate.id, reason="", at=now)
    with pytest.raises(NotYours):
        commands.revoke_certificate(an_actor("provider"), certificate_id=certificate.id, reason="x", at=now)
    commands.revoke_certificate(office, certificate_id=certificate.id, reason="Nilai dipalsukan", at=now)
    with acting(NOBODY):
        found = queries.public_certificate(certificate.number, at=now)
    assert (found.valid, found.revoked_at, found.revoked_reason) == (False, now, "Nilai dipalsukan")
    assert queries.check_token(certificate.credential, at=now).revoked is True
    offline = verify_offline(certificate.credential, queries.offline_bundle(at=now), at=now)
    assert [each.code for each in offline.reasons] == ["REVOKED"]


def test_a_new_key_signs_and_old_certificates_stay_valid(certificate, now):
    kid = commands.rotate_signing_key(an_actor("programme_office"), at=now)
    second = a_completed_enrolment().certificate
    assert (second.key_id, certificate.key_id != kid) == (kid, True)
    assert SigningKey.objects.get(kid=certificate.key_id).retired_at == now
    bundle = queries.offline_bundle(at=now)
    assert verify_offline(certificate.credential, bundle, at=now).valid
    assert verify_offline(second.credential, bundle, at=now).valid
    with pytest.raises(Refused):
        commands.rotate_signing_key(an_actor("provider"), at=now)


def test_private_keys_lie_outside_the_database_for_their_owner_alone(certificate):
    [path] = signing_keys.folder().glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "d" not in SigningKey.objects.get(kid=certificate.key_id).public_jwk


def test_a_kept_key_is_published_again_after_the_database_was_restored(certificate, now):
    certificate.delete()
    SigningKey.objects.all().delete()
    again = a_completed_enrolment().certificate
    assert again.key_id == certificate.key_id


def test_numbers_follow_one_another_with_their_place_in_the_list(certificate):
    second = a_completed_enrolment().certificate
    assert second.status_index == certificate.status_index + 1


def test_a_stolen_key_ends_what_is_dated_later(certificate, now):
    """Whoever has the key can write any date: what we did not issue is refused by the check here all the same."""
    office, stolen = an_actor("programme_office"), certificate.key_id
    private = signing_key_from_jwk(signing_keys.private_keys()[stolen])
    since = now - datetime.timedelta(days=2)
    with pytest.raises(Refused) as refused:
        commands.revoke_signing_key(office, kid="plg-nobody", since=since, reason="Dicuri", at=now)
    assert refused.value.field == "kid"
    with pytest.raises(Refused):
        commands.revoke_signing_key(an_actor("provider"), kid=stolen, since=since, reason="Dicuri", at=now)
    with pytest.raises(Refused):
        commands.revoke_signing_key(office, kid=stolen, since=now + datetime.timedelta(days=1), reason="x", at=now)
    fresh = commands.revoke_signing_key(office, kid=stolen, since=since, reason="Komputer dicuri", at=now)
    assert fresh != stolen
    assert SigningKey.objects.get(kid=stolen).retired_at == now
    bundle = queries.offline_bundle(at=now)
    assert verify_offline(certificate.credential, bundle, at=now).valid, "issued a month before"
    late = _forged(certificate, private, validFrom="2026-11-23T00:00:00Z")
    assert [each.code for each in verify_offline(late, bundle, at=now).reasons] == ["KEY_REVOKED"]
    dated_back = _forged(certificate, private, name="Pelatihan lain")
    assert verify_offline(dated_back, bundle, at=now).valid, "what no signature can tell"
    found = queries.check_file(dated_back.encode(), at=now)
    assert [each.code for each in found.verification.reasons] == ["NOT_ISSUED"]
    assert queries.check_file(certificate.credential.encode(), at=now).verification.valid
    with pytest.raises(Refused):
        commands.revoke_signing_key(office, kid=stolen, since=now, reason="Lagi", at=now)
    commands.revoke_signing_key(
        office, kid=stolen, since=since - datetime.timedelta(days=60), reason="Lebih dulu", at=now
    )
    again = verify_offline(certificate.credential, queries.offline_bundle(at=now), at=now)
    assert [each.code for each in again.reasons] == ["KEY_REVOKED"]


def _forged(certificate, key, **changes):
    """What a thief of the key makes of a certificate."""
    opened = verify(certificate.credential, {key.kid: key.public_jwk()}, at=certificate.issued_at).credential
    return sign({**opened, **changes}, key)


def test_a_retired_key_signs_nothing_that_is_dated_later(certificate, now):
    private = signing_key_from_jwk(signing_keys.private_keys()[certificate.key_id])
    commands.rotate_signing_key(an_actor("programme_office"), at=now - datetime.timedelta(days=1))
    late = _forged(certificate, private, validFrom="2026-11-24T00:00:00Z")
    assert [each.code for each in verify_offline(late, queries.offline_bundle(at=now), at=now).reasons] == [
        "KEY_RETIRED"
    ]


def test_a_key_retires_after_the_last_it_signed(certificate, now):
    """A finishing class may have taken its moment before the rotation did, and stored its certificates after."""
    commands.rotate_signing_key(an_actor("system"), at=certificate.issued_at - datetime.timedelta(minutes=5))
    assert SigningKey.objects.get(kid=certificate.key_id).retired_at == certificate.issued_at
    assert verify_offline(certificate.credential, queries.offline_bundle(at=now), at=now).valid


def test_what_a_revoked_certificate_proved_is_proved_no_more(now):
    person = a_person()
    first, second = (a_completed_enrolment(person=person).certificate for _each in range(2))
    taught = OfferingSkill.objects.create(offering=first.offering, skill_id="las-smaw", level=2)
    add_skill(PROGRAM, person_id=person.id, skill="las-smaw", source="certificate", evidence=first.id, at=now)
    office = an_actor("programme_office")
    commands.revoke_certificate(office, certificate_id=first.id, reason="Nilai dipalsukan", at=now)
    assert not PersonSkill.objects.filter(person=person).exists()
    add_skill(PROGRAM, person_id=person.id, skill="las-smaw", source="certificate", evidence=second.id, at=now)
    assert taught.skill_id == "las-smaw"
    with pytest.raises(Refused):
        commands.revoke_certificate(office, certificate_id=second.id, reason="x" * 501, at=now)


def test_the_paper_says_what_was_signed_and_carries_it(certificate, now):
    paper = sheet(certificate)
    assert paper.startswith(b"%PDF-")
    assert paper == sheet(certificate), "the same certificate is the same file"
    assert credential_in(paper) == certificate.credential
    found = queries.check_file(paper, at=now)
    assert found.verification.valid
    assert found.issued.number == certificate.number


@pytest.mark.parametrize(
    "name",
    [
        "Ag",
        "Siti Nur Aminah " * 30,
        "#strong[x] $1$ \\ \" ' <b> `rm`",
        "O’Brien Ñandú Łukasz",
        "王小明 \x07‮abc",
        "x" * 400,
    ],
)
def test_any_name_fits_on_paper(certificate, name):
    certificate.holder_name = name
    assert credential_in(sheet(certificate)) == certificate.credential


def test_a_changed_row_is_not_printed(certificate):
    certificate.credential = certificate.credential[:-4] + "AAAA"
    with pytest.raises(ValueError, match="signature"):
        sheet(certificate)


def test_a_list_is_the_same_text_for_an_hour_and_changes_at_once(certificate, now):
    first = queries.status_list_token(0, at=now)
    assert first == queries.status_list_token(0, at=now + datetime.timedelta(minutes=50))
    later = now + datetime.timedelta(minutes=30)
    commands.revoke_certificate(an_actor("system"), certificate_id=certificate.id, reason="Keliru terbit", at=later)
    second = queries.status_list_token(0, at=now + datetime.timedelta(minutes=50))
    checked = verify_offline(
        certificate.credential, queries.offline_bundle(at=later), at=now + datetime.timedelta(minutes=50)
    )
    assert second != first
    assert (checked.revoked, checked.as_of) == (True, later)


def test_signing_and_rotating_take_turns(fresh_database, tmp_path, monkeypatch):
    """Who signs holds the key until the certificates are stored: retiring it waits, so none is dated after it."""
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "race"))
    with acting(PROGRAM, scope="command"):
        first = signing_key(PROGRAM, at=NOW).kid
    signed, go_on, order = threading.Event(), threading.Event(), []

    def sign_slowly():
        with acting(PROGRAM, scope="command"):
            assert signing_key(PROGRAM, at=NOW).kid == first
            signed.set()
            go_on.wait(10)
            order.append("stored")
        connection.close()

    def rotate():
        signed.wait(10)
        commands.rotate_signing_key(PROGRAM, at=NOW)
        order.append("rotated")
        connection.close()

    threads = [threading.Thread(target=each) for each in (sign_slowly, rotate)]
    for each in threads:
        each.start()
    signed.wait(10)
    threads[1].join(0.4)
    assert threads[1].is_alive(), "the rotation waits"
    go_on.set()
    for each in threads:
        each.join(10)
    assert order == ["stored", "rotated"]
    with acting(PROGRAM, scope="command"):
        assert signing_key(PROGRAM, at=NOW).kid != first
    connection.close()
