"""What is new reaches those who asked for it: once, shortly, while it is open, and never at night."""

from __future__ import annotations

import datetime
from unittest.mock import patch

import pytest
from django.core import mail

from peluang.domain.finding.commands import alerts, forget_told, rebuild_index, resume_search, send_alerts, stop_search
from peluang.domain.finding.models import Alert, SavedSearch, ToldVacancy
from peluang.domain.jobs.commands import close_vacancy
from peluang.domain.jobs.models import Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.messages.commands import send_waiting, set_preference
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.queries import inbox
from tests.factories.finding import a_saved_search, a_searcher
from tests.factories.jobs import a_vacancy
from tests.factories.organisations import an_actor, an_organisation

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture
def tell(now):
    """Indexes what is there, lets `hours` pass since NOW, and gives back the letters of that turn."""

    def turn(hours: float = 24) -> list:
        at = now + hours * HOUR
        rebuild_index(PROGRAM, at=at)
        mail.outbox.clear()
        send_alerts(PROGRAM, at=at)
        send_waiting(PROGRAM, at=at)
        return list(mail.outbox)

    return turn


def test_what_was_posted_since_is_told_once_with_a_link_each(now, tell):
    a_vacancy(title="Juru las lama", posted_at=now - HOUR)
    row = a_saved_search(a_searcher("siti@contoh.id", full_name="Siti Aminah"))
    firm = an_organisation("employer", name="CV Rangka Jati")
    new = a_vacancy(title="Juru las\nkapal", employer=firm, posted_at=now + HOUR)
    a_vacancy(title="Pembatik", occupation="7318", posted_at=now + HOUR)
    (letter,) = tell()
    assert letter.to == ["siti@contoh.id"]
    assert letter.subject == "Lowongan baru (1): las"
    assert "• Juru las kapal, CV Rangka Jati\n  Kabupaten Jepara · Rp2.900.000 – Rp3.400.000\n  " in letter.body
    assert f"/lowongan/{new.id}" in letter.body
    assert "Juru las lama" not in letter.body
    assert f"/lowongan?q=las&sejak={int(now.timestamp())}" in letter.body
    assert "Berhenti dikabari: http" in letter.body
    assert tell(48) == []  # nothing new: no message
    assert Alert.objects.get().found == 1
    row.refresh_from_db()
    assert row.seen_until == now + 48 * HOUR


def test_the_letter_carries_the_one_click_stop_of_rfc_8058(now, tell):
    row = a_saved_search()
    a_vacancy(posted_at=now + HOUR)
    (letter,) = tell()
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"/berhenti/{row.token}>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_at_most_a_handful_is_named_and_the_rest_counted(now, tell):
    a_saved_search()
    for number in range(8):
        a_vacancy(title=f"Juru las {number}", posted_at=now + number * HOUR)
    (letter,) = tell()
    assert letter.subject == "Lowongan baru (7): las"  # number 0 was posted the moment it was saved: seen already
    assert letter.body.count("•") == alerts.LISTED
    assert "Juru las 7" in letter.body
    assert tell(48) == []  # what was only counted is no news again


def test_a_closed_vacancy_is_in_no_alert_even_when_it_closes_while_the_letter_waits(now, tell):
    a_saved_search()
    closed, later, open_ = (a_vacancy(title=f"Juru las {each}", posted_at=now + HOUR) for each in "abc")
    rebuild_index(PROGRAM, at=now)
    close_vacancy(PROGRAM, vacancy_id=closed.id, at=now + 2 * HOUR)  # the index has not heard of it
    Vacancy.objects.filter(title="Juru las b").update(filled=0)
    send_alerts(PROGRAM, at=now + DAY)
    assert Alert.objects.get().found == 2
    close_vacancy(PROGRAM, vacancy_id=later.id, at=now + DAY)
    send_waiting(PROGRAM, at=now + DAY)
    (letter,) = mail.outbox
    assert str(open_.id) in letter.body
    assert str(later.id) not in letter.body
    assert str(closed.id) not in letter.body


@pytest.mark.parametrize(
    "traits",
    [
        {"valid_until": datetime.date(2026, 11, 24), "valid_from": datetime.date(2026, 11, 20)},
        {"status": "withdrawn"},
        {"filled": 1},
        {"status": "draft"},
    ],
)
def test_what_cannot_be_applied_for_is_not_told(now, tell, traits):
    a_saved_search()
    a_vacancy(posted_at=now + HOUR, **traits)
    assert tell() == []


def test_what_is_found_late_is_told_late_but_not_twice(now, tell):
    """Held for a look, or an index that lagged: posted before the last alert, there only after it."""
    a_saved_search()
    a_vacancy(title="Juru las tepat", posted_at=now + HOUR)
    late = a_vacancy(title="Juru las telat", posted_at=now + 2 * HOUR, status="draft")
    assert len(tell()) == 1
    Vacancy.objects.filter(id=late.id).update(status="open")
    (letter,) = tell(48)
    assert "telat" in letter.body
    assert "tepat" not in letter.body
    assert tell(72) == []


def test_news_of_another_portal_counts_from_when_we_read_it(now, tell):
    """Its portal posted it last week. The key of the row is of today, later than the tests' present."""
    a_saved_search()
    a_vacancy(
        title="Juru las impor",
        source="portal",
        source_ref="7",
        posted_at=now - 6 * DAY,
        valid_until=datetime.date(2099, 1, 1),
    )
    assert len(tell()) == 1


