"""A round in which seats are given by wish and priority: opened with a promise, computed, settled."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write_many
from peluang.domain.people.models import Person
from peluang.domain.places.models import Regency
from peluang.engines.allocation import Allocation as Result
from peluang.engines.allocation import allocate, check, proof_of
from peluang.engines.draw import commitment, commitment_holds, draw_seed
from peluang.engines.rules import local_date

from .. import access
from ..allocation_rules import rule_on
from ..events import ALLOCATION_CANCELLED, ALLOCATION_COMPUTED, ALLOCATION_OPENED, WISHES_SET
from ..locks import locked_class
from ..models import Allocation, AllocationClass, AllocationSecret, TrainingClass, Wish
from ..round_market import RoundMarket, give_points, market_of, settle_by, strike
from ..states import ALLOCATION
from ..waiting_line import classes_with_a_line, offer_free_seats

_SEED_BYTES = 32
#: A class of a round begins so long after its closing at the earliest: time to compute, settle, tell, travel.
LEAST_BEFORE_START = datetime.timedelta(days=2)
_MOST_CLASSES, _MOST_WISHES = 5000, 50

Reserves = Mapping[str, int]


@command
def open_allocation(
    by: Actor, *, name: str, opens_at: datetime.datetime, closes_at: datetime.datetime,
    classes: Sequence[tuple[UUID, Reserves]], most_wishes: int = 20, at: datetime.datetime,
) -> Allocation:  # fmt: skip
    """classes: (class, {regency code: seats kept for its people}). From now on their free seats are given in this round
    alone. The seed is drawn and its SHA-256 published before anybody has wished.

    Raises NotYours; Refused: name_missing, round_times, no_classes, unknown_class, class_not_open, class_too_early,
    class_in_round, reserve_too_big, unknown_regency, most_wishes.
    """
    access.must_allocate(by)
    name = name.strip()
    if not name or len(name) > 120:
        raise Refused("name_missing", _("Beri nama, paling panjang 120 huruf."), field="name")
    if closes_at <= opens_at or closes_at <= at:
        raise Refused("round_times", _("Waktu tutup harus sesudah waktu buka dan belum lewat."), field="closes_at")
    if not 1 <= most_wishes <= _MOST_WISHES:
        raise Refused("most_wishes", _("Antara 1 dan 50 pilihan untuk tiap orang."), field="most_wishes")
    rows = _classes_for(classes, closes_at)
    seed = secrets.token_bytes(_SEED_BYTES)
    row = Allocation.objects.create(
        name=name, opens_at=opens_at, closes_at=closes_at, rule=rule_on(local_date(at)).version,
        commitment=commitment(seed), most_wishes=most_wishes,
    )  # fmt: skip
    AllocationSecret.objects.create(allocation=row, seed=seed.hex())
    AllocationClass.objects.bulk_create(
        AllocationClass(allocation=row, training_class=each, reserves=dict(kept)) for each, kept in rows
    )
    append(
        ALLOCATION_OPENED, row.id, at=at, classes=len(rows), commitment=row.commitment, closes_at=closes_at,
        rule=row.rule.replace(" ", "-"),
    )  # fmt: skip
    return row


@command
def set_wishes(
    by: Actor, *, allocation_id: UUID, person_id: UUID, classes: Sequence[UUID], at: datetime.datetime
) -> Wish | None:
    """classes: AllocationClass ids, most wanted first; the whole list anew, as often as one likes until closing. An
    empty list takes the wishes back. When one came plays no part.

    Raises NotYours; Refused: not_open_yet, round_closed, too_many_wishes, wished_twice, unknown_class.
    """
    access.must_be_person(by, person_id)
    with connection.cursor() as cursor:
        # Shared among people, but not with the computing: it waits for whoever is writing their wishes.
        cursor.execute("select 1 from learning_allocation where id = %s for share", [allocation_id])
    row = Allocation.objects.filter(id=allocation_id).first()
    person = Person.objects.filter(id=person_id).only("id", "home_region_id").first()
    if row is None or person is None:
        raise NotYours()
    if row.status != "open" or at >= row.closes_at:
        raise Refused("round_closed", _("Waktu memilih sudah tutup. Pilihan terakhirmu yang dipakai."))
    if at < row.opens_at:
        raise Refused("not_open_yet", _("Waktu memilih belum dibuka."))
    wanted = [str(each) for each in classes]
    _must_be_a_list(row, wanted)
    if not wanted:
        Wish.objects.filter(allocation=row, person=person).delete()
        return None
    wish, _made = Wish.objects.update_or_create(
        allocation=row, person=person,
        defaults={"home_region": person.home_region_id, "classes": wanted, "wished_at": at},
    )  # fmt: skip
    append(WISHES_SET, wish.id, at=at, allocation_id=row.id, person_id=person_id, classes=len(wanted))
    return wish


@command
def compute_allocation(by: Actor, *, allocation_id: UUID, public_value: str = "", at: datetime.datetime) -> Allocation:
    """Who gets which class, from wishes, rule and seed alone; nothing is booked yet. The first computing reveals the
    seed and fixes public_value (a figure nobody could know before closing); again it gives the same, unless a class
    was cancelled or somebody's balance went since.

    Raises NotYours; Refused: wrong_state, not_closed_yet, seed_broken.
    """
    access.must_allocate(by)
    row = locked_round(allocation_id)
    again = row.status == "computed"
    ALLOCATION.advance(row, "computed", by.role)
    if at < row.closes_at:
        raise Refused("not_closed_yet", _("Waktu memilih belum tutup."), todo=_("Hitung sesudah waktu tutup."))
    secret = bytes.fromhex(AllocationSecret.objects.get(allocation=row).seed)
    if not commitment_holds(secret, row.commitment):
        raise Refused("seed_broken", _("Benih tidak cocok dengan janji saat dibuka. Pembagian dihentikan."))
    if not again:
        row.public_value = public_value.strip()[:100]
    seed = draw_seed(secret, row.public_value) if row.public_value else secret
    _prepare(row)
    found = market_of(row)
    result = allocate(found.market, seed, name=round_name(row))
    checked = check(result, seed, name=round_name(row))
    _write_result(found, result)
    proof = proof_of(
        result, checked, name=round_name(row), secret=secret, public_value=row.public_value, priority_rule=row.rule
    )
    row.seed, row.proof, row.computed_at = secret.hex(), proof.as_json(), at
    row.save()
    append(
        ALLOCATION_COMPUTED, row.id, at=at, people=proof.people, placed=proof.placed,
        blocking_pairs=proof.blocking_pairs, wishes_digest=proof.wishes_sha256, result_digest=proof.result_sha256,
    )  # fmt: skip
    return row


@command
def cancel_allocation(by: Actor, *, allocation_id: UUID, at: datetime.datetime) -> Allocation:
    """Nothing is given; the classes' seats can be booked by anybody again, and everybody who wished is told."""
    access.must_allocate(by)
    return _cancel(by, locked_round(allocation_id), at)


