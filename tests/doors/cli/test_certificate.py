"""`peluang certificate verify`: without database and network, right and forged."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from peluang.domain.learning import commands, queries
from peluang.doors.cli.certificate import command
from tests.factories.learning import a_completed_enrolment
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    monkeypatch.setenv("PELUANG_SIGNING_KEYS", str(tmp_path / "keys"))
    return a_completed_enrolment().certificate


@pytest.fixture
def verify(certificate, tmp_path):
    """verify(text, keys=, status=) → (exit code, everything said)."""
    from django.utils import timezone

    def run(text, keys=None, status=None):
        (tmp_path / "file").write_text(text)
        (tmp_path / "keys.json").write_text(keys or queries.offline_bundle(at=timezone.now()).to_json())
        words = ["verify", str(tmp_path / "file"), "--keys", str(tmp_path / "keys.json")]
        if status:
            (tmp_path / "status").write_text(status)
            words += ["--status", str(tmp_path / "status")]
        result = CliRunner().invoke(command, words)
        return result.exit_code, result.output

    return run


def test_genuine_as_text_and_as_downloaded_file(certificate, verify):
    code, said = verify(certificate.credential)
    assert (code, certificate.number in said, "SAH / VALID" in said) == (0, True, True)
    assert verify(json.dumps({"id": f"data:application/vc+jwt,{certificate.credential}"}))[0] == 0


def test_with_plain_keys_and_a_list_beside_them(certificate, verify):
    from django.utils import timezone

    keys = json.dumps({"keys": list(queries.published_keys().values())})
    code, said = verify(certificate.credential, keys=keys)
    assert (code, "tidak diperiksa" in said) == (0, True)
    assert verify(certificate.credential, keys, queries.status_list_token(0, at=timezone.now()))[0] == 0


def test_revoked_and_forged_end_with_one(certificate, verify, now):
    assert verify(certificate.credential[:-8] + "AAAAAAAA")[0] == 1
    assert verify("bukan apa-apa")[0] == 1
    commands.revoke_certificate(an_actor("programme_office"), certificate_id=certificate.id, reason="Keliru", at=now)
    code, said = verify(certificate.credential)
    assert (code, "dicabut" in said) == (1, True)


def test_a_file_that_holds_no_keys_is_named(certificate, verify):
    code, said = verify(certificate.credential, keys="{}")
    assert (code, "keys.json" in said) == (1, True)
