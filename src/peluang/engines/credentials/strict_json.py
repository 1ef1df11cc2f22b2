"""JSON that means the same to every reader: each name once, finite numbers, text without stray surrogates."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from typing import Any


class NameTwice(ValueError):
    """A name that stands twice could mean two things to two readers (RFC 8259, section 4)."""


def read_object(text: str | bytes) -> dict[str, Any]:
    """Raises NameTwice; ValueError for anything else that is not one JSON object."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NameTwice("a name stands twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number without end")
    return value


def compact(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def b64(raw: bytes) -> str:
    """base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """Strict: one token has one spelling. Raises ValueError."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if b64(raw) != text:
        raise ValueError("not canonical base64url")
    return raw


def canonical(value: Any) -> bytes:
    """JSON Canonicalization Scheme (RFC 8785). Raises ValueError for what has no canonical form."""
    try:
        return "".join(_canonical(value)).encode()
    except UnicodeEncodeError as error:
        raise ValueError("a stray surrogate") from error
    except RecursionError as error:
        raise ValueError("too deep") from error


def _canonical(value: Any) -> list[str]:
    if isinstance(value, dict):
        out = ["{"]
        # RFC 8785, section 3.2.3: names in the order of their UTF-16 code units.
        for place, name in enumerate(sorted(value, key=lambda each: each.encode("utf-16-be", "surrogatepass"))):
            out += [",", json.dumps(name, ensure_ascii=False), ":"][0 if place else 1 :]
            out += _canonical(value[name])
        return [*out, "}"]
    if isinstance(value, list):
        out = ["["]
        for place, each in enumerate(value):
            out += [","] if place else []
            out += _canonical(each)
        return [*out, "]"]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return [json.dumps(value, ensure_ascii=False)]
    return [_number(value)]


def _number(value: int | float) -> str:
    """As ECMAScript writes it (RFC 8785, section 3.2.2.3): 64-bit floats, shortest digits."""
    try:
        number = float(value)
    except OverflowError as error:
        raise ValueError("a number too large") from error
    if number == 0:
        return "0"
    digits, exponent = _digits(abs(number))
    sign = "-" if number < 0 else ""
    count = len(digits)
    if count <= exponent <= 21:
        return sign + digits + "0" * (exponent - count)
    if 0 < exponent <= 21:
        return f"{sign}{digits[:exponent]}.{digits[exponent:]}"
    if -6 < exponent <= 0:
        return f"{sign}0.{'0' * -exponent}{digits}"
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if exponent > 0 else '-'}{abs(exponent - 1)}"


def _digits(number: float) -> tuple[str, int]:
    """Shortest digits and the place of the decimal point: 0.00123 → ("123", -2)."""
    mantissa, _e, exponent = f"{number!r}".lower().partition("e")
    whole, _dot, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    leading = len(whole + fraction) - len(digits)
    point = len(whole) - leading + int(exponent or 0)
    return digits.rstrip("0"), point
