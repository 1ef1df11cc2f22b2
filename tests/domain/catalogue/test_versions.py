"""A sold offering changes by versions: words at once, promises after review, and every class keeps its own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.catalogue import commands, queries
from peluang.domain.catalogue.content import AT_ONCE, LABELS, apply, changed, content_of
from peluang.domain.catalogue.models import CurationRound, OfferingVersion
from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.curation import a_round
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_actor("programme_office")


@pytest.fixture
def provider():
    return an_actor("provider")


@pytest.fixture
def offering(provider):
    return an_offering(conforming=True, provider_id=provider.organisation)


def waiting(offering):
    offering.refresh_from_db()
    return queries.waiting_version(offering, queries.last_round(offering.id))


def stands(offering):
    offering.refresh_from_db()
    return offering.price, offering.version


def test_words_and_the_trainer_change_at_once(provider, offering, now):
    trainer = a_trainer(organisation_id=provider.organisation)
    commands.change_offering(
        provider,
        offering_id=offering.id,
        description="Lebih jelas.",
        trainer_id=trainer.id,
        price=offering.price,
        at=now,
    )
    offering.refresh_from_db()
    assert (offering.description, offering.trainer_id, offering.version) == ("Lebih jelas.", trainer.id, 2)
    assert not CurationRound.objects.exists()
    first, second = OfferingVersion.objects.all()
    assert (first.content["description"], first.number) == ("", 1)
    assert (second.material, second.applied_at) == (False, now)


def test_a_new_price_waits_while_the_old_one_is_sold(provider, office, offering, now):
    commands.change_offering(provider, offering_id=offering.id, price=1_900_000, description="Baru.", at=now)
    assert stands(offering) == (2_100_000, 2), "the words are version 2, the price waits as version 3"
    assert (waiting(offering).number, waiting(offering).content["price"]) == (3, 1_900_000)
    commands.change_offering(provider, offering_id=offering.id, description="Lebih baru.", at=now)
    commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=now)
    assert stands(offering) == (1_900_000, 3)
    assert offering.description == "Lebih baru.", "words that changed meanwhile stay"
    assert waiting(offering) is None
    assert Event.objects.filter(subject=offering.id, type="catalogue.offering_changed").count() == 3


def test_one_change_waits_at_a_time_and_can_be_taken_back(provider, offering, now):
    commands.change_offering(provider, offering_id=offering.id, price=1_900_000, at=now)
    with pytest.raises(Refused) as refused:
        commands.change_offering(provider, offering_id=offering.id, price=1_800_000, description="x", at=now)
    assert refused.value.code == "round_open"
    offering.refresh_from_db()
    assert offering.description == "", "nothing of a refused change happened"
    commands.withdraw_submission(provider, offering_id=offering.id, at=now)
    commands.change_offering(provider, offering_id=offering.id, price=1_800_000, at=now)
    assert [each.decision for each in queries.rounds_of(offering.id)] == ["", "withdrawn"]
    assert stands(offering) == (2_100_000, 1)


def test_a_returned_change_leaves_what_is_sold_and_is_kept(provider, office, offering, now):
    commands.change_offering(provider, offering_id=offering.id, price=1_900_000, at=now)
    commands.return_offering(
        office,
        offering_id=offering.id,
        at=now,
        remarks=[{"field": "price", "text": "Sebutkan alasannya.", "clause": ""}],
    )
    assert stands(offering) == (2_100_000, 1)
    assert offering.status == "published"
    assert waiting(offering).content["price"] == 1_900_000
    assert queries.last_round(offering.id).remarks[0]["text"] == "Sebutkan alasannya."


def test_a_change_below_the_standard_is_not_submitted(provider, offering, now):
    with pytest.raises(Refused) as refused:
        commands.change_offering(provider, offering_id=offering.id, minutes_practice=60, at=now)
    assert refused.value.code == "below_standard"
    assert not CurationRound.objects.exists()


def test_a_material_change_of_skills_and_parts_waits_too(provider, offering, now):
    commands.change_offering(provider, offering_id=offering.id, skills=[("las-smaw", 4), ("las-gmaw", 2)], at=now)
    assert waiting(offering).content["skills"] == [["las-gmaw", 2], ["las-smaw", 4]]
    assert [each.skill_id for each in offering.taught.all()] == ["las-smaw"]


def test_a_submitted_offering_is_not_changed_under_the_reviewer(provider, now):
    offering = an_offering(conforming=True, submitted=True, provider_id=provider.organisation)
    a_round(offering)
    with pytest.raises(Refused) as refused:
        commands.change_offering(provider, offering_id=offering.id, title="Las MIG", at=now)
    assert refused.value.code == "under_review"
    assert commands.withdraw_submission(provider, offering_id=offering.id, at=now).status == "draft"
    with pytest.raises(Refused) as refused:
        commands.withdraw_submission(provider, offering_id=offering.id, at=now)
    assert refused.value.code == "nothing_waits"


def test_only_its_institution_changes_and_withdraws(offering, now):
    stranger = an_actor("provider")
    for act in (commands.change_offering, commands.withdraw_submission):
        with pytest.raises(NotYours):
            act(stranger, offering_id=offering.id, at=now)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"price": -1}, "price"), ({"price": 10**12}, "price"), ({"class_size": 10**6}, "class_size"),
        ({"mode": "telepati"}, "mode"), ({"outside_url": "javascript:alert(1)"}, "outside_url"),
        ({"minutes_self_paced": 99_999}, "hours_self_paced"), ({"minutes_self_paced": 20_000}, "hours_self_paced"),
        ({"trainer_id": "0197a1d2-0000-7000-8000-000000000000"}, "trainer_id"),
        ({"skills": [("tidak-ada", 1)]}, "skills"), ({"skills": [("las-smaw", 9)]}, "skills"),
    ],
)  # fmt: skip
def test_impossible_values_name_their_field(provider, offering, now, changes, field):
    with pytest.raises(Refused) as refused:
        commands.change_offering(provider, offering_id=offering.id, at=now, **changes)
    assert refused.value.field == field


def test_terms_of_a_version_for_those_who_bought_it(provider, office, offering, now):
    assert queries.terms_at(offering, 1)["price"] == 2_100_000, "offerings from before versions have no row"
    commands.change_offering(provider, offering_id=offering.id, price=1_900_000, at=now)
    commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=now)
    offering.refresh_from_db()
    assert [queries.terms_at(offering, number)["price"] for number in (1, 2)] == [2_100_000, 1_900_000]
    assert queries.prices_at([(offering, 1), (offering, 2)]) == {
        (offering.id, 1): 2_100_000, (offering.id, 2): 1_900_000,
    }  # fmt: skip


def test_differences_are_told_in_words(provider, offering, now):
    before = content_of(offering)
    after = before | {
        "price": 1_900_000, "minutes_theory": 750, "mode": "blended", "skills": [["las-smaw", 4]], "occupation_id": "7318",
        "regency_id": "33.21", "assessment_parts": ["pre"], "outside_price": None,
    }  # fmt: skip
    said = {each.field: (each.before, each.after) for each in queries.changes_between(before, after, "id")}
    assert said["price"] == ("Rp2.100.000", "Rp1.900.000")
    assert said["minutes_theory"] == ("12 jam", "12,5 jam")
    assert said["mode"] == ("Tatap muka", "Bauran")
    assert said["skills"][1].endswith("(4)") and "las-smaw" not in said["skills"][1]
    assert said["regency_id"] == ("Kabupaten Jepara", "Kabupaten Demak")
    assert said["assessment_parts"][1] == "tes awal"
    assert "outside_price" not in said


numbers = st.integers(0, 30_000)
contents = st.fixed_dictionaries(
    {}, optional={
        "price": st.integers(0, 10**9), "minutes_theory": numbers, "minutes_practice": numbers, "class_size": numbers,
        "description": st.text(st.characters(blacklist_characters="\x00", blacklist_categories=("Cs",)), max_size=30),
        "skills": st.lists(st.sampled_from(["las-smaw", "las-gmaw"]), unique=True).map(
            lambda codes: sorted([code, 2] for code in codes)
        ),
        "assessment_parts": st.lists(st.sampled_from(["pre", "post"]), unique=True),
    },
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(contents)
def test_applying_what_changed_gives_the_content_back(offering, content):
    """changed() and apply() are each other's inverse, and everything but words is material."""
    offering.refresh_from_db()
    before = content_of(offering)
    after = before | content
    differences = changed(before, after)
    assert {each.field for each in differences} == {name for name in LABELS if before[name] != after[name]}
    assert all(each.material == (each.field not in AT_ONCE) for each in differences)
    apply(offering, after, frozenset(each.field for each in differences))
    offering.refresh_from_db()
    offering._prefetched_objects_cache = {}
    assert content_of(offering) == after
