"""A feed tells what the firm also posted here: ours is shown, the other's badge stays, whatever comes first."""

from __future__ import annotations

import datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.events.journal import consumers
from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import close_vacancy, fold_feeds, mark_filled, withdraw_vacancy
from peluang.domain.jobs.feed_own import COPY
from peluang.domain.jobs.feed_queries import last_answer, told_elsewhere
from peluang.domain.jobs.models import Feed, FeedItem, FeedRun, Vacancy
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW
from tests.factories.feeds import a_feed, a_posting, read_in
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_organisation
from tests.statements import at_most

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def firm() -> Organisation:
    return an_organisation("employer", name="CV. RANGKA JATI")


def posted(firm: Organisation, title: str = "juru LAS 1", **fields) -> Vacancy:
    own = a_vacancy(employer=firm, title=title, **fields)
    fold_feeds(PROGRAM, vacancies=[own.id], at=NOW)
    return own


def shown() -> list[tuple[str, str]]:
    return sorted(Vacancy.objects.filter(status="open").values_list("source", "title"))


def test_what_stands_here_already_is_a_copy_with_its_badge(firm):
    own = posted(firm)
    run = read_in(
        a_feed(), [a_posting(1, description="Lain sama sekali: memotong pelat dan merakit pagar"), a_posting(2)]
    )
    assert (run.new, run.folded) == (1, 1)
    assert shown() == [("Karir X", "Juru las 2"), ("own", "juru LAS 1")]
    assert told_elsewhere(own) == [("Karir X", "https://portal.example/1")]


def test_what_is_posted_later_takes_over_and_the_next_reading_changes_nothing(firm):
    feeds = [a_feed(), a_feed("Karir Y")]
    for feed in feeds:
        read_in(feed, [a_posting(1)])
    own = posted(firm)
    assert shown() == [("own", "juru LAS 1")]
    (theirs,) = Vacancy.objects.exclude(source="own")
    assert (theirs.status, theirs.status_reason) == ("closed", COPY)
    assert [name for name, _url in told_elsewhere(own)] == ["Karir Y", "Karir X"]
    assert Event.objects.filter(type="jobs.vacancy_ended", subject=theirs.id).count() == 1
    assert fold_feeds(PROGRAM, vacancies=[own.id], at=NOW) == (0, 0)
    assert read_in(feeds[0], [a_posting(1)]).same == 1
    changed = read_in(feeds[0], [a_posting(1, totalJobOpenings=9)])
    assert (changed.new, changed.changed, changed.folded) == (0, 0, 1)
    assert shown() == [("own", "juru LAS 1")]


def test_a_reading_folds_by_itself_what_it_showed_before(firm):
    """The firm's vacancy was posted, its event not delivered yet, and the feed says something new."""
    feed = a_feed()
    read_in(feed, [a_posting(1)])
    a_vacancy(employer=firm, title="Juru las 1")
    assert read_in(feed, [a_posting(1, totalJobOpenings=2)]).folded == 1
    assert shown() == [("own", "Juru las 1")]


def test_when_ours_closes_the_feed_shows_its_own_again_at_its_old_address(firm):
    feed = a_feed()
    read_in(feed, [a_posting(1)])
    (theirs,) = Vacancy.objects.filter(source="Karir X")
    FeedRun.objects.update(etag='"1"')
    own = posted(firm)
    close_vacancy(PROGRAM, vacancy_id=own.id, at=NOW)
    assert fold_feeds(PROGRAM, vacancies=[own.id], at=NOW) == (0, 1)
    assert last_answer(feed) == ("", "")
    assert read_in(feed, [a_posting(1)], at=NOW + DAY).changed == 1
    theirs.refresh_from_db()
    assert (theirs.status, theirs.status_reason) == ("open", "")


def test_a_copy_that_never_stood_alone_does_so_when_ours_closes(firm):
    own, feed = posted(firm), a_feed()
    read_in(feed, [a_posting(1)])
    close_vacancy(PROGRAM, vacancy_id=own.id, at=NOW)
    fold_feeds(PROGRAM, vacancies=[own.id], at=NOW)
    assert read_in(feed, [a_posting(1)]).new == 1
    assert shown() == [("Karir X", "Juru las 1")]


@pytest.mark.parametrize("ended", ["filled", "withdrawn"])
def test_what_the_firm_filled_or_took_back_is_not_brought_back_by_a_feed(firm, ended):
    own, feed = posted(firm), a_feed()
    read_in(feed, [a_posting(1)])
    if ended == "filled":
        mark_filled(PROGRAM, vacancy_id=own.id, at=NOW)
    else:
        withdraw_vacancy(PROGRAM, vacancy_id=own.id, reason="Batal", at=NOW)
    assert fold_feeds(PROGRAM, vacancies=[own.id], at=NOW) == (0, 0)
    assert read_in(feed, [a_posting(1, totalJobOpenings=3)]).folded == 1
    assert shown() == []


