"""Keys that sign (Ed25519) and keys that check (also of other issuers), as JWK; changed by ``kid`` without breaking
old certificates.

A key checks with the algorithms of its own kind alone: the token's header never chooses (RFC 8725, section 3.1).
Members beside RFC 7517: ``iss`` the only issuer it speaks for; ``exp`` when it stopped signing; ``revoked``
{``revoked_at``, ``reason``} since when somebody else may have had it (OpenID Federation 1.0, historical keys).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

PublicJwk = Mapping[str, Any]
VerifyingKey = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

#: algorithm → (kty, crv) of the keys it may be used with. "Ed25519" is RFC 9864's name of EdDSA with that curve.
ALGORITHMS: dict[str, tuple[str, str | None]] = {
    "EdDSA": ("OKP", "Ed25519"), "Ed25519": ("OKP", "Ed25519"), "ES256": ("EC", "P-256"), "ES384": ("EC", "P-384"),
    "RS256": ("RSA", None), "PS256": ("RSA", None),
}  # fmt: skip
_SAME_ALGORITHM = {"Ed25519": "EdDSA"}
_PUBLIC = ("kty", "crv", "x", "y", "n", "e")
_PRIVATE = ("d", "p", "q", "dp", "dq", "qi", "oth", "k")
_SMALLEST_RSA = 2048


class KeyProblem(ValueError):
    """A key that cannot be used, with the reason."""


@dataclass(frozen=True)
class SigningKey:
    """One private key. ``kid`` names it in every signature; never reuse a kid for another key."""

    kid: str
    private: Ed25519PrivateKey

    def public_jwk(self) -> dict[str, Any]:
        """What may be published: kty, crv, x, kid, alg, use."""
        return self._jwk(private=False)

    def private_jwk(self) -> dict[str, Any]:
        """Secret: it belongs in the key store and nowhere else."""
        return self._jwk(private=True)

    def _jwk(self, *, private: bool) -> dict[str, Any]:
        bare = OKPKey.import_key(self.private).as_dict(private=private)
        return {**bare, "kid": self.kid, "alg": "EdDSA", "use": "sig"}


def generate_key(kid: str) -> SigningKey:
    """A new key from the operating system's randomness. Raises KeyProblem without a kid."""
    if not kid.strip():
        raise KeyProblem("a key needs a kid")
    return SigningKey(kid, Ed25519PrivateKey.generate())


def signing_key_from_jwk(jwk: Mapping[str, Any]) -> SigningKey:
    """The key of ``private_jwk()``. Raises KeyProblem."""
    if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519" or not jwk.get("kid"):
        raise KeyProblem("a signing key must be an Ed25519 JWK (kty OKP) with a kid")
    try:
        loaded = OKPKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "d") if name in jwk}).private_key
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise KeyProblem("the JWK cannot be read") from error
    if not isinstance(loaded, Ed25519PrivateKey):
        raise KeyProblem("this JWK holds no private Ed25519 key")
    return SigningKey(str(jwk["kid"]), loaded)


def public_key(jwk: PublicJwk) -> VerifyingKey:
    """The key that checks signatures. Raises KeyProblem for a private key and for kinds that are not accepted."""
    if any(name in jwk for name in _PRIVATE):
        raise KeyProblem("a private key was given where a public one belongs")
    kinds: dict[Any, Any] = {"OKP": OKPKey, "EC": ECKey, "RSA": RSAKey}
    if not jwk.get("kid") or not isinstance(jwk["kid"], str):
        raise KeyProblem("the key has no kid")
    if jwk.get("kty") not in kinds or (jwk.get("kty"), jwk.get("crv")) not in set(ALGORITHMS.values()):
        raise KeyProblem("the key must be Ed25519, P-256, P-384 or RSA")
    try:
        bare = {name: jwk[name] for name in _PUBLIC if name in jwk}
        loaded: Any = kinds[jwk["kty"]].import_key(bare).public_key
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise KeyProblem("the JWK cannot be read") from error
    if isinstance(loaded, rsa.RSAPublicKey) and loaded.key_size < _SMALLEST_RSA:
        raise KeyProblem("the RSA key is shorter than 2048 bits")
    checker: VerifyingKey = loaded
    return checker


def may_check(jwk: PublicJwk, algorithm: object) -> bool:
    """Whether signatures of this algorithm may be checked with this key: its kind, ``alg``, ``use`` and ``key_ops``."""
    if not isinstance(algorithm, str) or ALGORITHMS.get(algorithm) != (jwk.get("kty"), jwk.get("crv")):
        return False
    stated = jwk.get("alg")
    fits = stated is None or _SAME_ALGORITHM.get(stated, stated) == _SAME_ALGORITHM.get(algorithm, algorithm)
    return fits and jwk.get("use", "sig") == "sig" and "verify" in jwk.get("key_ops", ["verify"])


def check_signature(key: VerifyingKey, algorithm: str, signature: bytes, message: bytes) -> bool:
    """Whether the signature is this key's over the message (RFC 7518, RFC 8037)."""
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, message)
        elif isinstance(key, rsa.RSAPublicKey):
            pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
            key.verify(signature, message, pss if algorithm == "PS256" else padding.PKCS1v15(), hashes.SHA256())
        else:
            half = (key.key_size + 7) // 8
            if len(signature) != 2 * half:
                return False
            pair = encode_dss_signature(
                int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
            )
            key.verify(pair, message, ec.ECDSA(hashes.SHA256() if algorithm == "ES256" else hashes.SHA384()))
    except (InvalidSignature, ValueError):
        return False
    return True


def retired_at(jwk: PublicJwk) -> datetime | None:
    """When it stopped signing. Raises KeyProblem for a date that cannot be read."""
    return _date(jwk.get("exp"))


def revoked_at(jwk: PublicJwk) -> datetime | None:
    """Since when somebody else may have had it. Raises KeyProblem for a date that cannot be read."""
    revoked = jwk.get("revoked")
    if revoked is None:
        return None
    if not isinstance(revoked, Mapping) or "revoked_at" not in revoked:
        raise KeyProblem("the key says that it is revoked, but not when")
    return _date(revoked["revoked_at"])


def _date(value: object) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise KeyProblem("a date of the key cannot be read")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise KeyProblem("a date of the key cannot be read") from error


def key_set(keys: Iterable[SigningKey | PublicJwk]) -> dict[str, dict[str, Any]]:
    """kid -> public JWK, for :func:`verify`. Keys no longer used for signing stay in it as long as
    certificates live.

    Raises KeyProblem if two keys share a kid or a JWK is private.
    """
    found: dict[str, dict[str, Any]] = {}
    for key in keys:
        jwk = key.public_jwk() if isinstance(key, SigningKey) else dict(key)
        public_key(jwk)
        known = found.get(jwk["kid"])
        if known is not None and any(known.get(name) != jwk.get(name) for name in _PUBLIC):
            raise KeyProblem(f"two different keys share the kid {jwk['kid']}")
        found[jwk["kid"]] = jwk
    return found
