"""What a person says of themselves: situation, experience, what they look for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.skills.models import Occupation

from .. import access
from ..contact import read_phone
from ..events import PROFILE_CHANGED, READY_CHANGED
from ..identity_check import local_date
from ..models import Experience, Person, Wish, WishedOccupation
from .identity import lock_person
from .registration import check_choices, find_district, find_regency

_FACTS = frozenset({"citizen", "in_formal_education", "receives_social_aid", "has_disability"})
_CHOICES = frozenset({"education", "work_status", "excluded_role"})
MAX_ABOUT = 1000
MAX_WISHES = 5
FARTHEST_KM = 6000


@command
def update_profile(by: Actor, *, person_id: UUID, at: datetime.datetime, **fields: Any) -> Person:
    """fields: lives_in and district (codes), phone, about, education, work_status, excluded_role, and the
    facts citizen, in_formal_education, receives_social_aid, has_disability. home_region never changes.
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    unknown = set(fields) - _FACTS - _CHOICES - {"lives_in", "district", "phone", "about"}
    if unknown:
        raise ValueError(f"a profile has no {sorted(unknown)}")
    check_choices(**{name: fields[name] for name in _CHOICES & set(fields)})
    for name in (_FACTS | _CHOICES) & set(fields):
        setattr(person, name, fields[name])
    if "about" in fields:
        person.about = _short_text(fields["about"])
    if "phone" in fields:
        person.phone = read_phone(fields["phone"]) if fields["phone"] else ""
    if "lives_in" in fields:
        home = find_regency(fields["lives_in"], "lives_in")
        if home.code != person.lives_in_id:
            person.lives_in, person.district = home, None
    if "district" in fields:
        person.district = find_district(fields["district"], person.lives_in_id)
    person.changed_at = at
    person.save()
    append(PROFILE_CHANGED, person.id, at=at)
    return person


def _short_text(text: str) -> str:
    text = text.strip()
    if len(text) > MAX_ABOUT:
        raise Refused(
            "about_too_long",
            _("Ceritamu paling banyak %(count)s huruf.") % {"count": MAX_ABOUT},
            field="about",
        )
    return text


@command
def add_experience(
    by: Actor,
    *,
    person_id: UUID,
    title: str,
    occupation: str | None = None,
    employer: str = "",
    started_on: datetime.date | None = None,
    ended_on: datetime.date | None = None,
    at: datetime.datetime,
) -> Experience:
    """One job that was or is done. ended_on None: still doing it."""
    person = lock_person(person_id)
    access.may_change(by, person)
    title = " ".join(title.split())
    if not title:
        raise Refused("title_empty", _("Tulis pekerjaannya, misalnya “penjahit”."), field="title")
    today = local_date(at)
    if started_on and started_on > today:
        raise Refused("started_in_future", _("Tanggal mulai ini belum terjadi."), field="started_on")
    if ended_on and started_on and ended_on < started_on:
        raise Refused("ended_before_start", _("Tanggal selesai lebih awal dari tanggal mulai."), field="ended_on")
    row = Experience.objects.create(
        person=person,
        home_region=person.home_region_id,
        title=title[:120],
        employer=employer.strip()[:120],
        occupation=_find_occupation(occupation) if occupation else None,
        started_on=started_on,
        ended_on=ended_on,
    )
    append(PROFILE_CHANGED, person.id, at=at)
    return row


@command
def remove_experience(by: Actor, *, experience_id: UUID, at: datetime.datetime) -> None:
    row = Experience.objects.select_related("person").filter(id=experience_id).first()
    if row is None:
        raise NotYours
    access.may_change(by, row.person)
    row.delete()
    append(PROFILE_CHANGED, row.person_id, at=at)


@command
def set_wish(
    by: Actor,
    *,
    person_id: UUID,
    wage_min: int | None = None,
    radius_km: int = 25,
    kinds: Sequence[str] = (),
    occupations: Sequence[str] = (),
    ready: bool | None = None,
    at: datetime.datetime,
) -> Wish:
    """What a person looks for. wage_min: rupiah a month. radius_km from where they live. occupations: codes,
    the most wanted first, at most five. ready: may be called (None: as before).
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    if wage_min is not None and wage_min < 0:
        raise Refused("wage_negative", _("Upah tidak bisa kurang dari nol."), field="wage_min")
    if not 0 <= radius_km <= FARTHEST_KM:
        raise Refused("radius_unlikely", _("Jarak antara 0 dan 6.000 km."), field="radius_km")
    codes = list(dict.fromkeys(occupations))
    if len(codes) > MAX_WISHES:
        raise Refused("too_many_wishes", _("Pilih paling banyak lima pekerjaan."), field="occupations")
    found = [_find_occupation(code) for code in codes]
    wish = _wish_of(person, at)
    was_ready = wish.ready
    wish.wage_min, wish.radius_km, wish.kinds, wish.refreshed_at = wage_min, radius_km, list(kinds), at
    wish.ready = was_ready if ready is None else ready
    wish.save()
    WishedOccupation.objects.filter(person=person).delete()
    WishedOccupation.objects.bulk_create(
        WishedOccupation(person=person, home_region=person.home_region_id, occupation=each, rank=rank)
        for rank, each in enumerate(found, 1)
    )
    append(PROFILE_CHANGED, person.id, at=at)
    if wish.ready != was_ready:
        append(READY_CHANGED, person.id, at=at, ready=wish.ready)
    return wish


@command
def mark_ready(by: Actor, *, person_id: UUID, ready: bool, at: datetime.datetime) -> Wish:
    """Ready to work and willing to be called, or not any more. Saying it again refreshes it (the pool stays
    fresh).
    """
    person = lock_person(person_id)
    access.may_change(by, person)
    wish = _wish_of(person, at)
    changed = wish.ready != ready
    wish.ready, wish.refreshed_at = ready, at
    wish.save()
    if changed:
        append(READY_CHANGED, person.id, at=at, ready=ready)
    return wish


def _wish_of(person: Person, at: datetime.datetime) -> Wish:
    """The person's row is locked, so two tabs cannot make two wishes."""
    found = Wish.objects.filter(person=person).first()
    return found or Wish(person=person, home_region=person.home_region_id, refreshed_at=at)


def _find_occupation(code: str) -> Occupation:
    found = Occupation.objects.filter(code=code).first()
    if found is None:
        raise Refused(
            "occupation_unknown",
            _("Pekerjaan ini tidak ada di daftar."),
            todo=_("Pilih dari daftar."),
            field="occupations",
        )
    return found