def test_ours_under_a_new_title_lets_the_copy_go(firm):
    own, feed = posted(firm), a_feed()
    read_in(feed, [a_posting(1)])
    Vacancy.objects.filter(id=own.id).update(title="Kasir")
    assert fold_feeds(PROGRAM, vacancies=[own.id], at=NOW) == (0, 1)
    read_in(feed, [a_posting(1)])
    assert shown() == [("Karir X", "Juru las 1"), ("own", "Kasir")]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Juru las 2"},
        {"regency": "33.74"},
        {"status": "closed"},
        {"valid_from": NOW.date() + 5 * DAY},
    ],
)
def test_another_title_place_or_time_is_another_vacancy(firm, fields):
    posted(firm, **fields)
    read_in(a_feed(), [a_posting(1)])
    assert ("Karir X", "Juru las 1") in shown()


def test_nobody_takes_anothers_vacancy_off_the_list_under_a_borrowed_name():
    feed, borrowing = a_feed(), an_organisation("employer", name="CV Rangka Jati", status="proposed")
    read_in(feed, [a_posting(1)])
    posted(borrowing)
    read_in(feed, [a_posting(1, totalJobOpenings=3)])
    assert shown() == [("Karir X", "Juru las 1"), ("own", "juru LAS 1")]
    # Once the labour office has checked it, it is who it says.
    Organisation.objects.filter(id=borrowing.id).update(status="verified")
    fold_feeds(PROGRAM, employers=[borrowing.id], at=NOW)
    assert shown() == [("own", "juru LAS 1")]


def test_the_feed_of_a_registered_firm_folds_by_the_firm_itself(firm):
    feed = a_feed(mode="here", organisation_id=firm.id)
    read_in(feed, [a_posting(1)])
    own = posted(firm)
    assert shown() == [("own", "juru LAS 1")]
    assert read_in(feed, [a_posting(1, totalJobOpenings=3)]).folded == 1
    assert FeedItem.objects.get().vacancy_id == own.id


def test_an_item_that_is_over_stays_what_it_is(firm):
    posted(firm)
    run = read_in(a_feed(), [a_posting(1, datePosted="2025-01-01", validThrough="2025-02-01")])
    assert (run.new, run.folded) == (1, 0)


def test_the_worker_does_it_after_a_posting_twice_as_once(firm):
    read_in(a_feed(), [a_posting(1)])
    own = a_vacancy(employer=firm, title="Juru las 1")
    kinds, handler = consumers()["jobs-feed-copies"]
    assert "jobs.vacancy_posted" in kinds
    event = Event(type="jobs.vacancy_posted", subject=own.id, at=NOW, payload={})
    handler([event])
    handler([event])
    assert shown() == [("own", "Juru las 1")]


def test_only_the_program_folds():
    with pytest.raises(NotYours):
        fold_feeds(Actor(Role.PROGRAMME_OFFICE), at=NOW)


def test_many_cost_few_statements(firm):
    read_in(a_feed(), [a_posting(n) for n in range(1, 41)])
    own = [a_vacancy(employer=firm, title=f"Juru las {n}") for n in range(1, 6)]
    with at_most(45):
        assert fold_feeds(PROGRAM, vacancies=[each.id for each in own], at=NOW) == (5, 0)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.integers(1, 3)),
        st.tuples(st.just("close"), st.integers(1, 3)),
        st.tuples(st.just("X"), st.lists(st.integers(1, 3), min_size=1, max_size=3)),
        st.tuples(st.just("Y"), st.lists(st.integers(1, 3), min_size=1, max_size=3)),
    ),
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_in_whatever_order_each_is_shown_once_and_no_badge_is_lost(steps):
    """After both portals are read once more: what is open here is shown alone, what only they tell is shown once."""
    Vacancy.objects.filter(status="open").update(status="closed")
    FeedItem.objects.all().delete()
    firm = an_organisation("employer", name="PT Rangka Jati Tbk")
    place = f"CV Rangka Jati {UUID(int=firm.id.int).hex[:6]}"
    Organisation.objects.filter(id=firm.id).update(name=place)
    feeds = {each: a_feed(f"Karir {each} {firm.id.hex[-8:]}") for each in "XY"}
    ours: dict[int, Vacancy] = {}
    last: dict[str, list[int]] = {"X": [1, 2], "Y": [2, 3]}

    def read(which):
        items = [a_posting(n, hiringOrganization={"name": place}) for n in dict.fromkeys(last[which])]
        read_in(feeds[which], items)

    for what, value in steps:
        if what in feeds:
            last[what] = value
            read(what)
        elif what == "post" and value not in ours:
            ours[value] = posted(firm, title=f"Juru las {value}")
        elif what == "close" and value in ours:
            gone = ours.pop(value)
            close_vacancy(PROGRAM, vacancy_id=gone.id, at=NOW)
            fold_feeds(PROGRAM, vacancies=[gone.id], at=NOW)
    for which in ("X", "Y"):
        read(which)
    told = {*last["X"], *last["Y"]}
    titles = sorted(Vacancy.objects.filter(status="open").values_list("title", flat=True))
    assert titles == sorted(f"Juru las {n}" for n in told | set(ours))
    for n, own in ours.items():
        own.refresh_from_db()
        portals = {str(feeds[each].name) for each in "XY" if n in last[each]}
        assert {name for name, _url in told_elsewhere(own)} == portals
    assert Feed.objects.filter(name__in=[each.name for each in feeds.values()]).count() == 2
