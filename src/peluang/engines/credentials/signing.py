"""Signing a credential as a JWT and checking one, offline, with every refusal named.

JOSE header: alg EdDSA, typ JWT, kid. Payload: the credential itself and the registered claims iss, jti, sub,
nbf, exp that repeat parts of it (Open Badges 3.0, section 8.2). Only EdDSA is ever accepted: the algorithm is
our choice, never the token's.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature

from peluang.engines.credentials.keys import KeyProblem, PublicJwk, SigningKey, public_key
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.status_list import StatusList, StatusListProblem

ALGORITHM = "EdDSA"
# A certificate takes about 3 kB; a status list of 16 million up to 3 MB. More is not read at all.
LONGEST_TOKEN = 4_000_000
_REGISTERED = ("iss", "jti", "sub", "nbf", "exp")


@dataclass(frozen=True)
class Verification:
    """``credential`` is None unless the signature holds: nothing of an unsigned text is passed on.

    ``revoked`` None: no status list was given, so it was not checked.
    """

    valid: bool
    reasons: tuple[Problem, ...]
    credential: dict[str, Any] | None
    kid: str | None = None
    revoked: bool | None = None


def sign(credential: Mapping[str, Any], key: SigningKey) -> str:
    """A compact JWS (header.payload.signature). Raises KeyError for a credential without id, issuer or
    validFrom."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "JWT"}
    payload = {**credential, **_claims(credential)}
    message = f"{_encode(header)}.{_encode(payload)}"
    signature = key.private.sign(message.encode("ascii"))
    return f"{message}.{_b64(signature)}"


def verify(
    token: str,
    keys: Mapping[str, PublicJwk],
    *,
    at: datetime,
    status_list: StatusList | None = None,
) -> Verification:
    """Checks form, algorithm, key, signature, claims, period and revocation. Never raises for a bad token.

    ``keys``: kid -> public JWK of issuers the verifier trusts. ``status_list``: the bits of the list the
    credential names; None leaves revocation unchecked (``revoked`` None). Raises ValueError if ``at`` has no
    zone.
    """
    if at.tzinfo is None:
        raise ValueError("the moment of checking needs a time zone")
    opened = _open(token, keys)
    if isinstance(opened, Verification):
        return opened
    kid, payload = opened
    credential = {name: value for name, value in payload.items() if name not in _REGISTERED}
    found = _form(credential, payload) or _period(credential, at)
    revoked = None
    if not found and status_list is not None:
        revoked, found = _status(credential, status_list)
    return Verification(not found, tuple(found), credential, kid, revoked)


def _open(token: str, keys: Mapping[str, PublicJwk]) -> Verification | tuple[str, dict[str, Any]]:
    """kid and payload if the signature holds, else the refusal."""
    parts = token.strip().split(".") if len(token) <= LONGEST_TOKEN else []
    header = _decode(parts[0]) if len(parts) == 3 else None
    if header is None:
        return _refused("MALFORMED")
    if header.get("alg") != ALGORITHM or "crit" in header or header.get("b64") is False:
        return _refused("ALGORITHM_NOT_ALLOWED")
    kid = header.get("kid")
    if not isinstance(kid, str) or kid not in keys:
        return _refused("UNKNOWN_KEY")
    try:
        public_key(keys[kid]).verify(_unb64(parts[2]), f"{parts[0]}.{parts[1]}".encode("ascii"))
    except KeyProblem:
        return _refused("UNKNOWN_KEY")
    except (InvalidSignature, ValueError):
        return _refused("SIGNATURE_WRONG")
    payload = _decode(parts[1])
    return _refused("MALFORMED") if payload is None else (kid, payload)


def _refused(code: str) -> Verification:
    return Verification(False, (problem(code),), None)


def _claims(credential: Mapping[str, Any]) -> dict[str, Any]:
    """The registered claims that a credential implies."""
    issuer = credential["issuer"]
    claims: dict[str, Any] = {
        "iss": issuer["id"] if isinstance(issuer, Mapping) else issuer,
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(_moment(credential["validFrom"]).timestamp()),
    }
    if "validUntil" in credential:
        claims["exp"] = int(_moment(credential["validUntil"]).timestamp())
    return claims


def _form(credential: dict[str, Any], payload: dict[str, Any]) -> list[Problem]:
    """Contexts and types must be lists that start as the standard says; claims must repeat the credential."""
    contexts, types = credential.get("@context"), credential.get("type")
    if not isinstance(contexts, list) or contexts[:1] != ["https://www.w3.org/ns/credentials/v2"]:
        return [problem("CONTEXT_WRONG")]
    if not isinstance(types, list) or "VerifiableCredential" not in types:
        return [problem("TYPE_WRONG")]
    try:
        claims = _claims(credential)
    except (KeyError, TypeError, ValueError, OverflowError):
        return [problem("MALFORMED")]
    given = {name: payload[name] for name in _REGISTERED if name in payload}
    return [] if given == claims else [problem("CLAIMS_DIFFER")]


def _period(credential: dict[str, Any], at: datetime) -> list[Problem]:
    found = []
    if at < _moment(credential["validFrom"]):
        found.append(problem("NOT_YET_VALID", credential["validFrom"]))
    if "validUntil" in credential and at >= _moment(credential["validUntil"]):
        found.append(problem("EXPIRED", credential["validUntil"]))
    return found


def _status(credential: dict[str, Any], status_list: StatusList) -> tuple[bool | None, list[Problem]]:
    """Whether the bit is set. A credential without a status entry cannot be revoked."""
    entry = credential.get("credentialStatus")
    if entry is None:
        return False, []
    try:
        revoked = status_list.revoked(int(entry["statusListIndex"]))
    except (KeyError, TypeError, ValueError, StatusListProblem):
        return None, [problem("STATUS_UNREADABLE")]
    return revoked, [problem("REVOKED")] if revoked else []


def _moment(text: Any) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)


def _encode(value: Mapping[str, Any]) -> str:
    return _b64(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _unb64(text: str) -> bytes:
    """Strict: one token has one spelling. Raises ValueError."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if _b64(raw) != text:
        raise ValueError("not canonical base64url")
    return raw


def _decode(part: str) -> dict[str, Any] | None:
    try:
        value = json.loads(_unb64(part), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice could mean two things to two readers."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
