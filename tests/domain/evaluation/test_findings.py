"""The office recommends, the institution decides."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue.models import Offering
from peluang.domain.evaluation.commands import decide_finding, file_finding, withdraw_finding
from peluang.domain.evaluation.queries import findings_of_provider, merge_targets, open_findings
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from tests.factories.catalogue import an_offering
from tests.factories.evaluation import TODAY, a_finding
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
IN_TWO_WEEKS = TODAY + datetime.timedelta(days=14)


def _provider_of(offering):
    return an_actor(Role.PROVIDER, organisation=offering.provider)


def test_a_finding_carries_the_figures_and_reaches_the_institution(now):
    offering = an_offering()
    manager = _provider_of(offering)
    finding = file_finding(
        an_actor(Role.PROGRAMME_OFFICE), offering_id=offering.id, kind="low_uptake", text="Nol peserta sejak terbit.",
        answer_by=IN_TWO_WEEKS, at=now,
    )  # fmt: skip
    assert finding.figures["enrolled"] == 0
    assert finding.status == "open"
    assert OutboxMessage.objects.filter(person_id=manager.person, template="evaluation.finding_filed").count() == 1
    assert findings_of_provider(offering.provider_id) == [finding]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "?"}, "text"),
        ({"kind": "ugly"}, "kind"),
        ({"answer_by": TODAY + datetime.timedelta(days=6)}, "answer_by"),
    ],
)
def test_a_finding_says_something_and_leaves_time(now, change, field):
    values = {"kind": "price", "text": "Lebih mahal daripada di luar.", "answer_by": IN_TWO_WEEKS} | change
    with pytest.raises(Refused) as refused:
        file_finding(an_actor(Role.PROGRAMME_OFFICE), offering_id=an_offering().id, at=now, **values)
    assert refused.value.field == field


def test_the_same_finding_waits_once(now):
    finding = a_finding()
    with pytest.raises(Refused) as refused:
        file_finding(
            an_actor(Role.PROGRAMME_OFFICE), offering_id=finding.offering_id, kind=finding.kind, text="Masih sama saja.",
            answer_by=IN_TWO_WEEKS, at=now,
        )  # fmt: skip
    assert refused.value.code == "finding_open"


def test_only_the_office_files(now):
    offering = an_offering()
    with pytest.raises(NotYours):
        file_finding(
            _provider_of(offering), offering_id=offering.id, kind="price", text="Lebih mahal.", answer_by=IN_TWO_WEEKS,
            at=now,
        )  # fmt: skip


def test_the_institution_keeps_a_training_with_its_reason(now):
    finding = a_finding()
    made = decide_finding(
        _provider_of(finding.offering), finding_id=finding.id, decision="keep", reason="Diminta tiga sentra.",
        due_on=IN_TWO_WEEKS, at=now,
    )  # fmt: skip
    finding.refresh_from_db()
    assert (finding.status, made.decision) == ("decided", "keep")
    assert Offering.objects.get(id=finding.offering_id).status == "published"


def test_another_institution_finds_nothing(now):
    finding = a_finding()
    other = an_actor(Role.PROVIDER)
    with pytest.raises(NotYours):
        decide_finding(
            other, finding_id=finding.id, decision="keep", reason="Bukan milik kami.", due_on=IN_TWO_WEEKS, at=now
        )


def test_merge_and_retire_happen_in_the_catalogue(now):
    first = an_offering()
    second = an_offering(provider=first.provider, training_type=first.training_type, title="Las SMAW pagi")
    by = _provider_of(first)
    assert merge_targets(first) == [second]
    decide_finding(
        by, finding_id=a_finding(offering=first, kind="duplicate").id, decision="merge", reason="Isinya sama persis.",
        due_on=IN_TWO_WEEKS, merge_into=second.id, at=now,
    )  # fmt: skip
    decide_finding(
        by, finding_id=a_finding(offering=second).id, decision="retire", reason="Tidak ada peminat lagi.",
        due_on=IN_TWO_WEEKS, at=now,
    )  # fmt: skip
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.merged_into_id, second.status) == ("merged", second.id, "retired")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"decision": "delete"}, "decision"),
        ({"decision": "merge"}, "merge_into"),
        ({"due_on": TODAY - datetime.timedelta(days=1)}, "due_on"),
    ],
)
def test_a_decision_has_a_reason_and_a_day(now, change, field):
    finding = a_finding()
    values = {"decision": "revise", "reason": "Materi praktik ditambah.", "due_on": IN_TWO_WEEKS} | change
    with pytest.raises(Refused) as refused:
        decide_finding(_provider_of(finding.offering), finding_id=finding.id, at=now, **values)
    assert refused.value.field == field


def test_overdue_and_withdrawn(now):
    late = a_finding(answer_by=TODAY - datetime.timedelta(days=1))
    a_finding()
    assert open_findings(now, overdue=True) == [late]
    withdrawn = withdraw_finding(
        an_actor(Role.PROGRAMME_OFFICE), finding_id=late.id, reason="Angkanya salah hitung.", at=now
    )
    assert withdrawn.status == "withdrawn"
    assert open_findings(now, overdue=True) == []
