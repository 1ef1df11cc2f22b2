"""No class with machines begins before somebody has looked: venue, tools, safety."""

from __future__ import annotations

import pytest

from peluang.domain.catalogue.models import Venue
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands
from peluang.domain.learning.models import Readiness
from peluang.domain.learning.readiness import checklist, codes_for, open_safety
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import JEPARA

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def manager(provider):
    return an_actor("provider", organisation=provider)


def a_class_of(provider, **traits):
    return a_class(offering=an_offering(provider=provider, **traits.pop("offering", {})), ready=False, **traits)


def a_venue(provider, **fields):
    values = {
        "name": "Bengkel A", "regency_id": JEPARA, "address": "Jalan Pemuda 4", "capacity": 30,
        "directions": "Dari terminal, angkot merah", "safety": {"exit": True, "first_aid": True, "extinguisher": False},
    }  # fmt: skip
    return Venue.objects.create(organisation=provider, **values | fields)


def code_of(call, *args, **named):
    with pytest.raises(Refused) as refused:
        call(*args, **named)
    assert str(refused.value)
    return refused.value.code


def test_the_list_follows_the_kind_of_class():
    offline = codes_for(an_offering(computers=10))
    assert {"venue", "tools", "computers", "first_aid", "extinguisher", "insurance"} <= set(offline)
    assert "link" not in offline
    assert codes_for(an_offering(online=True)) == ["link", "recording", "moderator"]
    assert {"link", "first_aid"} <= set(codes_for(an_offering(blended=40)))


def test_tools_and_computers_by_the_seats(provider):
    row = a_class_of(provider, seats=16, offering={"computers": 16})
    needs = {each.code: each.need for each in checklist(row)}
    assert "4 set untuk 16 orang" in needs["tools"]
    assert "16 komputer" in needs["computers"]


def test_a_class_does_not_start_with_an_open_safety_item(provider, manager, now):
    row = a_class_of(provider)
    with pytest.raises(Refused, match="Kotak P3K") as refused:
        commands.start_class(manager, class_id=row.id, at=row.starts_at)
    assert refused.value.code == "not_safe"
    answers = {each.code: (True, "") for each in checklist(row) if each.safety and each.code != "extinguisher"}
    commands.check_class(manager, class_id=row.id, answers=answers, at=now)
    commands.check_class(manager, class_id=row.id, answers={"extinguisher": (False, "Dibeli hari Senin")}, at=now)
    assert [each.code for each in open_safety(checklist(row))] == ["extinguisher"]
    assert code_of(commands.start_class, manager, class_id=row.id, at=row.starts_at) == "not_safe"
    commands.check_class(manager, class_id=row.id, answers={"extinguisher": (True, "")}, at=now)
    assert commands.start_class(manager, class_id=row.id, at=row.starts_at).status == "running"


def test_an_online_class_needs_no_fire_extinguisher(provider, manager):
    row = a_class_of(provider, offering={"online": True})
    assert commands.start_class(manager, class_id=row.id, at=row.starts_at).status == "running"


def test_answers_that_make_no_sense(provider, manager, now):
    row = a_class_of(provider)

    def check(**answers):
        commands.check_class(manager, class_id=row.id, answers=answers, at=now)

    assert code_of(check, swimming_pool=(True, "")) == "unknown_item"
    assert code_of(check, first_aid=(False, " ")) == "note_missing"
    assert code_of(check, first_aid=(True, "x" * 301)) == "note_too_long"
    assert not Readiness.objects.exists()


def test_only_its_teachers_check(provider, now):
    row = a_class_of(provider)
    for stranger in (an_actor("provider"), an_actor("person"), an_actor("programme_office")):
        with pytest.raises(NotYours):
            commands.check_class(stranger, class_id=row.id, answers={"first_aid": (True, "")}, at=now)
    trainer = an_actor("trainer", organisation=provider)
    commands.check_class(trainer, class_id=row.id, answers={"first_aid": (True, "Baru")}, at=now)
    assert Readiness.objects.get().checked_by == trainer.person


def test_a_finished_class_is_not_checked_any_more(provider, manager, now):
    row = a_class_of(provider, finished=True)
    assert code_of(
        commands.check_class, manager, class_id=row.id, answers={"first_aid": (True, "")}, at=now
    ) == "wrong_state"  # fmt: skip


def test_a_visited_venue_fills_what_it_knows_and_another_place_is_looked_at_anew(provider, manager, now):
    row = a_class_of(provider)
    visited = a_venue(provider, checked_at=now)
    commands.move_class(manager, class_id=row.id, reason="Ruang lain", times={}, room_id=visited.id, at=now)
    found = {each.code: each for each in checklist(row)}
    assert {code for code, each in found.items() if each.ok} == {"venue", "address", "exit", "first_aid"}
    assert "Bengkel A" in found["first_aid"].note
    unvisited = a_venue(provider, name="Bengkel B")
    commands.move_class(manager, class_id=row.id, reason="Ruang lain lagi", times={}, room_id=unvisited.id, at=now)
    assert not Readiness.objects.exists()


def test_a_room_that_is_too_small(provider, manager, now):
    row = a_class_of(provider, seats=4)
    row.seats_taken = 3
    row.save()
    small = a_venue(provider, capacity=2)
    assert code_of(
        commands.move_class, manager, class_id=row.id, reason="Pindah", times={}, room_id=small.id, at=now
    ) == "room_too_small"  # fmt: skip
