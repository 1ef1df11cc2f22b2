"""The decree (SK penetapan) makes the drawn into recipients: claims, balances and grants in one transaction."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_ids
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.commands import write_many
from peluang.domain.money.commands import NewAccount, Order, open_accounts, transfer_many
from peluang.domain.money.models import AccountKind
from peluang.engines.rules import SchemeParameters, first_training_deadline, from_json, local_date

from ..events import DECREE_SIGNED
from ..models import BenefitClaim, Decree, Recipient, Wave, WaveEntry
from ..reasons import taken_meanwhile
from ..states import WAVE
from .waves import locked_wave, must_afford, must_be_in_force

_LOCK = 0xDEC2EE
_FAMILY_SLOTS = 2


class Drawn(NamedTuple):
    entry_id: UUID
    person_id: UUID
    home_region: str
    nik_digest: bytes
    kk_digest: bytes
    had_benefit: bool


@dataclass(frozen=True)
class Made:
    """One recipient about to be written; slot: 1 or 2 of the family card."""

    drawn: Drawn
    slot: int
    recipient_id: UUID
    account_id: UUID


@command
def decree_wave(by: Actor, *, wave_id: UUID, number: str, at: datetime.datetime) -> Decree:
    """Signs the decree of a drawn wave, within its appropriation.

    For each recipient: the claim on NIK and family card, a balance account with the scheme's training money, the
    last day of the first purchase, a message. Incentives and surveys are set aside at once. Somebody who got a
    benefit through another wave since the draw is not drawn after all, with that reason. Raises Refused:
    "wrong_state", "decree_number_taken", "scheme_not_in_force", "beyond_appropriation", "nobody_drawn".
    """
    wave = locked_wave(by, wave_id)
    WAVE.advance(wave, "decreed", by.role)
    if not number.strip():
        raise Refused("decree_number_missing", _("Isi nomor SK."), field="number")
    if Decree.objects.filter(number=number).exists():
        raise Refused("decree_number_taken", _("Nomor SK ini sudah dipakai."), field="number")
    parameters = from_json(wave.scheme.parameters)
    must_be_in_force(parameters, at)
    # Decrees queue behind one another, so that two waves never count the same family's slots at once.
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    made, taken = _claimable(_drawn(wave))
    if not made:
        raise Refused("nobody_drawn", _("Tidak ada yang terpilih di gelombang ini, jadi tidak ada yang ditetapkan."))
    must_afford(wave, parameters, len(made))
    decree = Decree.objects.create(
        wave=wave, number=number, signed_by=by.person, signed_at=at, recipients=len(made), roster_digest=_digest(made)
    )
    _fund(by, wave, decree, made, parameters, at)
    _write(wave, decree, made, parameters, at)
    _refuse(wave, taken, at)
    wave.save()
    append(DECREE_SIGNED, decree.id, at=at, wave=wave.id, recipients=len(made), digest=decree.roster_digest)
    _tell(by, wave, made, parameters, at)
    return decree


def _drawn(wave: Wave) -> list[Drawn]:
    """In the order of rank, so that a family's slots go to those whose turn came first."""
    rows = (
        WaveEntry.objects.filter(wave=wave, status="drawn")
        .annotate(
            had=Q(Exists(Recipient.objects.filter(person=OuterRef("person"))))
            | Q(Exists(BenefitClaim.objects.filter(nik_digest=OuterRef("person__identity__nik_digest"))))
        )
        .order_by("ticket")
        .values_list(
            "id", "person_id", "home_region", "person__identity__nik_digest", "person__identity__kk_digest", "had"
        )
    )
    return [Drawn(entry, person, home, bytes(nik), bytes(kk), had) for entry, person, home, nik, kk, had in rows]


def _claimable(drawn: list[Drawn]) -> tuple[list[Made], list[tuple[Drawn, str]]]:
    """Who can be a recipient now, with the family's slot; and who cannot any more, with the reason's code."""
    families = {each.kk_digest for each in drawn}
    used = _slots(families)
    niks: set[bytes] = set()
    taken: list[tuple[Drawn, str]] = []
    kept: list[tuple[Drawn, int]] = []
    for each in drawn:
        slots = used.setdefault(each.kk_digest, set())
        free = next((slot for slot in range(1, _FAMILY_SLOTS + 1) if slot not in slots), None)
        if each.had_benefit or each.nik_digest in niks:
            taken.append((each, "ALREADY_RECIPIENT"))
        elif free is None:
            taken.append((each, "FAMILY_LIMIT"))
        else:
            slots.add(free)
            niks.add(each.nik_digest)
            kept.append((each, free))
    keys = zip(new_ids(len(kept)), new_ids(len(kept)))
    return [Made(each, slot, recipient, account) for (each, slot), (recipient, account) in zip(kept, keys)], taken


