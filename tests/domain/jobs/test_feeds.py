"""Feeds of other portals: taken, taken again, folded, broken off, gone; and what is refused says why."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import (
    apply,
    change_feed,
    feed_runs,
    note_fetch,
    register_feed,
    report_vacancy,
    resume_run,
    start_feed,
    stop_feed,
    stop_run,
    take_up,
    withdraw_vacancy,
)
from peluang.domain.jobs.commands.feed_runs import due_feeds, read_on
from peluang.domain.jobs.feed_texts import words
from peluang.domain.jobs.models import Feed, FeedRun, Vacancy, VacancyReview
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW
from tests.factories.feeds import TEXT, a_document, a_feed, a_posting, read_in
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.statements import at_most

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def counts(run: FeedRun) -> tuple[int, ...]:
    return run.new, run.changed, run.same, run.folded, run.closed, run.refused


def shown(source: str = "Karir X") -> list[Vacancy]:
    return list(Vacancy.objects.filter(source=source, status="open").order_by("source_ref"))


def told(kind: str) -> int:
    return Event.objects.filter(type=f"jobs.vacancy_{kind}").count()


def test_a_feed_is_taken_and_the_second_time_nothing_changes():
    feed = a_feed()
    run = read_in(feed, [a_posting(n) for n in (1, 2, 3)])
    assert (run.status, counts(run)) == ("whole", (3, 0, 0, 0, 0, 0))
    first = shown()[0]
    assert (first.source_url, first.apply_mode, first.regency_id) == ("https://portal.example/1", "link", "33.20")
    assert (first.employer.source, first.employer.status) == ("Karir X", "proposed")
    assert told("posted") == 3
    before = list(Vacancy.objects.order_by("id").values())
    again = read_in(feed, [a_posting(n) for n in (1, 2, 3)])
    assert counts(again) == (0, 0, 3, 0, 0, 0)
    assert list(Vacancy.objects.order_by("id").values()) == before
    assert (told("posted"), told("changed")) == (3, 0)


def test_what_changes_is_changed_and_what_is_gone_ends():
    feed = a_feed()
    read_in(feed, [a_posting(1), a_posting(2)])
    run = read_in(feed, [a_posting(1, totalJobOpenings=4)])
    assert counts(run) == (0, 1, 0, 0, 1, 0)
    assert [each.headcount for each in shown()] == [4]
    assert (told("changed"), told("ended")) == (1, 1)
    back = read_in(feed, [a_posting(1, totalJobOpenings=4), a_posting(2)])
    assert counts(back) == (0, 1, 1, 0, 0, 0)
    assert len(shown()) == 2 and Vacancy.objects.filter(source="Karir X").count() == 2


def test_a_document_that_breaks_off_gives_what_is_whole_and_closes_nothing():
    feed = a_feed()
    whole = [a_posting(n) for n in range(1, 5)]
    read_in(feed, whole)
    text = a_document([a_posting(1), a_posting(9), a_posting(2)])
    run = read_in(feed, text[: text.index(b"A2")])
    assert (run.status, run.broke, run.closed, run.new) == ("broken", "breaks_off", 0, 1)
    assert len(shown()) == 5
    again = read_in(feed, [*whole, a_posting(9)])
    assert (again.status, counts(again)) == ("whole", (0, 0, 5, 0, 0, 0))


def test_an_empty_list_closes_nothing():
    feed = a_feed()
    read_in(feed, [a_posting(1)])
    assert (read_in(feed, b"[]").broke, len(shown())) == ("no_items", 1)
    assert read_in(feed, [a_posting(1, title="")]).broke == "no_items"


def test_a_stopped_reading_goes_on_after_its_last_item(monkeypatch):
    monkeypatch.setattr(feed_runs, "CHUNK", 2)
    feed = a_feed()
    run = read_in(feed, [a_posting(n) for n in range(1, 8)], pieces=2)
    assert (run.status, run.cursor, len(shown())) == ("running", 4, 4)
    stop_run(PROGRAM, run_id=run.id, at=run.started_at)
    with pytest.raises(Refused, match="berhenti"):
        stop_run(PROGRAM, run_id=run.id, at=run.started_at)
    resume_run(PROGRAM, run_id=run.id, at=run.started_at)
    done = read_on(PROGRAM, run.id, now=lambda: run.started_at, enough=lambda: False)
    assert (done.status, done.cursor, done.new, done.same) == ("whole", 7, 7, 0)
    assert len(shown()) == 7


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 6), min_size=1, max_size=12), st.integers(0, 5), st.booleans())
def test_however_it_is_interrupted_the_end_is_the_same(numbers, pieces, breaks):
    """Stopped after any piece, or read from a broken copy first: what is shown is what the document says."""
    feed = Feed.objects.filter(name="Putus").first() or a_feed("Putus")
    document = [a_posting(n) for n in numbers]
    if breaks:
        text = a_document(document)
        read_in(feed, text[: len(text) * 2 // 3])
    feed_runs.CHUNK, size = 2, feed_runs.CHUNK
    try:
        run = read_in(feed, document, pieces=pieces)
        if run.status == "running":
            run = read_on(PROGRAM, run.id, now=lambda: run.started_at, enough=lambda: False)
    finally:
        feed_runs.CHUNK = size
    assert run.status == "whole"
    assert {each.source_ref for each in shown("Putus")} == {f"A{n}" for n in numbers}


def test_three_hundred_copies_are_shown_once():
    feed = a_feed()
    copies = [a_posting(1, identifier=f"K{n}") for n in range(300)]
    run = read_in(feed, copies)
    assert (run.new, run.folded, len(shown())) == (1, 299, 1)
    again = read_in(feed, copies)
    assert (again.new, again.same) == (0, 300)
    # The one that is shown leaves: another tells on, under the same address here.
    before = shown()[0].id
    run = read_in(feed, copies[1:])
    assert (run.closed, [each.id for each in shown()]) == (0, [before])
    assert shown()[0].source_ref != "K0"


def test_a_repost_under_another_number_is_the_same_vacancy():
    feed = a_feed()
    read_in(feed, [a_posting(1), a_posting(2)])
    before = {each.id for each in shown()}
    run = read_in(feed, [a_posting(1, identifier="baru"), a_posting(2)])
    assert (run.new, run.folded, run.closed) == (0, 1, 0)
    assert {each.id for each in shown()} == before


def test_two_portals_with_the_same_vacancy_show_it_once_until_the_first_drops_it():
    one, two = a_feed(), a_feed("Karir Y")
    read_in(one, [a_posting(1), a_posting(2)])
    run = read_in(two, [a_posting(1, identifier="Y1", url="https://y.example/1")])
    assert (run.new, run.folded, shown("Karir Y")) == (0, 1, [])
    before = shown()[0].id
    assert read_in(one, [a_posting(2)]).closed == 0
    vacancy = shown("Karir Y")[0]
    assert (vacancy.id, vacancy.source_url, vacancy.employer.source) == (before, "https://y.example/1", "Karir Y")
    # Another text is another vacancy.
    other = "Melayani pembeli di kasir toko dan menghitung uang setiap malam bersama teman"
    assert read_in(two, [a_posting(2, identifier="Y2", description=other)]).new == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": ""}, "no_title"),
        ({"totalJobOpenings": 0}, "no_places"),
        ({"totalJobOpenings": 99_999}, "headcount_too_large"),
        ({"url": "javascript:alert(1)"}, "no_url"),
        ({"jobLocation": {"address": {"addressLocality": "Johor", "addressCountry": "MY"}}}, "abroad"),
        ({"jobLocation": {"address": {"addressLocality": "Nirgendwo"}}}, "place_unclear"),
        ({"hiringOrganization": {}}, "no_employer"),
    ],
)
def test_what_cannot_be_taken_is_listed_with_its_number_and_words(fields, code):
    run = read_in(a_feed(), [a_posting(1), a_posting(2, **fields), a_posting(3)])
    assert (run.status, run.new, run.refused) == ("whole", 2, 1)
    (problem,) = run.problems
    assert (problem["item"], problem["code"]) == (2, code)
    assert words(problem).endswith(".") and "%(" not in words(problem)


@pytest.mark.parametrize(
    ("fields", "code", "wage"),
    [
        ({"baseSalary": {"currency": "IDR", "value": {"value": 1, "unitText": "MONTH"}}}, "wage_implausible", None),
        ({"salary": "Rp3 juta", "totalJobOpenings": "banyak"}, "headcount_bad", 3_000_000),
        (
            {"jobLocation": {"address": {"addressLocality": "Bandung", "addressRegion": "Jawa Barat"}}},
            "place_kota",
            None,
        ),
    ],
)
def test_what_is_taken_differently_is_noted(fields, code, wage):
    run = read_in(a_feed(), [a_posting(1, **fields)])
    assert (run.new, run.noted, [each["code"] for each in run.notes]) == (1, 1, [code])
    assert shown()[0].wage_min == wage
    assert "%(" not in words(run.notes[0])


def test_at_most_two_hundred_problems_are_kept_and_all_are_counted():
    run = read_in(a_feed(), [a_posting(1), *(a_posting(n, title="") for n in range(2, 302))])
    assert (run.refused, len(run.problems)) == (300, 200)


def test_html_is_text():
    described = "<p>Halo<script>alert(1)</script></p><img src=x onerror=alert(2)>"
    read_in(a_feed(), [a_posting(1, title="<b>Juru</b> las", description=described)])
    assert (shown()[0].title, shown()[0].description) == ("Juru las", "Halo")


def test_a_feed_borrows_no_badge():
    an_organisation("employer", name="CV Rangka Jati")
    read_in(a_feed(), [a_posting(1)])
    employer = shown()[0].employer
    assert (employer.source, employer.status) == ("Karir X", "proposed")
    assert Organisation.objects.filter(name="CV Rangka Jati").count() == 2


def test_applying_by_link_is_refused_here(now):
    read_in(a_feed(), [a_posting(1)])
    person = a_person(skills={})
    with pytest.raises(Refused) as refusal:
        apply(Actor(Role.PERSON, person.id), vacancy_id=shown()[0].id, person_id=person.id, at=now)
    assert refusal.value.code == "apply_there"


def test_applying_here_reaches_the_desk_of_a_registered_employer(now):
    own = an_organisation("employer", name="CV Rangka Jati")
    feed = a_feed(mode="here", organisation_id=own.id)
    run = read_in(feed, [a_posting(1, url=""), a_posting(2, hiringOrganization={"name": "PT Lain"})])
    assert (run.new, [each["code"] for each in run.problems]) == (1, ["other_employer"])
    person = a_person(skills={})
    sent = apply(Actor(Role.PERSON, person.id), vacancy_id=shown()[0].id, person_id=person.id, at=now)
    assert sent.employer_id == own.id


def test_here_needs_an_employer_who_was_checked(now):
    for owner in (None, an_organisation("employer", status="proposed").id, an_organisation("provider").id):
        with pytest.raises(Refused) as refusal:
            a_feed(mode="here", organisation_id=owner)
        assert refusal.value.code in ("here_needs_employer", "organisation_not_employer")


def test_the_mode_is_changed_at_once(now):
    own = an_organisation("employer", name="CV Rangka Jati")
    feed = a_feed(mode="here", organisation_id=own.id)
    read_in(feed, [a_posting(1), a_posting(2, url="")])
    change_feed(PROGRAM, feed_id=feed.id, mode="link", url="", every_hours=24, at=now)
    assert [(each.source_ref, each.apply_mode) for each in shown()] == [("A1", "link")]
    change_feed(PROGRAM, feed_id=feed.id, mode="here", url="", every_hours=24, at=now)
    assert shown()[0].apply_mode == "here"


def test_what_an_office_withdrew_does_not_come_back(now):
    feed = a_feed()
    read_in(feed, [a_posting(1), a_posting(2)])
    withdraw_vacancy(PROGRAM, vacancy_id=shown()[0].id, reason="Menipu", at=now)
    run = read_in(feed, [a_posting(1, title="Juru las 1 baru"), a_posting(2)])
    assert [each["code"] for each in run.problems] == ["ended_here"]
    assert [each.source_ref for each in shown()] == ["A2"]


def test_a_stopped_feed_ends_its_vacancies_or_leaves_them(now):
    feed, other = a_feed(), a_feed("Karir Y")
    read_in(feed, [a_posting(1)])
    read_in(other, [a_posting(2)])
    stop_feed(PROGRAM, feed_id=feed.id, close=True, at=now)
    stop_feed(PROGRAM, feed_id=other.id, close=False, at=now)
    assert (len(shown()), len(shown("Karir Y"))) == (0, 1)
    with pytest.raises(Refused, match="dihentikan"):
        read_in(feed, [a_posting(1)])
    start_feed(PROGRAM, feed_id=feed.id, at=now)
    assert read_in(feed, [a_posting(1)]).changed == 1
    assert len(shown()) == 1


def test_a_broken_address_is_asked_less_and_less_often(now):
    feed = a_feed(url="https://portal.example/feed")
    assert due_feeds(now) == [feed]
    pauses = [note_fetch(PROGRAM, feed_id=feed.id, trouble="no_answer", at=now).next_at - now for _ in range(4)]
    assert pauses == [datetime.timedelta(minutes=15 * 2**n) for n in range(4)]
    assert due_feeds(now) == []
    assert note_fetch(PROGRAM, feed_id=feed.id, at=now).next_at == now + DAY


def test_who_may(now):
    for role in (Role.EMPLOYER, Role.PERSON, Role.MINISTRY, Role.LABOUR_OFFICE):
        with pytest.raises(NotYours):
            register_feed(Actor(role), name="Umpan", at=now)
    a_vacancy(source="lama", source_ref="1")
    for name, code in (("own", "name_taken"), ("lama", "name_taken"), ("x", "name_length")):
        with pytest.raises(Refused) as refusal:
            register_feed(PROGRAM, name=name, at=now)
        assert refusal.value.code == code
    with pytest.raises(Refused, match="https"):
        register_feed(PROGRAM, name="Umpan", url="file:///etc/passwd", at=now)


def test_an_unchanged_piece_costs_few_statements():
    feed = a_feed()
    document = [a_posting(n) for n in range(1, 101)]
    read_in(feed, document)
    with at_most(30):
        read_in(feed, document)


def test_who_asks_for_money_or_shuts_people_out_is_not_taken_and_the_words_are_said():
    asking = a_posting(1, description=f"{TEXT}. Bayar uang administrasi 150 ribu dulu.")
    shutting = a_posting(2, description=f"{TEXT}. Khusus pria.")
    innocent = a_posting(3, description=f"{TEXT}. Tanpa biaya apa pun. Hubungi 0812-3456-7890.")
    run = read_in(a_feed(), [asking, shutting, innocent])
    assert counts(run) == (1, 0, 0, 0, 0, 2)
    assert [each.title for each in shown()] == ["Juru las 3"]
    assert all("“" in words(each) for each in run.problems)


def test_what_the_labour_office_looks_at_is_not_brought_back_by_its_feed():
    feed = a_feed()
    read_in(feed, [a_posting(1)])
    (vacancy,) = shown()
    reporter = an_actor("person", person=a_person())
    report_vacancy(reporter, vacancy_id=vacancy.id, kind="fee", text="Diminta membayar seragam.", at=NOW)
    review = VacancyReview.objects.get(vacancy=vacancy)
    take_up(an_actor("labour_office"), review_id=review.id, at=NOW)
    assert Vacancy.objects.get(id=vacancy.id).status == "held"
    changed = a_posting(1, description=f"{TEXT}. Kata-kata baru.")
    again = a_posting(7, title="Juru las 1")
    run = read_in(feed, [changed, again], at=NOW + DAY)
    assert Vacancy.objects.get(id=vacancy.id).status == "held"
    assert shown() == []
    assert (run.folded, run.refused) == (1, 1)
