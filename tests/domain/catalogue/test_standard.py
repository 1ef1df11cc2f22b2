"""From rows to the engine: what stands around an offering, and which version counts."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue import commands
from peluang.domain.catalogue.content import content_of
from peluang.domain.catalogue.standard import findings_of, findings_of_content
from peluang.domain.kernel.refusal import Refused
from tests.factories.catalogue import CONFORMING, a_training_type, an_offering
from tests.factories.curation import a_free_equivalent
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
#: A week before v2.0, and a week after.
BEFORE = datetime.datetime(2023, 10, 6, 3, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2023, 10, 20, 3, tzinfo=datetime.UTC)


def codes(offering, now, **options):
    return [each.code for each in findings_of(offering, at=now, **options)]


def test_a_conforming_offering_has_no_finding_in_few_statements(now, django_assert_max_num_queries):
    offering = an_offering(conforming=True)
    with django_assert_max_num_queries(6):
        assert codes(offering, now) == []


def test_the_version_of_the_day_or_the_one_asked_for(now):
    offering = an_offering(minutes_theory=200, minutes_practice=200, skills={"las-smaw": 3}, class_size=30)
    assert "PARTS_MISSING" in codes(offering, now, version="1.0")
    assert codes(offering, now, version="0") == []
    assert "TOO_SHORT" in codes(offering, now)
    assert codes(offering, BEFORE) == codes(offering, now, version="1.0")
    assert codes(offering, now, version="no such version") == codes(offering, now)


def test_a_draft_begun_before_is_checked_under_the_new_version_and_told_so():
    provider = an_actor("provider")
    draft = commands.draft_offering(
        provider, provider_id=provider.organisation, training_type=a_training_type().code, title="Las SMAW posisi 1G",
        mode="offline", online_share=0, price=1_000_000, minutes_theory=120, minutes_practice=300, regency="33.20",
        occupation="7212", skills=[("las-smaw", 2)], **CONFORMING, at=BEFORE,
    )  # fmt: skip
    assert draft.standard == "1.0"
    with pytest.raises(Refused) as refused:
        commands.submit_offering(provider, offering_id=draft.id, at=AFTER)
    assert [clause for _text, clause in refused.value.reasons] == ["Standar pelatihan v2.0, durasi"]
    assert "sebelum Standar pelatihan v2.0 berlaku" in str(refused.value.todo)
    commands.change_offering(provider, offering_id=draft.id, minutes_theory=360, minutes_practice=840, at=AFTER)
    assert commands.submit_offering(provider, offering_id=draft.id, at=AFTER).standard == "2.0"


def test_equivalents_and_free_content_are_read_from_the_catalogue(now):
    offering = an_offering(conforming=True)
    for price in (400_000, 450_000, 480_000, 500_000):
        an_offering(training_type=offering.training_type, price=price)
        an_offering(training_type=offering.training_type, price=9_000_000, draft=True)
    assert codes(offering, now) == ["PRICE_UNUSUAL"]
    a_free_equivalent(offering=offering)
    assert codes(offering, now) == ["FREE_ELSEWHERE", "PRICE_UNUSUAL"]
    a_free_equivalent(
        offering=an_offering(training_type=offering.training_type), identical=True, url="https://lain.example"
    )
    assert "IDENTICAL_FREE" not in codes(offering, now), "that is another institution's content"
    a_free_equivalent(offering=offering, identical=True)
    a_free_equivalent(offering=offering, identical=True, confirmed=False, url="https://belum.example")
    assert codes(offering, now) == ["IDENTICAL_FREE", "PRICE_UNUSUAL"]


def test_nothing_typed_yet_is_checked_too(now):
    assert {each.code for each in findings_of_content({"title": ""}, training_type_id=None, at=now)} >= {
        "NO_TITLE", "NO_OCCUPATION", "TOO_SHORT",
    }  # fmt: skip


def test_content_is_plain_and_complete(now):
    content = content_of(an_offering(conforming=True, skills={"las-smaw": 3}))
    assert content["skills"] == [["las-smaw", 3]]
    assert content["assessment_parts"] == ["pre", "post", "quiz", "practical"]
