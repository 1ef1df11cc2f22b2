"""How a message leaves: e-mail through Django's backend, text messages through a webhook or into files.

Without an SMTP server or a webhook both are written under var/, so that a fresh installation works at once.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from peluang.foundation.paths import var

from .models import Channel

TIMEOUT = 10  # seconds


@dataclass(frozen=True)
class Letter:
    """id: of the outbox row, so that a receiver can tell a repetition. stop_url: ends this kind of news, or ""."""

    id: UUID
    address: str
    subject: str
    text: str
    stop_url: str = ""


#: Takes letters, returns what went wrong by id; absent: sent.
Sender = Callable[[Sequence[Letter]], dict[UUID, str]]


def send_email(letters: Sequence[Letter]) -> dict[UUID, str]:
    """One connection for all of them."""
    wrong: dict[UUID, str] = {}
    try:
        connection: BaseEmailBackend = get_connection()
        connection.open()
    except Exception as error:  # whatever the backend raises: the letters wait
        return {letter.id: _short(error) for letter in letters}
    try:
        for letter in letters:
            message = EmailMessage(
                letter.subject,
                letter.text,
                settings.DEFAULT_FROM_EMAIL,
                [letter.address],
                headers=_headers(letter),
                connection=connection,
            )
            try:
                message.send()
            except Exception as error:
                wrong[letter.id] = _short(error)
    finally:
        connection.close()
    return wrong


def _headers(letter: Letter) -> dict[str, str]:
    """With the one-click stop of RFC 8058 where there is one: mail programs show a button that posts there."""
    always = {"Message-ID": f"<{letter.id}@peluang>", "Auto-Submitted": "auto-generated"}
    if not letter.stop_url:
        return always
    return always | {
        "List-Unsubscribe": f"<{letter.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def send_sms(letters: Sequence[Letter]) -> dict[UUID, str]:
    return _to_webhook(letters) if settings.SMS_WEBHOOK else _to_files(letters)


def _to_webhook(letters: Sequence[Letter]) -> dict[UUID, str]:
    """POST {"id", "to", "text"}; anything but 2xx counts as not sent."""
    if not settings.SMS_WEBHOOK.startswith(("https://", "http://")):
        return {letter.id: "PELUANG_SMS_WEBHOOK is no web address" for letter in letters}
    wrong: dict[UUID, str] = {}
    for letter in letters:
        body = json.dumps({"id": str(letter.id), "to": letter.address, "text": letter.text}).encode()
        request = urllib.request.Request(
            settings.SMS_WEBHOOK, body, {"Content-Type": "application/json"}, method="POST"
        )
        try:
            urllib.request.urlopen(request, timeout=TIMEOUT).close()
        except (urllib.error.URLError, OSError, ValueError) as error:
            wrong[letter.id] = _short(error)
    return wrong


def _to_files(letters: Sequence[Letter]) -> dict[UUID, str]:
    folder = var() / "sms"
    folder.mkdir(mode=0o700, exist_ok=True)
    for letter in letters:
        (folder / f"{letter.id}.txt").write_text(f"To: {letter.address}\n\n{letter.text}\n")
    return {}


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def is_local(channel: str) -> bool:
    """Whether sending takes no network, so that a page may do it at once."""
    if channel == Channel.SMS:
        return not settings.SMS_WEBHOOK
    return not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")


SENDERS: dict[str, Sender] = {Channel.EMAIL: send_email, Channel.SMS: send_sms}
