"""Everything a verifier needs without a connection: the issuers' public keys and signed status lists, in one
file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peluang.engines.credentials.data_model import issuer_id
from peluang.engines.credentials.key_files import read_keys
from peluang.engines.credentials.keys import KeyProblem
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.signing import Verification, verify
from peluang.engines.credentials.status import ListedBits
from peluang.engines.credentials.status_list import StatusListProblem, read_status_list
from peluang.engines.credentials.strict_json import read_object


class BundleProblem(ValueError):
    """The bundle file cannot be read."""


@dataclass(frozen=True)
class Bundle:
    """``keys``: kid -> public JWK. ``status_lists``: URL -> signed status list; the key "" holds for a list without an
    address that the verifier picked by hand. ``issuer``: the only issuer these keys speak for, "" for any.
    """

    keys: dict[str, dict[str, Any]]
    status_lists: dict[str, str]
    issuer: str = ""

    def to_json(self) -> str:
        """A JWK set with the lists beside it; keys sorted, so equal bundles are equal files."""
        ordered = [self.keys[kid] for kid in sorted(self.keys)]
        whose = {"iss": self.issuer} if self.issuer else {}
        return json.dumps({**whose, "keys": ordered, "statusLists": self.status_lists}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Bundle:
        """Raises BundleProblem."""
        try:
            data = read_object(text)
            lists = {str(url): str(token) for url, token in data["statusLists"].items()}
            return cls(read_keys(data), lists, str(data.get("iss", "")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BundleProblem("this file is not a bundle of keys and status lists") from error


def verify_offline(document: str, bundle: Bundle, *, at: datetime) -> Verification:
    """Like :func:`verify`, with the status lists taken from the bundle after their own signatures were checked.

    A certificate whose list is missing, forged or too old is NOT valid: "not revoked" was not shown.
    """
    issuers: list[Any] = []
    first = verify(document, bundle.keys, at=at)
    if not first.valid or first.credential is None:
        return first
    issuers.append(issuer_id(first.credential))
    return verify(document, bundle.keys, at=at, find_list=lambda url: listed(bundle, url, issuers[0], at=at))


def listed(bundle: Bundle, url: str, issuer: Any, *, at: datetime) -> ListedBits | Problem:
    """The list that an entry names, or the Problem. It must be signed by the issuer of the certificate: the standard
    lets another keep the list, but then a stranger whose key is trusted for other things could clear it."""
    document = bundle.status_lists.get(url) or bundle.status_lists.get("")
    if document is None:
        return problem("STATUS_MISSING")
    checked = verify(document, bundle.keys, at=at)
    if checked.credential is not None and any(reason.code == "EXPIRED" for reason in checked.reasons):
        return problem("STATUS_OLD", str(checked.credential.get("validUntil", "")))
    if not checked.valid or checked.credential is None:
        return problem("STATUS_UNREADABLE", checked.reasons[0].code)
    try:
        read = read_status_list(checked.credential)
    except StatusListProblem as error:
        return problem("STATUS_UNREADABLE", str(error))
    # Without these two, an old list of another issuer or address could stand in for the right one.
    picked_by_hand = read.url is None and "" in bundle.status_lists
    if (read.url != url and not picked_by_hand) or issuer_id(checked.credential) != issuer:
        return problem("STATUS_UNREADABLE", "statusListCredential")
    return ListedBits(read.bits, read.purposes, read.as_of)


def with_list(keys: Mapping[str, dict[str, Any]], document: str, *, at: datetime) -> Bundle:
    """A bundle of plain keys and one list that the verifier picked. Raises StatusListProblem for a list that does not
    hold, with the reason in its words."""
    checked = verify(document, keys, at=at)
    if checked.credential is None or (not checked.valid and checked.reasons[0].code != "EXPIRED"):
        raise StatusListProblem(checked.reasons[0].text_id)
    return Bundle(dict(keys), {read_status_list(checked.credential).url or "": document})


__all__ = ["Bundle", "BundleProblem", "KeyProblem", "verify_offline", "with_list"]
