"""What was typed on the pages before, kept in the session until it is registered. NIK and KK are sealed:
sessions lie in the database.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from peluang.domain.people import identity_vault
from peluang.domain.people.contact import phone_as_spoken
from peluang.domain.people.models import Account
from peluang.domain.people.models.identity import short_mask
from peluang.engines.codes.nik import mask

from .forms import ConsentForm, IdentityForm, SituationForm, WhoForm

KEY = "registration"
NEXT = "registration_next"
_SEALED = ("nik", "kk")


@dataclass(frozen=True)
class Step:
    name: str
    title: Any
    form: type[forms.Form]


STEPS = (
    Step("diri", _("Siapa kamu"), WhoForm),
    Step("nik", _("NIK dan KK"), IdentityForm),
    Step("keadaan", _("Keadaanmu"), SituationForm),
    Step("izin", _("Izinmu"), ConsentForm),
)
ORDER = [step.name for step in STEPS]
#: field of a refusal → the page it was typed on.
PAGE_OF_FIELD = {name: step.name for step in STEPS for name in step.form.base_fields}


class Typed:
    """The pages filled so far."""

    def __init__(self, request: HttpRequest) -> None:
        self.session = request.session
        self.pages: dict[str, dict[str, list[str]]] = self.session.get(KEY, {})

    def keep(self, name: str, data: QueryDict, fields: list[str]) -> None:
        page = {field: [str(value) for value in data.getlist(field)] for field in fields}
        for field in _SEALED:
            if field in page:
                page[field] = [_seal(value) for value in page[field] if value.strip()] or self._before(name, field)
        self.pages[name] = page
        self.session[KEY] = self.pages

    def _before(self, name: str, field: str) -> list[str]:
        return self.pages.get(name, {}).get(field, [])

    def page(self, name: str) -> QueryDict | None:
        """As it was posted, numbers readable again; None when the page was not filled."""
        if name not in self.pages:
            return None
        data = QueryDict(mutable=True)
        for field, values in self.pages[name].items():
            data.setlist(field, [_unseal(value) for value in values] if field in _SEALED else values)
        return data

    def masked(self) -> dict[str, str]:
        """NIK and KK as they may be shown, once they were given."""
        page = self.page("nik")
        return {field: short_mask(mask(page.get(field, ""))) for field in _SEALED if page.get(field)} if page else {}

    def first_unfilled(self) -> str | None:
        return next((name for name in ORDER if name not in self.pages), None)

    def forget(self) -> None:
        self.session.pop(KEY, None)


def _seal(text: str) -> str:
    return base64.b64encode(identity_vault.encrypt(text)).decode()


def _unseal(text: str) -> str:
    return identity_vault.decrypt(base64.b64decode(text))


def initial(name: str, account: Account) -> dict[str, Any]:
    """What is known before anything was typed."""
    return {"phone": phone_as_spoken(account.phone or "")} if name == "diri" else {}