def _slots(families: set[bytes]) -> dict[bytes, set[int]]:
    """Slots that these families have used already (one statement)."""
    found: dict[bytes, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select kk_digest, slot from programme_family_claim where kk_digest = any(%s::bytea[])", [list(families)]
        )
        for kk, slot in cursor.fetchall():
            found.setdefault(bytes(kk), set()).add(slot)
    return found


def _fund(
    by: Actor, wave: Wave, decree: Decree, made: list[Made], parameters: SchemeParameters, at: datetime.datetime
) -> None:
    """A balance for each, and what their incentives and surveys may cost in one sum. The database refuses what
    the appropriation does not hold."""
    open_accounts(
        by, at=at,
        accounts=[
            NewAccount(
                AccountKind.BALANCE, f"Saldo {decree.number}", person_id=each.drawn.person_id,
                home_region=each.drawn.home_region, id=each.account_id,
            )
            for each in made
        ],
    )  # fmt: skip
    source = wave.appropriation.account_id
    orders = [
        Order(
            source, each.account_id, parameters.training_rupiah, "grant", "decree", decree.id,
            f"grant:{each.recipient_id}", each.drawn.person_id, each.drawn.home_region,
        )
        for each in made
    ]  # fmt: skip
    rewards = parameters.incentive_total_rupiah + parameters.survey_total_rupiah
    if rewards:
        orders.append(
            Order(
                source, wave.appropriation.incentive_account_id, rewards * len(made), "reserve", "decree", decree.id,
                f"reserve:{decree.id}",
            )
        )  # fmt: skip
    transfer_many(by, orders=orders, at=at)


_RECIPIENTS = """
insert into programme_recipient (id, decree_id, entry_id, person_id, home_region, scheme_id, account_id, granted,
    first_purchase_by, status, status_reason, made_at)
select id, %s::uuid, entry, person, region, %s::uuid, account, %s, %s, 'active', '', %s
  from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[]) as made(id, entry, person, region, account)
"""
_CLAIMS = "insert into programme_benefit_claim (recipient_id, nik_digest) select * from unnest(%s::uuid[], %s::bytea[])"
_FAMILIES = (
    "insert into programme_family_claim (id, recipient_id, kk_digest, slot)"
    " select * from unnest(%s::uuid[], %s::uuid[], %s::bytea[], %s::smallint[])"
)


def _write(wave: Wave, decree: Decree, made: list[Made], parameters: SchemeParameters, at: datetime.datetime) -> None:
    recipients = [str(each.recipient_id) for each in made]
    entries = [str(each.drawn.entry_id) for each in made]
    by_day = first_training_deadline(local_date(at), parameters)
    with connection.cursor() as cursor:
        cursor.execute(
            _RECIPIENTS,
            [
                str(decree.id), str(wave.scheme_id), parameters.training_rupiah, by_day, at, recipients, entries,
                [str(each.drawn.person_id) for each in made], [each.drawn.home_region for each in made],
                [str(each.account_id) for each in made],
            ],
        )  # fmt: skip
        cursor.execute(_CLAIMS, [recipients, [each.drawn.nik_digest for each in made]])
        cursor.execute(
            _FAMILIES,
            [
                [str(each) for each in new_ids(len(made))], recipients, [each.drawn.kk_digest for each in made],
                [each.slot for each in made],
            ],
        )  # fmt: skip
        cursor.execute(
            "update programme_wave_entry set status = 'decreed', decided_at = %s where id = any(%s::uuid[])",
            [at, entries],
        )


def _refuse(wave: Wave, taken: list[tuple[Drawn, str]], at: datetime.datetime) -> None:
    day = local_date(at)
    for code in ("ALREADY_RECIPIENT", "FAMILY_LIMIT"):
        entries = [each.entry_id for each, why in taken if why == code]
        if entries:
            WaveEntry.objects.filter(id__in=entries).update(
                status="not_drawn", reasons=[taken_meanwhile(code, wave.rules, day)], decided_at=at
            )


def _tell(by: Actor, wave: Wave, made: list[Made], parameters: SchemeParameters, at: datetime.datetime) -> None:
    deadline = first_training_deadline(local_date(at), parameters)
    news = {"wave": wave.number, "balance": parameters.training_rupiah, "deadline": deadline}
    write_many(
        by, template="programme.recipient", contexts={each.drawn.person_id: news for each in made},
        once=f"decreed:{wave.number}", at=at,
    )  # fmt: skip
    others = WaveEntry.objects.filter(wave=wave, status="not_drawn").values_list("person_id", "rank")
    write_many(
        by, template="programme.not_drawn",
        contexts={person: {"wave": wave.number, "rank": rank} for person, rank in others},
        once=f"not_drawn:{wave.number}", at=at,
    )  # fmt: skip


def _digest(made: list[Made]) -> str:
    return hashlib.sha256("\n".join(sorted(str(each.drawn.entry_id) for each in made)).encode()).hexdigest()
