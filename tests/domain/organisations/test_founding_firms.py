"""A person registers a firm: checked figures, no doubles, a first member who may act at once."""

from __future__ import annotations

import datetime
import importlib
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import found_firm, founding, record_codes, register_organisation
from peluang.domain.organisations.firm_keys import firm_key, likeness
from peluang.domain.organisations.models import Organisation
from peluang.domain.organisations.queries import waiting_to_be_checked
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.organisations import a_membership, an_actor, an_organisation

pytestmark = pytest.mark.django_db
NIB = "9120001012345"
FIRM = {"kind": "ikm", "name": "UD Batik Lestari", "regency": "33.20", "address": "Jalan Pemuda 5", "workers": 3}


@pytest.fixture
def owner():
    return an_actor("person")


def found(by, **changed):
    return found_firm(by, at=NOW, **(FIRM | changed))


def test_a_workshop_of_three_needs_no_nib_and_waits_for_its_office(owner):
    made = found(owner, title="Pemilik")
    assert (made.person_id, made.role, made.title) == (owner.person, "employer", "Pemilik")
    row = made.organisation
    assert (row.kind, row.status, row.workers, row.nib) == ("ikm", "proposed", 3, "")
    assert [each.id for each in waiting_to_be_checked("33.20")] == [row.id]


