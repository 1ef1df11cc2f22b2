"""The signed credential inside whatever file somebody hands over.

A compact JWS; JSON: EnvelopedVerifiableCredential (data model 4.13) or a credential with its proof; our PDF with the
credential attached; a badge image with it baked in (Open Badges 3.0, section 5.3: iTXt `openbadgecredential` in PNG,
element `openbadges:credential` in SVG). Nothing is executed, fetched or unpacked without a limit.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.signing import LONGEST_TOKEN
from peluang.engines.credentials.strict_json import NameTwice, read_object

_ENVELOPE = re.compile(r"data:application/vc(?:\+ld\+json)?\+jwt[;,](.*)", re.DOTALL | re.IGNORECASE)
_LARGEST_FILE = 12_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_BAKED_SVG = re.compile(r"<openbadges:credential\b([^>]*?)(?:/>|>(.*?)</openbadges:credential>)", re.DOTALL)


def credential_in(content: bytes) -> str | Problem:
    """What :func:`verify` takes: a compact JWS or JSON with its proof. A Problem when there is none in it."""
    if len(content) > _LARGEST_FILE:
        return problem("TOO_LARGE")
    head = content[:1024]
    if b"%PDF-" in head:
        return _first(_in_pdf(content))
    if content.startswith(_PNG):
        return _first(_in_png(content))
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return problem("MALFORMED")
    if "<svg" in text[:2000] or text.startswith("<?xml"):
        return _first(_in_svg(text))
    return _in_text(text) if text else problem("MALFORMED")


def _in_text(text: str) -> str | Problem:
    if not text.startswith("{"):
        return text.strip('"')  # a JSON string of the token, as some wallets save it
    try:
        found = read_object(text)
    except NameTwice:
        return problem("NAME_TWICE")
    except ValueError:
        return problem("MALFORMED")
    return _in_object(found, text)


def _in_object(found: dict[str, Any], text: str) -> str | Problem:
    if "proof" in found:
        return text
    address = found.get("id")
    enveloped = _ENVELOPE.fullmatch(address.strip()) if isinstance(address, str) else None
    if enveloped:
        kinds = found.get("type")
        named = kinds if isinstance(kinds, list) else [kinds]
        # Our own first files and some wallets leave the type out; a type that says otherwise is not passed over.
        if kinds is not None and "EnvelopedVerifiableCredential" not in named:
            return problem("TYPE_WRONG")
        return enveloped[1].strip()
    if "verifiableCredential" in found:  # a presentation around one credential
        inside = found["verifiableCredential"]
        [only] = inside if isinstance(inside, list) and len(inside) == 1 else [inside]
        if isinstance(only, dict) and "verifiableCredential" not in only and "proof" not in only:
            return _in_object(only, "")
        return only if isinstance(only, str) else problem("TYPE_WRONG")
    return problem("NOT_SIGNED") if "credentialSubject" in found else problem("MALFORMED")


def _first(candidates: Iterator[bytes]) -> str | Problem:
    for candidate in candidates:
        try:
            text = candidate.decode("utf-8").strip()
        except UnicodeDecodeError:
            continue
        found = _in_text(text) if text.startswith(("{", "ey")) else None
        if isinstance(found, str):
            return found
    return problem("NOTHING_EMBEDDED")


def _in_pdf(content: bytes) -> Iterator[bytes]:
    """Streams of embedded files (ISO 32000-2, 7.11.4): they stand uncompressed or deflated beside their dictionary."""
    for found in re.finditer(rb"/EmbeddedFile\b", content):
        begin = content.find(b"stream", found.start())
        end = content.find(b"endstream", begin)
        if begin < 0 or end < 0 or begin - found.start() > 2000:
            continue
        raw = content[begin + 6 : end].lstrip(b"\r\n")
        yield raw
        unpacked = _inflated(raw)
        if unpacked is not None:
            yield unpacked


def _inflated(raw: bytes) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(raw, LONGEST_TOKEN + 1)
    except zlib.error:
        return None
    return found if len(found) <= LONGEST_TOKEN else None


def _in_png(content: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        data = content[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"iTXt" and data.startswith(b"openbadgecredential\x00"):
            packed, _method = data[20:22]
            text = data[22:].split(b"\x00", 2)[-1]
            unpacked = _inflated(text) if packed else text
            if unpacked is not None:
                yield unpacked


def _in_svg(text: str) -> Iterator[bytes]:
    """Read as text, not as XML: entities of a stranger's file are never expanded."""
    for found in _BAKED_SVG.finditer(text):
        attribute = re.search(r"\bverify\s*=\s*[\"']([^\"']+)[\"']", found[1])
        inside = re.sub(r"^\s*<!\[CDATA\[|\]\]>\s*$", "", found[2] or "")
        for each in (attribute[1] if attribute else "", inside):
            if each.strip():
                yield each.strip().encode()
