"""A person's waves: join in one tap, and a result that says why; the balance and what moved on it."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.models import Payer
from peluang.domain.money.models import Transfer
from peluang.domain.money.queries import transfers_of
from peluang.domain.people.models import Person
from peluang.domain.programme.commands import join_wave, withdraw_entry
from peluang.domain.programme.eligibility import preview
from peluang.domain.programme.models import Recipient, Wave, WaveEntry
from peluang.domain.programme.queries import (
    entries_of,
    next_wave,
    open_wave_now,
    recipient_of,
    scheme_parameters,
    wave_by_number,
)
from peluang.domain.programme.reasons import said
from peluang.domain.programme.states import ENTRY
from peluang.domain.readings.near import classes_near, vacancies_near
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.engines.rules import local_date

from ..learning.person import own_id, registered

TONES = {
    "joined": "info", "eligible": "info", "drawn": "good", "decreed": "good", "not_drawn": "warn", "ineligible": "warn",
}  # fmt: skip
_UNDECIDED = ("joined", "eligible")


@page({Role.PERSON})
@registered
def waves(request: HttpRequest) -> HttpResponse:
    """The wave that is open now, and every wave the person was in."""
    at, person = clock.now(), own_id(request)
    context = {
        "open": open_wave_now(at), "next": next_wave(at), "entries": entries_of(person), "states": ENTRY.states,
        "tones": TONES, "recipient": recipient_of(person),
    }  # fmt: skip
    return render(request, "participant/programme/waves.html", context)


@page({Role.PERSON})
@registered
def wave(request: HttpRequest, number: int) -> HttpResponse:
    return _show(request, _wave(number))


@page({Role.PERSON}, methods=("POST",))
@registered
def join(request: HttpRequest, number: int) -> HttpResponse:
    found, person = _wave(number), own_id(request)
    try:
        join_wave(request.actor, wave_id=found.id, person_id=person, at=clock.now())  # type: ignore[attr-defined]
    except Refused as refusal:
        return _show(request, found, refusal)
    messages.success(request, _("Kamu terdaftar di gelombang %(number)s.") % {"number": number})
    return redirect("participant:wave", number)


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = _wave(number)
    entry = WaveEntry.objects.filter(wave=found, person_id=own_id(request), status="joined").first()
    if entry is None:
        raise Http404
    if request.method == "POST":
        try:
            withdraw_entry(request.actor, entry_id=entry.id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            return _show(request, found, refusal)
        messages.success(request, _("Pendaftaranmu dibatalkan. Selama gelombang masih dibuka, kamu boleh daftar lagi."))
        return redirect("participant:wave", number)
    return render(request, "participant/programme/withdraw.html", {"wave": found})


def _wave(number: int) -> Wave:
    found = wave_by_number(number)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, found: Wave, refusal: Refused | None = None) -> HttpResponse:
    """One page for every state, so that a link in a message always leads to what is true now."""
    at, person = clock.now(), own_id(request)
    entry = WaveEntry.objects.filter(wave=found, person_id=person).exclude(status="withdrawn").first()
    takes_entries = found.status == "open" and found.opens_at <= at < found.closes_at
    following = open_wave_now(at) if not takes_entries else None
    recipient = recipient_of(person) if entry is None or entry.status in ("decreed", "not_drawn", "drawn") else None
    context: dict[str, Any] = {
        "wave": found, "entry": entry, "status": entry.status if entry else "", "refusal": refusal,
        "recipient": recipient,
        "takes_entries": takes_entries, "following": following if following != found else None, "states": ENTRY.states,
        "tones": TONES, "parameters": scheme_parameters(found.scheme), "reasons": _reasons(entry),
        "today": local_date(at),
    }  # fmt: skip
    if takes_entries and (entry is None or entry.status in _UNDECIDED):
        context["answers"] = preview(person, context["parameters"], at)
    if entry and entry.status in ("not_drawn", "ineligible"):
        context |= _near(person, at)
    return render(request, "participant/programme/wave.html", context, status=409 if refusal else 200)


def _reasons(entry: WaveEntry | None) -> list[dict[str, Any]]:
    if entry is None:
        return []
    return [
        {
            "code": each["code"], "text": said(each), "remedy": said(each, "remedy"), "rule": each["rule"],
            "date": datetime.date.fromisoformat(each["date"]), "rank": each.get("rank"), "places": each.get("places"),
            "last_rank": each.get("last_rank"),
        }
        for each in entry.reasons
    ]  # fmt: skip


def _near(person_id: UUID, at: datetime.datetime) -> dict[str, Any]:
    """Not drawn is not the end: work and classes near the person that need no decree; first those others pay."""
    person = Person.objects.select_related("lives_in").get(id=person_id)
    region = person.lives_in_id
    classes = [each for each in classes_near(region, at=at, most=30) if each.payer != Payer.BALANCE]
    return {
        "place": person.lives_in.name, "vacancies": vacancies_near(region, at=at, most=3),
        "classes": sorted(classes, key=lambda each: each.payer == Payer.OWN)[:3],
    }  # fmt: skip


@page({Role.PERSON})
@registered
def balance(request: HttpRequest) -> HttpResponse:
    recipient = recipient_of(own_id(request))
    if recipient is None:
        return render(request, "participant/programme/no_balance.html", {"open": open_wave_now(clock.now())})
    transfers = transfers_of(recipient.account_id)
    context = {
        "recipient": recipient, "today": local_date(clock.now()), "moves": _moves(recipient, transfers),
        "parameters": scheme_parameters(recipient.scheme), **_sums(recipient, transfers),
    }  # fmt: skip
    return render(request, "participant/programme/balance.html", context)


def _moves(recipient: Recipient, transfers: list[Transfer]) -> list[dict[str, Any]]:
    names = {
        "grant": _("Saldo dari SK"), "purchase": _("Bayar pelatihan"), "refund": _("Uang kembali dari pelatihan"),
        "return": _("Kembali ke kas negara"),
    }  # fmt: skip
    return [
        {
            "what": names.get(each.purpose, each.purpose), "at": each.at,
            "amount": each.amount if each.target_id == recipient.account_id else -each.amount,
        }
        for each in transfers
    ]  # fmt: skip


def _sums(recipient: Recipient, transfers: list[Transfer]) -> dict[str, int]:
    """granted = spent + left + returned, to the rupiah."""
    left = recipient.account.balance
    returned = sum(each.amount for each in transfers if each.purpose == "return")
    return {"left": left, "returned": returned, "spent": recipient.granted - left - returned}
