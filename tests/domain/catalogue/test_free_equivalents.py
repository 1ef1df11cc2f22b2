"""Free content elsewhere: proposed by anyone who signed in, opened and decided by a reviewer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.catalogue import commands, queries
from peluang.domain.catalogue.commands.free_equivalents import MOST_A_DAY
from peluang.domain.catalogue.links import tidy_link
from peluang.domain.kernel.context import NOBODY
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_free_equivalent
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


def propose(by, offering, now, **changes):
    values = {"training_type": offering.training_type_id, "url": "https://gratis.example/las", "title": "Las gratis"}
    return commands.propose_free_equivalent(by, **values | changes, at=now)


def test_proposed_opened_confirmed_and_shown(now):
    offering, office = an_offering(), an_actor("programme_office")
    row = propose(an_actor("person"), offering, now, url="GRATIS.example/las?utm_source=x&bab=2#atas")
    assert row.url == "https://gratis.example/las?bab=2"
    assert queries.free_elsewhere(offering.training_type_id) == []
    assert queries.free_to_check() == [row]
    with pytest.raises(Refused) as refused:
        commands.check_free_equivalent(office, equivalent_id=row.id, same=True, opened=False, reason="Sama.", at=now)
    assert refused.value.code == "not_opened"
    with pytest.raises(Refused) as refused:
        commands.check_free_equivalent(office, equivalent_id=row.id, same=True, opened=True, reason=" ", at=now)
    assert refused.value.field == "reason"
    commands.check_free_equivalent(office, equivalent_id=row.id, same=True, opened=True, reason="Sama.", at=now)
    assert queries.free_elsewhere(offering.training_type_id) == [row]
    commands.check_free_equivalent(
        office, equivalent_id=row.id, same=False, opened=True, reason="Sudah berbayar.", at=now
    )
    assert queries.free_elsewhere(offering.training_type_id) == []


def test_the_same_link_is_one_row_for_each_offering_and_for_the_type(now):
    offering, who = an_offering(), an_actor("person")
    first = propose(who, offering, now)
    assert propose(an_actor("provider"), offering, now).id == first.id
    own = propose(who, offering, now, offering_id=offering.id)
    assert own.id != first.id
    assert propose(who, offering, now, offering_id=offering.id).id == own.id


def test_links_of_this_offering_stand_before_those_of_its_type(now):
    offering = an_offering()
    of_type = a_free_equivalent(offering=offering)
    own = a_free_equivalent(offering=offering, identical=True)
    a_free_equivalent(offering=an_offering(training_type=offering.training_type), identical=True)
    assert queries.free_elsewhere(offering.training_type_id, offering.id) == [own, of_type]
    assert queries.free_elsewhere(offering.training_type_id) == [of_type]


def test_who_may_not_and_what_may_not(now):
    offering, who = an_offering(), an_actor("person")
    with pytest.raises(NotYours):
        propose(NOBODY, offering, now)
    with pytest.raises(NotYours):
        propose(who, offering, now, offering_id=an_offering(draft=True, training_type=offering.training_type).id)
    with pytest.raises(NotYours):
        propose(who, offering, now, training_type="tidak-ada")
    for changes, field in (({"url": ""}, "url"), ({"url": "javascript:alert(1)"}, "url"), ({"title": "x"}, "title")):
        with pytest.raises(Refused) as refused:
            propose(who, offering, now, **changes)
        assert refused.value.field == field
    with pytest.raises(Refused, match="petugas program"):
        commands.check_free_equivalent(
            who, equivalent_id=propose(who, offering, now).id, same=True, opened=True, reason="x", at=now
        )


def test_a_flood_of_links_stops(now):
    offering, who = an_offering(), an_actor("person")
    for number in range(MOST_A_DAY):
        propose(who, offering, now, url=f"https://gratis.example/{number}")
    with pytest.raises(Refused) as refused:
        propose(who, offering, now, url="https://gratis.example/lagi")
    assert refused.value.code == "too_many"


@given(st.text(max_size=80))
def test_a_tidy_link_is_refused_or_stays_as_it_is(text):
    try:
        tidy = tidy_link(text)
    except Refused as refused:
        assert refused.code == "link_bad"
        return
    assert tidy == "" or tidy.startswith(("https://", "http://"))
    assert tidy_link(tidy) == tidy
