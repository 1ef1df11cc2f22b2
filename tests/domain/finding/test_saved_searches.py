"""A search that is kept: once, by its person, stopped and started, found again by its link."""

from __future__ import annotations

import contextlib
import datetime
import threading
from unittest.mock import patch

import pytest
from django.core import mail
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.finding.alert_times import next_alert
from peluang.domain.finding.commands import (
    change_frequency,
    delete_search,
    resume_search,
    save_search,
    saved_searches,
    send_links,
    stop_by_link,
    stop_search,
)
from peluang.domain.finding.commands.saved_searches import MOST_SEARCHES
from peluang.domain.finding.models import SavedSearch
from peluang.domain.finding.saved import kept_already, search_by_token, searches_of
from peluang.domain.finding.saved_criteria import asked_of, described, digest_of, kept, link_of
from peluang.domain.finding.vacancy_search import VacancySearch
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.commands import send_waiting
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.people.portability import my_data
from tests.concurrency import together
from tests.factories.finding import a_saved_search, a_searcher
from tests.factories.organisations import an_actor
from tests.factories.people import a_person, an_account
from tests.refusals import refused

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
WELDING = VacancySearch("Juru  Las", "33.20", 25, wage_min=2_500_000, kind="full", disability=True)


def test_one_tap_keeps_the_search_and_a_second_only_changes_its_rhythm(now):
    person = a_searcher()
    by = an_actor("person", person=person)
    row = save_search(by, person_id=person.id, asked=WELDING, every="daily", at=now)
    again = save_search(
        by, person_id=person.id, asked=VacancySearch(**vars(WELDING) | {"words": "juru las"}), every="weekly", at=now
    )
    assert again.id == row.id
    assert again.every == "weekly"
    assert again.next_at - now > datetime.timedelta(days=6)
    assert kept_already(person.id, WELDING) == again


def test_what_is_kept_says_itself_in_words_and_leads_back_to_the_same_search():
    criteria = kept(WELDING)
    assert asked_of(criteria).words == "Juru Las"
    assert described([asked_of(criteria)]) == [
        "Juru Las · Kabupaten Jepara sampai 25 km · upah mulai Rp2.500.000 · Penuh waktu"
        " · terbuka bagi penyandang disabilitas"
    ]
    assert link_of(asked_of(criteria)) == (
        "/lowongan?q=Juru+Las&dekat=Kabupaten+Jepara&radius=25&upah=2500000&jenis=full&disabilitas=on"
    )


