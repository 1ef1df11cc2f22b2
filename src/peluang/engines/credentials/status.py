"""Whether a credential was revoked or suspended: its status entries held against signed lists.

Source: W3C Bitstring Status List 1.0, sections 2.1 and 3.2. Of the purposes it names, revocation and suspension make a
credential invalid; refresh and message do not. Entry sizes above one bit are not read ("processors may choose").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peluang.engines.credentials.data_model import is_url, types_of
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.status_list import StatusList, StatusListProblem

ENTRY = "BitstringStatusListEntry"
_INDEX = re.compile(r"0|[1-9]\d{0,18}")
_ENDS_VALIDITY = {"revocation": "REVOKED", "suspension": "SUSPENDED"}
_HARMLESS = frozenset({"refresh", "message"})


@dataclass(frozen=True)
class ListedBits:
    """A list after its own signature was checked. as_of: the moment it speaks of."""

    bits: StatusList
    purposes: tuple[str, ...]
    as_of: datetime | None = None


#: address of a list → the list, or the problem that keeps us from reading it.
FindList = Callable[[str], ListedBits | Problem]


@dataclass(frozen=True)
class Standing:
    """revoked None: it could not be checked. as_of: the oldest list it rests on."""

    revoked: bool | None
    problems: tuple[Problem, ...] = ()
    as_of: datetime | None = None


def standing(credential: Mapping[str, Any], find: FindList) -> Standing:
    """A credential without a status entry cannot be revoked (revoked False)."""
    if "credentialStatus" not in credential:
        return Standing(False)
    stated = credential["credentialStatus"]
    entries = stated if isinstance(stated, list) else [stated]
    found: list[Problem] = []
    moments: list[datetime] = []
    unknown = not entries
    for entry in entries:
        answer, as_of = _entry(entry, find)
        if as_of is not None:
            moments.append(as_of)
        if answer is not None:
            found.append(answer)
            unknown = unknown or answer.code.startswith("STATUS")
    if not entries:
        found.append(problem("STATUS_UNREADABLE", "credentialStatus"))
    ended = any(each.code in _ENDS_VALIDITY.values() for each in found)
    return Standing(True if ended else None if unknown else False, tuple(found), min(moments, default=None))


def _entry(entry: Any, find: FindList) -> tuple[Problem | None, datetime | None]:
    """What is wrong with it or by it, and the moment its list speaks of."""
    wrong = _wrong_entry(entry)
    if wrong is not None:
        return problem("STATUS_UNREADABLE", wrong), None
    purpose = entry["statusPurpose"]
    if purpose in _HARMLESS:
        return None, None
    listed = find(entry["statusListCredential"])
    if isinstance(listed, Problem):
        return listed, None
    if purpose not in listed.purposes:
        return problem("STATUS_UNREADABLE", "statusPurpose"), listed.as_of
    try:
        ended = listed.bits.revoked(int(entry["statusListIndex"]))
    except StatusListProblem:
        return problem("STATUS_UNREADABLE", "statusListIndex"), listed.as_of
    return problem(_ENDS_VALIDITY[purpose]) if ended else None, listed.as_of


def _wrong_entry(entry: Any) -> str | None:
    """The first part of an entry that cannot be read (section 2.1)."""
    if not isinstance(entry, Mapping) or ENTRY not in types_of(entry):
        return next(iter(types_of(entry)), "type")
    purpose, place = entry.get("statusPurpose"), entry.get("statusListIndex")
    if not isinstance(purpose, str) or not purpose:
        return "statusPurpose"
    if not isinstance(place, str) or not _INDEX.fullmatch(place):
        return "statusListIndex"
    if not is_url(entry.get("statusListCredential")) or entry.get("id") == entry["statusListCredential"]:
        return "statusListCredential"
    if purpose in _HARMLESS:
        return None
    if entry.get("statusSize", 1) != 1 or isinstance(entry.get("statusSize"), bool):
        return "statusSize"
    return None if purpose in _ENDS_VALIDITY else purpose
