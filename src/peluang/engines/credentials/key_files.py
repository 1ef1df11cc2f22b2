"""Keys as others hand them out: JWK set, single JWK, controlled identifier (DID) document, Multikey, did:key.

Sources: RFC 7517, RFC 7638; W3C Controlled Identifiers 1.0, sections 2.2.2 (Multikey) and 2.2.3 (JsonWebKey).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from peluang.engines.credentials.keys import ALGORITHMS, KeyProblem, key_set
from peluang.engines.credentials.strict_json import b64, canonical

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519_PREFIX = b"\xed\x01"  # multicodec ed25519-pub, as a varint


def read_keys(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """kid → public JWK of whatever key file this is. Raises KeyProblem when there is no usable key in it.

    Keys of kinds that are not accepted are passed over when others are there: a set may serve several purposes.
    """
    found, refused = [], None
    for jwk in _jwks(data):
        try:
            found += list(key_set([jwk]).values())
        except KeyProblem as error:
            refused = error
            if any(name in jwk for name in ("d", "k")) and jwk.get("kty") != "oct":
                raise
    if not found:
        raise refused or KeyProblem("there is no key in this file")
    return key_set(found)


def _jwks(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(data.get("keys"), list):
        issuer = data.get("iss", data.get("issuer"))
        for jwk in data["keys"]:
            if isinstance(jwk, Mapping):
                yield _named(jwk, issuer if isinstance(issuer, str) else None)
    elif "kty" in data:
        yield _named(data, None)
    elif "publicKeyMultibase" in data or "publicKeyJwk" in data:
        yield _of_method(data, None)
    else:
        methods = [data.get("verificationMethod", []), data.get("assertionMethod", [])]
        for method in [each for listed in methods if isinstance(listed, list) for each in listed]:
            if isinstance(method, Mapping):
                yield _of_method(method, data.get("id"))


def _named(jwk: Mapping[str, Any], issuer: str | None) -> dict[str, Any]:
    """A key without a name is called by its thumbprint (RFC 7638)."""
    named = dict(jwk)
    if "kid" not in named:
        named["kid"] = thumbprint(named)
    if issuer is not None and "iss" not in named:
        named["iss"] = issuer
    return named


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638, SHA-256."""
    members = {"OKP": ("crv", "kty", "x"), "EC": ("crv", "kty", "x", "y"), "RSA": ("e", "kty", "n")}
    needed = {name: jwk.get(name) for name in members.get(str(jwk.get("kty")), ("kty",))}
    return b64(hashlib.sha256(canonical(needed)).digest())


def _of_method(method: Mapping[str, Any], controller: object) -> dict[str, Any]:
    owner = method.get("controller", controller)
    name = str(method.get("id", ""))
    if name.startswith("#") and isinstance(owner, str):
        name = owner + name
    if isinstance(method.get("publicKeyJwk"), Mapping):
        jwk = dict(method["publicKeyJwk"])
    else:
        jwk = jwk_of_multikey(str(method.get("publicKeyMultibase", "")))
    jwk["kid"] = name or jwk.get("kid") or thumbprint(jwk)
    return jwk | ({"iss": owner} if isinstance(owner, str) else {})


def jwk_of_multikey(text: str) -> dict[str, Any]:
    """The Ed25519 key of a Multikey or of did:key's identifier (z6Mk…). Raises KeyProblem."""
    try:
        raw = base58_decode(text)
    except ValueError as error:
        raise KeyProblem("the Multikey cannot be read") from error
    if not raw.startswith(_ED25519_PREFIX) or len(raw) != 34:
        raise KeyProblem("the Multikey is not an Ed25519 key")
    return {"kty": "OKP", "crv": "Ed25519", "x": b64(raw[2:])}


def base58_decode(text: str) -> bytes:
    """Multibase base58-btc ("z…"). Raises ValueError."""
    if not text.startswith("z") or len(text) > 200:
        raise ValueError("not base58-btc")
    number = 0
    for letter in text[1:]:
        number = number * 58 + _BASE58.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\x00" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58_encode(raw: bytes) -> str:
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\x00"))) + text


def find_key(
    keys: Mapping[str, Mapping[str, Any]], name: object, algorithm: object, issuer: object
) -> Mapping[str, Any] | None:
    """The trusted key that a signature names: by kid, by thumbprint, or by a fragment below the issuer's address.

    name None: the header names none, which is only clear when one key of this kind is trusted. The key itself always
    comes from `keys`: a key that a token brings along proves nothing.
    """
    if name is None:
        kind = ALGORITHMS.get(str(algorithm))
        fitting = [each for each in keys.values() if (each.get("kty"), each.get("crv")) == kind]
        return fitting[0] if len(fitting) == 1 else None
    if not isinstance(name, str) or not name:
        return None
    if name in keys:
        return keys[name]
    if name.startswith("#") and isinstance(issuer, str):
        return keys.get(issuer + name)
    if name.startswith("did:key:"):
        try:
            key = jwk_of_multikey(name.removeprefix("did:key:").partition("#")[0])
        except KeyProblem:
            return None
        return next((each for each in keys.values() if {**each, **key} == each), None)
    return next((each for each in keys.values() if thumbprint(each) == name), None)
