"""Webinars, self-paced parts, redeem codes and partners' keys.

`a_webinar_class()` runs now with one webinar of two hours that began an hour ago; `a_self_paced_class(items={"m1": 60})`
runs for a fortnight; `a_partner_key(provider)` brings (key, secret); `a_redeem_code(enrolment, committed=True)`.
"""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from peluang.domain.catalogue.models import Offering
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.models import Enrolment, LearningItem, RedeemCode, Session, TrainingClass
from peluang.domain.organisations.commands.partner_keys import make_partner_key
from peluang.domain.organisations.models import Organisation, PartnerKey
from tests.conftest import NOW

from .catalogue import an_offering

_numbers = itertools.count(1)
_HOUR = datetime.timedelta(hours=1)


def a_webinar_class(
    *,
    offering: Offering | None = None,
    starts_at: datetime.datetime | None = None,
    minutes: int = 120,
    now: datetime.datetime = NOW,
    **fields: Any,
) -> TrainingClass:
    """One webinar, no practice to show; it began an hour before `now` unless starts_at says otherwise."""
    begins = starts_at or now - _HOUR
    row = _a_class(offering, begins, begins + datetime.timedelta(minutes=minutes), **fields)
    Session.objects.create(
        training_class=row, number=1, starts_at=begins, ends_at=row.ends_at, online=True, kind="webinar",
        join_url="https://rapat.example/j/81234",
    )  # fmt: skip
    return row


def a_self_paced_class(
    *,
    offering: Offering | None = None,
    items: dict[str, int] | None = None,
    minutes: int | None = None,
    webinar_minutes: int = 0,
    now: datetime.datetime = NOW,
    **fields: Any,
) -> TrainingClass:
    """Open from a day before `now` for a fortnight. items: code → minutes; minutes: what the part counts (their sum).
    webinar_minutes: with a webinar too, an hour before `now`.
    """
    items = {"m1": 60, "m2": 60} if items is None else items
    begins, ends = now - 24 * _HOUR, now + 13 * 24 * _HOUR
    row = _a_class(offering, begins, ends, **fields)
    Session.objects.create(
        training_class=row, number=1, starts_at=begins, ends_at=ends, online=True, kind="self_paced",
        minutes=minutes or sum(items.values()) or 60,
    )  # fmt: skip
    if webinar_minutes:
        Session.objects.create(
            training_class=row, number=2, starts_at=now - _HOUR, online=True, kind="webinar",
            ends_at=now - _HOUR + datetime.timedelta(minutes=webinar_minutes),
        )  # fmt: skip
    for number, (code, each) in enumerate(items.items(), 1):
        an_item(row.offering, code=code, minutes=each, number=number)
    return row


def _a_class(
    offering: Offering | None, begins: datetime.datetime, ends: datetime.datetime, **fields: Any
) -> TrainingClass:
    offering = offering or an_offering(online=True, technology=True, minutes_practice=0, minutes_theory=900)
    values: dict[str, Any] = {
        "code": f"DAR-{next(_numbers):04d}", "starts_at": begins, "ends_at": ends, "payer": "own", "seats": 40,
        "status": "running",
    }  # fmt: skip
    return TrainingClass.objects.create(offering=offering, trainer=offering.trainer, **values | fields)


def an_item(offering: Offering, **fields: Any) -> LearningItem:
    number = next(_numbers)
    values: dict[str, Any] = {"number": number, "code": f"m{number}", "title": "Menulis kode yang rapi", "minutes": 30}
    return LearningItem.objects.create(offering=offering, **values | {"kind": "video"} | fields)


def a_redeem_code(enrolment: Enrolment, *, committed: bool = False, **fields: Any) -> RedeemCode:
    code = f"{next(_numbers):08d}".replace("0", "K").replace("1", "T")
    values: dict[str, Any] = {"code": code, "made_at": NOW}
    if committed:
        values |= {"external_id": f"lms-{code}", "committed_at": NOW}
    return RedeemCode.objects.create(enrolment=enrolment, **values | fields)


def a_partner_key(provider: Organisation, **fields: Any) -> tuple[PartnerKey, str]:
    return make_partner_key(PROGRAM, organisation_id=provider.id, at=fields.pop("at", NOW), **fields)
