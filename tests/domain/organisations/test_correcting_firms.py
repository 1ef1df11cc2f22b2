"""A firm corrects its NIB and address: what was checked by them is looked at again."""

from __future__ import annotations

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.commands import correct_firm, found_firm
from peluang.domain.organisations.models import Organisation
from peluang.domain.organisations.queries import waiting_to_be_checked
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.organisations import an_actor, an_organisation
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NIB, OTHER, PLACE = "9120001012345", "9120001012346", "Jalan Pemuda 5"


def an_owner(**fields):
    return an_actor("employer", organisation=an_organisation("ikm", **({"nib": NIB, "address": PLACE} | fields)))


def correct(by, nib=NIB, address=PLACE):
    return correct_firm(by, organisation_id=by.organisation, nib=nib, address=address, at=NOW)


@pytest.mark.parametrize(
    ("had", "nib", "address", "status"),
    [
        (NIB, OTHER, PLACE, "proposed"),
        ("", NIB, PLACE, "proposed"),
        ("", "", "Jalan Kartini 9", "proposed"),  # the visit was to the address
        (NIB, NIB, "Jalan Kartini 9", "verified"),
        (NIB, NIB, PLACE, "verified"),
    ],
)
def test_what_was_checked_is_looked_at_again(had, nib, address, status):
    owner = an_owner(nib=had)
    row = correct(owner, nib, address)
    assert (row.nib, row.address, row.status) == (nib, address, status)
    assert [each.id for each in waiting_to_be_checked("33.20")] == ([row.id] if status == "proposed" else [])
    told = dict(Event.objects.filter(subject=row.id).values_list("type", "payload"))
    changed = {"nib": nib != had, "address": address != PLACE}
    assert told.get("organisations.firm_corrected") == (changed if any(changed.values()) else None)
    assert ("organisations.status_changed" in told) == (status == "proposed")
    assert not OutboxMessage.objects.exists()  # no "the office decided": it did not


def test_a_suspended_firm_stays_suspended():
    assert correct(an_owner(status="suspended"), OTHER).status == "suspended"


def test_what_cannot_be_corrected_is_said_at_its_field():
    owner = an_owner()
    an_organisation("employer", nib=OTHER, name="PT Lama")
    with refused("nib_taken"):
        correct(owner, OTHER)
    with refused("nib_kept"):
        correct(owner, "")
    with refused("nib_not_13_digits"):
        correct(owner, "123")
    with refused("address_empty"):
        correct(owner, NIB, "  ")
    with refused("organisation_closed"):
        correct(an_owner(status="closed", nib=""), "", "Jalan Kartini 9")
    for wrong in ("employer", "person", "labour_office"):
        with pytest.raises(NotYours):
            correct_firm(an_actor(wrong), organisation_id=owner.organisation, nib=NIB, address="Lain", at=NOW)


def test_a_corrected_nib_frees_the_name_that_told_the_firm_before():
    person = an_actor("person")
    made = found_firm(
        person, kind="ikm", name="UD Maju", regency="33.20", address=PLACE, workers=2, at=NOW
    ).organisation  # fmt: skip
    assert made.firm_key == "name:33.20:udmaju"
    owner = an_actor("employer", organisation=made)
    assert correct(owner, OTHER).firm_key == f"nib:{OTHER}"


def test_two_firms_that_take_one_nib_at_once(fresh_database):
    with acting(PROGRAM, scope="command"):
        owners = [an_owner(nib=""), an_owner(nib="")]
    assert at_once([lambda by=by: correct(by, OTHER) for by in owners]) == ["done", "nib_taken"]
    with acting(PROGRAM, scope="command"):
        assert Organisation.objects.filter(nib=OTHER).count() == 1
