"""The stage of a journey: server, browsers, clock, worker and letters of one test."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test.utils import override_settings
from playwright.sync_api import Browser

from peluang.doors import clock

from . import codes
from .present import Present
from .visitor import DESK, Visitor

if TYPE_CHECKING:
    from .country import Country
    from .server import LiveServer

#: Rounds of the worker after which events that cause events must have come to rest.
_ROUNDS = 20
_GO_ON = re.compile("^(Lanjut|Continue|Next)$")


class World:
    def __init__(self, server: LiveServer, browser: Browser, var: Path) -> None:
        self.server = server
        self.url = server.url
        self.browser = browser
        self.var = var
        self._visitors: list[Visitor] = []
        self.problems: list[str] = []
        self._signed_in: dict[tuple[str, str], list[Any]] = {}

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Its own folder for letters, index and clock; the demo's switches; a present that starts at NOW."""
        before, real = os.environ.get("PELUANG_VAR"), clock.timezone
        os.environ["PELUANG_VAR"] = str(self.var)
        clock.timezone = Present()  # type: ignore[assignment]
        changed: dict[str, Any] = {
            "DEMO": True,
            "SEARCH_INDEX": self.var / "index",
            "MEDIA_ROOT": self.var / "files",
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(self.var / "mail"),
            "BASE_URL": self.url,
            "LOGGING_CONFIG": settings.LOGGING_CONFIG,
        }
        try:
            with override_settings(**changed):
                (self.var / "mail").mkdir(exist_ok=True)
                yield
        finally:
            for visitor in self._visitors:
                visitor.leaves()
            clock.timezone = real
            os.environ.pop("PELUANG_VAR")
            if before is not None:
                os.environ["PELUANG_VAR"] = before

    @cached_property
    def country(self) -> Country:
        """Set up once, when a journey first asks for it."""
        from .country import Country

        made = Country.founded(clock.now())
        self.pump()
        return made

    @contextlib.contextmanager
    def without_network(self, visitor: Visitor) -> Iterator[None]:
        """The visitor's browser knows it, and nobody else is answered either."""
        visitor.context.set_offline(True)
        self.server.hears(False)
        try:
            yield
        finally:
            self.server.hears(True)
            visitor.context.set_offline(False)

    # who comes

    def visitor(self, **traits: Any) -> Visitor:
        """Somebody nobody knows yet. Traits: javascript, language, dark, screen."""
        made = Visitor(self.browser, self.url, self.problems, **traits)
        self._visitors.append(made)
        return made

    def signed_in(self, address: str, *, role: str = "", **traits: Any) -> Visitor:
        """Through the pages: address, code from the letter, for staff the authenticator, then the role to act in."""
        visitor = self.visitor(**traits)
        kept = self._signed_in.get((address, role))
        if kept:  # an authenticator's code serves once, and people stay signed in anyway
            visitor.context.add_cookies(kept)
            return visitor
        self.sign_in(visitor, address)
        secret = self.country.authenticators.get(address)
        if secret:
            visitor.fills(re.compile("^(Kode|Code|6-digit)"), codes.authenticator_code(secret)).presses(_GO_ON)
        if role:
            self.act_as(visitor, role)
        self._signed_in[(address, role)] = [
            each for each in visitor.context.cookies() if each.get("name") in ("sessionid", "csrftoken")
        ]  # type: ignore[misc]
        return visitor

    def staff(self, role: str, **traits: Any) -> Visitor:
        """The country's member of staff in this role, signed in and acting, at a desk unless they teach."""
        if role != "trainer":
            traits.setdefault("screen", DESK)
        who = self.country.staff[role]
        return self.signed_in(who.address, role=who.organisation.name, **traits)

    def sign_in(self, visitor: Visitor, address: str) -> None:
        """The address, then the code that went to it; somebody new is asked to register next."""
        visitor.goes_to("/akun/masuk/").fills(re.compile("E-mail"), address).presses(re.compile("Kirim kode|Send"))
        visitor.stands_at(re.compile("Masukkan kode|Enter the code"))
        visitor.fills(re.compile("^(Kode|Code|6-digit)"), self.code_for(address)).presses(_GO_ON)

    def act_as(self, visitor: Visitor, organisation: str) -> None:
        visitor.goes_to("/saya/peran").presses(re.compile(re.escape(organisation)))

    def code_for(self, address: str) -> str:
        return codes.newest_code(address, self.var)

    def letters_to(self, address: str) -> list[str]:
        return codes.letters_to(address, self.var)

    # time and work

    def pump(self) -> None:
        """What the worker does by itself, until there is nothing left to do."""
        from peluang.doors.worker.pump import turn

        for _ in range(_ROUNDS):
            if not turn():
                break

    def due(self, *, days: int = 0) -> None:
        """`days` pass; then everything happens whose time has come."""
        from peluang.doors.worker.due import run_due

        if days:
            clock.move_demo_clock(days)
        self.pump()
        run_due(clock.now())
        self.pump()
