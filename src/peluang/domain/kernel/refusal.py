"""A command that says no: what happened, what was kept, what to do next."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Raised by commands and guards when a rule forbids something; never a programming error.

    code: stable, for tests, the API and counts. text: a plain sentence (gettext, lazy). todo: what to do
    now. field: the form field it belongs to, if one. reasons: (text, rule) pairs where there are several.
    """

    def __init__(
        self, code: str, text: Any, *, todo: Any = "", field: str | None = None, reasons: tuple[Any, ...] = ()
    ) -> None:
        super().__init__(code, str(text))
        self.code = code
        self.text = text
        self.todo = todo
        self.field = field
        self.reasons = reasons

    def __str__(self) -> str:
        return f"{self.text} {self.todo}".strip()


class NotYours(Refused):
    """What is not yours answers like what is not there: doors turn this into 404."""

    def __init__(self) -> None:
        from django.utils.translation import gettext_lazy as _

        super().__init__("not_found", _("Tidak ditemukan."), todo=_("Periksa lagi alamatnya."))
