"""What the title proposes, put into the fields that are still empty; what was typed stays as it was typed."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peluang.domain.finding.places import place_label, resolve_place
from peluang.domain.jobs.lawful import is_exempt, size_is_known
from peluang.domain.jobs.proposing import Proposal, propose
from peluang.domain.organisations.models import Organisation
from peluang.domain.skills.queries import resolve

from .forms import VacancyForm

_SCOPES = {"regency": _("di %(place)s"), "province": _("di provinsi itu"), "country": _("di seluruh Indonesia")}


def typed(data: QueryDict) -> dict[str, Any]:
    """The form's fields as they were sent, to show them again; a box that is not ticked sends nothing."""
    return {
        name: (name in data if name == "open_to_disability" else data.get(name, ""))
        for name in VacancyForm.base_fields
    }  # fmt: skip


def proposed(data: QueryDict, employer: Organisation, at: datetime.datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """The form's values, and what the page says of the proposal. Nothing is written."""
    values = typed(data)
    title, regency = values["title"].strip()[:120], resolve_place(values["regency"]) if values["regency"] else None
    if regency and len(regency) == 2:
        regency = None
    if not title:
        return values, {"empty": True}
    chosen = resolve(values["occupation"], "occupation") if values["occupation"] else None
    found = propose(title, values["description"][:4000], regency, occupation=chosen, at=at)
    filled, place = _fill(values, found), place_label(regency) if regency else ""
    return values, {
        "empty": False, "filled": filled, "wages": found.wages, "minimum": found.minimum, "place": place,
        "scope": _SCOPES[found.wages.scope] % {"place": place} if found.wages else "",
        "exempt": is_exempt(employer), "size_known": size_is_known(employer), "no_place": regency is None,
        "unknown": found.occupation is None,
    }  # fmt: skip


def _fill(values: dict[str, Any], found: Proposal) -> list[Any]:
    """Fills empty fields; returns the names of those it filled, as the page calls them."""
    filled = []
    if found.occupation and not values["occupation"]:
        values["occupation"] = found.occupation
        filled.append(_("jabatan baku"))
    if found.skills and not values["skills"].strip():
        values["skills"] = found.skills
        filled.append(_("keahlian"))
    if found.wages and not values["wage_min"].strip() and not values["wage_max"].strip():
        values["wage_min"], values["wage_max"] = found.wages.low, found.wages.high
        filled.append(_("upah"))
    return filled
