"""Pairs for people: proposed once, decided for good, and a decision moves exactly what it says."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from peluang.domain.catalogue.commands import confirm_pair, import_catalogue, propose_equivalents, split_pair
from peluang.domain.catalogue.models import EquivalenceProposal, Offering, TrainingType
from peluang.domain.catalogue.queries import next_proposal, proposal_counts, proposal_page, proposals
from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from tests.factories.catalogue import a_training_type, an_offering
from tests.optional_data import real_file
from tests.refusals import refused

pytestmark = pytest.mark.django_db
OFFICE = Actor(Role.PROGRAMME_OFFICE, new_id(), new_id())


def offered(*titles, one_type=False, **fields):
    kind = a_training_type() if one_type else None
    return [an_offering(title=title, training_type=kind, **fields) for title in titles]


def propose(now):
    return propose_equivalents(PROGRAM, at=now)


def only_pair():
    return EquivalenceProposal.objects.get()


def types_of(*offerings):
    return [Offering.objects.get(id=each.id).training_type_id for each in offerings]


def test_a_pair_in_the_band_waits_for_people(now):
    first, second = offered("Microsoft Excel", "Microsoft Excel Dasar")
    offered("Tata rias pengantin")
    report = propose(now)
    assert (report.offerings, report.proposed, report.open) == (3, 1, 1)
    pair = only_pair()
    assert (pair.first_id, pair.second_id, pair.status, pair.guard) == (first.id, second.id, "open", "")
    assert types_of(first, second) == [first.training_type_id, second.training_type_id]


def test_what_is_surely_the_same_in_two_types_is_proposed_too(now):
    offered("Pelatihan Las SMAW 3G", "SMAW Welding 3G Training", "Kursus las listrik 3G")
    assert propose(now).proposed == 2
    assert all(each.score > 0.95 for each in EquivalenceProposal.objects.all())


def test_one_type_with_two_levels_is_shown_with_its_guard(now):
    offered("Las SMAW 1G", "Las SMAW posisi 1G", "Las SMAW 3G", one_type=True)
    assert propose(now).proposed == 1
    assert only_pair().guard == "number"


def test_a_second_run_changes_nothing_and_takes_back_what_no_longer_stands(now):
    _first, second = offered("Microsoft Excel", "Microsoft Excel Dasar")
    propose(now)
    before = list(EquivalenceProposal.objects.values())
    events = Event.objects.filter(type="catalogue.pairs_proposed").count()
    again = propose(now)
    assert (again.proposed, again.gone, list(EquivalenceProposal.objects.values())) == (0, 0, before)
    assert Event.objects.filter(type="catalogue.pairs_proposed").count() == events
    Offering.objects.filter(id=second.id).update(status="retired")
    assert (propose(now).gone, EquivalenceProposal.objects.count()) == (1, 0)


def test_confirming_brings_both_into_the_larger_type_and_tells_search(now):
    large = a_training_type()
    kept = [an_offering(title="Barista", training_type=large) for _ in range(2)]
    alone = an_offering(title="Kursus menjadi barista")
    propose(now)
    confirmed = confirm_pair(OFFICE, proposal_id=only_pair().id, reason=" Isinya sama. ", at=now)
    assert (confirmed.status, confirmed.reason, confirmed.decided_by) == ("confirmed", "Isinya sama.", OFFICE.person)
    assert set(types_of(alone, *kept)) == {large.id}
    assert Event.objects.filter(type="catalogue.offering_changed", subject=alone.id).count() == 1
    event = Event.objects.get(type="catalogue.pair_confirmed")
    assert event.payload["training_type_id"] == str(large.id)
    assert propose(now).open == 0


def test_of_types_alike_in_size_the_older_stays(now):
    old, young = offered("Barista", "Pelatihan Barista")
    propose(now)
    confirm_pair(OFFICE, proposal_id=only_pair().id, at=now)
    assert types_of(old, young) == [old.training_type_id] * 2


def test_splitting_gives_the_younger_a_type_of_its_own(now):
    first, second = offered("Las SMAW 1G", "Las SMAW 3G", one_type=True)
    propose(now)
    split_pair(OFFICE, proposal_id=only_pair().id, at=now)
    before, after = types_of(first, second)
    assert before == first.training_type_id != after
    assert TrainingType.objects.get(id=after).title_id == "Las SMAW 3G"
    assert Event.objects.filter(type="catalogue.offering_changed", subject=second.id).exists()
    assert Event.objects.filter(type="catalogue.type_defined", subject=after).exists()
    assert propose(now).open == 0


def test_splitting_what_stands_in_two_types_moves_nothing(now):
    pair = offered("Microsoft Excel", "Microsoft Excel Dasar")
    propose(now)
    before = types_of(*pair)
    split_pair(OFFICE, proposal_id=only_pair().id, at=now)
    assert types_of(*pair) == before
    assert (propose(now).proposed, only_pair().status) == (0, "split")


def test_a_decision_can_be_changed_and_moves_back_what_it_moved(now):
    pair = offered("Barista", "Pelatihan Barista")
    propose(now)
    proposal = only_pair()
    confirm_pair(OFFICE, proposal_id=proposal.id, at=now)
    split_pair(OFFICE, proposal_id=proposal.id, at=now)
    assert len(set(types_of(*pair))) == 2
    confirm_pair(OFFICE, proposal_id=proposal.id, at=now)
    assert len(set(types_of(*pair))) == 1
    with refused("wrong_state"):
        confirm_pair(OFFICE, proposal_id=proposal.id, at=now)


def test_what_people_parted_does_not_meet_again_through_a_third(now):
    one, other, third = offered("Barista", "Pelatihan Barista", "Kursus Barista")
    propose(now)
    first_pair = EquivalenceProposal.objects.create(
        first_id=min(other.id, third.id), second_id=max(other.id, third.id), score=1, proposed_at=now
    )
    split_pair(OFFICE, proposal_id=first_pair.id, at=now)
    for each in EquivalenceProposal.objects.filter(first=one, second=other):
        confirm_pair(OFFICE, proposal_id=each.id, at=now)
    left = EquivalenceProposal.objects.get(first=one, second=third)
    with refused("told_apart"):
        confirm_pair(OFFICE, proposal_id=left.id, at=now)
    assert types_of(third) == [third.training_type_id]
    assert left.id not in {each.id for each in EquivalenceProposal.objects.filter(status="confirmed")}
    propose(now)
    assert not EquivalenceProposal.objects.filter(status="open").exists()


def test_what_people_tied_leaves_together(now):
    one, other, third = offered("Las SMAW 1G", "Las SMAW 3G", "Pelatihan las SMAW 3G", one_type=True)
    tied = EquivalenceProposal.objects.create(first=other, second=third, score=1, proposed_at=now)
    confirm_pair(OFFICE, proposal_id=tied.id, at=now)
    apart = EquivalenceProposal.objects.create(first=one, second=other, score=1, proposed_at=now)
    split_pair(OFFICE, proposal_id=apart.id, at=now)
    mine, theirs, with_it = types_of(one, other, third)
    assert theirs == with_it != mine


def test_a_split_against_two_ties_is_refused(now):
    one, other, third = offered("Barista A", "Barista B", "Barista C", one_type=True)
    for first, second in ((one, other), (other, third)):
        row = EquivalenceProposal.objects.create(first=first, second=second, score=1, proposed_at=now)
        confirm_pair(OFFICE, proposal_id=row.id, at=now)
    last = EquivalenceProposal.objects.create(first=one, second=third, score=1, proposed_at=now)
    with refused("said_the_same"):
        split_pair(OFFICE, proposal_id=last.id, at=now)
    assert len(set(types_of(one, other, third))) == 1
    assert EquivalenceProposal.objects.get(id=last.id).status == "open"


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.PERSON, Role.LABOUR_OFFICE])
def test_only_the_office_decides(now, role):
    offered("Barista", "Pelatihan Barista")
    propose(now)
    somebody = Actor(role, new_id(), new_id())
    for command in (confirm_pair, split_pair):
        with refused("not_allowed"):
            command(somebody, proposal_id=only_pair().id, at=now)
    with refused("not_allowed"):
        propose_equivalents(somebody, at=now)


def test_an_unknown_pair_is_not_there(now):
    with pytest.raises(NotYours):
        confirm_pair(OFFICE, proposal_id=new_id(), at=now)
    assert proposal_page(new_id()) is None


def test_reading_the_list(now):
    offered("Barista", "Pelatihan Barista")
    offered("Microsoft Excel", "Microsoft Excel Lanjutan")
    propose(now)
    assert proposal_counts() == {"open": 2, "confirmed": 0, "split": 0}
    first, second = proposals("open", page=1, per_page=10)
    assert first.score >= second.score
    assert next_proposal(first) == second
    split_pair(OFFICE, proposal_id=first.id, at=now)
    assert proposal_counts() == {"open": 1, "confirmed": 0, "split": 1}
    assert proposals("split", page=1, per_page=10) == [first]
    Offering.objects.filter(id=second.first_id).update(status="suspended")
    assert proposals("open", page=1, per_page=10) == []


def take_in(rows, now, source="uji"):
    text = "institution,title\n" + "".join(f"{who},{title}\n" for who, title in rows)
    return import_catalogue(PROGRAM, content=text.encode(), file_name="k.csv", source=source, at=now)


def test_imported_rows_join_a_type_where_the_engine_is_sure(now):
    kind = a_training_type(title_id="Las SMAW posisi 3G", title_en="SMAW welding, position 3G")
    rows = [
        ("LKP A", "SMAW Welder 3G"),
        ("LKP B", "Las SMAW 1G"),
        ("LKP C", "Pelatihan las listrik 1G"),
        ("LKP D", "Barista"),
    ]
    take_in(rows, now)
    found = {each.title: each.training_type_id for each in Offering.objects.filter(source="uji")}
    assert found["SMAW Welder 3G"] == kind.id
    assert found["Las SMAW 1G"] == found["Pelatihan las listrik 1G"] != kind.id
    assert len(set(found.values())) == 3
    take_in(rows, now)
    assert {each.title: each.training_type_id for each in Offering.objects.filter(source="uji")} == found
    take_in([("LKP Lain", "Barista profesional")], now, source="lain")
    assert Offering.objects.get(source="lain").training_type_id == found["Barista"]


def test_the_real_catalogue_gets_its_types(now):
    content = real_file("catalogue", "skill-week-courses.csv").read_bytes()
    import_catalogue(PROGRAM, content=content, file_name="k.csv", source="uji", at=now)
    types = TrainingType.objects.filter(offerings__source="uji").distinct().count()
    assert 225 <= types <= 255
    assert propose(now).open >= 20


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_follow_each_other(fresh_database, now):
    one, other, third = offered("Barista", "Pelatihan Barista", "Kursus Barista")
    propose(now)
    pairs = list(EquivalenceProposal.objects.order_by("id"))
    assert len(pairs) == 2
    start, errors = threading.Barrier(2), []

    def decide(command, pair):
        start.wait(5)
        try:
            command(OFFICE, proposal_id=pair.id, at=now)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(confirm_pair, pair)) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert errors == []
    assert len(set(types_of(one, other, third))) == 1
