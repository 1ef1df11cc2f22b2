"""Appending, subscribing, sealing, delivering."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from peluang.domain.events import journal, sealer
from peluang.domain.events.models import Event, Seal, SealedEvent, UnsealedEvent
from peluang.domain.events.types import UPCASTS, declare, upcast
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.keys import new_id

pytestmark = pytest.mark.django_db
TRIED = declare("tests.tried", "trial", "number code who")


def seal_everything(at: datetime.datetime) -> int:
    total = 0
    while sealed := sealer.seal(at, most=7):
        total += sealed
    return total


def test_an_event_knows_who_and_what(now):
    subject, person = new_id(), new_id()
    event = journal.append(TRIED, subject, at=now, number=3, who=person)
    stored = Event.objects.get(id=event.id)
    assert (stored.type, stored.subject, stored.actor_role) == ("tests.tried", subject, "system")
    assert stored.payload == {"number": 3, "who": str(person)}
    assert journal.of_subject("trial", subject) == [stored]


@pytest.mark.parametrize("value", ["Siti Aminah", "siti@example.org", "x" * 81, 1.5, {"a": 1}])
def test_personal_data_and_free_text_stay_out(now, value):
    with pytest.raises(ValueError, match="payload field"):
        journal.append(TRIED, new_id(), at=now, code=value)


def test_undeclared_fields_stay_out(now):
    with pytest.raises(ValueError, match="declares no payload field"):
        journal.append(TRIED, new_id(), at=now, name="a")


def test_naive_time_is_refused(now):
    with pytest.raises(ValueError, match="aware"):
        journal.append(TRIED, new_id(), at=now.replace(tzinfo=None))


def test_events_cannot_be_changed_or_removed(now):
    event = journal.append(TRIED, new_id(), at=now)
    for statement in (
        "update events_event set type = 'x' where id = %s",
        "delete from events_event where id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [event.id])
    assert Event.objects.filter(id=event.id, type="tests.tried").exists()


def test_positions_are_gap_free_and_the_chain_verifies(now):
    seal_everything(now)
    start = sealer.position()
    events = [journal.append(TRIED, new_id(), at=now, number=n) for n in range(20)]
    assert seal_everything(now) == 20
    positions = list(
        SealedEvent.objects.filter(position__gt=start).order_by("position").values_list("position", "event")
    )
    assert positions == [(start + 1 + n, event.id) for n, event in enumerate(events)]
    assert not UnsealedEvent.objects.exists()
    assert sealer.verify_chain() == []


def test_a_seal_that_does_not_match_its_events_is_found(now):
    journal.append(TRIED, new_id(), at=now, number=1)
    seal_everything(now)
    last = Seal.objects.order_by("-number").first()
    Seal.objects.create(
        number=last.number + 1,
        first=last.last + 1,
        last=last.last + 1,
        root=bytes(32),
        chain=bytes(32),
        sealed_at=now,
    )
    assert sealer.verify_chain() == [f"seal {last.number + 1} lacks events"]


def test_merkle_root_depends_on_every_leaf_and_their_order():
    leaves = [bytes([n]) * 32 for n in range(5)]
    root = sealer.merkle_root(leaves)
    assert root != sealer.merkle_root(leaves[::-1])
    for n in range(5):
        assert root != sealer.merkle_root([*leaves[:n], b"x" * 32, *leaves[n + 1 :]])


def test_subscribers_in_the_transaction_and_durable_ones(now, monkeypatch):
    monkeypatch.setattr(journal, "_in_transaction", {})
    monkeypatch.setattr(journal, "_durable", {})
    seen, handed = [], []
    journal.in_transaction(TRIED)(lambda event: seen.append(event.payload["number"]))
    journal.durable("tests", TRIED)(lambda events: handed.extend(event.payload["number"] for event in events))
    seal_everything(now)
    for n in range(5):
        journal.append(TRIED, new_id(), at=now, number=n)
    assert seen == [0, 1, 2, 3, 4]
    assert handed == []
    seal_everything(now)
    while sealer.deliver(now, most=3):
        pass
    assert handed == [0, 1, 2, 3, 4]
    assert sealer.deliver(now) == 0


def test_a_failing_consumer_keeps_its_place(now, monkeypatch):
    monkeypatch.setattr(journal, "_durable", {})
    handed, failing = [], [True]

    @journal.durable("stumbling", TRIED)
    def handle(events):
        handed.extend(event.id for event in events)
        if failing[0]:
            raise RuntimeError("stumbled")

    event = journal.append(TRIED, new_id(), at=now)
    seal_everything(now)
    with pytest.raises(RuntimeError), transaction.atomic():
        sealer.deliver(now)
    failing[0] = False
    while sealer.deliver(now):
        pass
    assert handed.count(event.id) == 2  # at least once: the handler is idempotent, so nothing is lost or doubled


def test_old_versions_are_upcast(monkeypatch):
    monkeypatch.setitem(UPCASTS, ("tests.old", 1), lambda payload: {"number": int(payload["text"])})
    assert upcast("tests.old", 1, {"text": "4"}) == (2, {"number": 4})


def test_months_get_a_partition_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute(
            "select events_ensure_month(now() + interval '5 months'), events_ensure_month(now() + interval '5 months')"
        )
        assert cursor.fetchone() == (True, False)


def test_an_event_outside_a_transaction_is_refused(fresh_database, now):
    with pytest.raises(RuntimeError, match="transaction"):
        journal.append(TRIED, new_id(), at=now)


def test_two_sealers_at_once_seal_each_event_once(fresh_database, now):
    import threading

    with acting(PROGRAM, scope="command"):
        for n in range(300):
            journal.append(TRIED, new_id(), at=now, number=n)

    def work() -> None:
        try:
            for _ in range(40):
                with acting(PROGRAM, scope="command"):
                    sealer.seal(now, most=11)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acting(PROGRAM, scope="command"):
        while sealer.seal(now):
            pass
        positions = list(SealedEvent.objects.order_by("position").values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))
        assert (
            SealedEvent.objects.filter(event__in=Event.objects.filter(type="tests.tried").values("id")).count() == 300
        )
        assert sealer.verify_chain() == []
