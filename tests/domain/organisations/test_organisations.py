from __future__ import annotations

import pytest

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.commands import (
    ROLES_OF_KIND,
    add_member,
    change_organisation,
    disclose,
    end_disclosure,
    end_membership,
    register_organisation,
    set_status,
)
from peluang.domain.organisations.models import Disclosure, Kind
from peluang.domain.organisations.queries import (
    is_staff,
    labour_office_of,
    memberships_of,
    office,
    seen_by,
    waiting_to_be_checked,
)
from peluang.domain.people.commands import give_consent, withdraw_consent
from peluang.domain.people.models import Person
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_person_registers_a_firm_becomes_its_first_member_and_an_office_checks_it(now):
    person = a_person()
    me = an_actor("person", person=person)
    firm = register_organisation(me, kind="employer", name=" PT  Ukir ", regency="33.20", nib="1234 5678 90123", at=now)
    assert (firm.name, firm.nib, firm.status) == ("PT Ukir", "1234567890123", "proposed")
    add_member(me, organisation_id=firm.id, person_id=person.id, role="employer", at=now)
    assert [each.organisation_id for each in memberships_of(person.id)] == [firm.id]
    assert firm in waiting_to_be_checked("33.20")
    assert firm in waiting_to_be_checked("33")
    assert firm not in waiting_to_be_checked("32")
    assert set_status(an_actor("labour_office"), organisation_id=firm.id, status="verified", at=now).verified_at == now
    with refused("reason_missing", "reason"):
        set_status(an_actor("labour_office"), organisation_id=firm.id, status="suspended", reason=" ", at=now)
    with pytest.raises(NotYours):
        set_status(an_actor("labour_office", regency="32.73"), organisation_id=firm.id, status="verified", at=now)
    with refused("not_allowed"):
        set_status(an_actor("labour_office"), organisation_id=firm.id, status="closed", reason="x", at=now)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "name_empty"),
        ({"kind": "circus"}, "kind_unknown"),
        ({"regency": "99.99"}, "regency_unknown"),
        ({"nib": "12"}, "nib_not_13_digits"),
        ({"npwp": "12"}, "npwp_not_15_or_16_digits"),
    ],
)
def test_what_is_wrong_is_refused(now, changes, code):
    with refused(code):
        register_organisation(an_actor("person"), **{"kind": "employer", "name": "PT X", "at": now, **changes})


def test_offices_are_set_up_by_the_programme_and_once_per_regency(now):
    with pytest.raises(NotYours):
        register_organisation(an_actor("person"), kind="labour_office", name="Disnaker", regency="33.20", at=now)
    program = an_actor("programme_office")
    made = register_organisation(program, kind="labour_office", name="Disnaker", regency="33.20", at=now)
    with refused("organisation_there"):
        register_organisation(program, kind="labour_office", name="Disnaker 2", regency="33.20", at=now)
    assert labour_office_of("33.20") == made
    province = an_organisation("province_office", province="32")
    assert labour_office_of("32.73") == province
    assert labour_office_of("31.71") is None
    assert office("programme_office").id == program.organisation


def test_every_kind_has_roles():
    assert set(ROLES_OF_KIND) == set(Kind.values)


def test_members_are_appointed_by_members_and_offices(now):
    boss = an_actor("provider")
    trainer = a_person()
    with pytest.raises(NotYours):
        add_member(
            an_actor("person", person=trainer),
            organisation_id=boss.organisation,
            person_id=trainer.id,
            role="trainer",
            at=now,
        )
    made = add_member(boss, organisation_id=boss.organisation, person_id=trainer.id, role="trainer", at=now)
    assert add_member(boss, organisation_id=boss.organisation, person_id=trainer.id, role="trainer", at=now) == made
    with refused("role_unfit"):
        add_member(boss, organisation_id=boss.organisation, person_id=trainer.id, role="auditor", at=now)
    with pytest.raises(NotYours):
        end_membership(an_actor("provider"), membership_id=made.id, at=now)
    assert end_membership(an_actor("person", person=trainer), membership_id=made.id, at=now).until == now
    assert memberships_of(trainer.id) == []


def test_nobody_joins_an_organisation_that_has_members(now):
    boss = an_actor("employer")
    stranger = a_person()
    with pytest.raises(NotYours):
        add_member(
            an_actor("person", person=stranger),
            organisation_id=boss.organisation,
            person_id=stranger.id,
            role="employer",
            at=now,
        )


def test_nobody_becomes_the_first_officer_of_an_office_by_themselves(now):
    empty = an_organisation("labour_office")
    stranger = a_person()
    with pytest.raises(NotYours):
        add_member(
            an_actor("person", person=stranger),
            organisation_id=empty.id,
            person_id=stranger.id,
            role="labour_office",
            at=now,
        )


def test_staff_are_known(now):
    assert is_staff(a_membership(role="labour_office").person_id)
    assert not is_staff(a_membership(role="employer").person_id)


def test_a_disclosure_shows_the_person_until_it_ends(now):
    person, employer, ground = a_person(), an_actor("employer"), new_id()

    def sees() -> bool:
        with acting(employer):
            return Person.objects.filter(id=person.id).exists()

    assert not sees()
    values = {
        "organisation_id": employer.organisation,
        "person_id": person.id,
        "purpose": "application",
        "subject": ground,
    }
    one = disclose(an_actor("person", person=person), **values, at=now)
    assert disclose(an_actor("person", person=person), **values, at=now) == one
    assert sees()
    assert [each.id for each in seen_by(person.id)] == [one.id]
    assert end_disclosure(an_actor("person", person=person), subject=ground, at=now) == 1
    assert end_disclosure(an_actor("person", person=person), subject=ground, at=now) == 0
    assert not sees()
    disclose(an_actor("person", person=person), **values, at=now)
    assert sees()
    assert Event.objects.filter(type="organisations.person_disclosed").count() == 2


def test_withdrawing_a_consent_ends_what_rests_on_it_alone(now):
    person, employer = a_person(), an_actor("employer")
    me = an_actor("person", person=person)
    give_consent(me, person_id=person.id, purpose="employers", at=now)
    for purpose in ("employers", "application"):
        disclose(
            me, organisation_id=employer.organisation, person_id=person.id, purpose=purpose, subject=new_id(), at=now
        )
    withdraw_consent(me, person_id=person.id, purpose="employers", at=now)
    standing = Disclosure.objects.filter(person=person, ended_at__isnull=True)
    assert [each.purpose for each in standing] == ["application"]


def test_a_new_name_is_checked_anew(now):
    boss = an_actor("provider")
    changed = change_organisation(boss, organisation_id=boss.organisation, about="Kami mengajar las.", at=now)
    assert changed.status == "verified"
    assert change_organisation(boss, organisation_id=boss.organisation, name="BLK Lain", at=now).status == "proposed"
    with pytest.raises(NotYours):
        change_organisation(an_actor("provider"), organisation_id=boss.organisation, about="x", at=now)
