"""Who acts: the actor of a request or command, told to Python and to PostgreSQL for one transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction


class Role(StrEnum):
    """What a person acts as. A person may hold several through memberships and sees which is active."""

    ANONYMOUS = "anonymous"
    PERSON = "person"
    PROVIDER = "provider"
    TRAINER = "trainer"
    ASSESSOR = "assessor"
    PLATFORM = "platform"
    PAYMENT = "payment"
    EMPLOYER = "employer"
    SENTRA = "sentra"
    CHAPTER = "chapter"
    LABOUR_OFFICE = "labour_office"
    PROVINCE_OFFICE = "province_office"
    PROGRAMME_OFFICE = "programme_office"
    MINISTRY = "ministry"
    AUDITOR = "auditor"
    HELP_DESK = "help_desk"
    SYSTEM = "system"


#: Roles that work for the state, the programme or its partners: sign-in asks for a second factor.
STAFF_ROLES = frozenset(
    {
        Role.PROVIDER, Role.ASSESSOR, Role.PLATFORM, Role.PAYMENT, Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE,
        Role.PROGRAMME_OFFICE, Role.MINISTRY, Role.AUDITOR, Role.HELP_DESK,
    }
)  # fmt: skip

_NATIONAL = {Role.PROGRAMME_OFFICE, Role.AUDITOR, Role.SYSTEM}
_REGIONAL = {Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE}


@dataclass(frozen=True)
class Actor:
    """person: who acts (None: nobody signed in, or the program itself). organisation: on whose behalf.
    region: regency "33.20" or province "33" of a regional office, else "".
    """

    role: Role
    person: UUID | None = None
    organisation: UUID | None = None
    region: str = ""

    @property
    def scope(self) -> str:
        """What row-level security lets this actor see (row_security.py)."""
        if self.role in _NATIONAL:
            return "national"
        if self.role in _REGIONAL:
            return "region"
        if self.role == Role.ANONYMOUS:
            return "anonymous"
        return "person" if self.role == Role.PERSON else "organisation"

    def as_person(self) -> Actor:
        return replace(self, role=Role.PERSON, organisation=None, region="")


NOBODY = Actor(Role.ANONYMOUS)
PROGRAM = Actor(Role.SYSTEM)

_actor: ContextVar[Actor] = ContextVar("peluang_actor", default=NOBODY)
_scope: ContextVar[str] = ContextVar("peluang_scope", default="")


def current_actor() -> Actor:
    return _actor.get()


def current_scope() -> str:
    return _scope.get()


def _tell_database(actor: Actor, scope: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('peluang.scope', %s, true), set_config('peluang.actor', %s, true),"
            " set_config('peluang.organisation', %s, true), set_config('peluang.region', %s, true)",
            [scope, str(actor.person or ""), str(actor.organisation or ""), actor.region],
        )


@contextlib.contextmanager
def acting(actor: Actor, scope: str | None = None) -> Iterator[Actor]:
    """One transaction in which `actor` acts; PostgreSQL shows the rows of `scope` (default: the actor's)."""
    wanted = scope or actor.scope
    if _actor.get() == actor and _scope.get() == wanted and connection.in_atomic_block:
        with transaction.atomic(savepoint=True):
            yield actor
        return
    before = (_actor.get(), _scope.get())
    nested = connection.in_atomic_block
    tokens = (_actor.set(actor), _scope.set(wanted))
    try:
        with transaction.atomic():
            _tell_database(actor, wanted)
            yield actor
    finally:
        _actor.reset(tokens[0])
        _scope.reset(tokens[1])
        # A rolled-back savepoint has restored the settings already; telling them again does no harm.
        if nested and not connection.needs_rollback:
            _tell_database(*before)


@contextlib.contextmanager
def elevated(reason: str) -> Iterator[None]:
    """Sees every row, for a purpose that is named: a public certificate check, a total over the country."""
    assert reason, "an elevation names its purpose"
    with acting(current_actor(), scope="national"):
        yield
