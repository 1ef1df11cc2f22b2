"""How a person is reached: an e-mail address or a phone number, from what was typed into one field."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

COUNTRY = "ID"


@dataclass(frozen=True)
class Address:
    """One of the two is set. phone: E.164."""

    email: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return self.email or self.phone


def read_address(text: str, field: str = "address") -> Address:
    """E-mail when it has an @, else a phone number. Raises Refused with the plain reason."""
    text = text.strip()
    if not text:
        raise Refused("address_empty", _("Isi e-mail atau nomor HP-mu."), field=field)
    if "@" in text:
        return Address(email=read_email(text, field))
    return Address(phone=read_phone(text, field))


def read_email(text: str, field: str = "email") -> str:
    """Lower case, as stored. Raises Refused."""
    text = text.strip().lower()
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(
            "email_unreadable",
            _("Alamat e-mail ini belum lengkap."),
            todo=_("Contoh: nama@contoh.id."),
            field=field,
        ) from error
    return text


def read_phone(text: str, field: str = "phone") -> str:
    """E.164: "0812 3456 7890" gives "+6281234567890". Numbers without + are Indonesian. Raises Refused."""
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise _unreadable_phone(field) from error
    if not phonenumbers.is_valid_number(number):
        raise _unreadable_phone(field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_as_spoken(phone: str) -> str:
    """How people write it: "0812-3456-7890" for Indonesian numbers, "+60 12-345 6789" for others; "" stays."""
    try:
        number = phonenumbers.parse(phone, COUNTRY)
    except phonenumbers.NumberParseException:
        return phone
    home = number.country_code == phonenumbers.country_code_for_region(COUNTRY)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _unreadable_phone(field: str) -> Refused:
    return Refused(
        "phone_unreadable",
        _("Nomor HP ini tidak dikenali."),
        todo=_("Periksa angkanya. Contoh: 0812 3456 7890."),
        field=field,
    )
