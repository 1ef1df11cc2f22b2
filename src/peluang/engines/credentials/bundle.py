"""Everything a verifier needs without a connection: the issuers' public keys and signed status lists, in one
file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peluang.engines.credentials.keys import KeyProblem, key_set
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.signing import Verification, verify
from peluang.engines.credentials.status_list import StatusListProblem, read_status_list


class BundleProblem(ValueError):
    """The bundle file cannot be read."""


@dataclass(frozen=True)
class Bundle:
    """``keys``: kid -> public JWK. ``status_lists``: URL -> signed status list (JWT)."""

    keys: dict[str, dict[str, Any]]
    status_lists: dict[str, str]

    def to_json(self) -> str:
        """A JWK set with the lists beside it; keys sorted, so equal bundles are equal files."""
        ordered = [self.keys[kid] for kid in sorted(self.keys)]
        return json.dumps({"keys": ordered, "statusLists": self.status_lists}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Bundle:
        """Raises BundleProblem."""
        try:
            data = json.loads(text)
            lists = {str(url): str(token) for url, token in data["statusLists"].items()}
            return cls(key_set(data["keys"]), lists)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BundleProblem("this file is not a bundle of keys and status lists") from error


def verify_offline(token: str, bundle: Bundle, *, at: datetime) -> Verification:
    """Like :func:`verify`, with the status list taken from the bundle after its own signature was checked.

    A certificate whose list is missing, forged or too old is NOT valid: "not revoked" was not shown.
    """
    first = verify(token, bundle.keys, at=at)
    if not first.valid or first.credential is None or "credentialStatus" not in first.credential:
        return first
    listed = _status_list_of(first, bundle, at)
    if isinstance(listed, Problem):
        return replace(first, valid=False, reasons=(listed,))
    return verify(token, bundle.keys, at=at, status_list=listed)


def _status_list_of(first: Verification, bundle: Bundle, at: datetime) -> Any:
    """The StatusList that the credential names, or the Problem."""
    entry = (first.credential or {})["credentialStatus"]
    url = entry.get("statusListCredential") if isinstance(entry, dict) else None
    token = bundle.status_lists.get(url) if isinstance(url, str) else None
    if token is None:
        return problem("STATUS_MISSING")
    checked = verify(token, bundle.keys, at=at)
    if any(reason.code == "EXPIRED" for reason in checked.reasons) and checked.credential is not None:
        return problem("STATUS_OLD", str(checked.credential["validUntil"]))
    if not checked.valid or checked.credential is None:
        return problem("STATUS_UNREADABLE")
    try:
        named, listed = read_status_list(checked.credential)
    except StatusListProblem:
        return problem("STATUS_UNREADABLE")
    # Without these two, an old list of another issuer or address could stand in for the right one.
    same_issuer = _issuer(checked.credential) == _issuer(first.credential or {})
    return listed if named == url and same_issuer else problem("STATUS_UNREADABLE")


def _issuer(credential: dict[str, Any]) -> Any:
    issuer = credential.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


__all__ = ["Bundle", "BundleProblem", "KeyProblem", "verify_offline"]
