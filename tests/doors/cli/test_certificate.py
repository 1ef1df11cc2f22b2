"""`peluang certificate verify`: without database and network, right and forged."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.utils import timezone

from peluang.domain.learning import commands, queries
from peluang.domain.learning.sheets import sheet
from peluang.doors.cli.certificate import command
from peluang.engines.credentials import generate_key, sign
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
    assert (code, "keys.json" in said) == (2, True)


def test_pdf_enveloped_and_json_answer(certificate, tmp_path, verify):
    paper = tmp_path / "sertifikat.pdf"
    paper.write_bytes(sheet(certificate))
    (tmp_path / "peluang-kunci.json").write_text(queries.offline_bundle(at=timezone.now()).to_json())
    result = CliRunner().invoke(command, ["verify", str(paper), "--json"])
    said = json.loads(result.output)
    assert (result.exit_code, said["valid"], said["revoked"]) == (0, True, False)
    assert (said["number"], said["holder"]) == (certificate.number, certificate.holder_name)
    assert said["status_as_of"]
    result = CliRunner().invoke(command, ["verify", str(paper)])
    assert "per 20" in result.output, "revocation as of a date"


def test_a_moment_of_choice(certificate, tmp_path):
    (tmp_path / "file").write_text(certificate.credential)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": list(queries.published_keys().values())}))

    def run(*words):
        result = CliRunner().invoke(command, ["verify", str(tmp_path / "file"), "--keys", str(keys), *words])
        return result.exit_code, result.output

    assert run("--at", "2026-10-27")[0] == 0
    code, said = run("--at", "2020-01-01T00:00:00+07:00")
    assert (code, "baru berlaku" in said) == (1, True)
    assert run("--at", "kemarin")[0] == 2
    assert run("--require-status")[0] == 1
    assert run("--status-list", str(keys))[0] == 2, "keys are no list"


def test_a_list_is_no_certificate_and_a_stranger_no_issuer(certificate, tmp_path, verify):
    assert verify(queries.status_list_token(0, at=timezone.now()))[0] == 1
    stranger = generate_key("plg-20260101-00000000")
    code, said = verify(certificate.credential, json.dumps({"keys": [stranger.public_jwk()]}))
    assert (code, "tidak dikenal" in said) == (1, True)
    code, said = verify(certificate.credential, json.dumps({"keys": [stranger.private_jwk()]}))
    assert (code, "private" in said) == (2, True)


def test_without_keys_those_of_this_installation(certificate, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text(certificate.credential)
    result = CliRunner().invoke(command, ["verify", "file"])
    assert (result.exit_code, "SAH / VALID" in result.output) == (0, True)


def test_keys_are_listed_rotated_and_taken_out_of_service(certificate, now):
    assert f"{certificate.key_id}  made" in CliRunner().invoke(command, ["keys"]).output
    fresh = CliRunner().invoke(command, ["rotate"]).output.strip()
    assert fresh.startswith("plg-")
    listed = CliRunner().invoke(command, ["keys"]).output
    assert "retired" in listed
    since = ["--since", "2026-11-01", "--reason", "Komputer dicuri"]
    revoked = CliRunner().invoke(command, ["revoke-key", certificate.key_id, *since])
    assert (revoked.exit_code, revoked.output.strip()) == (0, fresh)
    assert "revoked since 2026-11-01" in CliRunner().invoke(command, ["keys"]).output
    nobody = CliRunner().invoke(command, ["revoke-key", "plg-nobody", *since])
    assert (nobody.exit_code, "Tidak ada kunci" in nobody.output) == (1, True)


def test_terminals_get_no_control_characters(tmp_path):
    key = generate_key("k1")
    name = "Siti\x1b[31m\nSAH / VALID"
    subject = {"id": "did:example:1", "licenseNumber": name}
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:1", "type": ["VerifiableCredential"],
        "issuer": "https://x.example", "validFrom": "2026-01-01T00:00:00Z", "name": name, "credentialSubject": subject,
    }  # fmt: skip
    (tmp_path / "file").write_text(sign(credential, key))
    (tmp_path / "keys").write_text(json.dumps({"keys": [key.public_jwk()]}))
    result = CliRunner().invoke(command, ["verify", str(tmp_path / "file"), "--keys", str(tmp_path / "keys")])
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert result.output.count("\nSAH / VALID") == 1
