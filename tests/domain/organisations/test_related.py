"""Institution, platform and reviewer who are the same people in one way or another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.commands import announce_sanction, end_principal, found_organisation, name_principal
from peluang.domain.organisations.models import Organisation, Principal
from peluang.domain.organisations.queries import principals_of
from peluang.domain.organisations.related import (
    related_parties,
    relations,
    reviewer_links,
    same_address,
    same_name,
)
from tests.factories.institutions import a_principal, a_sanction, an_npwp
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def codes(organisation):
    return {(each.code, each.organisation.id) for each in related_parties(organisation)}


@pytest.fixture
def provider():
    return an_organisation("provider", npwp=an_npwp(), address="Jalan Pemuda No. 12, Kel. Panggang")


def test_the_same_npwp_and_the_same_address_however_written(provider):
    twin = an_organisation("provider", npwp=provider.npwp)
    neighbour = an_organisation("provider", address="jl.pemuda no 012 Panggang")
    elsewhere = an_organisation("provider", regency="32.73", address="Jalan Pemuda No. 12, Panggang")
    an_organisation("employer", npwp=provider.npwp)  # an employer may well own a training institution
    assert codes(provider) == {("npwp", twin.id), ("address", neighbour.id)}
    assert codes(elsewhere) == set()


def test_principals_by_npwp_person_and_name(provider):
    person = a_person()
    number = an_npwp()
    a_principal(provider, name="H. Rudi Hartono, S.T.", npwp=number)
    a_principal(provider, name="Siti Aminah", person=person)
    platform = an_organisation("platform")
    a_principal(platform, name="Rudi H.", npwp=number)
    assessor = an_organisation("assessor")
    a_principal(assessor, name="S. Aminah", person=person, until=provider.registered_at)  # left: still a link
    namesake = an_organisation("provider")
    a_principal(namesake, name="RUDI HARTONO")
    found = related_parties(provider)
    assert [(each.code, each.organisation.id) for each in found if not each.strong] == [("principal_name", namesake.id)]
    assert {("principal_npwp", platform.id), ("principal_person", assessor.id)} < codes(provider)


def test_people_who_act_for_both_but_not_trainers_who_teach_in_two_places(provider):
    manager, teacher = a_person(), a_person()
    other = an_organisation("provider")
    for organisation in (provider, other):
        a_membership(person=manager, organisation=organisation)
        a_membership(person=teacher, organisation=organisation, role="trainer")
    assert codes(provider) == {("member", other.id)}


def test_who_is_on_the_blacklist_stands_first(provider):
    a_principal(provider, name="Joko")
    black = an_organisation("provider", name="Zet")
    a_principal(black, name="Joko")
    a_sanction("in_force", organisation=black, kind="blacklist")
    an_organisation("provider", npwp=provider.npwp, name="Abadi")
    first, second = related_parties(provider)
    assert (first.organisation, first.blacklisted, first.strong) == (black, True, False)
    assert (second.code, second.blacklisted) == ("npwp", False)


def test_a_reviewer_who_is_related_does_not_decide(provider, now):
    officer = an_actor("programme_office")
    twin = an_organisation("provider", npwp=provider.npwp)
    assert reviewer_links(officer.person, provider) == []
    a_principal(twin, name="Officer", person_id=officer.person)
    assert reviewer_links(officer.person, provider) == ["related"]
    with refused("related_party"):
        announce_sanction(officer, organisation_id=provider.id, kind="warning", reason="x", rule="y", at=now)
    a_principal(provider, name="Officer", person_id=officer.person)
    assert set(reviewer_links(officer.person, provider)) == {"leads", "related"}


def test_a_mere_namesake_is_shown_and_refused_nothing(provider, now):
    person = a_person(full_name="Dewi Lestari")
    officer = an_actor("programme_office", person=person)
    a_principal(provider, name="Dr. Dewi Lestari")
    assert relations(provider, person.id).namesakes == ["Dr. Dewi Lestari"]
    assert reviewer_links(person.id, provider) == []
    announce_sanction(officer, organisation_id=provider.id, kind="warning", reason="x", rule="y", at=now)


def test_principals_are_named_by_the_institution(now):
    me = an_actor("provider")
    values = {"organisation_id": me.organisation, "name": " Rudi  Hartono ", "role": "owner", "at": now}
    made = name_principal(me, share=60, npwp="01.234.567.8-901.000", person_id=me.person, **values)
    assert (made.name, made.npwp, made.share) == ("Rudi Hartono", "0012345678901000", 60)
    with refused("principal_there", "name"):
        name_principal(me, **values)
    with refused("shares_above_whole", "share"):
        name_principal(me, share=41, **values | {"name": "Siti"})
    with refused("share_unfit", "share"):
        name_principal(me, share=10, **values | {"name": "Siti", "role": "director"})
    with refused("role_unknown", "role"):
        name_principal(me, **values | {"role": "king"})
    with refused("npwp_not_15_or_16_digits", "npwp"):
        name_principal(me, npwp="12", **values | {"name": "Siti"})
    with pytest.raises(NotYours):
        name_principal(me, person_id=a_person().id, **values | {"name": "Siti"})
    with pytest.raises(NotYours):
        name_principal(an_actor("provider"), **values)
    assert principals_of(me.organisation) == [made]
    with pytest.raises(NotYours):
        end_principal(an_actor("provider"), principal_id=made.id, at=now)
    assert end_principal(me, principal_id=made.id, at=now).until == now
    assert principals_of(me.organisation) == []
    assert Principal.objects.get(id=made.id).until == now


def test_another_institution_and_another_person_see_no_principals(now):
    me, other = an_actor("provider"), an_actor("provider")
    a_principal(Organisation.objects.get(id=me.organisation))
    seen = {}
    for by in (me, other, an_actor("person"), an_actor("labour_office"), an_actor("programme_office")):
        with acting(by):
            seen[by] = len(principals_of(me.organisation))
    assert list(seen.values()) == [1, 0, 0, 0, 1]


def test_a_person_founds_an_institution_and_manages_it(now):
    me = an_actor("person")
    made = found_organisation(
        me, kind="provider", name="LPK Baru", regency="33.20", address="Jalan Raya 1", title="Direktur", at=now
    )
    assert (made.person_id, made.role, made.organisation.status) == (me.person, "provider", "proposed")
    with pytest.raises(NotYours):
        found_organisation(me, kind="ministry", name="Kementerian", regency="33.20", at=now)


@given(st.text(max_size=60))
def test_reading_names_and_addresses_never_fails_and_is_stable(text):
    assert same_name(same_name(text)) == same_name(text)
    assert same_address(text) == same_address(f" {text}  ")
