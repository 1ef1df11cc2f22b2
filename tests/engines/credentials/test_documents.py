"""The credential inside whatever is handed over; canonical JSON; keys as others write them; nothing ever raises."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peluang.engines.credentials import (
    KeyProblem,
    Problem,
    StatusList,
    StatusListProblem,
    credential_in,
    generate_key,
    key_set,
    read_keys,
    sign,
    verify,
    with_list,
)
from peluang.engines.credentials.key_files import base58_decode, base58_encode, thumbprint
from peluang.engines.credentials.printing import SheetFacts, certificate_pdf
from peluang.engines.credentials.proofs import add_proof
from peluang.engines.credentials.strict_json import canonical, read_object

from .vectors.write import DID, ED25519, P256, enveloped

AT = datetime(2026, 6, 1, tzinfo=UTC)
KEY = generate_key("k1")
KEYS = key_set([KEY])
PLAIN = {
    "@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:1", "type": ["VerifiableCredential"],
    "issuer": "https://issuer.example", "validFrom": "2026-01-01T00:00:00Z", "credentialSubject": {"id": "urn:uuid:2"},
}  # fmt: skip
TOKEN = sign(PLAIN, KEY)
PROVEN = json.dumps(add_proof(PLAIN, KEY, method="k1", created="2026-01-01T00:00:00Z"))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file of these chunks (RFC 2083, section 3)."""
    parts = [
        struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "content",
    [
        TOKEN.encode(),
        f"\ufeff  {TOKEN}\r\n".encode(),
        f'"{TOKEN}"'.encode(),
        enveloped(TOKEN).encode(),
        enveloped(TOKEN, type=["EnvelopedVerifiableCredential"]).encode(),
        png((b"IHDR", b"\0" * 13), (b"iTXt", b"openbadgecredential\0\0\0\0\0" + TOKEN.encode()), (b"IEND", b"")),
        png((b"iTXt", b"openbadgecredential\0\x01\0\0\0" + zlib.compress(TOKEN.encode()))),
        f"<svg><openbadges:credential verify='{TOKEN}'/></svg>".encode(),
        f"<?xml version='1.0'?><svg><openbadges:credential><![CDATA[{TOKEN}]]></openbadges:credential></svg>".encode(),
        b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile /Length 9>> stream\n" + TOKEN.encode() + b"\nendstream",
    ],
    ids=["text", "spaces", "quoted", "enveloped", "type as list", "png", "png packed", "svg", "svg inside", "pdf"],
)
def test_found_in(content: bytes) -> None:
    found = credential_in(content)
    assert found == TOKEN
    assert verify(TOKEN, KEYS, at=AT).valid


def test_a_proof_travels_as_json_also_in_images() -> None:
    assert credential_in(PROVEN.encode()) == PROVEN
    assert verify(PROVEN, KEYS, at=AT).valid
    baked = f"<svg><openbadges:credential><![CDATA[{PROVEN}]]></openbadges:credential></svg>".encode()
    assert credential_in(baked) == PROVEN


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "MALFORMED"),
        (b"\xff\xfe", "MALFORMED"),
        (b"[1]" * 3, None),
        (b"{" * 100_000, "MALFORMED"),
        (b'{"id": 1, "id": 2}', "NAME_TWICE"),
        (json.dumps(PLAIN).encode(), "NOT_SIGNED"),
        (b"%PDF-1.7 nothing inside", "NOTHING_EMBEDDED"),
        (png((b"IHDR", b"")), "NOTHING_EMBEDDED"),
        (png((b"iTXt", b"openbadgecredential\0\x01\0\0\0 not packed")), "NOTHING_EMBEDDED"),
        (png((b"iTXt", b"openbadgecredential\0\x01\0\0\0" + zlib.compress(b"0" * 9_000_000))), "NOTHING_EMBEDDED"),
        (b"<svg><!DOCTYPE x [<!ENTITY a 'b'>]></svg>", "NOTHING_EMBEDDED"),
        (b"0" * 12_000_001, "TOO_LARGE"),
        (b'{"verifiableCredential": [{"verifiableCredential": []}]}', "TYPE_WRONG"),
    ],
)
def test_what_holds_none_says_why(content: bytes, code: str | None) -> None:
    found = credential_in(content)
    if code is None:  # taken for a token, and refused as one
        assert isinstance(found, str)
        assert [each.code for each in verify(found, KEYS, at=AT).reasons] == ["MALFORMED"]
    else:
        assert isinstance(found, Problem)
        assert found.code == code


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@example(b"%PDF-/EmbeddedFile stream endstream")
@example(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt")
def test_no_file_raises(content: bytes) -> None:
    found = credential_in(content)
    if isinstance(found, str):
        assert not verify(found, KEYS, at=AT).valid


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from([*PLAIN, "proof", "iss", "exp", "nbf", "credentialStatus", "evidence"]), json_values
    )
)
def test_no_signed_content_raises(changes: dict[str, object]) -> None:
    """Even the real key may have signed anything."""
    import base64

    payload = {**PLAIN, **changes}
    parts = [json.dumps(each).encode() for each in ({"alg": "EdDSA", "kid": "k1"}, payload)]
    message = ".".join(base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in parts)
    token = f"{message}.{base64.urlsafe_b64encode(KEY.private.sign(message.encode())).rstrip(b'=').decode()}"
    checked = verify(token, KEYS, at=AT, status_list=StatusList())
    assert checked.valid == (not checked.reasons)


