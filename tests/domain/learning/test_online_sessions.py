"""Online sessions of a class, items of a course, codes of seats: what an institution plans and until when."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.learning.commands import book_seat
from peluang.domain.learning.commands.items import add_item, retire_item
from peluang.domain.learning.commands.online_sessions import (
    make_self_paced,
    make_webinar,
    set_links,
    start_online_classes,
)
from peluang.domain.learning.commands.redeem import make_redeem_code
from peluang.domain.learning.evidence import items_of_class
from peluang.domain.learning.models import LearningItem, RedeemCode, Session, TrainingClass
from peluang.domain.learning.redeem_codes import codes_in, shown, tidy
from tests.conftest import NOW
from tests.factories.catalogue import an_offering
from tests.factories.learning import a_class, an_enrolment
from tests.factories.online import a_self_paced_class, a_webinar_class, an_item
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def provider():
    return an_organisation("provider")


@pytest.fixture
def manager(provider):
    return an_actor("provider", organisation=provider)


@pytest.fixture
def online_class(provider):
    return a_class(offering=an_offering(provider=provider, online=True, technology=True), days=2)


def test_links_of_a_webinar(manager, online_class):
    session = online_class.sessions.first()
    set_links(manager, session_id=session.id, join_url=" https://rapat.example/1 ", at=NOW)
    assert Session.objects.get(id=session.id).join_url == "https://rapat.example/1"
    for bad in ("http://rapat.example/1", "javascript:alert(1)", "rapat", "https://", "ftp://a.example"):
        with refused("link_unreadable", field="recording_url"):
            set_links(manager, session_id=session.id, recording_url=bad, at=NOW)
    for by in (an_actor("provider"), an_actor("person")):
        with pytest.raises(NotYours):
            set_links(by, session_id=session.id, at=NOW)
    with pytest.raises(NotYours):
        set_links(manager, session_id=online_class.id, at=NOW)
    room = a_class(offering=an_offering(provider=session.training_class.offering.provider)).sessions.first()
    with refused("not_a_webinar"):
        set_links(manager, session_id=room.id, at=NOW)
    TrainingClass.objects.filter(id=online_class.id).update(status="cancelled")
    with refused("class_cancelled"):
        set_links(manager, session_id=session.id, at=NOW)


def test_a_session_becomes_a_part_learnt_on_ones_own_and_back(manager, online_class):
    session = online_class.sessions.first()
    for minutes in (0, -5, 60 * 24 * 30):
        with refused("minutes_impossible", field="minutes"):
            make_self_paced(manager, session_id=session.id, minutes=minutes, at=NOW)
    with refused("outside_the_class"):
        make_self_paced(manager, session_id=session.id, minutes=60, ends_at=online_class.ends_at + DAY, at=NOW)
    row = make_self_paced(manager, session_id=session.id, minutes=540, ends_at=online_class.ends_at, at=NOW)
    assert (row.kind, row.minutes, row.ends_at) == ("self_paced", 540, online_class.ends_at)
    row = make_webinar(manager, session_id=session.id, at=NOW)
    assert (row.kind, row.minutes) == ("webinar", None)


def test_how_hours_count_is_fixed_once_the_class_began(manager, online_class):
    session = online_class.sessions.first()
    with refused("class_begun"):
        make_self_paced(manager, session_id=session.id, minutes=60, at=online_class.starts_at)
    TrainingClass.objects.filter(id=online_class.id).update(status="running")
    with refused("class_begun"):
        make_self_paced(manager, session_id=session.id, minutes=60, at=NOW)
    room = a_class(offering=an_offering(provider=online_class.offering.provider)).sessions.first()
    with refused("in_a_room"):
        make_self_paced(manager, session_id=room.id, minutes=60, at=NOW)


def test_online_classes_begin_by_themselves():
    due = a_webinar_class(starts_at=NOW, status="open")
    later = a_webinar_class(starts_at=NOW + HOUR, status="open")
    in_a_room = a_class(starts_in=-1, days=3)
    assert start_online_classes(PROGRAM, at=NOW) == 1
    states = dict(TrainingClass.objects.values_list("id", "status"))
    assert (states[due.id], states[later.id], states[in_a_room.id]) == ("running", "open", "open")
    assert start_online_classes(PROGRAM, at=NOW) == 0


ITEM = {"code": "modul-1", "title": "Mengenal HTML", "kind": "text", "minutes": 30}


def test_items_are_added_and_taken_out(provider, manager):
    offering = an_offering(provider=provider, online=True)
    first = add_item(manager, offering_id=offering.id, **ITEM, at=NOW)
    second = add_item(manager, offering_id=offering.id, **ITEM | {"code": "modul-2"}, required=False, at=NOW)
    assert (first.number, second.number, first.required, second.required) == (1, 2, True, False)
    with refused("code_taken", field="code"):
        add_item(manager, offering_id=offering.id, **ITEM, at=NOW)
    assert retire_item(manager, item_id=first.id, at=NOW).retired_at == NOW
    assert retire_item(manager, item_id=first.id, at=NOW + DAY).retired_at == NOW
    with refused("code_taken"):  # what a class asked for stays under its code
        add_item(manager, offering_id=offering.id, **ITEM, at=NOW)
    for by in (an_actor("provider"), an_actor("trainer", organisation=provider)):
        with pytest.raises(NotYours):
            add_item(by, offering_id=offering.id, **ITEM | {"code": "lain"}, at=NOW)
        with pytest.raises(NotYours):
            retire_item(by, item_id=second.id, at=NOW)
    with pytest.raises(NotYours):
        retire_item(manager, item_id=offering.id, at=NOW)
    assert LearningItem.objects.count() == 2


@pytest.mark.parametrize(("changes", "code", "field"), [
    ({"code": ""}, "code_unreadable", "code"),
    ({"code": "modul 1"}, "code_unreadable", "code"),
    ({"code": "m" * 61}, "code_unreadable", "code"),
    ({"title": "  "}, "title_empty", "title"),
    ({"kind": "hadir"}, "kind_unknown", "kind"),
    ({"minutes": 0}, "minutes_impossible", "minutes"),
    ({"minutes": 601}, "minutes_impossible", "minutes"),
])  # fmt: skip
def test_items_that_say_nothing_are_refused(provider, manager, changes, code, field):
    offering = an_offering(provider=provider, online=True)
    with refused(code, field=field):
        add_item(manager, offering_id=offering.id, **ITEM | changes, at=NOW)


def test_a_class_asks_what_stood_there_when_it_began():
    running = a_self_paced_class(items={"a": 10, "b": 10})
    offering = running.offering
    retire_item(PROGRAM, item_id=LearningItem.objects.get(code="a").id, at=NOW)
    an_item(offering, code="c", number=3, made_at=NOW)
    assert [each.code for each in items_of_class(running)] == ["a", "b"]
    later = a_self_paced_class(offering=offering, items={}, now=NOW + 30 * DAY)
    assert [each.code for each in items_of_class(later)] == ["b", "c"]


def test_a_seat_with_something_online_comes_with_its_code(online_class):
    person = a_person()
    by = Actor(Role.PERSON, person=person.id)
    seat = book_seat(by, class_id=online_class.id, person_id=person.id, key="k", at=NOW)
    code = RedeemCode.objects.get(enrolment=seat)
    assert make_redeem_code(by, enrolment_id=seat.id, at=NOW) == code
    assert len(code.code) == 8
    offline = book_seat(by, class_id=a_class().id, person_id=person.id, key="l", at=NOW)
    assert not RedeemCode.objects.filter(enrolment=offline).exists()
    with refused("nothing_online"):
        make_redeem_code(by, enrolment_id=offline.id, at=NOW)
    with pytest.raises(NotYours):
        make_redeem_code(an_actor("person"), enrolment_id=seat.id, at=NOW)
    over = an_enrolment(training_class=a_webinar_class(), status="failed")
    with refused("seat_over"):
        make_redeem_code(PROGRAM, enrolment_id=over.id, at=NOW)


def test_how_codes_are_read():
    assert shown("K7PMX2QA") == "K7PM-X2QA"
    assert tidy(" k7pm-x2qa ") == tidy("K7PM X2QA") == "K7PMX2QA"
    assert codes_in("Siti (k7pm-x2qa), iPhone") == ["K7PMX2QA"]
    assert codes_in("K7PMX2QA") == ["K7PMX2QA"]
    assert codes_in("XK7PM-X2QA dan K7PM-X2QAZ dan SITI AMINAH") == []