def test_a_factory_writes_its_nib_with_or_without_spaces(owner):
    made = found(owner, kind="employer", name="PT Baja Besar", workers=800, nib="9120 0010 12345")
    assert (made.organisation.nib, made.organisation.workers) == (NIB, 800)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"workers": 5}, "nib_missing", "nib"),
        ({"workers": 0}, "workers_out_of_range", "workers"),
        ({"workers": 2_000_000}, "workers_out_of_range", "workers"),
        ({"nib": "12345"}, "nib_not_13_digits", "nib"),
        ({"nib": "1111111111111"}, "nib_repeated_digit", "nib"),
        ({"address": "  "}, "address_empty", "address"),
        ({"name": " "}, "name_empty", "name"),
        ({"regency": "99.99"}, "regency_unknown", "regency"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(owner, changed, code, field):
    with pytest.raises(Refused) as refused:
        found(owner, **changed)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Organisation.objects.filter(name=FIRM["name"]).exists()


@pytest.mark.parametrize("status", ["verified", "suspended", "closed"])
def test_the_same_nib_is_refused_whatever_became_of_the_other(owner, status):
    there = an_organisation("employer", name="PT Lama", nib=NIB, regency="31.71", status=status)
    with pytest.raises(Refused) as refused:
        found(owner, nib=NIB)
    assert (refused.value.code, refused.value.field) == ("nib_taken", "nib")
    assert "PT Lama" in str(refused.value)
    assert "minta dinas tenaga kerja" in str(refused.value)  # nobody acts for it
    a_membership(organisation=there)
    with pytest.raises(Refused, match="minta pengelolanya"):
        found(owner, nib=NIB)


def test_a_training_institution_with_the_same_nib_may_hire(owner):
    an_organisation("provider", nib=NIB)
    assert found(owner, nib=NIB).organisation.nib == NIB


def test_the_same_name_in_the_regency_is_refused_however_it_is_written(owner):
    an_organisation("employer", name="U.D. Batik-Lestari", nib=NIB)
    with pytest.raises(Refused) as refused:
        found(owner)
    assert (refused.value.code, refused.value.field) == ("name_taken", "name")
    assert "tambahkan nama tempatnya" in str(refused.value)
    # Elsewhere, under a fuller name, or with a NIB of its own it is another firm.
    assert found(owner, regency="33.18")
    assert found(owner, name="UD Batik Lestari Mlonggo")
    assert found(owner, nib="9120001012346")


@pytest.mark.parametrize("role", ["employer", "labour_office", "programme_office"])
def test_who_acts_for_an_organisation_founds_none(role):
    with pytest.raises(NotYours):
        found(an_actor(role))


def test_only_firms_are_founded_here(owner):
    for kind in ("provider", "sentra", "labour_office"):
        with pytest.raises(NotYours):
            found(owner, kind=kind)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_likeness_is_stable_and_blind_to_spaces_and_dots(text):
    assert likeness(likeness(text)) == likeness(text)
    assert likeness(f" {text}. ") == likeness(text)


def _neighbours(many, nib=NIB):
    with acting(PROGRAM, scope="command"):
        people = [an_actor("person") for _ in range(many)]
    return [lambda by=by: found(by, nib=nib) for by in people]


def test_two_at_once_make_one_firm(fresh_database):
    assert at_once(_neighbours(4)) == ["done", "nib_taken", "nib_taken", "nib_taken"]


@pytest.fixture
def both_have_read(monkeypatch):
    """Two look for doubles before either writes: the lock is away."""
    gate, check = threading.Barrier(2), founding._refuse_doubles

    def reads_and_waits(*told):
        check(*told)
        gate.wait(10)

    monkeypatch.setattr(founding, "_LOCK", "select 1")
    monkeypatch.setattr(founding, "_refuse_doubles", reads_and_waits)


def test_without_lock_and_key_both_would_have_been_made(fresh_database, both_have_read, monkeypatch):
    monkeypatch.setattr(founding, "firm_key", lambda *told, **named: "")
    assert at_once(_neighbours(2)) == ["done", "done"]


@pytest.mark.parametrize("nib", [NIB, ""])
def test_the_database_itself_knows_the_firm(fresh_database, both_have_read, nib):
    assert at_once(_neighbours(2, nib=nib)) == ["done", "organisation_there"]


def test_no_other_door_makes_a_double_by_its_nib(owner):
    found(owner, nib=NIB)
    office = an_actor("labour_office")
    with pytest.raises(Refused) as refused:
        register_organisation(office, kind="employer", name="PT Lain", regency="33.20", nib=NIB, at=NOW)
    assert refused.value.code == "organisation_there"
    other = register_organisation(office, kind="employer", name="PT Lain", regency="33.20", at=NOW)
    with pytest.raises(Refused) as refused:
        record_codes(office, organisation_id=other.id, nib=NIB, npwp="", at=NOW)
    assert refused.value.code == "organisation_there"
    # A name alone tells only those apart who register themselves.
    assert register_organisation(office, kind="employer", name=FIRM["name"], regency="33.20", at=NOW)


def test_firms_that_are_there_twice_stay_and_the_checked_one_keeps_the_key():
    keys = importlib.import_module("peluang.domain.organisations.migrations.0005_firms_and_colleagues").KEYS
    named = {"name": "UD Batik Lestari", "source": "own"}
    younger = an_organisation("employer", nib=NIB)
    older = an_organisation("ikm", nib=NIB, status="proposed", registered_at=NOW - datetime.timedelta(days=9))
    first = an_organisation("ikm", status="proposed", **named)
    twin = an_organisation("employer", **(named | {"name": "U.D. Batik-Lestari", "status": "suspended"}))
    elsewhere = an_organisation("ikm", regency="33.18", **named)
    school = an_organisation("provider", nib=NIB)
    brought_in = an_organisation("employer", **(named | {"source": "demo"}))
    with connection.cursor() as cursor:
        cursor.execute(keys)
    kept = dict(Organisation.objects.values_list("id", "firm_key"))
    assert (kept[younger.id], kept[older.id]) == (f"nib:{NIB}", "")
    assert (kept[first.id], kept[twin.id]) == ("name:33.20:udbatiklestari", "")
    assert kept[elsewhere.id] == "name:33.18:udbatiklestari"
    assert (kept[school.id], kept[brought_in.id]) == ("", "")
    assert kept[first.id] == firm_key("ikm", "", name=first.name, regency="33.20")
