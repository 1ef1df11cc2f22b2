"""Signing a credential as a JWT and checking one, offline, with every refusal named.

JOSE header: alg EdDSA, kid, typ vc+jwt, cty vc (W3C VC-JOSE-COSE, section 3.1.1). Payload: the credential itself and
the registered claims iss, jti, sub, nbf, exp that repeat parts of it (Open Badges 3.0, section 8.2). Which algorithm a
key is used with is the key's own matter, never the token's (keys.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peluang.engines.credentials import proofs
from peluang.engines.credentials.data_model import form, issuer_id, moment, subjects_of
from peluang.engines.credentials.key_files import find_key
from peluang.engines.credentials.keys import (
    KeyProblem,
    PublicJwk,
    SigningKey,
    check_signature,
    may_check,
    public_key,
    retired_at,
    revoked_at,
)
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.status import FindList, ListedBits, standing
from peluang.engines.credentials.status_list import StatusList
from peluang.engines.credentials.strict_json import NameTwice, b64, compact, read_object, unb64

ALGORITHM = "EdDSA"
# A certificate takes about 3 kB; a status list of 16 million up to 3 MB. More is not read at all.
LONGEST_TOKEN = 4_000_000
_REGISTERED = ("iss", "jti", "sub", "nbf", "exp", "iat")
#: What `typ` and `cty` may say (media types without "application/", RFC 7515 section 4.1.9); vc+ld+jwt is the name of
#: earlier drafts, JWT that of Open Badges 3.0.
_TYPES = frozenset({"vc+jwt", "vc+ld+jwt", "vc-ld+jwt", "jwt"})
_CONTENTS = frozenset({"vc", "vc+ld+json", "json"})


@dataclass(frozen=True)
class Verification:
    """``credential`` is None unless the signature holds: nothing of an unsigned text is passed on.

    ``revoked`` None: no status list was given, so it was not checked. ``as_of``: the moment the status lists speak of.
    """

    valid: bool
    reasons: tuple[Problem, ...]
    credential: dict[str, Any] | None
    kid: str | None = None
    revoked: bool | None = None
    as_of: datetime | None = None


def sign(credential: Mapping[str, Any], key: SigningKey) -> str:
    """A compact JWS (header.payload.signature). Raises KeyError for a credential without id, issuer or
    validFrom."""
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "vc+jwt", "cty": "vc"}
    message = f"{b64(compact(header))}.{b64(compact({**credential, **_claims(credential)}))}"
    return f"{message}.{b64(key.private.sign(message.encode('ascii')))}"


def verify(
    document: str,
    keys: Mapping[str, PublicJwk],
    *,
    at: datetime,
    status_list: StatusList | None = None,
    find_list: FindList | None = None,
) -> Verification:
    """Checks form, algorithm, key, signature, claims, period and revocation. Never raises for a bad document.

    ``document``: compact JWS, or a JSON credential with an embedded proof (proofs.py). ``keys``: kid -> public JWK of
    issuers the verifier trusts. ``find_list`` gives the list that a status entry names; ``status_list``: the bits of
    the one revocation list. Without both revocation is not checked (``revoked`` None). Raises ValueError if ``at`` has
    no zone.
    """
    if at.tzinfo is None:
        raise ValueError("the moment of checking needs a time zone")
    if len(document) > LONGEST_TOKEN:
        return _refused(problem("TOO_LARGE"))
    text = document.strip()
    opened = _open_embedded(text, keys, at) if text.startswith("{") else _open_token(text, keys)
    if isinstance(opened, Problem):
        return _refused(opened)
    found = opened.problems or form(opened.credential)
    if not found:
        found = _contradictions(opened) or [*_key_in_time(opened), *_period(opened, at)]
    if status_list is not None:
        listed = ListedBits(status_list, ("revocation",))
        find_list = lambda _address: listed  # noqa: E731 - one answer for every address
    if found or find_list is None:
        return Verification(not found, tuple(found), opened.credential, opened.kid)
    stands = standing(opened.credential, find_list)
    return Verification(
        not stands.problems, stands.problems, opened.credential, opened.kid, stands.revoked, stands.as_of
    )


@dataclass(frozen=True)
class _Opened:
    """What a signature that holds was found over. claims: registered ones beside the credential (JWT)."""

    credential: dict[str, Any]
    key: PublicJwk
    kid: str
    claims: Mapping[str, Any]
    problems: list[Problem]


def _refused(found: Problem) -> Verification:
    return Verification(False, (found,), None)


def _open_token(token: str, keys: Mapping[str, PublicJwk]) -> _Opened | Problem:
    """The credential and its key if the signature holds, else the refusal."""
    parts = token.split(".")
    if len(parts) != 3:
        return problem("MALFORMED")
    header = _object(parts[0])
    if isinstance(header, Problem):
        return header
    if wrong := _wrong_header(header):
        return wrong
    payload = _object(parts[1])
    # Only a key named by a fragment needs the issuer to be found; what else stands there is read after the signature.
    issuer = None if isinstance(payload, Problem) else issuer_id(payload)
    key = find_key(keys, header.get("kid"), header.get("alg"), issuer)
    if key is None or ("kid" in header and not isinstance(header["kid"], str)):
        return problem("UNKNOWN_KEY")
    if not may_check(key, header["alg"]):
        return problem("ALGORITHM_NOT_ALLOWED")
    try:
        checker, signature = public_key(key), unb64(parts[2])
    except KeyProblem:
        return problem("UNKNOWN_KEY")
    except ValueError:
        return problem("SIGNATURE_WRONG")
    if not check_signature(checker, header["alg"], signature, f"{parts[0]}.{parts[1]}".encode()):
        return problem("SIGNATURE_WRONG")
    if isinstance(payload, Problem):
        return payload
    credential = {name: value for name, value in payload.items() if name not in _REGISTERED}
    claims = {name: payload[name] for name in _REGISTERED if name in payload}
    wrapped = [problem("FIELD_WRONG", name) for name in ("vc", "vp") if name in payload]
    return _Opened(credential, key, str(header.get("kid", key["kid"])), claims, wrapped)


def _object(part: str) -> dict[str, Any] | Problem:
    try:
        return _parsed(unb64(part))
    except ValueError:
        return problem("MALFORMED")


def _parsed(text: str | bytes) -> dict[str, Any] | Problem:
    try:
        return read_object(text)
    except NameTwice:
        return problem("NAME_TWICE")
    except ValueError:
        return problem("MALFORMED")


def _wrong_header(header: Mapping[str, Any]) -> Problem | None:
    """Extensions that change the meaning are refused unread (RFC 7515, section 4.1.11; RFC 7797)."""
    if "crit" in header or "b64" in header or "zip" in header:
        return problem("ALGORITHM_NOT_ALLOWED")
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm.lower() == "none" or algorithm.upper().startswith("HS"):
        return problem("ALGORITHM_NOT_ALLOWED")
    for name, allowed in (("typ", _TYPES), ("cty", _CONTENTS)):
        stated = header.get(name)
        if stated is not None and (
            not isinstance(stated, str) or stated.lower().removeprefix("application/") not in allowed
        ):
            return problem("TYP_WRONG", str(stated))
    return None


def _open_embedded(text: str, keys: Mapping[str, PublicJwk], at: datetime) -> _Opened | Problem:
    document = _parsed(text)
    if isinstance(document, Problem):
        return document
    if "proof" not in document:
        return problem("NOT_SIGNED")
    opened = proofs.open_document(document, keys, at=at)
    if isinstance(opened, Problem):
        return opened
    return _Opened(opened.credential, opened.key, opened.method, {}, [])


def _claims(credential: Mapping[str, Any]) -> dict[str, Any]:
    """The registered claims that a credential implies."""
    claims: dict[str, Any] = {
        "iss": issuer_id(credential),
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(moment(credential["validFrom"]).timestamp()),
    }
    if "validUntil" in credential:
        claims["exp"] = int(moment(credential["validUntil"]).timestamp())
    return claims


def _contradictions(opened: _Opened) -> list[Problem]:
    """Claims repeat the credential; a signature may be narrower in time than what it signs, never wider; and a key
    speaks for its own issuer alone."""
    credential, claims = opened.credential, opened.claims
    [subject, *_others] = subjects_of(credential)
    same = {"iss": issuer_id(credential), "jti": credential.get("id"), "sub": subject.get("id")}
    wrong = [name for name, value in same.items() if name in claims and claims[name] != value]
    for name, part in (("nbf", "validFrom"), ("exp", "validUntil"), ("iat", "")):
        if name not in claims:
            continue
        stated = _numeric_date(claims[name])
        if stated is None:
            wrong.append(name)
        elif part in credential:
            meant = moment(credential[part]).replace(microsecond=0)
            wrong += [name] if (stated < meant if name == "nbf" else stated > meant) else []
    found = [problem("CLAIMS_DIFFER", name) for name in wrong[:1]]
    # The fragment of a DID names one key of its controller; a web address may hold several issuers' keys.
    owner = opened.kid.partition("#")[0] if opened.kid.startswith("did:") else None
    for belongs in (opened.key.get("iss"), owner):
        if belongs and belongs != issuer_id(credential):
            return [problem("ISSUER_DIFFERS")]
    return found


def _numeric_date(value: Any) -> datetime | None:
    """Seconds since 1970 (RFC 7519, section 2)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _key_in_time(opened: _Opened) -> list[Problem]:
    """What a key signed stays valid when it retires; nothing dated later is, least of all after it was stolen."""
    try:
        retired, stolen = retired_at(opened.key), revoked_at(opened.key)
    except KeyProblem:
        return [problem("UNKNOWN_KEY")]
    dates = [moment(opened.credential["validFrom"])] if "validFrom" in opened.credential else []
    dates += [each for each in (_numeric_date(opened.claims.get(name)) for name in ("nbf", "iat")) if each]
    signed = max(dates, default=None)
    for limit, code in ((stolen, "KEY_REVOKED"), (retired, "KEY_RETIRED")):
        # A key's dates are whole seconds, a credential's may not be: the second of the change is still the old key's.
        if limit is not None and (signed is None or signed.replace(microsecond=0) > limit):
            return [problem(code, limit.isoformat().replace("+00:00", "Z"))]
    return []


def _period(opened: _Opened, at: datetime) -> list[Problem]:
    """Both the credential's period and its signature's (VC-JOSE-COSE, section 3.1.3) must hold."""
    credential, claims, found = opened.credential, opened.claims, []
    begins = [moment(credential["validFrom"])] if "validFrom" in credential else []
    ends = [moment(credential["validUntil"])] if "validUntil" in credential else []
    begins += [each] if (each := _numeric_date(claims.get("nbf"))) else []
    ends += [each] if (each := _numeric_date(claims.get("exp"))) else []
    if begins and at < max(begins):
        found.append(problem("NOT_YET_VALID", _stamp(max(begins))))
    if ends and at >= min(ends):
        found.append(problem("EXPIRED", _stamp(min(ends))))
    return found


def _stamp(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")