@settings(max_examples=150)
@given(st.integers(0, len(PROVEN) - 1), st.characters(codec="ascii"))
def test_no_letter_of_a_proven_credential_can_be_changed(place: int, letter: str) -> None:
    changed = PROVEN[:place] + letter + PROVEN[place + 1 :]
    checked = verify(changed, KEYS, at=AT)
    try:
        same = read_object(changed) == json.loads(PROVEN)
    except ValueError:
        same = False
    assert checked.valid == same, "white space between members means nothing; everything else does"


@pytest.mark.parametrize(
    ("bits", "text"),
    [  # RFC 8785, appendix B
        ("0000000000000000", "0"), ("8000000000000000", "0"), ("0000000000000001", "5e-324"),
        ("7fefffffffffffff", "1.7976931348623157e+308"), ("4340000000000000", "9007199254740992"),
        ("4430000000000000", "295147905179352830000"), ("44b52d02c7e14af5", "9.999999999999997e+22"),
        ("44b52d02c7e14af6", "1e+23"), ("44b52d02c7e14af7", "1.0000000000000001e+23"),
        ("444b1ae4d6e2ef4e", "999999999999999700000"), ("444b1ae4d6e2ef4f", "999999999999999900000"),
        ("444b1ae4d6e2ef50", "1e+21"), ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"), ("41b3de4355555553", "333333333.3333332"),
        ("becbf647612f3696", "-0.0000033333333333333333"), ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)  # fmt: skip
def test_numbers_as_ecmascript_writes_them(bits: str, text: str) -> None:
    assert canonical(struct.unpack(">d", bytes.fromhex(bits))[0]).decode() == text


def test_canonical_text_of_the_rfc() -> None:
    """RFC 8785, sections 3.2.2 and 3.2.3."""
    said = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"\u002f', "literals": [None, True, False],
    }  # fmt: skip
    assert canonical(said).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(names))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    with pytest.raises(ValueError, match="surrogate"):
        canonical({"a": "\ud800"})


@given(st.binary(max_size=40))
def test_base58_there_and_back(raw: bytes) -> None:
    assert base58_decode(base58_encode(raw)) == raw


def test_keys_as_others_write_them() -> None:
    multikey = DID.removeprefix("did:key:")
    method = {"id": "#k", "type": "Multikey", "controller": "https://a.example", "publicKeyMultibase": multikey}
    document = {"id": "https://a.example", "verificationMethod": [method], "assertionMethod": ["#k"]}
    [found] = read_keys(document).values()
    assert (found["kid"], found["x"], found["iss"]) == ("https://a.example#k", ED25519["x"], "https://a.example")
    nameless = {name: value for name, value in ED25519.items() if name != "kid"}
    assert list(read_keys(nameless)) == ["kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"], "RFC 8037, appendix A.3"
    assert thumbprint(P256) == "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"
    several = {"iss": "https://a.example", "keys": [ED25519, {"kty": "oct", "k": "AA", "kid": "s"}, P256]}
    assert {kid: each["iss"] for kid, each in read_keys(several).items()} == dict.fromkeys(
        ("k1", "k2"), "https://a.example"
    )


@pytest.mark.parametrize(
    "data",
    [
        {}, {"keys": []}, {"keys": [3]}, {"kty": "OKP", "crv": "X25519", "x": "AA", "kid": "1"},
        {"keys": [KEY.private_jwk()]}, {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "short"},
        {"publicKeyMultibase": "z111"}, {"publicKeyMultibase": "z6MkO0Il"}, {"keys": [ED25519, {**P256, "kid": "k1"}]},
    ],
)  # fmt: skip
def test_what_is_no_key(data: dict[str, object]) -> None:
    with pytest.raises(KeyProblem):
        read_keys(data)


def test_a_list_picked_by_hand_must_hold() -> None:
    with pytest.raises(StatusListProblem):
        with_list(KEYS, TOKEN, at=AT)
    with pytest.raises(StatusListProblem):
        with_list(KEYS, "rubbish", at=AT)


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=300), st.text(max_size=300), st.lists(st.text(max_size=40), max_size=12))
def test_any_words_fit_on_paper(holder: str, title: str, skills: list[str]) -> None:
    paper = certificate_pdf(
        SheetFacts(
            number="PLG-2026-0000123-57", holder=holder, title=title, issuer=title, issued="24 November 2026",
            hours="40 jam", result="82", skills=tuple(skills), criteria=title, kid="k1",
            address="https://peluang.example/sertifikat/PLG-2026-0000123-57", credential=enveloped(TOKEN), issued_at=AT,
        )
    )  # fmt: skip
    assert credential_in(paper) == TOKEN
