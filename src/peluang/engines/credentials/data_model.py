"""Whether a credential has the shape its standards ask for; what it says is judged elsewhere.

Sources: W3C Verifiable Credentials Data Model 2.0, section 4; 1EdTech Open Badges 3.0, JSON schema of
AchievementCredential; W3C Bitstring Status List 1.0, section 2.1 (in status.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from peluang.engines.credentials.problems import Problem, problem

BASE_CONTEXT = "https://www.w3.org/ns/credentials/v2"
BADGE_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d+\.\d+\.json")
BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
#: XML Schema dateTimeStamp: the zone is required (data model 4.9; 2.0 names it for validFrom and validUntil).
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,12})?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
#: Members that must name their type; those that must also be identified (data model 4.7 to 4.12, 5).
_TYPED = ("credentialStatus", "credentialSchema", "evidence", "termsOfUse", "refreshService", "renderMethod")
_IDENTIFIED = ("credentialSchema",)


def form(credential: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with its shape, the first thing first; empty when nothing is."""
    return next(([each] for each in _wrong(credential)), [])


def is_badge(credential: Mapping[str, Any]) -> bool:
    return bool(BADGE_TYPES & set(types_of(credential)))


def types_of(thing: Any) -> list[str]:
    """The types of a credential or of a part of it, as a list; empty when there are none that can be read."""
    stated = thing.get("type") if isinstance(thing, Mapping) else None
    listed = stated if isinstance(stated, list) else [stated]
    return [each for each in listed if isinstance(each, str)]


def issuer_id(credential: Mapping[str, Any]) -> Any:
    issuer = credential.get("issuer")
    return issuer.get("id") if isinstance(issuer, Mapping) else issuer


def subjects_of(credential: Mapping[str, Any]) -> list[Any]:
    subject = credential.get("credentialSubject")
    return subject if isinstance(subject, list) else [subject]


def moment(text: Any) -> datetime:
    """A dateTimeStamp in UTC. Raises ValueError."""
    found = _STAMP.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("not a date with time and zone")
    zone = "+00:00" if found[8] == "Z" else found[8]
    fraction = (found[7] or "")[:7]
    if found[4] == "24" and found[5] == found[6] == "00" and not fraction.strip(".0"):
        raise ValueError("midnight is written as hour 0")
    try:
        return datetime.fromisoformat(f"{text[:19]}{fraction.ljust(7, '0') if fraction else ''}{zone}").astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a date outside the calendar") from error


def is_url(value: Any) -> bool:
    return isinstance(value, str) and bool(_URL.fullmatch(value)) and len(value) <= 2_000


def _wrong(credential: Mapping[str, Any]) -> Iterator[Problem]:
    given = credential.get("@context")
    contexts: list[Any] = given if isinstance(given, list) else []
    if contexts[:1] != [BASE_CONTEXT] or not all(isinstance(each, dict) or is_url(each) for each in contexts):
        yield problem("CONTEXT_WRONG")
    stated = credential.get("type")
    if "VerifiableCredential" not in types_of(credential) or not _strings(stated):
        yield problem("TYPE_WRONG")
    yield from (problem("FIELD_WRONG", name) for name in _wrong_fields(credential))
    if is_badge(credential):
        if not (len(contexts) > 1 and isinstance(contexts[1], str) and BADGE_CONTEXT.fullmatch(contexts[1])):
            yield problem("CONTEXT_WRONG")
        yield from (problem("FIELD_WRONG", name) for name in _wrong_badge(credential))


def _strings(value: Any) -> bool:
    listed = value if isinstance(value, list) else [value]
    return bool(listed) and all(isinstance(each, str) and each for each in listed)


