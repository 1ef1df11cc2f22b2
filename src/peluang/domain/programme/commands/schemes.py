"""Schemes and the money a fiscal year has for them."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.money.commands import open_account, transfer
from peluang.domain.money.models import AccountKind
from peluang.domain.money.queries import TREASURY
from peluang.engines.rules import SchemeParameters, from_json, to_json

from ..access import must_run_programme
from ..events import MONEY_APPROPRIATED, SCHEME_SET
from ..models import Appropriation, Recipient, Scheme

#: What an extension or another name may change; everything else is another scheme.
_MAY_CHANGE = {"valid_until", "decision", "decision_date", "name_id", "name_en"}


@command
def set_scheme(by: Actor, *, parameters: SchemeParameters, name_id: str, name_en: str, at: datetime.datetime) -> Scheme:
    """Writes a dated scheme with the decision that set it, or extends it by a later decision.

    Raises Refused("scheme_for_life") when amounts or rules of a scheme with recipients would change: a cohort keeps
    its scheme for life (invariant; also a trigger of migration 0002).
    """
    must_run_programme(by)
    found = Scheme.objects.select_for_update().filter(code=parameters.code).first()
    if found and _differs(from_json(found.parameters), parameters) and Recipient.objects.filter(scheme=found).exists():
        raise Refused(
            "scheme_for_life",
            _("Skema ini sudah punya penerima, jadi jumlah dan aturannya tidak bisa diubah."),
            todo=_("Buat skema baru dengan kode lain."),
        )
    row = found or Scheme(code=parameters.code)
    row.name_id, row.name_en, row.parameters = name_id, name_en, to_json(parameters)
    row.decision_number, row.decision_date = parameters.decision, parameters.decision_date
    row.valid_from, row.valid_until = parameters.valid_from, parameters.valid_until
    row.save()
    append(SCHEME_SET, row.id, at=at, code=row.code, valid_from=row.valid_from, valid_until=row.valid_until)
    return row


def _differs(old: SchemeParameters, new: SchemeParameters) -> bool:
    before, after = to_json(old), to_json(new)
    return any(before[name] != after[name] for name in before if name not in _MAY_CHANGE)


@command
def appropriate(
    by: Actor, *, fiscal_year: int, scheme_code: str, decision_number: str, amount: int, at: datetime.datetime
) -> Appropriation:
    """Funds an account from the treasury with `amount` rupiah for one fiscal year and scheme.

    The same decision twice is one appropriation; with another amount it is Refused("appropriation_differs").
    Raises Refused("scheme_unknown"), Refused("amount_not_positive").
    """
    must_run_programme(by)
    scheme = Scheme.objects.select_for_update(no_key=True).filter(code=scheme_code).first()
    if scheme is None:
        raise Refused("scheme_unknown", _("Skema ini tidak ada."), field="scheme_code")
    same = Appropriation.objects.filter(fiscal_year=fiscal_year, scheme=scheme, decision_number=decision_number).first()
    if same:
        if same.amount != amount:
            raise Refused(
                "appropriation_differs", _("Keputusan anggaran ini sudah dicatat dengan jumlah lain."), field="amount"
            )
        return same
    if amount <= 0:
        raise Refused("amount_not_positive", _("Jumlah uang harus lebih dari nol."), field="amount")
    key = new_id()
    words = f"{fiscal_year} {scheme_code} {decision_number}"
    account = open_account(by, kind=AccountKind.APPROPRIATION, name=f"Pagu {words}", at=at)
    reserve = open_account(by, kind=AccountKind.INCENTIVE, name=f"Insentif {words}", at=at)
    row = Appropriation.objects.create(
        id=key, fiscal_year=fiscal_year, scheme=scheme, decision_number=decision_number, amount=amount,
        account=account, incentive_account=reserve,
    )  # fmt: skip
    transfer(
        by, source=TREASURY, target=account.id, amount=amount, purpose="appropriation", evidence_kind="appropriation",
        evidence=key, key=f"appropriation:{key}", at=at,
    )  # fmt: skip
    append(MONEY_APPROPRIATED, key, at=at, fiscal_year=fiscal_year, scheme=scheme_code, amount=amount)
    return row
