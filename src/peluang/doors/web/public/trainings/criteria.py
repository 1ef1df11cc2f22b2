"""What a visitor asks of the catalogue: read from the link, and written back into links, so that a link keeps it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from peluang.domain.catalogue.models import Mode
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.programme.queries import recipient_of
from peluang.domain.skills.models import Occupation, Skill
from peluang.domain.skills.queries import resolve
from peluang.doors.web.environment import choice_label
from peluang.doors.web.ui.formats import date_short, rupiah_short

from .place import TypedPlace

RADII = (10, 25, 50, 100, 250)


@dataclass(frozen=True)
class Term:
    """An occupation or skill as it was typed, and what it means. code: None while nobody knows the word."""

    typed: str = ""
    code: str | None = None
    label: str = ""

    @property
    def unclear(self) -> bool:
        return bool(self.typed) and self.code is None


@dataclass(frozen=True)
class Criteria:
    """balance: rupiah on the visitor's own account, None without a decree; within_balance: only what it pays."""

    words: str
    place: TypedPlace
    radius: int | None
    mode: str
    price_max: int | None
    occupation: Term
    skill: Term
    starts_from: datetime.date | None
    starts_by: datetime.date | None
    free_seats: bool
    within_balance: bool
    balance: int | None
    page: int

    @classmethod
    def of(cls, request: HttpRequest) -> Criteria:
        """What makes no sense is left out, never an error: links are old, shared and typed. At most 5 statements."""
        asked = request.GET
        within = asked.get("saldo", "") == "1"
        mode = asked.get("cara", "")
        return cls(
            words=asked.get("q", "").strip()[:200],
            place=TypedPlace.of(request),
            radius=number(asked.get("radius", "")),
            mode=mode if mode in Mode.values else "",
            price_max=number(asked.get("harga", "")),
            occupation=_term(asked.get("jabatan", ""), "occupation"),
            skill=_term(asked.get("keahlian", ""), "skill"),
            starts_from=_date(asked.get("mulai", "")),
            starts_by=_date(asked.get("sampai", "")),
            free_seats=asked.get("kursi", "") == "1",
            within_balance=within,
            balance=_balance(request),
            page=number(asked.get("hal", "")) or 1,
        )

    @property
    def price_limit(self) -> int | None:
        """The smaller of what was typed and what the balance pays."""
        limits = [self.price_max, self.balance if self.within_balance else None]
        return min((each for each in limits if each is not None), default=None)

    def search(self) -> dict[str, Any]:
        """Arguments of finding.search_trainings."""
        return {
            "words": self.words, "regency": self.place.code, "radius_km": self.radius if self.place.code else None,
            "mode": self.mode or None, "price_max": self.price_limit, "occupation": self.occupation.code,
            "skills": (self.skill.code,) if self.skill.code else (), "starts_from": self.starts_from,
            "starts_by": self.starts_by, "free_seats": self.free_seats, "page": self.page,
        }  # fmt: skip

    def active(self) -> list[tuple[str, str]]:
        """(what is filtered, the key of the link that takes it out)."""
        found = [
            (self.place.typed and self.place.code, self._near(), "dekat"),
            (self.mode, choice_label(Mode.choices, self.mode) if self.mode else "", "cara"),
            (self.price_max is not None, _("sampai %(price)s") % {"price": rupiah_short(self.price_max or 0)}, "harga"),
            (self.within_balance and self.balance is not None, _("cukup dengan saldoku"), "saldo"),
            (self.occupation.code, self.occupation.label, "jabatan"),
            (self.skill.code, self.skill.label, "keahlian"),
            (self.starts_from, _("mulai dari %(day)s") % {"day": _day(self.starts_from)}, "mulai"),
            (self.starts_by, _("mulai paling lambat %(day)s") % {"day": _day(self.starts_by)}, "sampai"),
            (self.free_seats, _("masih ada kursi"), "kursi"),
        ]
        return [(str(label), key) for on, label, key in found if on]

    def _near(self) -> str:
        return f"{self.place.label} · {self.radius} km" if self.radius else self.place.label


def number(text: str) -> int | None:
    """Digits with or without dots; None for anything else."""
    digits = text.replace(".", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None


def _term(typed: str, kind: Any) -> Term:
    typed = typed.strip()[:80]
    code = resolve(typed, kind) if typed else None
    if code is None:
        return Term(typed)
    english = reading_language() == "en"
    if kind == "occupation":
        row = Occupation.objects.get(code=code)
        return Term(typed, code, row.title_en if english else row.title_id)
    skill = Skill.objects.get(code=code)
    return Term(typed, code, skill.name_en if english else skill.name_id)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _day(day: datetime.date | None) -> str:
    return date_short(day) if day else ""


def _balance(request: HttpRequest) -> int | None:
    user: Any = request.user
    if not (user.is_authenticated and user.person_id):
        return None
    recipient = recipient_of(user.person_id)
    return recipient.account.balance if recipient and recipient.status == "active" else None