def test_weekly_waits_a_week_and_says_what_the_week_brought(now, tell):
    a_saved_search(every="weekly")
    a_vacancy(title="Juru las satu", posted_at=now + DAY)
    a_vacancy(title="Juru las dua", posted_at=now + 5 * DAY)
    assert tell(24) == []
    assert tell(6 * 24 - 5) == []
    (letter,) = tell(7 * 24)
    assert "satu" in letter.body
    assert "dua" in letter.body


def test_stopped_is_silent_and_what_came_meanwhile_is_no_news(now, tell):
    row = a_saved_search()
    stop_search(PROGRAM, search_id=row.id, at=now + HOUR)
    a_vacancy(posted_at=now + 2 * HOUR)
    assert tell() == []
    resume_search(PROGRAM, search_id=row.id, at=now + DAY)
    assert tell(48) == []
    a_vacancy(posted_at=now + 49 * HOUR)
    assert len(tell(72)) == 1


def test_at_night_it_waits_until_morning_and_says_what_is_open_then(now, tell):
    person = a_searcher()
    set_preference(PROGRAM, person_id=person.id, quiet_from=datetime.time(6), quiet_until=datetime.time(11), at=now)
    row = a_saved_search(person)
    a_vacancy(title="Juru las pagi", posted_at=now + HOUR)
    assert tell(24) == []  # ten in the morning there, quiet until eleven
    assert not OutboxMessage.objects.exists()
    row.refresh_from_db()
    assert row.next_at == now + 25 * HOUR
    assert len(tell(25)) == 1


def test_equal_searches_are_one_question_each_with_news_of_their_own(now, tell):
    early, late = a_saved_search(words="Las"), a_saved_search(words="las ", at=now + 5 * HOUR)
    a_saved_search(words="kasir")
    a_vacancy(title="Juru las satu", posted_at=now + HOUR)
    a_vacancy(title="Juru las dua", posted_at=now + 6 * HOUR)
    with patch.object(alerts, "newest", wraps=alerts.newest) as asked:
        letters = {letter.to[0]: letter for letter in tell(25)}
    assert asked.call_count == 2
    assert letters[f"{early.person_id}@contoh.id"].subject.startswith("Lowongan baru (2)")
    assert letters[f"{late.person_id}@contoh.id"].subject.startswith("Lowongan baru (1)")


def test_many_people_in_batches_with_few_statements(now, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(alerts, "BATCH", 4)
    for _ in range(10):
        a_saved_search()
    a_vacancy(posted_at=now + HOUR)
    rebuild_index(PROGRAM, at=now)
    with django_assert_max_num_queries(3 * 30):
        assert send_alerts(PROGRAM, at=now + DAY) == 10
    assert ToldVacancy.objects.count() == Alert.objects.count() == OutboxMessage.objects.count() == 10


def test_one_unknown_place_does_not_hold_up_the_others(now, tell):
    row = a_saved_search(words="las", regency="33.20", radius_km=10)
    SavedSearch.objects.filter(id=row.id).update(criteria={"words": "las", "regency": "99.99"})
    other = a_saved_search()
    a_vacancy(posted_at=now + HOUR)
    assert [letter.to[0] for letter in tell()] == [f"{other.person_id}@contoh.id"]


def test_a_text_message_is_short_and_in_the_language_one_reads(now, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("PELUANG_VAR", str(tmp_path))
    person = a_searcher(phone="+6281234567890")
    set_preference(PROGRAM, person_id=person.id, language="en", email=False, sms=True, at=now)
    a_saved_search(person, words="las", regency="33.20", radius_km=10)
    a_vacancy(posted_at=now + HOUR)
    rebuild_index(PROGRAM, at=now)
    send_alerts(PROGRAM, at=now + DAY)
    send_waiting(PROGRAM, at=now + DAY)
    (file,) = (tmp_path / "sms").glob("*.txt")
    text = file.read_text()
    assert "1 new: las · Kabupaten Jepara up to 10 km" in text
    assert "Stop these messages: " in text
    assert "•" not in text
    with acting(an_actor("person", person=person)):
        (item,) = inbox(person.id)
    assert "•" in item.body  # the page has room
    assert item.path.startswith("/lowongan?q=las")


def test_what_was_only_counted_is_forgotten_long_after_it_ended(now, tell):
    a_saved_search()
    rows = [a_vacancy(title=f"Juru las {number}", posted_at=now + (number + 1) * HOUR) for number in range(7)]
    tell()
    counted = set(ToldVacancy.objects.filter(position=0).values_list("vacancy_id", flat=True))
    assert len(counted) == 2
    ended = now + 2 * DAY
    still_open = next(row for row in rows if row.id in counted)
    Vacancy.objects.exclude(id=still_open.id).update(status="closed", ended_at=ended)
    assert forget_told(PROGRAM, at=ended + alerts.FORGOTTEN) == 0
    assert forget_told(PROGRAM, at=ended + alerts.FORGOTTEN + HOUR) == 1
    assert ToldVacancy.objects.filter(position=0).get().vacancy_id == still_open.id
    assert ToldVacancy.objects.filter(position__gt=0).count() == 5  # the message still names them
    assert forget_told(PROGRAM, at=ended + alerts.FORGOTTEN + HOUR) == 0
