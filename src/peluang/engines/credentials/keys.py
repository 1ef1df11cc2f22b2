"""Signing keys (Ed25519), their public halves as JWK, and changing them by ``kid`` without breaking old
certificates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

PublicJwk = Mapping[str, Any]


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
    loaded = _load(jwk).private_key
    if not isinstance(loaded, Ed25519PrivateKey):
        raise KeyProblem("this JWK holds no private Ed25519 key")
    return SigningKey(str(jwk["kid"]), loaded)


def public_key(jwk: PublicJwk) -> Ed25519PublicKey:
    """The key that checks signatures. Raises KeyProblem for another kind of key or a private one."""
    if "d" in jwk:
        raise KeyProblem("a private key was given where a public one belongs")
    loaded = _load(jwk).public_key
    if not isinstance(loaded, Ed25519PublicKey):
        raise KeyProblem("this JWK holds no Ed25519 key")
    return loaded


def _load(jwk: Mapping[str, Any]) -> OKPKey:
    if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519" or not jwk.get("kid"):
        raise KeyProblem("the key must be an Ed25519 JWK (kty OKP) with a kid")
    bare = {name: jwk[name] for name in ("kty", "crv", "x", "d") if name in jwk}
    try:
        return OKPKey.import_key(bare)
    except (JoseError, ValueError, KeyError) as error:
        raise KeyProblem("the JWK cannot be read") from error


def key_set(keys: Iterable[SigningKey | PublicJwk]) -> dict[str, dict[str, Any]]:
    """kid -> public JWK, for :func:`verify`. Keys no longer used for signing stay in it as long as
    certificates live.

    Raises KeyProblem if two keys share a kid or a JWK is private.
    """
    found: dict[str, dict[str, Any]] = {}
    for key in keys:
        jwk = key.public_jwk() if isinstance(key, SigningKey) else dict(key)
        public_key(jwk)
        if jwk["kid"] in found and found[jwk["kid"]]["x"] != jwk["x"]:
            raise KeyProblem(f"two different keys share the kid {jwk['kid']}")
        found[jwk["kid"]] = jwk
    return found
