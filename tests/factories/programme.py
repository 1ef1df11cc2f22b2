"""Schemes, waves in every state, and recipients.

`a_wave(state="open", places=3)`; `a_wave(state="decreed", people=[...])`; `a_recipient(balance=...)`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.people.models import Person
from peluang.domain.programme.commands import (
    appropriate,
    close_wave,
    decree_wave,
    draw_wave,
    join_wave,
    open_wave,
    plan_wave,
    screen_wave,
    set_scheme,
)
from peluang.domain.programme.models import Appropriation, Recipient, Scheme, Wave
from peluang.engines.rules import NORMAL_2023, SchemeParameters
from tests.conftest import NOW

from .people import a_person

_numbers = itertools.count(1)
#: From joining to the decree a wave takes this long in tests; the decree is signed at NOW.
_DAY = datetime.timedelta(days=1)


def a_scheme(parameters: SchemeParameters = NORMAL_2023, **changes: Any) -> Scheme:
    """The scheme of 2023, or another; changes become part of it, under a code of its own."""
    if changes:
        changes.setdefault("code", f"{parameters.code}-{next(_numbers)}")
        parameters = replace(parameters, **changes)
    return set_scheme(PROGRAM, parameters=parameters, name_id=parameters.name_id, name_en=parameters.name_en, at=NOW)


def an_appropriation(amount: int = 10_000_000_000, *, scheme: Scheme | None = None, **fields: Any) -> Appropriation:
    return appropriate(
        PROGRAM,
        fiscal_year=fields.pop("fiscal_year", 2026),
        scheme_code=(scheme or a_scheme()).code,
        decision_number=f"DIPA-{next(_numbers)}",
        amount=amount,
        at=NOW,
    )


def a_wave(
    state: str = "open",
    *,
    places: int = 2,
    quotas: Sequence[tuple[str, str, int]] = (),
    people: Sequence[Person] = (),
    appropriation: Appropriation | None = None,
    number: int | None = None,
    decree: str | None = None,
) -> Wave:
    """A wave that is in `state` at NOW, joined by `people` while it was open."""
    appropriation = appropriation or an_appropriation()
    number = number or 1000 + next(_numbers)
    begin = NOW - 5 * _DAY
    wave = plan_wave(
        PROGRAM,
        number=number,
        scheme_code=appropriation.scheme.code,
        appropriation_id=appropriation.id,
        opens_at=begin,
        closes_at=NOW + _DAY if state in ("planned", "open") else NOW - 2 * _DAY,
        places=sum(each[2] for each in quotas) or places,
        quotas=quotas,
        at=begin,
    )
    steps: dict[str, Any] = {
        "open": lambda: open_wave(PROGRAM, wave_id=wave.id, at=begin),
        "closed": lambda: close_wave(PROGRAM, wave_id=wave.id, at=NOW - 2 * _DAY),
        "screened": lambda: screen_wave(PROGRAM, wave_id=wave.id, at=NOW - _DAY),
        "drawn": lambda: draw_wave(PROGRAM, wave_id=wave.id, at=NOW),
        "decreed": lambda: decree_wave(PROGRAM, wave_id=wave.id, number=decree or f"SK-{number}/2026", at=NOW),
    }
    if state == "planned":
        return wave
    for name, step in steps.items():
        step()
        if name == "open":
            for person in people:
                join_wave(PROGRAM, wave_id=wave.id, person_id=person.id, at=NOW - 3 * _DAY)
        if name == state:
            break
    wave.refresh_from_db()
    return wave


def a_recipient(*, person: Person | None = None, scheme: Scheme | None = None, **traits: Any) -> Recipient:
    """A person with a decree signed at NOW; the balance holds the scheme's training money."""
    person = person or a_person(verified=True, **traits)
    a_wave("decreed", people=[person], places=1, appropriation=an_appropriation(scheme=scheme))
    return Recipient.objects.select_related("account", "scheme").get(person=person)
