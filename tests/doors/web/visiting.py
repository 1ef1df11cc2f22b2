"""Browsers of tests: signed in as a person, or acting for an organisation after a second factor."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from peluang.domain.organisations.models import Membership, Organisation
from peluang.domain.people.models import Account, Person
from tests.factories.organisations import a_membership
from tests.factories.people import a_person, an_account

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_person(person: Person | None = None) -> Client:
    person = person or a_person()
    client = Client()
    account = Account.objects.filter(person=person).first() or an_account(person=person)
    client.force_login(account, backend=_BACKEND)
    return client


def as_member(organisation: Organisation, role: str, person: Person | None = None) -> Client:
    """Acting for `organisation` in `role`, second factor passed."""
    person = person or a_person()
    client = as_person(person)
    membership = Membership.objects.filter(person=person, organisation=organisation, role=role).first()
    membership = membership or a_membership(person=person, organisation=organisation, role=role)
    session = client.session
    session["acting_as"] = str(membership.id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code"}, {"method": "mfa"}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(Account.objects.get(person=person).pk)
    session.save()
    return client


@contextlib.contextmanager
def at_most(statements: int = 12) -> Iterator[None]:
    """The page's budget. Savepoints and the row-security settings stand in for BEGIN here and are not counted."""
    with CaptureQueriesContext(connection) as captured:
        yield
    said = [query["sql"] for query in captured.captured_queries]
    counted = [sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE")) and "set_config" not in sql]
    assert len(counted) <= statements, f"{len(counted)} statements:\n" + "\n".join(sql[:160] for sql in counted)
