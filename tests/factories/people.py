"""People and accounts.

`a_person(ready=True, skills={"las-smaw": 3})`; `a_person(identity=True, kk="...")`;
`an_account(person=a_person())`.
"""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from peluang.domain.people import identity_vault
from peluang.domain.people.models import (
    Account,
    Consent,
    Experience,
    Identity,
    NikClaim,
    Person,
    PersonSkill,
    Wish,
    WishedOccupation,
)
from peluang.engines.codes import nik as nik_code
from tests.conftest import NOW

JEPARA = "33.20"
_numbers = itertools.count(1)
_NAMES = ["Siti Aminah", "Budi Santoso", "Dewi Lestari", "Agus Prasetyo", "Rina Wulandari", "Joko Susilo"]


def a_nik(
    birth_date: datetime.date = datetime.date(2000, 5, 4),
    sex: str = "f",
    district: str = "33.20.05",
    serial: int = 0,
) -> str:
    """A well-formed NIK that no other test person has."""
    letter = nik_code.Sex.FEMALE if sex == "f" else nik_code.Sex.MALE
    return nik_code.compose_nik(district, birth_date, letter, serial or next(_numbers) % 9999 + 1)


def a_kk(district: str = "332005") -> str:
    """A well-formed KK number that no other test family has."""
    return f"{district}120318{next(_numbers) % 9999 + 1:04d}"


def a_person(
    *,
    full_name: str | None = None,
    regency: str = JEPARA,
    lives_in: str | None = None,
    identity: bool = False,
    nik: str | None = None,
    kk: str | None = None,
    verified: bool = False,
    ready: bool | None = None,
    skills: dict[str, int] | None = None,
    occupations: list[str] | None = None,
    wage_min: int | None = None,
    radius_km: int = 25,
    kinds: list[str] | None = None,
    experience: list[tuple[str, str | None]] | None = None,
    consents: list[str] | None = None,
    **fields: Any,
) -> Person:
    """A woman of 26 from Jepara who looks for work, unless traits say otherwise.

    identity: with NIK and KK (nik=, kk=, verified=). ready, occupations, wage_min, radius_km, kinds: a wish.
    skills: code → level. experience: (title, occupation code or None). consents: purposes given.
    """
    number = next(_numbers)
    values: dict[str, Any] = {
        "full_name": full_name or _NAMES[number % len(_NAMES)],
        "birth_date": datetime.date(2000, 5, 4),
        "sex": "f",
        "home_region_id": regency,
        "lives_in_id": lives_in or regency,
        "education": "smk",
        "work_status": "job_seeker",
        "registered_at": NOW,
        "changed_at": NOW,
    }
    person = Person.objects.create(**values | fields)
    if identity or nik or kk or verified:
        _with_identity(person, nik, kk, verified)
    if ready is not None or occupations or wage_min is not None or kinds:
        Wish.objects.create(
            person=person,
            home_region=regency,
            ready=bool(ready),
            wage_min=wage_min,
            radius_km=radius_km,
            kinds=kinds or [],
            refreshed_at=NOW,
        )
    for code, level in (skills or {}).items():
        PersonSkill.objects.create(
            person=person, home_region=regency, skill_id=code, level=level, source="declared", since=NOW
        )
    for rank, code in enumerate(occupations or [], 1):
        WishedOccupation.objects.create(person=person, home_region=regency, occupation_id=code, rank=rank)
    for title, code in experience or []:
        Experience.objects.create(
            person=person,
            home_region=regency,
            title=title,
            occupation_id=code,
            started_on=datetime.date(2022, 1, 1),
        )
    for purpose in consents or []:
        Consent.objects.create(person=person, home_region=regency, purpose=purpose, given_at=NOW)
    return person


def _with_identity(person: Person, nik: str | None, kk: str | None, verified: bool) -> Identity:
    nik = nik or a_nik(person.birth_date, person.sex)
    kk = kk or a_kk()
    NikClaim.objects.create(nik_digest=identity_vault.digest(nik), person=person, claimed_at=NOW)
    return Identity.objects.create(
        person=person,
        home_region=person.home_region_id,
        nik_cipher=identity_vault.encrypt(nik),
        nik_digest=identity_vault.digest(nik),
        nik_shown=nik_code.mask(nik),
        kk_cipher=identity_vault.encrypt(kk),
        kk_digest=identity_vault.digest(kk),
        status="verified" if verified else "declared",
        declared_at=NOW,
        verified_at=NOW if verified else None,
    )


def an_account(
    *, person: Person | None = None, email: str | None = None, phone: str | None = None, **fields: Any
) -> Account:
    """Signs in by e-mail, or by phone when only `phone` is given. No person: not registered yet."""
    if email is None and phone is None:
        email = f"orang{next(_numbers)}@contoh.id"
    fields.setdefault("phone_verified", phone is not None)
    account: Account = Account.objects.create_user(email=email, phone=phone, person=person, joined_at=NOW, **fields)
    return account
