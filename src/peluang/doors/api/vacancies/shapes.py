"""What the stream gives out: public data of vacancies, nothing about people."""

from __future__ import annotations

import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema


class PlaceOut(Schema):
    """code: Kemendagri."""

    code: str
    name: str


class VacancyOut(Schema):
    """wages: rupiah a month. skills: codes. url: its page here. source: "own", or the portal it came from."""

    id: UUID
    title: str
    employer: str
    description: str
    requirements: str
    occupation: str | None
    regency: PlaceOut
    address: str
    kind: str
    wage_min: int | None
    wage_max: int | None
    headcount: int
    education_min: str
    experience_years: int
    open_to_disability: bool
    skills: list[str]
    valid_from: datetime.date
    valid_until: datetime.date
    posted_at: datetime.datetime | None
    source: str
    source_url: str
    url: str


class ChangeOut(Schema):
    type: Literal["changed", "removed"]
    id: UUID
    vacancy: VacancyOut | None = None


class ChangesOut(Schema):
    """next: where to go on, always given. more: false when the reader has everything there is now."""

    items: list[ChangeOut]
    next: str
    more: bool
