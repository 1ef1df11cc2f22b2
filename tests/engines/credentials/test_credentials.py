"""Signing, checking, revoking, and every way in which a certificate can be wrong."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey

from peluang.engines.credentials import (
    Bundle,
    BundleProblem,
    CertificateFacts,
    KeyProblem,
    StatusList,
    build_credential,
    certificate_number,
    generate_key,
    key_set,
    sign,
    signing_key_from_jwk,
    status_list_credential,
    verify,
    verify_offline,
)
from peluang.engines.credentials.keys import public_key

AT = datetime(2026, 6, 1, tzinfo=UTC)
LIST_URL = "https://peluang.example/status/1"
KEY = generate_key("2026-1")
KEYS = key_set([KEY])
FACTS = CertificateFacts(
    credential_id="urn:uuid:0190c0de-0000-7000-8000-000000000001",
    number=certificate_number(1, 2026),
    issuer_id="https://peluang.example",
    issuer_name="Peluang",
    issuer_url="https://peluang.example",
    recipient_id="urn:uuid:0190c0de-0000-7000-8000-000000000002",
    recipient_name="Siti Aminah",
    achievement_id="https://peluang.example/trainings/1",
    training_title="Mengelas Tingkat 1",
    training_description="Las SMAW tatap muka",
    criteria="Hadir 40 JP dan lulus unjuk keterampilan",
    language="id",
    hours=40,
    occupation_code="7212",
    valid_from=datetime(2026, 1, 1, tzinfo=UTC),
    valid_until=datetime(2029, 1, 1, tzinfo=UTC),
    status_list_url=LIST_URL,
    status_index=7,
    skills=(("las-smaw", "Las SMAW"),),
)
TOKEN = sign(build_credential(FACTS), KEY)


def codes(token: str, keys: dict[str, dict[str, Any]] = KEYS, at: datetime = AT, **more: Any) -> list[str]:
    return [reason.code for reason in verify(token, keys, at=at, **more).reasons]


def forged(change: dict[str, Any] | None = None, header: dict[str, Any] | None = None, token: str = TOKEN) -> str:
    """A token with parts exchanged and signed again by the real key: what an insider could make."""
    parts = [json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2]]
    parts[0] |= header or {}
    parts[1] |= change or {}
    message = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
    signature = base64.urlsafe_b64encode(KEY.private.sign(message.encode())).rstrip(b"=").decode()
    return f"{message}.{signature}"


def test_a_good_certificate() -> None:
    checked = verify(TOKEN, KEYS, at=AT, status_list=StatusList())
    assert checked.valid
    assert checked.reasons == ()
    assert (checked.kid, checked.revoked) == ("2026-1", False)
    assert checked.credential == build_credential(FACTS)


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # Open Badges 3.0 still names the algorithm so
def test_another_library_reads_it() -> None:
    read = jws.deserialize_compact(TOKEN, OKPKey.import_key(KEY.public_jwk()), algorithms=["EdDSA"])
    payload = json.loads(read.payload)
    assert payload["jti"] == FACTS.credential_id
    assert payload["credentialSubject"]["achievement"]["alignment"][0]["targetCode"] == "7212"


@settings(max_examples=150)
@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="ascii"))
def test_no_letter_can_be_changed(place: int, letter: str) -> None:
    changed = TOKEN[:place] + letter + TOKEN[place + 1 :]
    checked = verify(changed, KEYS, at=AT)
    assert checked.valid == (changed.strip() == TOKEN)
    if not checked.valid:
        assert checked.credential is None


@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).decode() + ".e30."))
def test_rubbish_never_raises(text: str) -> None:
    assert not verify(text, KEYS, at=AT).valid


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "ES256", "RS256", "", None, 7])
def test_only_one_algorithm(algorithm: object) -> None:
    assert codes(forged(header={"alg": algorithm})) == ["ALGORITHM_NOT_ALLOWED"]


def test_an_unsigned_token() -> None:
    head = base64.urlsafe_b64encode(b'{"alg":"none","kid":"2026-1"}').rstrip(b"=").decode()
    assert codes(f"{head}.{TOKEN.split('.')[1]}.") == ["ALGORITHM_NOT_ALLOWED"]


def test_extensions_that_change_the_meaning() -> None:
    assert codes(forged(header={"crit": ["b64"], "b64": False})) == ["ALGORITHM_NOT_ALLOWED"]


def test_keys_change_and_old_certificates_live() -> None:
    later = generate_key("2027-1")
    both = key_set([KEY, later])
    assert codes(TOKEN, both) == []
    assert codes(sign(build_credential(FACTS), later), both) == []
    assert codes(TOKEN, key_set([later])) == ["UNKNOWN_KEY"]
    assert codes(forged(header={"kid": None}), both) == ["UNKNOWN_KEY"]


def test_a_strangers_key_under_our_name() -> None:
    stranger = generate_key("2026-1")
    assert codes(sign(build_credential(FACTS), stranger)) == ["SIGNATURE_WRONG"]


def test_the_period() -> None:
    assert codes(TOKEN, at=datetime(2025, 12, 31, tzinfo=UTC)) == ["NOT_YET_VALID"]
    assert codes(TOKEN, at=datetime(2029, 1, 1, tzinfo=UTC)) == ["EXPIRED"]
    assert codes(TOKEN, at=datetime(2028, 12, 31, 23, tzinfo=UTC)) == []
    forever = sign(build_credential(replace(FACTS, valid_until=None)), KEY)
    assert codes(forever, at=datetime(2200, 1, 1, tzinfo=UTC)) == []
    with pytest.raises(ValueError, match="zone"):
        verify(TOKEN, KEYS, at=datetime(2026, 6, 1))  # noqa: DTZ001 - what must be refused


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"@context": "https://www.w3.org/ns/credentials/v2"}, "CONTEXT_WRONG"),
        ({"@context": []}, "CONTEXT_WRONG"),
        ({"@context": ["https://evil.example"]}, "CONTEXT_WRONG"),
        ({"type": "OpenBadgeCredential"}, "TYPE_WRONG"),
        ({"type": ["Other"]}, "TYPE_WRONG"),
        ({"exp": 9999999999}, "CLAIMS_DIFFER"),
        ({"sub": "urn:uuid:somebody-else"}, "CLAIMS_DIFFER"),
        ({"validFrom": "yesterday"}, "FIELD_WRONG"),
        ({"validFrom": "2026-01-01T00:00:00"}, "FIELD_WRONG"),
        ({"issuer": 3}, "FIELD_WRONG"),
        ({"credentialSubject": None}, "FIELD_WRONG"),
    ],
)
def test_wrong_contents_even_if_signed(change: dict[str, Any], code: str) -> None:
    assert codes(forged(change)) == [code]


def test_a_name_twice_is_refused() -> None:
    head, body, _ = TOKEN.split(".")
    doubled = base64.urlsafe_b64decode(body + "==")[:-1] + b',"id":"urn:other"}'
    message = f"{head}.{base64.urlsafe_b64encode(doubled).rstrip(b'=').decode()}"
    signature = base64.urlsafe_b64encode(KEY.private.sign(message.encode())).rstrip(b"=").decode()
    assert codes(f"{message}.{signature}") == ["NAME_TWICE"]


def test_revocation() -> None:
    listed = StatusList()
    listed.revoke(8)
    assert codes(TOKEN, status_list=listed) == []
    listed.revoke(7)
    checked = verify(TOKEN, KEYS, at=AT, status_list=listed)
    assert [reason.code for reason in checked.reasons] == ["REVOKED"]
    assert checked.revoked
    assert checked.credential is not None
    outside = sign(build_credential(replace(FACTS, status_index=10**7)), KEY)
    assert codes(outside, status_list=listed) == ["STATUS_UNREADABLE"]


def bundle(*revoked: int, issuer: str = FACTS.issuer_id, url: str = LIST_URL) -> Bundle:
    listed = StatusList()
    listed.revoke_all(revoked)
    credential = status_list_credential(
        listed, url=url, issuer_id=issuer, valid_from=AT - timedelta(days=1), valid_until=AT + timedelta(days=30)
    )
    return Bundle(KEYS, {LIST_URL: sign(credential, KEY)})


def offline(token: str, files: Bundle, at: datetime = AT) -> list[str]:
    again = Bundle.from_json(files.to_json())
    return [reason.code for reason in verify_offline(token, again, at=at).reasons]


def test_offline_with_two_files() -> None:
    assert offline(TOKEN, bundle()) == []
    assert offline(TOKEN, bundle(7)) == ["REVOKED"]
    assert offline(TOKEN, bundle(), AT + timedelta(days=30)) == ["STATUS_OLD"]
    assert offline(TOKEN, Bundle(KEYS, {})) == ["STATUS_MISSING"]
    assert offline(TOKEN, Bundle(KEYS, {LIST_URL: TOKEN})) == ["STATUS_UNREADABLE"]
    assert offline(TOKEN, Bundle(KEYS, {LIST_URL: "rubbish"})) == ["STATUS_UNREADABLE"]
    assert offline(TOKEN[:-4], bundle()) != []


def test_another_list_cannot_stand_in() -> None:
    assert offline(TOKEN, bundle(issuer="https://other.example")) == ["STATUS_UNREADABLE"]
    assert offline(TOKEN, bundle(url="https://peluang.example/status/2")) == ["STATUS_UNREADABLE"]


def test_without_a_status_nothing_can_be_revoked() -> None:
    credential = build_credential(FACTS)
    del credential["credentialStatus"]
    token = sign(credential, KEY)
    assert verify(token, KEYS, at=AT, status_list=StatusList()).revoked is False
    assert offline(token, Bundle(KEYS, {})) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"keys": 1, "statusLists": {}}', '{"keys": [{}], "statusLists": {}}']
)
def test_bundles_that_cannot_be_read(text: str) -> None:
    with pytest.raises(BundleProblem):
        Bundle.from_json(text)


def test_keys_there_and_back() -> None:
    again = signing_key_from_jwk(KEY.private_jwk())
    assert again.public_jwk() == KEY.public_jwk()
    assert "d" not in KEY.public_jwk()
    with pytest.raises(KeyProblem, match="no private"):
        signing_key_from_jwk(KEY.public_jwk())
    with pytest.raises(KeyProblem, match="private key was given"):
        public_key(KEY.private_jwk())
    with pytest.raises(KeyProblem, match="share the kid"):
        key_set([KEY, generate_key("2026-1")])
    with pytest.raises(KeyProblem):
        generate_key(" ")
    with pytest.raises(KeyProblem):
        public_key({"kty": "RSA", "kid": "x"})


def test_facts_that_cannot_be() -> None:
    for change in ({"hours": 0}, {"status_index": -1}, {"valid_until": FACTS.valid_from}):
        with pytest.raises(ValueError, match="must"):
            build_credential(replace(FACTS, **change))
