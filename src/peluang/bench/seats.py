"""`peluang bench seats`: 32 people at once after the last seats. Nobody gets one twice, and it goes fast."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from typing import Any
from uuid import UUID

import numpy as np

from .installation import installation
from .machine import cpu_seconds

WORKERS = 32
#: So many people want a seat for each that there is.
CROWD = 20
#: Seats of another class that each worker sells before the race.
_EARLY = 4
_PRICE = 2_100_000

Attempt = Callable[[UUID, UUID], str]


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """size: seats of a class; CROWD times as many people each try once, in 32 processes with a connection of their own.

    attempts_per_s: all attempts, taken and refused, through `book_seat` on a class that costs nothing (seat, its
    event, message and disclosure; no money moves). accepted_per_s: seats sold in the same race for a class that a fund
    pays: seat, ledger, event. Each with refused codes and milliseconds. oversold: seats held beyond the class's, or
    numbers held twice, in either. naive_oversold: the same crowd with counting first and inserting after.
    """
    with installation() as place:
        begun = time.monotonic()
        say("an installation with a crowd")
        with place.server.running() as child:
            place.peluang("migrate", role="owner")
            place.peluang("reference")
            place.use_here()
            crowd, early, classes = _prepare(seed, size)
            setup = time.monotonic() - begun
            measured = {}
            for name, attempt in (("free", _book), ("paid", _book), ("naive", _count_then_insert)):
                say(f"{len(crowd):,} attempts on {size:,} seats: {name}")
                warm = (classes[f"warm {name}"], early)
                measured[name] = _race(classes[name], crowd, warm, attempt, child.pid) | _holders(classes[name], size)
                say(str(measured[name]))
            differs = _ledger_differs(size)
    free, paid, naive = measured["free"], measured["paid"], measured["naive"]
    return {
        "workers": WORKERS, "attempts": len(crowd), "setup_s": round(setup, 1),
        "attempts_per_s": round(len(crowd) / free["seconds"]), "seats_per_s": round(free["taken"] / free["seconds"]),
        "accepted_per_s": round(paid["taken"] / paid["sold_s"]),
        "purchase_attempts_per_s": round(len(crowd) / paid["seconds"]),
        "oversold": free["oversold"] + paid["oversold"], "naive_oversold": naive["oversold"],
        "seat_alone": free, "purchase": paid, "naive": naive, "ledger_differs_rupiah": differs,
    }  # fmt: skip


# -- the crowd -------------------------------------------------------------------------------------


def _prepare(seed: int, size: int) -> tuple[list[UUID], list[UUID], dict[str, UUID]]:
    """The crowd; two people a worker who come earlier; and three classes of one institution, each with a class beside
    it for those who come earlier: one free, one paid by a fund, one for the naive way."""
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import TrainingClass

    with acting(PROGRAM, scope="command"):
        crowd, early = _people(size * CROWD), _people(_EARLY * WORKERS)
        fund, offerings = _fund_and_offerings(size + _EARLY * WORKERS)
        starts = _now() + datetime.timedelta(days=7)
        classes = {}
        for name, offering in offerings.items():
            for title, seats in ((name, size), (f"warm {name}", _EARLY * WORKERS)):
                classes[title] = TrainingClass.objects.create(
                    offering=offering, code=f"BENCH-{title}", starts_at=starts,
                    ends_at=starts + datetime.timedelta(days=5), seats=seats,
                    payer="region" if name == "paid" else "own", fund_id=fund if name == "paid" else None,
                ).id  # fmt: skip
    order = np.random.default_rng(seed).permutation(len(crowd))
    return [crowd[each] for each in order], early, classes


def _people(count: int) -> list[UUID]:
    from peluang.domain.people.models import Person
    from peluang.domain.places.models import Regency

    regencies = list(Regency.objects.order_by("code").values_list("code", flat=True))
    at = _now()
    made = [
        Person(
            full_name=f"Peserta {number}", birth_date=datetime.date(2000, 1, 1), sex="f" if number % 2 else "m",
            home_region_id=regencies[number % len(regencies)], lives_in_id=regencies[number % len(regencies)],
            education="smk", work_status="job_seeker", registered_at=at, changed_at=at,
        )
        for number in range(count)
    ]  # fmt: skip
    Person.objects.bulk_create(made, batch_size=2000)
    return [each.id for each in made]


def _fund_and_offerings(size: int) -> tuple[UUID, dict[str, Any]]:
    from peluang.domain.catalogue.models import Offering, TrainingType
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.kernel.keys import new_id
    from peluang.domain.money.commands import open_account, transfer
    from peluang.domain.money.queries import TREASURY
    from peluang.domain.organisations.models import Organisation

    at = _now()
    provider = Organisation.objects.create(
        kind="provider", name="Balai latihan", status="verified", registered_at=at, verified_at=at
    )
    sort = TrainingType.objects.create(code="bench-las", title_id="Las", title_en="Welding", category="Logam")
    offerings = {
        name: Offering.objects.create(
            training_type=sort, provider=provider, title="Las SMAW", mode="offline", price=price, minutes_theory=720,
            minutes_practice=1680, status="published", published_at=at,
        )
        for name, price in (("free", 0), ("paid", _PRICE), ("naive", 0))
    }  # fmt: skip
    fund = open_account(PROGRAM, kind="fund", name="Dana daerah", at=at)
    transfer(
        PROGRAM, source=TREASURY, target=fund.id, amount=size * _PRICE, purpose="fund", evidence_kind="bench",
        evidence=new_id(), key="bench:fund", at=at,
    )  # fmt: skip
    return fund.id, offerings


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


# -- the race --------------------------------------------------------------------------------------


def _book(class_id: UUID, person_id: UUID) -> str:
    from peluang.domain.kernel.context import Actor, Role
    from peluang.domain.kernel.refusal import Refused
    from peluang.domain.learning.commands import book_seat

    try:
        book_seat(
            Actor(Role.PERSON, person=person_id),
            class_id=class_id,
            person_id=person_id,
            key=f"bench:{class_id}",
            at=_now(),
        )
    except Refused as refusal:
        return refusal.code
    return "taken"


def _count_then_insert(class_id: UUID, person_id: UUID) -> str:
    """What one writes first: count the seats that are sold, then sell one. Two that count at once sell the same."""
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import Enrolment, TrainingClass

    with acting(PROGRAM, scope="command"):
        row = TrainingClass.objects.select_related("offering").get(id=class_id)
        sold = Enrolment.objects.filter(training_class_id=class_id).count()
        if sold >= row.seats:
            return "class_full"
        Enrolment.objects.create(
            training_class=row, offering=row.offering, provider_id=row.offering.provider_id, person_id=person_id,
            home_region="33.20", seat=1 + secrets.randbelow(2**31 - 2), payer="own", price=0, booked_at=_now(),
        )  # fmt: skip
    return "taken"


def _race(
    class_id: UUID, crowd: list[UUID], warm: tuple[UUID, list[UUID]], attempt: Attempt, server: int
) -> dict[str, Any]:
    """Every worker is connected, and has sold a few seats of another class as a server's worker has, before all begin
    at once."""
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("fork")
    ready, results = context.Barrier(WORKERS + 1), context.Queue()
    workers = [
        context.Process(
            target=_work,
            args=(class_id, crowd[number::WORKERS], (warm[0], warm[1][number::WORKERS]), attempt, ready, results),
        )
        for number in range(WORKERS)
    ]
    for each in workers:
        each.start()
    ready.wait()
    used = cpu_seconds([server, os.getpid()])
    ready.wait()
    begun = time.monotonic()
    found = [results.get(timeout=300) for _ in workers]
    failed = [each for each in found if isinstance(each, str)]
    if failed:
        raise RuntimeError(f"a worker stumbled: {failed[0]}")
    used = cpu_seconds([server, os.getpid()]) - used
    for each in workers:
        each.join()
    codes = Counter[str]()
    for counted, _last, _end, _waits in found:
        codes.update(counted)
    waits = np.concatenate([np.array(each[3]) for each in found]) * 1000
    return {
        "seconds": round(max(each[2] for each in found) - begun, 2), "cpu_s": round(used, 2),
        "sold_s": round(max(each[1] for each in found) - begun, 2), "taken": codes.pop("taken", 0),
        "refused": dict(codes), "median_ms": round(float(np.median(waits)), 2),
        "p99_ms": round(float(np.percentile(waits, 99)), 2), "longest_ms": round(float(waits.max()), 2),
    }  # fmt: skip


def _work(
    class_id: UUID, people: list[UUID], warm: tuple[UUID, list[UUID]], attempt: Attempt, ready: Barrier, results: Any
) -> None:
    for person in warm[1]:
        attempt(warm[0], person)
    codes: Counter[str] = Counter()
    waits, last = [], time.monotonic()
    ready.wait()
    ready.wait()
    for person in people:
        begun = time.monotonic()
        try:
            code = attempt(class_id, person)
        except Exception as error:
            results.put(repr(error))
            return
        end = time.monotonic()
        waits.append(end - begun)
        codes[code] += 1
        if code == "taken":
            last = end
    results.put((codes, last, time.monotonic(), waits))


# -- what is left ----------------------------------------------------------------------------------


def _holders(class_id: UUID, size: int) -> dict[str, int]:
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import Enrolment

    with acting(PROGRAM, scope="command"):
        seats = list(
            Enrolment.objects.filter(training_class_id=class_id)
            .exclude(status="cancelled")
            .values_list("seat", "person")
        )
    doubled = len(seats) - len({seat for seat, _person in seats})
    return {"held": len(seats), "oversold": max(0, len(seats) - size) + doubled}


def _ledger_differs(size: int) -> int:
    """Rupiah between what the fund paid, what the institution is owed and the price of the seats sold."""
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import Enrolment
    from peluang.domain.money.models import Account

    with acting(PROGRAM, scope="command"):
        sold = Enrolment.objects.filter(payer="region").count() * _PRICE
        granted = (size + _EARLY * WORKERS) * _PRICE
        owed = Account.objects.get(kind="provider").balance
        left = Account.objects.get(kind="fund").balance
    return abs(owed - sold) + abs(granted - left - sold)
