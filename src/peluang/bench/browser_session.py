"""A session of a demo participant, as signing in would make it."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def signed_in_session_key() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from peluang.demo.accounts import DEMO_ACCOUNTS
    from peluang.domain.kernel.context import Role
    from peluang.domain.people.models import Account

    participant = next(each for each in DEMO_ACCOUNTS if each.role == Role.PERSON and each.email.startswith("siti"))
    account = Account.objects.get(email=participant.email)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def signed_in_cookie() -> str:
    return f"sessionid={signed_in_session_key()}"
