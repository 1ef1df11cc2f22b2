"""Writes the vectors beside it: `python -m tests.engines.credentials.vectors.write`.

Written from the specifications' text with nothing of the product: json, base64, gzip and a signature. The keys are those
of RFC 8037 (appendix A.1, Ed25519) and of RFC 7515 (appendix A.3, P-256); ECDSA signatures differ from run to run.
"""

from __future__ import annotations

import base64
import copy
import gzip
import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

HERE = Path(__file__).parent
ISSUER = "https://issuer.example"
LIST = "https://issuer.example/status/3"
JOSE = "W3C VC-JOSE-COSE 1.0"
MODEL = "W3C Verifiable Credentials Data Model 2.0"
BADGE = "1EdTech Open Badges 3.0"
STATUS = "W3C Bitstring Status List 1.0"
ED25519 = {
    "kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}  # fmt: skip
P256 = {
    "kty": "EC", "crv": "P-256", "kid": "k2", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}  # fmt: skip
_D_ED25519 = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
_D_P256 = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


_ED = Ed25519PrivateKey.from_private_bytes(unb64(_D_ED25519))
_EC = ec.derive_private_key(int.from_bytes(unb64(_D_P256), "big"), ec.SECP256R1())


def credential(**changes: Any) -> dict[str, Any]:
    """The example of Open Badges 3.0, section "Example Open Badge Credential", made ours; None removes a member."""
    made: dict[str, Any] = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://issuer.example/credentials/3732",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork Badge",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Example Issuer"},
        "validFrom": "2024-01-01T00:00:00Z",
        "validUntil": "2034-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://issuer.example/achievements/21st-century-skills/teamwork", "type": ["Achievement"],
                "criteria": {"narrative": "Team members are nominated for this badge by their peers."},
                "description": "This badge recognizes the development of the capacity to collaborate.",
                "name": "Teamwork",
            },
        },
    }  # fmt: skip
    made |= changes
    return {name: value for name, value in made.items() if value is not None}


def subject(**changes: Any) -> dict[str, Any]:
    made = credential()["credentialSubject"] | changes
    return {name: value for name, value in made.items() if value is not None}


def achievement(**changes: Any) -> dict[str, Any]:
    made = credential()["credentialSubject"]["achievement"] | changes
    return subject(achievement={name: value for name, value in made.items() if value is not None})


def entry(**changes: Any) -> dict[str, Any]:
    made = {
        "id": f"{LIST}#94567", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "94567", "statusListCredential": LIST,
    } | changes  # fmt: skip
    return {name: value for name, value in made.items() if value is not None}


def jws(payload: dict[str, Any] | bytes, header: dict[str, Any] | None = None, **changes: Any) -> str:
    stated = {"alg": "EdDSA", "kid": "k1", "typ": "vc+jwt", "cty": "vc"} if header is None else header
    stated = {name: value for name, value in (stated | changes).items() if value is not None}
    raw = payload if isinstance(payload, bytes) else json.dumps(payload, separators=(",", ":")).encode()
    message = f"{b64(json.dumps(stated, separators=(',', ':')).encode())}.{b64(raw)}"
    return f"{message}.{b64(_signed(stated.get('alg'), message.encode()))}"


def _signed(algorithm: object, message: bytes) -> bytes:
    if algorithm == "ES256":
        r, s = decode_dss_signature(_EC.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if algorithm == "none":
        return b""
    if algorithm == "HS256":  # the public key taken for a shared secret: RFC 8725, section 2.1
        return hmac.new(unb64(str(ED25519["x"])), message, hashlib.sha256).digest()
    return _ED.sign(message)


def status_list(
    *revoked: int, size: int = 131_072, purpose: Any = "revocation", encoded: str | None = None, **changes: Any
) -> str:
    bits = bytearray(size // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    made = {
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": ISSUER,
        "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T00:00:00Z",
        "credentialSubject": {
            "id": f"{LIST}#list", "type": "BitstringStatusList", "statusPurpose": purpose,
            "encodedList": encoded or "u" + b64(gzip.compress(bytes(bits), mtime=0)),
        },
    } | changes  # fmt: skip
    return jws({name: value for name, value in made.items() if value is not None})


def canonical(value: Any) -> bytes:
    """RFC 8785 for what these vectors hold: no numbers, names in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def base58(raw: bytes) -> str:
    alphabet, number, text = (
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
        int.from_bytes(raw, "big"),
        "",
    )
    while number:
        number, rest = divmod(number, 58)
        text = alphabet[rest] + text
    return "z" + text


DID = f"did:key:{base58(bytes([0xED, 0x01]) + unb64(str(ED25519['x'])))}"


def proven(document: dict[str, Any], **changes: Any) -> str:
    """W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3.1."""
    options = {
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2024-02-24T23:36:38Z",
        "verificationMethod": f"{DID}#{DID.removeprefix('did:key:')}", "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    } | changes  # fmt: skip
    digest = hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(document)).digest()
    return json.dumps(document | {"proof": options | {"proofValue": base58(_ED.sign(digest))}})


def changed(token: str, part: int, change: Callable[[bytes], bytes]) -> str:
    parts = token.split(".")
    parts[part] = b64(change(unb64(parts[part])))
    return ".".join(parts)


def vector(name: str, section: str, expect: str, document: str, **more: Any) -> dict[str, Any]:
    """expect: VALID or the code of the first reason. more: status_lists (address → list), keys, at."""
    return {"name": name, "section": section, "expect": expect, "document": document, **more}


def enveloped(token: str, **changes: Any) -> str:
    return json.dumps(
        {
            "@context": "https://www.w3.org/ns/credentials/v2", "id": f"data:application/vc+jwt,{token}",
            "type": "EnvelopedVerifiableCredential",
        } | changes
    )  # fmt: skip


def main() -> None:
    from . import cases

    for name in ("jose", "data_model", "open_badges", "status_list", "data_integrity", "keys"):
        made = copy.deepcopy(getattr(cases, {"status_list": "status_list_cases"}.get(name, name))())
        (HERE / f"{name}.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
