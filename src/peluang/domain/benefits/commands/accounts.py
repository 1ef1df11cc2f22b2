"""The account an incentive goes to: declared by its owner, matched with the same NIK by the payment partner."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.people.identity_vault import digest, encrypt
from peluang.domain.people.models import Person

from ..access import must_be_another, must_be_own
from ..events import PAYOUT_ACCOUNT_DECLARED, PAYOUT_ACCOUNT_REFUSED, PAYOUT_ACCOUNT_VERIFIED
from ..institutions import INSTITUTIONS
from ..models import Incentive, PayoutAccount
from ..reasons import ACCOUNT, REASONS
from ..states import PAYOUT_ACCOUNT
from .due import settle_incentives

_IN_USE = ("declared", "verified", "refused")
_SHORTEST, _LONGEST = 6, 20


@command
def declare_payout_account(
    by: Actor, *, person_id: UUID, institution: str, number: str, holder_name: str, at: datetime.datetime
) -> PayoutAccount:
    """One account at a time: a new one replaces the one before. The number is encrypted; pages show its last two
    digits. Declaring the same account again changes nothing, unless it was refused or a payment into it failed: then it
    is matched anew.

    Raises Refused: "institution_unknown", "number_not_digits", "number_length", "holder_missing",
    "number_of_somebody_else".
    """
    must_be_own(by, person_id)
    person = Person.objects.select_for_update(of=("self",), no_key=True).filter(id=person_id).first()
    if person is None:
        raise NotYours()
    digits = _checked(institution, number, holder_name)
    mark = digest(digits)
    before = PayoutAccount.objects.filter(person=person, status__in=_IN_USE).first()
    if before:
        same = before.institution == institution and bytes(before.number_digest) == mark
        if same and before.status != "refused" and not _failed_into(before):
            return before
        PAYOUT_ACCOUNT.advance(before, "replaced", by.as_person().role)
        before.save(update_fields=["status"])
    row = PayoutAccount(
        person=person, home_region=person.home_region_id, institution=institution, number_cipher=encrypt(digits),
        number_digest=mark, number_shown=f"•••• {digits[-2:]}", holder_name=holder_name.strip(), declared_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            "number_of_somebody_else",
            _("Nomor ini sudah didaftarkan orang lain."),
            todo=_("Pakai rekening atas namamu sendiri. Kalau ini memang rekeningmu, hubungi bantuan."),
            field="number",
        ) from error
    append(PAYOUT_ACCOUNT_DECLARED, row.id, at=at, person_id=person_id, institution=institution)
    return row


def _failed_into(account: PayoutAccount) -> bool:
    """A payment failed there and waits for its owner: registering again says that it is put right."""
    return Incentive.objects.filter(payout_account=account, status="failed").exists()


def _checked(institution: str, number: str, holder_name: str) -> str:
    if institution not in INSTITUTIONS:
        raise Refused("institution_unknown", _("Pilih bank atau dompet digital dari daftar."), field="institution")
    digits = "".join(each for each in number if each not in " .-")
    if not digits.isascii() or not digits.isdigit():
        raise Refused("number_not_digits", _("Nomor rekening hanya berisi angka."), field="number")
    if not _SHORTEST <= len(digits) <= _LONGEST:
        raise Refused(
            "number_length",
            _("Nomor ini %(length)s angka; seharusnya %(least)s sampai %(most)s angka.")
            % {"length": len(digits), "least": _SHORTEST, "most": _LONGEST},
            field="number",
        )
    if not holder_name.strip():
        raise Refused(
            "holder_missing", _("Isi nama pemilik seperti di buku tabungan atau aplikasi."), field="holder_name"
        )
    return digits


@command
def verify_payout_account(
    by: Actor, *, payout_account_id: UUID, matches: bool, reason: str = "", at: datetime.datetime
) -> PayoutAccount:
    """The partner's answer to "is this account open in the same NIK?". No needs a code of reasons.py.

    Raises Refused: "reason_unknown", "wrong_state".
    """
    row = PayoutAccount.objects.select_for_update(of=("self",)).filter(id=payout_account_id).first()
    if row is None:
        raise NotYours()
    must_be_another(by, row.person_id)
    if not matches and (reason not in REASONS or ACCOUNT not in REASONS[reason].stages):
        raise Refused(
            "reason_unknown", _("Pilih alasan dari daftar, supaya orangnya tahu cara membetulkan."), field="reason"
        )
    PAYOUT_ACCOUNT.advance(row, "verified" if matches else "refused", by.role)
    row.reason = "" if matches else reason
    row.verified_at = at if matches else None
    row.save()
    if matches:
        append(PAYOUT_ACCOUNT_VERIFIED, row.id, at=at, person_id=row.person_id)
        settle_incentives(PROGRAM, person_id=row.person_id, at=at)
    else:
        append(PAYOUT_ACCOUNT_REFUSED, row.id, at=at, person_id=row.person_id, reason=reason)
        write(
            by, person_id=row.person_id, template="benefits.account_refused", context={"reason": reason}, at=at,
            once=f"account_refused:{row.id}",
        )  # fmt: skip
    return row