def cancel_overdue_allocations(by: Actor, *, at: datetime.datetime) -> int:
    """For the worker: a round nobody settled in time is cancelled, so that no seat stays empty because of it (our own
    rule; see settle_by). Returns rounds."""
    with acting(PROGRAM, scope="command"):
        closed = Allocation.objects.filter(status__in=["open", "computed"], closes_at__lte=at)
        late = [row.id for row in closed.order_by("closes_at", "id") if settle_by(row) <= at]
    return sum(_cancel_overdue(PROGRAM, allocation_id=key, at=at) for key in late)


@command
def _cancel_overdue(by: Actor, *, allocation_id: UUID, at: datetime.datetime) -> int:
    """Read after the lock: the office may have settled it in the meantime."""
    row = locked_round(allocation_id)
    if row.status not in ("open", "computed") or at < settle_by(row):
        return 0
    _cancel(by, row, at)
    return 1


def _cancel(by: Actor, row: Allocation, at: datetime.datetime) -> Allocation:
    ALLOCATION.advance(row, "cancelled", by.role)
    row.save(update_fields=["status"])
    wishes = Wish.objects.filter(allocation=row)
    people = list(wishes.values_list("person_id", flat=True))
    wishes.update(given=None, rank=None, outcome="cancelled")
    lined = classes_with_a_line(row.id)
    AllocationClass.objects.filter(allocation=row).delete()
    for class_id in lined:
        offer_free_seats(locked_class(class_id), at=at)
    context = {"allocation_id": row.id}
    write_many(
        by, template="learning.allocation_cancelled", contexts=dict.fromkeys(people, context), at=at,
        once=f"allocation:{row.id}",
    )  # fmt: skip
    append(ALLOCATION_CANCELLED, row.id, at=at, wishes=len(people))
    return row


def round_name(row: Allocation) -> str:
    """What tickets are made from besides seed and person; part of the public result."""
    return f"pembagian-{row.id.hex[-12:]}"


def locked_round(allocation_id: UUID) -> Allocation:
    row = Allocation.objects.select_for_update(no_key=True).filter(id=allocation_id).first()
    if row is None:
        raise NotYours()
    return row


