"""An account is opened when its owner has shown the code that was sent; a person is joined to it later."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused

from ..contact import Address
from ..events import ACCOUNT_OPENED
from ..models import Account
from ..queries import account_of


@command
def open_account(by: Actor, *, address: Address, language: str = "id", at: datetime.datetime) -> Account:
    """The account of an address whose code was confirmed: the one there is, or a new one. Idempotent."""
    known = account_of(address)
    if known:
        if address.phone and not known.phone_verified:
            known.phone_verified = True
            known.save(update_fields=["phone_verified"])
        return known
    try:
        with transaction.atomic():
            account = Account.objects.create_user(
                email=address.email or None,
                phone=address.phone or None,
                phone_verified=bool(address.phone),
                language=language,
                joined_at=at,
            )
    except IntegrityError:  # the same code confirmed in two tabs at once
        found = account_of(address)
        assert found is not None
        return found
    append(ACCOUNT_OPENED, account.id, at=at, by="email" if address.email else "phone")
    return account


@command
def add_address(by: Actor, *, account_id: UUID, address: Address, at: datetime.datetime) -> Account:
    """A second way to sign in, after its code was confirmed. Raises Refused when another account has it."""
    account = Account.objects.select_for_update().get(id=account_id)
    if by.role != Role.SYSTEM and (account.person_id is None or account.person_id != by.person):
        raise NotYours
    try:
        with transaction.atomic():
            if address.email:
                account.email = address.email
            else:
                account.phone, account.phone_verified = address.phone, True
            account.save(update_fields=["email", "phone", "phone_verified"])
    except IntegrityError as error:
        raise Refused(
            "address_taken",
            _("Alamat ini sudah dipakai akun lain."),
            todo=_("Masuk dengan alamat itu, atau pakai alamat lain."),
            field="address",
        ) from error
    return account
