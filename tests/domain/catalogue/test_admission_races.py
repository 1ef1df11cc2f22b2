"""Two officers decide at once. First the race itself is shown, then that ours cannot happen."""

from __future__ import annotations

import datetime
import threading

import pytest

from peluang.domain.catalogue.commands import approve_admission, refuse_admission, start_admission
from peluang.domain.catalogue.models import Admission
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import lift_sanction, reject_appeal
from peluang.domain.organisations.models import Sanction
from tests.concurrency import together
from tests.factories.institutions import TODAY, a_sanction, an_admission, an_approved_institution
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
UNTIL = TODAY + datetime.timedelta(days=365)


def test_deciding_on_what_was_read_before_the_lock_decides_twice(fresh_database, now):
    """Why the round is locked first: both officers read "visit_planned", and both decide."""
    with acting(PROGRAM, scope="command"):
        row = an_admission("visit_planned", visited=True)
    read = threading.Barrier(2)

    def naive(status):
        with acting(PROGRAM, scope="command"):
            mine = Admission.objects.get(id=row.id)
            read.wait(10)
            if mine.status != "visit_planned":
                raise Refused("wrong_state", "x")
            Admission.objects.filter(id=row.id).update(status=status, valid_until=UNTIL)
            return status

    assert together([lambda: naive("approved"), lambda: naive("refused")]) == ["approved", "refused"]


@pytest.mark.parametrize("_attempt", range(3))
def test_one_officer_decides_and_the_other_reads_it(fresh_database, now, _attempt):
    with acting(PROGRAM, scope="command"):
        row = an_admission("visit_planned", visited=True)
        officers = [an_actor("programme_office"), an_actor("programme_office")]
    outcomes = together([
        lambda: approve_admission(officers[0], admission_id=row.id, valid_until=UNTIL, at=now).status,
        lambda: refuse_admission(officers[1], admission_id=row.id, reasons=[("other", "x")], at=now).status,
    ])  # fmt: skip
    assert "wrong_state" in outcomes
    assert len(set(outcomes) & {"approved", "refused"}) == 1
    with acting(PROGRAM):
        assert Admission.objects.get(id=row.id).status in outcomes
        types = ("catalogue.admission_approved", "catalogue.admission_refused")
        assert Event.objects.filter(subject=row.id, type__in=types).count() == 1


def test_an_appeal_is_decided_once(fresh_database, now):
    with acting(PROGRAM, scope="command"):
        sanction = a_sanction("appealed")
        officers = [an_actor("programme_office"), an_actor("programme_office")]
    outcomes = together([
        lambda: lift_sanction(officers[0], sanction_id=sanction.id, decision="Benar.", at=now).status,
        lambda: reject_appeal(officers[1], sanction_id=sanction.id, decision="Tidak.", at=now).status,
    ])  # fmt: skip
    # Whoever rejects first leaves it in force, and it may be lifted afterwards; never the other way round.
    with acting(PROGRAM):
        found = Sanction.objects.get(id=sanction.id)
    assert (found.status, set(outcomes)) in [("lifted", {"lifted", "no_appeal"}), ("lifted", {"lifted", "in_force"})]


def test_two_tabs_start_one_round(fresh_database, now):
    with acting(PROGRAM, scope="command"):
        provider = an_approved_institution()
        me = an_actor("provider", organisation=provider)
    first, second = together([lambda: start_admission(me, organisation_id=provider.id, at=now).id] * 2)
    assert first == second
    with acting(PROGRAM):
        assert Admission.objects.filter(organisation=provider).count() == 2
