"""Signing in by the real pages."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client


def code_in_last_mail() -> str:
    return str(re.findall(r"\b\d{6}\b", mail.outbox[-1].body)[0])


def sign_in(client: Client, address: str, **query: str) -> Any:
    """By the pages: address, then the code from the letter. Returns the last answer, not followed."""
    client.post("/akun/masuk/", {"address": address, **query})
    return client.post("/akun/kode/", {"code": code_in_last_mail(), **query})


def signed_in_account(account: Any) -> Client:
    """A browser of an account that need not have a person yet."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
