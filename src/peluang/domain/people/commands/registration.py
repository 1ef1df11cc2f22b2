"""Registration: a person becomes known, with NIK and KK, and says what their data may be used for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.places.models import District, Regency
from peluang.engines.codes import nik as nik_code

from .. import access, identity_vault
from ..contact import read_phone
from ..enums import Education, ExcludedRole, Purpose, Sex, WorkStatus
from ..events import CONSENT_GIVEN, PERSON_REGISTERED
from ..identity_check import CheckedIdentity, check_birth_date, check_identity, nik_taken
from ..models import Account, Consent, Identity, NikClaim, Person

MAX_NAME = 200


@command
def register_person(
    by: Actor,
    *,
    account_id: UUID | None,
    full_name: str,
    birth_date: datetime.date,
    sex: str,
    nik: str,
    kk: str,
    regency: str,
    district: str | None = None,
    education: str,
    work_status: str,
    citizen: bool = True,
    in_formal_education: bool = False,
    receives_social_aid: bool = False,
    excluded_role: str = "",
    has_disability: bool = False,
    phone: str = "",
    consents: Iterable[str] = (),
    at: datetime.datetime,
) -> Person:
    """A person with identity and consents. Everyone may have a profile: no rule of a scheme is asked here.

    Any number of people of one KK may register. Raises Refused: nik_taken when the NIK has an account (also
    when two register it at the same instant), and the plain reason for whatever was typed wrongly.
    """
    access.may_register(by, regency)
    account = _free_account(account_id)
    name = clean_name(full_name)
    check_choices(sex=sex, education=education, work_status=work_status, excluded_role=excluded_role)
    check_birth_date(birth_date, at=at)
    home = find_regency(regency)
    numbers = check_identity(
        nik, kk, birth_date=birth_date, sex=sex, card_seen=access.is_office_of(by, home.code), at=at
    )
    person = Person.objects.create(
        full_name=name,
        birth_date=birth_date,
        sex=sex,
        home_region=home,
        lives_in=home,
        district=find_district(district, home.code),
        phone=read_phone(phone) if phone else "",
        education=education,
        work_status=work_status,
        citizen=citizen,
        in_formal_education=in_formal_education,
        receives_social_aid=receives_social_aid,
        excluded_role=excluded_role,
        has_disability=has_disability,
        registered_at=at,
        changed_at=at,
    )
    claim_nik(person, numbers, at=at)
    _declare_identity(person, numbers, at=at)
    if account:
        account.person = person
        account.save(update_fields=["person"])
    append(PERSON_REGISTERED, person.id, at=at, home_region=home.code)
    for purpose in dict.fromkeys(consents):
        Consent.objects.create(person=person, home_region=home.code, purpose=known_purpose(purpose), given_at=at)
        append(CONSENT_GIVEN, person.id, at=at, purpose=str(Purpose(purpose).value))
    return person


def _free_account(account_id: UUID | None) -> Account | None:
    if account_id is None:
        return None
    account = Account.objects.select_for_update().get(id=account_id)
    if account.person_id:
        raise Refused(
            "already_registered",
            _("Akun ini sudah terdaftar."),
            todo=_("Buka profilmu untuk melengkapi data."),
        )
    return account


def claim_nik(person: Person, numbers: CheckedIdentity, *, at: datetime.datetime) -> None:
    """One NIK, one person. Two at the same instant: the second waits for the first to commit, then is refused
    by the primary key.
    """
    try:
        with transaction.atomic():
            NikClaim.objects.create(nik_digest=identity_vault.digest(numbers.nik), person=person, claimed_at=at)
    except IntegrityError as error:
        raise nik_taken() from error


def _declare_identity(person: Person, numbers: CheckedIdentity, *, at: datetime.datetime) -> Identity:
    return Identity.objects.create(person=person, home_region=person.home_region_id, declared_at=at, **sealed(numbers))


def sealed(numbers: CheckedIdentity) -> dict[str, Any]:
    """The columns of an Identity that hold the numbers."""
    return {
        "nik_cipher": identity_vault.encrypt(numbers.nik),
        "nik_digest": identity_vault.digest(numbers.nik),
        "nik_shown": nik_code.mask(numbers.nik),
        "kk_cipher": identity_vault.encrypt(numbers.kk),
        "kk_digest": identity_vault.digest(numbers.kk),
        "key_version": identity_vault.CURRENT,
    }


def clean_name(text: str) -> str:
    """Inner spaces single. Raises Refused when empty, too long or with digits in it."""
    name = " ".join(text.split())
    if not name:
        raise Refused("name_empty", _("Isi nama seperti di KTP."), field="full_name")
    if len(name) > MAX_NAME or any(sign.isdigit() or sign in "<>{}@" for sign in name):
        raise Refused("name_unreadable", _("Nama hanya berisi huruf, seperti di KTP."), field="full_name")
    return name


def find_regency(code: str, field: str = "regency") -> Regency:
    found = Regency.objects.filter(code=code).first()
    if found is None:
        raise Refused(
            "regency_unknown",
            _("Kabupaten atau kota ini tidak ada di daftar."),
            todo=_("Pilih dari daftar."),
            field=field,
        )
    return found


def find_district(code: str | None, regency: str) -> District | None:
    if not code:
        return None
    found = District.objects.filter(code=code, regency_id=regency).first()
    if found is None:
        raise Refused("district_unknown", _("Kecamatan ini tidak ada di kabupaten atau kota itu."), field="district")
    return found


def check_choices(**values: str) -> None:
    """Raises Refused at the field whose value is none of its choices."""
    known: dict[str, Any] = {
        "sex": Sex,
        "education": Education,
        "work_status": WorkStatus,
        "excluded_role": ExcludedRole,
    }
    for field, value in values.items():
        if value not in known[field].values:
            raise Refused(f"{field}_unknown", _("Pilih satu dari daftar."), field=field)


def known_purpose(purpose: str) -> str:
    if purpose not in Purpose.values:
        raise Refused("purpose_unknown", _("Izin ini tidak dikenal."), field="consents")
    return str(Purpose(purpose).value)
