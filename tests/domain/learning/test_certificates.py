"""Certificates: they verify offline, show when they were revoked, and refuse forgeries in plain words."""

from __future__ import annotations

import stat

import pytest

from peluang.domain.kernel.context import NOBODY, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands, queries
from peluang.domain.learning.models import SigningKey
from peluang.engines.credentials import check_number, verify_offline
from peluang.foundation import signing_keys
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
