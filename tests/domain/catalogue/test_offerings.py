"""An offering's life: drafted, checked, published, ended; what is not allowed says why."""

from __future__ import annotations

import pytest

from peluang.domain.catalogue import commands, queries
from peluang.domain.catalogue.models import OfferingResult
from peluang.domain.events.models import Event
from peluang.domain.kernel.refusal import NotYours, Refused
from tests.factories.catalogue import CONFORMING, an_offering
from tests.factories.catalogue import a_trainer as a_trainer_row
from tests.factories.catalogue import a_training_type as a_type
from tests.factories.learning import a_class, an_enrolment
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_actor("programme_office")


@pytest.fixture
def provider():
    return an_actor("provider")


def draft(by, now, **changes):
    values = {
        "provider_id": by.organisation, "training_type": a_type().code, "title": "Las SMAW posisi 1G", "mode": "offline",
        "online_share": 0, "price": 2_100_000, "minutes_theory": 720, "minutes_practice": 1680, "regency": "33.20",
        "occupation": "7212", "skills": [("las-smaw", 3)], **CONFORMING,
    }  # fmt: skip
    return commands.draft_offering(by, **values | changes, at=now)


def kinds(subject):
    return list(Event.objects.filter(subject=subject).order_by("id").values_list("type", flat=True))


def test_from_draft_to_the_catalogue(provider, office, now):
    offering = draft(provider, now)
    commands.submit_offering(provider, offering_id=offering.id, at=now)
    row = commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=now)
    assert (row.status, row.published_at, row.version) == ("published", now, 1)
    assert kinds(offering.id) == [
        "catalogue.offering_drafted", "catalogue.offering_submitted", "catalogue.offering_published",
        "catalogue.version_applied",
    ]  # fmt: skip


def test_below_the_standard_every_reason_is_told_and_the_draft_is_kept(provider, now):
    offering = draft(provider, now, title="Tips jitu mengelas", minutes_theory=60, minutes_practice=60)
    with pytest.raises(Refused) as refused:
        commands.submit_offering(provider, offering_id=offering.id, at=now)
    assert refused.value.code == "below_standard"
    assert [clause for _text, clause in refused.value.reasons] == [
        "Standar pelatihan v2.0, judul", "Standar pelatihan v2.0, durasi", "Standar pelatihan v2.0, teori dan praktik",
    ]  # fmt: skip
    assert "Tambah 13 jam bersama pelatih." in str(refused.value.reasons[1][0])
    offering.refresh_from_db()
    assert offering.status == "draft"


def test_another_institution_neither_sees_nor_changes_it(provider, now):
    offering = draft(provider, now)
    other = an_actor("provider")
    for act in (commands.submit_offering, commands.change_offering, commands.retire_offering):
        with pytest.raises(NotYours):
            act(other, offering_id=offering.id, at=now)
    assert queries.offering_of_provider(other.organisation, offering.id) is None


def test_an_institution_cannot_publish_itself(provider, now):
    offering = an_offering(submitted=True, provider_id=provider.organisation)
    with pytest.raises(Refused, match="petugas program"):
        commands.publish_offering(provider, offering_id=offering.id, at=now)


def test_returned_with_a_reason(provider, office, now):
    offering = an_offering(submitted=True, provider_id=provider.organisation)
    with pytest.raises(Refused, match="alasan"):
        commands.return_offering(office, offering_id=offering.id, reason=" ", at=now)
    row = commands.return_offering(office, offering_id=offering.id, reason="Alat belum disebut.", at=now)
    assert (row.status, row.status_reason) == ("draft", "Alat belum disebut.")
    with pytest.raises(Refused, match="dari keadaan"):
        commands.return_offering(office, offering_id=offering.id, reason="Lagi.", at=now)


def test_a_trainer_of_another_institution_cannot_be_named(provider, now):
    with pytest.raises(Refused, match="tidak terdaftar"):
        draft(provider, now, trainer_id=a_trainer_row().id)


def test_running_participants_are_protected(provider, now):
    offering = an_offering(provider_id=provider.organisation)
    empty, held = a_class(offering=offering), a_class(offering=offering)
    an_enrolment(training_class=held)
    with pytest.raises(Refused) as refused:
        commands.retire_offering(provider, offering_id=offering.id, at=now)
    assert refused.value.code == "classes_running"
    assert held.code in str(refused.value)
    assert empty.code not in str(refused.value)
    offering.refresh_from_db()
    assert offering.status == "published"


def test_retiring_closes_empty_classes(provider, now):
    offering = an_offering(provider_id=provider.organisation)
    empty = a_class(offering=offering)
    commands.retire_offering(provider, offering_id=offering.id, reason="Alatnya rusak.", at=now)
    empty.refresh_from_db()
    offering.refresh_from_db()
    assert (empty.status, offering.status, offering.ended_at) == ("cancelled", "retired", now)


def test_merging_needs_the_same_type_and_institution(provider, now):
    mine = an_offering(provider_id=provider.organisation)
    same = an_offering(provider_id=provider.organisation, training_type=mine.training_type)
    for other in (mine, an_offering(provider_id=provider.organisation), an_offering(training_type=mine.training_type)):
        with pytest.raises(Refused) as refused:
            commands.merge_offering(provider, offering_id=mine.id, into_id=other.id, at=now)
        assert refused.value.code == "cannot_merge"
    row = commands.merge_offering(provider, offering_id=mine.id, into_id=same.id, at=now)
    assert (row.status, row.merged_into_id) == ("merged", same.id)


def test_online_outside_technology_is_not_published_when_no_open_scheme_pays_it(office, now):
    from datetime import date

    from peluang.domain.programme.models import Scheme
    from peluang.engines.rules import PLAN_2021, to_json

    Scheme.objects.create(
        code="plan", name_id="x", name_en="x", parameters=to_json(PLAN_2021), decision_number="1",
        decision_date=date(2021, 1, 1), valid_from=date(2021, 1, 1),
    )  # fmt: skip
    fitting = {"conforming": True, "submitted": True, "online": True, "longest_day_minutes": 180}
    with pytest.raises(Refused) as refused:
        commands.publish_offering(office, offering_id=an_offering(**fitting).id, free_checked=True, at=now)
    assert [clause for _text, clause in refused.value.reasons] == [
        "Keputusan skema: daring hanya untuk bidang teknologi"
    ]
    technology = an_offering(**fitting, technology=True)
    assert commands.publish_offering(office, offering_id=technology.id, free_checked=True, at=now).status == "published"


def test_results_are_written_over(office, now):
    offering = an_offering(with_result=True)
    row = commands.ResultRow(offering.id, enrolled=10, completed=9, gain=12.5, answered=8, working=5)
    assert commands.refresh_results(office, rows=[row], at=now) == 1
    assert OfferingResult.objects.get(offering=offering).working == 5
    with pytest.raises(Refused):
        commands.refresh_results(an_actor("provider"), rows=[row], at=now)
