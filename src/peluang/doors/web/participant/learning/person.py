"""Who is reading their own pages."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _


def registered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An account without a person is sent to finish registering, and told why."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.person is None:  # type: ignore[attr-defined]
            messages.info(request, _("Lengkapi dulu data dirimu; sesudah itu kamu bisa memilih kelas."))
            address = redirect("participant:register")
            address["Location"] += "?" + urlencode({"next": request.get_full_path()})
            return address
        return view(request, *args, **kwargs)

    return guarded


def own_id(request: HttpRequest) -> UUID:
    """The person behind the account; only inside a `registered` view."""
    person: UUID = request.actor.person  # type: ignore[attr-defined]
    return person
