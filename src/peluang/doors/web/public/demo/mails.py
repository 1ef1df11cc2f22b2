"""What the demo would have sent: the newest files of the file sender, so that codes can be read without a mailbox."""

from __future__ import annotations

import datetime
import email
import email.policy
import re
from dataclasses import dataclass
from pathlib import Path

from peluang.foundation.paths import var

MOST = 12
_CODE = re.compile(r"\b([A-Z0-9]{3}-?[A-Z0-9]{3}|\d{6})\b")


@dataclass(frozen=True)
class Letter:
    """code: a one-time code in it, "" when there is none."""

    to: str
    subject: str
    text: str
    code: str
    at: datetime.datetime


def newest_letters() -> list[Letter]:
    """From var/mail and var/sms, newest first."""
    files = [path for folder in ("mail", "sms") for path in _files(var() / folder)]
    files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [letter for path in files[:MOST] for letter in _letters(path)]
    return letters[:MOST]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []


def _letters(path: Path) -> list[Letter]:
    """A file of Django's file backend holds one session's mails, divided by a line of dashes; the last comes first."""
    at = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
    parts = re.split(r"^-{79}$", path.read_text(errors="replace"), flags=re.MULTILINE)
    return [_letter(part.strip(), path, at) for part in reversed(parts) if part.strip()]


def _letter(text: str, path: Path, at: datetime.datetime) -> Letter:
    if path.parent.name == "mail":
        message = email.message_from_string(text, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain",))
        content = str(body.get_content()) if body else ""
        to, subject = str(message["To"] or ""), str(message["Subject"] or "")
    else:
        to, _line, content = text.partition("\n")
        subject = "SMS"
    found = _CODE.search(content) if _says_code(f"{subject} {content}") else None
    return Letter(to.strip(), subject, content.strip()[:600], found[1] if found else "", at)


def _says_code(text: str) -> bool:
    return any(word in text.lower() for word in ("kode", "code"))