def _classes_for(
    classes: Sequence[tuple[UUID, Reserves]], closes_at: datetime.datetime
) -> list[tuple[TrainingClass, Reserves]]:
    """The classes, locked in the order of their keys, each fit for a round."""
    wanted = dict(classes)
    if not wanted or len(wanted) > _MOST_CLASSES:
        raise Refused("no_classes", _("Pilih paling sedikit satu kelas."), field="classes")
    rows = list(TrainingClass.objects.select_for_update(no_key=True).filter(id__in=list(wanted)).order_by("id"))
    if len(rows) != len(wanted):
        raise Refused("unknown_class", _("Ada kelas yang tidak dikenal."), field="classes")
    taken = set(AllocationClass.objects.filter(training_class__in=rows).values_list("training_class_id", flat=True))
    named = {code for kept in wanted.values() for code in kept}
    unknown = named - set(Regency.objects.filter(code__in=named).values_list("code", flat=True))
    if unknown:
        raise Refused(
            "unknown_regency", _("Kode daerah ini tidak ada: %s") % ", ".join(sorted(unknown)), field="classes"
        )
    for row in rows:
        _must_fit(row, wanted[row.id], row.id in taken, closes_at)
    return [(row, wanted[row.id]) for row in rows]


def _must_fit(row: TrainingClass, kept: Reserves, taken: bool, closes_at: datetime.datetime) -> None:
    code = {"code": row.code}
    if row.status != "open":
        raise Refused("class_not_open", _("Kelas %(code)s tidak menerima peserta.") % code, field="classes")
    if row.starts_at < closes_at + LEAST_BEFORE_START:
        raise Refused(
            "class_too_early", _("Kelas %(code)s mulai terlalu cepat: paling sedikit dua hari sesudah tutup.") % code,
            field="classes",
        )  # fmt: skip
    if taken:
        raise Refused("class_in_round", _("Kelas %(code)s sudah ada di pembagian lain.") % code, field="classes")
    if any(seats < 1 for seats in kept.values()) or sum(kept.values()) > row.seats_left:
        raise Refused(
            "reserve_too_big",
            _("Kursi yang disisihkan di kelas %(code)s harus lebih dari nol dan tidak melebihi kursi kosongnya.")
            % code,
            field="classes",
        )


def _must_be_a_list(row: Allocation, wanted: list[str]) -> None:
    if len(wanted) > row.most_wishes:
        raise Refused(
            "too_many_wishes", _("Paling banyak %(most)s pilihan.") % {"most": row.most_wishes}, field="classes"
        )
    if len(set(wanted)) != len(wanted):
        raise Refused(
            "wished_twice", _("Satu kelas kamu pilih dua kali."), todo=_("Beri tiap nomor kelas yang lain."),
            field="classes",
        )  # fmt: skip
    if AllocationClass.objects.filter(allocation=row, id__in=wanted).count() != len(wanted):
        raise Refused("unknown_class", _("Ada kelas yang tidak termasuk pembagian ini."), field="classes")


def _prepare(row: Allocation) -> None:
    """Counts the seats, gives points, strikes what cannot be met: all that the market is made from."""
    classes = list(
        AllocationClass.objects.filter(allocation=row).select_related("training_class__offering").order_by("id")
    )
    for each in classes:
        each.seats = max(0, each.training_class.seats_left) if each.training_class.status == "open" else 0
        each.reserves = _shrunk(each.reserves, each.seats)
    AllocationClass.objects.bulk_update(classes, ["seats", "reserves"], batch_size=1000)
    wishes = list(Wish.objects.select_for_update().filter(allocation=row).order_by("id"))
    give_points(row, wishes, classes)
    strike(wishes, classes)
    Wish.objects.bulk_update(wishes, ["factors", "priority", "struck"], batch_size=1000)


def _shrunk(kept: dict[str, int], seats: int) -> dict[str, int]:
    """Kept seats of a class that has fewer than when the round opened: in the order of the codes, as far as they go."""
    left, found = seats, {}
    for code, count in sorted(kept.items()):
        if min(count, left) > 0:
            found[code] = min(count, left)
            left -= found[code]
    return found


def _write_result(found: RoundMarket, result: Result) -> None:
    """rank counts all wishes the person wrote, struck ones too: "your third wish" is what they know it as."""
    tickets = result.ticket.tolist()
    for position, wish in enumerate(found.wishes):
        given = int(result.given[position])
        wish.given = found.classes[given] if given >= 0 else None
        wish.rank = wish.classes.index(str(wish.given_id)) + 1 if wish.given_id else None
        wish.kept, wish.outcome = bool(result.kept[position]), "given" if given >= 0 else "not_given"
        wish.ticket = f"{tickets[position][0]:016x}{tickets[position][1]:016x}"
    Wish.objects.bulk_update(found.wishes, ["given", "rank", "kept", "outcome", "ticket"], batch_size=1000)
