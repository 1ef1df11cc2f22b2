"""One-time codes as their owner reads them: from the letter, the text message, or the authenticator."""

from __future__ import annotations

import email
import email.policy
import re
import time
from pathlib import Path

_CODE = re.compile(r"(?<![\w-])(\d{6}|[A-Z0-9]{4,8}(?:-[A-Z0-9]{4})?)(?![\w-])")


def letters_to(address: str, var: Path) -> list[str]:
    """Bodies of what was sent to an e-mail address or phone, oldest first."""
    found: list[tuple[int, str]] = []
    for path in (var / "mail").glob("*"):
        for part in path.read_text().split("\n" + "-" * 79 + "\n"):
            letter = email.message_from_string(part, policy=email.policy.default)
            if address in str(letter.get("To", "")):
                body = letter.get_body(("plain",))
                found.append((path.stat().st_mtime_ns, f"{letter['Subject']}\n{body.get_content() if body else ''}"))
    for path in (var / "sms").glob("*"):
        text = path.read_text()
        if address in text.split("\n", 1)[0]:
            found.append((path.stat().st_mtime_ns, text))
    return [text for _, text in sorted(found)]


def newest_code(address: str, var: Path, *, seconds: float = 5.0) -> str:
    """The code in the last letter to an address; waits for it a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for text in reversed(letters_to(address, var)):
            found = re.search(r"\b(\d{6})\b", text)
            if found:
                return found[1]
        time.sleep(0.05)
    raise AssertionError(f"no one-time code was sent to {address}")


def authenticator_code(secret: str) -> str:
    """What the authenticator app shows now, by allauth's own computation.

    The counters it accepts come oldest first; the one of this moment stands in the middle. The oldest would fall out of
    the tolerance whenever half a minute ends between reading the code and typing it.
    """
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