@pytest.mark.parametrize(
    ("asked", "every", "code"),
    [
        (VacancySearch(), "daily", "search_empty"), (VacancySearch("  "), "daily", "search_empty"),
        (VacancySearch("las"), "hourly", "frequency_unknown"), (VacancySearch("las", "99.99"), "daily", "place_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(now, asked, every, code):
    with refused(code):
        save_search(PROGRAM, person_id=a_searcher().id, asked=asked, every=every, at=now)


def test_nobody_keeps_more_than_anybody_follows(now):
    person = a_searcher()
    for number in range(MOST_SEARCHES):
        a_saved_search(person, words=f"pekerjaan {number}")
    with refused("too_many_searches"):
        a_saved_search(person, words="satu lagi")


def test_anothers_search_is_not_there(now):
    row, stranger = a_saved_search(), an_actor("person")
    for attempt in (
        lambda: save_search(stranger, person_id=row.person_id, asked=WELDING, every="daily", at=now),
        lambda: change_frequency(stranger, search_id=row.id, every="weekly", at=now),
        lambda: stop_search(stranger, search_id=row.id, at=now),
        lambda: resume_search(stranger, search_id=row.id, at=now),
        lambda: delete_search(stranger, search_id=row.id, at=now),
        lambda: delete_search(stranger, search_id=new_id(), at=now),
        lambda: stop_by_link(NOBODY, token="", at=now),
        lambda: stop_by_link(NOBODY, token="guessed", at=now),
    ):
        with pytest.raises(NotYours):
            attempt()
    with acting(stranger):
        assert searches_of(row.person_id) == []
    with acting(an_actor("labour_office", regency="33.20")):
        assert searches_of(row.person_id) == []  # what somebody looks for is not the office's business


def test_the_link_stops_it_signed_out_and_its_person_starts_it_again(now):
    row = a_saved_search()
    with acting(NOBODY):
        assert search_by_token(row.token).name == "las"
    assert stop_by_link(NOBODY, token=row.token, at=now).status == "stopped"
    assert stop_by_link(NOBODY, token=row.token, at=now + HOUR).status == "stopped"  # twice is no error
    by = an_actor("person", person=row.person)
    assert resume_search(by, search_id=row.id, at=now + 2 * HOUR).active_since == now + 2 * HOUR
    delete_search(by, search_id=row.id, at=now)
    assert not SavedSearch.objects.exists()
    assert search_by_token(row.token) is None


def test_a_lost_link_is_sent_again_once_an_hour_to_whoever_has_searches(now):
    person = a_searcher("siti@contoh.id", full_name="Siti Aminah")
    running, over = a_saved_search(person), a_saved_search(person, words="kasir")
    stop_search(PROGRAM, search_id=over.id, at=now)
    a_searcher("tanpa@contoh.id")
    for address in ("SITI@contoh.id", "siti@contoh.id", "tanpa@contoh.id", "siapa@contoh.id", "0812 3456 7890"):
        assert send_links(NOBODY, address=address, at=now) is None  # alike for all
    send_waiting(PROGRAM, at=now)
    (letter,) = mail.outbox
    assert letter.to == ["siti@contoh.id"]
    assert f"/berhenti/{running.token}" in letter.body
    assert over.token not in letter.body
    assert "kasir\n  sudah berhenti" in letter.body
    with refused("email_unreadable"):
        send_links(NOBODY, address="siti@", at=now)


def test_links_come_once_in_any_hour_and_asking_leaves_no_trail(now):
    a_saved_search(a_searcher("siti@contoh.id"))
    late = now.replace(minute=59)
    for minutes in (0, 2, 59):  # a clock's new hour is no new letter
        send_links(NOBODY, address="siti@contoh.id", at=late + minutes * HOUR / 60)
    assert OutboxMessage.objects.filter(template="finding.links").count() == 1
    send_links(NOBODY, address="siti@contoh.id", at=late + HOUR)
    assert OutboxMessage.objects.filter(template="finding.links").count() == 2
    assert Event.objects.filter(type="finding.links_sent").count() == 2


def test_two_who_ask_at_the_same_moment_get_one_letter(fresh_database, now):
    with acting(PROGRAM, scope="command"):
        a_saved_search(a_searcher("siti@contoh.id"))

    def ask_twice():
        met, original = threading.Barrier(2), saved_searches.write

        def write(*args, **named):
            with contextlib.suppress(threading.BrokenBarrierError):
                met.wait(2)
            return original(*args, **named)

        with patch.object(saved_searches, "write", write):
            together([lambda: send_links(NOBODY, address="siti@contoh.id", at=now)] * 2)
        with acting(PROGRAM, scope="command"):
            return OutboxMessage.objects.filter(template="finding.links").delete()[0]

    with patch.object(QuerySet, "select_for_update", lambda rows, **_: rows.all()):
        assert ask_twice() == 2
    assert ask_twice() == 1


def test_a_lost_link_comes_to_the_phone_of_whoever_signs_in_with_one(now, tmp_path, monkeypatch):
    monkeypatch.setenv("PELUANG_VAR", str(tmp_path))
    person = a_person(phone="+6281234567890")
    an_account(person=person, phone="+6281234567890")
    row = a_saved_search(person)
    send_links(NOBODY, address="0812 3456 7890", at=now)
    send_links(NOBODY, address="0812 9999 9999", at=now)
    send_waiting(PROGRAM, at=now)
    (file,) = (tmp_path / "sms").glob("*.txt")
    assert f"/berhenti/{row.token}" in file.read_text()


def test_the_copy_of_ones_data_holds_the_searches(now):
    row = a_saved_search(words="juru masak")
    assert my_data(row.person_id)["saved_searches"][0]["criteria"] == {"words": "juru masak"}
    assert my_data(a_person().id)["saved_searches"] == []


_ASKED = st.builds(
    VacancySearch, words=st.text(max_size=20), regency=st.sampled_from([None, "33", "33.20", "35.78"]),
    radius_km=st.sampled_from([None, 10, 100]), wage_min=st.sampled_from([None, 3_000_000]),
    kind=st.sampled_from([None, "full", "daily"]), disability=st.sampled_from([None, True, False]),
)  # fmt: skip


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(_ASKED)
def test_keeping_what_was_kept_changes_nothing(asked):
    criteria = kept(asked)
    assert kept(asked_of(criteria)) == criteria
    assert digest_of(kept(asked_of(criteria))) == digest_of(criteria)


@given(
    st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2030, 1, 1), timezones=st.just(datetime.UTC)),  # noqa: DTZ001
    st.sampled_from(["33.20", "73.71", "91.71"]), st.uuids(),
)  # fmt: skip
def test_alerts_come_in_the_morning_of_the_next_day_or_week(at, lives_in, key):
    from zoneinfo import ZoneInfo

    from peluang.engines.codes.regions import regency

    zone = ZoneInfo(regency(lives_in).timezone)
    for every, days in (("daily", 1), ("weekly", 7)):
        due = next_alert(at, every, lives_in, key).astimezone(zone)
        assert 7 <= due.hour < 9
        assert (due.date() - at.astimezone(zone).date()).days == days