def _wrong_fields(credential: Mapping[str, Any]) -> Iterator[str]:
    if "id" in credential and not is_url(credential["id"]):
        yield "id"
    issuer = credential.get("issuer")
    if not is_url(issuer_id(credential)) or not isinstance(issuer, str | Mapping):
        yield "issuer"
    yield from _wrong_period(credential)
    for subject in subjects_of(credential) or [None]:
        if not isinstance(subject, Mapping) or not subject or ("id" in subject and not is_url(subject["id"])):
            yield "credentialSubject"
    for name in _TYPED:
        for part in _parts(credential, name):
            lacking = not isinstance(part, Mapping) or not types_of(part)
            if lacking or not is_url(part.get("id", None if name in _IDENTIFIED else BASE_CONTEXT)):
                yield name
    for name in ("name", "description"):
        if name in credential and not _text(credential[name]):
            yield name


def _wrong_period(credential: Mapping[str, Any]) -> Iterator[str]:
    moments = {}
    for name in ("validFrom", "validUntil"):
        if name in credential:
            try:
                moments[name] = moment(credential[name])
            except ValueError:
                yield name
    if len(moments) == 2 and moments["validUntil"] < moments["validFrom"]:
        yield "validUntil"


def _parts(thing: Mapping[str, Any], name: str) -> list[Any]:
    if name not in thing:
        return []
    value = thing[name]
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> bool:
    """A text, or texts by language (data model 11.1)."""
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, str) and not (isinstance(each, Mapping) and isinstance(each.get("@value"), str)):
            return False
    return True


def _wrong_badge(credential: Mapping[str, Any]) -> Iterator[str]:
    """Open Badges 3.0: AchievementCredential, AchievementSubject, Achievement, Profile."""
    for name in ("id", "validFrom"):
        if name not in credential:
            yield name
    if not isinstance(credential.get("type"), list):
        yield "type"
    issuer = credential.get("issuer")
    if isinstance(issuer, Mapping) and "Profile" not in types_of(issuer):
        yield "issuer.type"
    [subject, *others] = subjects_of(credential) or [None]
    if others or not isinstance(subject, Mapping):
        yield "credentialSubject"
        return
    if "AchievementSubject" not in types_of(subject):
        yield "credentialSubject.type"
    if "id" not in subject and not _parts(subject, "identifier"):
        yield "credentialSubject.id"
    yield from (f"credentialSubject.{name}" for name in _wrong_parts(subject))
    achievement = subject.get("achievement")
    if not isinstance(achievement, Mapping) or "Achievement" not in types_of(achievement):
        yield "credentialSubject.achievement"
        return
    yield from (f"achievement.{name}" for name in _wrong_achievement(achievement))


#: part → (its type, what it must hold).
_Rules = Mapping[str, tuple[str, tuple[str, ...]]]
_OF_SUBJECT: _Rules = {
    "identifier": ("IdentityObject", ("identityHash", "identityType", "hashed")),
    "result": ("Result", ()),
}
_OF_ACHIEVEMENT: _Rules = {
    "alignment": ("Alignment", ("targetName", "targetUrl")),
    "resultDescription": ("ResultDescription", ("id", "name", "resultType")),
}


def _wrong_parts(thing: Mapping[str, Any], rules: _Rules = _OF_SUBJECT) -> Iterator[str]:
    for name, (kind, needed) in rules.items():
        for part in _parts(thing, name):
            if not isinstance(part, Mapping) or kind not in types_of(part) or any(each not in part for each in needed):
                yield name


def _wrong_achievement(achievement: Mapping[str, Any]) -> Iterator[str]:
    if not is_url(achievement.get("id")):
        yield "id"
    for name in ("name", "description"):
        if not isinstance(achievement.get(name), str) or not achievement[name]:
            yield name
    criteria = achievement.get("criteria")
    if not isinstance(criteria, Mapping) or not (criteria.get("narrative") or is_url(criteria.get("id"))):
        yield "criteria"
    yield from _wrong_parts(achievement, _OF_ACHIEVEMENT)
    image = achievement.get("image")
    if image is not None and not (
        isinstance(image, Mapping) and "Image" in types_of(image) and is_url(image.get("id"))
    ):
        yield "image"
