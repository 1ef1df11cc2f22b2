from __future__ import annotations

import datetime
import threading
import urllib.error
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages import senders, templates
from peluang.domain.messages.commands import mark_read, send_waiting, set_preference, write, write_many
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.messages.queries import health, inbox, unread_count
from peluang.domain.messages.quiet_hours import not_before
from tests.factories.organisations import an_actor
from tests.factories.people import a_person, an_account
from tests.refusals import refused

pytestmark = pytest.mark.django_db

templates.register(
    "tests.paid",
    subject_id="Uang {amount:rupiah} masuk",
    subject_en="{amount:rupiah} received",
    body_id="{first_name}, pada {on:datetime} untuk {thing}.",
    body_en="{first_name}, on {on:datetime} for {thing}.",
    path="/saya/uang/{thing_id}",
)
templates.names("thing", "thing_id", lambda ids, language: {each: f"{language}-{each[:4]}" for each in ids})
FIRST = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
THING = "0190aaaa-0000-7000-8000-000000000000"


def paid(person, now, **changes):
    values = {"template": "tests.paid", "context": {"amount": 600_000, "on": now, "thing_id": THING}, "at": now}
    return write(PROGRAM, **{"person_id": person.id, **values, **changes})


@pytest.fixture
def reachable():
    person = a_person(full_name="Siti Aminah")
    an_account(person=person, email="siti@contoh.id")
    return person


def test_a_message_waits_and_is_sent_with_names_amounts_and_local_time(now, reachable):
    row = paid(reachable, now)
    assert row.status == "waiting"
    assert row.address == ""
    assert send_waiting(PROGRAM, at=now) == 1
    sent = mail.outbox[0]
    assert sent.to == ["siti@contoh.id"]
    assert sent.subject == "Uang Rp600.000 masuk"
    assert sent.body.startswith("Siti, pada 24 November 2026 10.00 WIB untuk id-0190.")
    assert sent.body.endswith(f"/saya/uang/{THING}")
    assert send_waiting(PROGRAM, at=now) == 0


def test_without_an_address_it_is_read_on_the_page_in_the_language_of_the_page(now):
    from django.utils import translation

    person = a_person(full_name="Siti Aminah")
    paid(person, now)
    with acting(an_actor("person", person=person)), translation.override("en"):
        (item,) = inbox(person.id)
    assert item.subject == "Rp600.000 received"
    assert item.body == "Siti, on 24 November 2026 10:00 WIB for en-0190."
    assert unread_count(person.id) == 1
    with pytest.raises(NotYours):
        mark_read(an_actor("person"), person_id=person.id, at=now)
    assert mark_read(an_actor("person", person=person), person_id=person.id, at=now) == 1
    assert unread_count(person.id) == 0


def test_the_same_news_is_written_once(now, reachable):
    assert paid(reachable, now, once="paid:1") == paid(reachable, now, once="paid:1")
    contexts = {reachable.id: {"amount": 1, "on": now, "thing_id": THING}}
    assert write_many(PROGRAM, template="tests.paid", contexts=contexts, once="paid", at=now) == 1
    assert write_many(PROGRAM, template="tests.paid", contexts=contexts, once="paid", at=now) == 0
    assert OutboxMessage.objects.count() == 2


def test_free_text_and_missing_placeholders_are_mistakes_of_ours(now, reachable):
    with pytest.raises(ValueError, match="context field"):
        paid(reachable, now, context={"amount": 1, "on": now, "thing_id": "Kelas las di Jepara"})
    with pytest.raises(ValueError, match="thing"):
        paid(reachable, now, context={"amount": 1, "on": now})
    with pytest.raises(ValueError, match="to a person or to an address"):
        paid(reachable, now, address="siti@contoh.id")


def test_a_format_that_nobody_knows_is_refused_when_it_is_registered():
    words = {"subject_id": "a", "subject_en": "a", "body_en": "{many:number}"}
    with pytest.raises(ValueError, match="unknown formats: count"):
        templates.register("tests.unknown_format", body_id="{many:count}", **words)
    assert "tests.unknown_format" not in templates.all_templates()


def test_at_night_it_waits_for_the_local_morning_and_a_code_does_not(now):
    person = a_person(regency="91.71")  # Jayapura, nine hours ahead of UTC
    an_account(person=person, email="papua@contoh.id")
    evening = datetime.datetime(2026, 11, 24, 13, 0, tzinfo=datetime.UTC)  # 22.00 WIT
    row = paid(person, evening)
    assert row.not_before == datetime.datetime(2026, 11, 24, 22, 0, tzinfo=datetime.UTC)  # 07.00 WIT
    assert send_waiting(PROGRAM, at=evening) == 0
    write(
        NOBODY, address="papua@contoh.id", template="messages.sign_in_code", context={"code": "123456", "minutes": 10},
        urgent=True, at=evening,
    )  # fmt: skip
    assert send_waiting(PROGRAM, at=evening) == 1
    assert "123456" in mail.outbox[0].body
    code = OutboxMessage.objects.get(template="messages.sign_in_code")
    assert (code.address, code.context) == ("", {})


@given(
    st.datetimes(FIRST, FIRST.replace(year=2027), timezones=st.just(datetime.UTC)),
    st.times(),
    st.times(),
    st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
)
def test_nothing_is_ever_sent_in_quiet_hours_nor_later_than_their_end(at, quiet_from, quiet_until, zone):
    when = not_before(at, zone, quiet_from, quiet_until)
    assert at <= when <= at + datetime.timedelta(hours=24)
    clock = when.astimezone(ZoneInfo(zone)).time()
    if quiet_from < quiet_until:
        assert not quiet_from <= clock < quiet_until
    elif quiet_from > quiet_until:
        assert quiet_until <= clock < quiet_from


def test_a_sender_that_fails_is_tried_again_and_given_up_in_the_end(now, reachable, monkeypatch):
    row = paid(reachable, now)
    monkeypatch.setitem(senders.SENDERS, "email", lambda letters: {each.id: "no line" for each in letters})
    at = now
    for attempt in range(1, 9):
        assert send_waiting(PROGRAM, at=at) == 1
        row.refresh_from_db()
        assert (row.attempts, row.last_error) == (attempt, "no line")
        assert row.not_before == at + datetime.timedelta(minutes=2**attempt)
        assert send_waiting(PROGRAM, at=at) == 0
        at = row.not_before
    assert row.status == "failed"
    assert health(now).failed == 1


def test_who_said_no_since_gets_nothing(now, reachable):
    row = paid(reachable, now)
    set_preference(an_actor("person", person=reachable), person_id=reachable.id, email=False, at=now)
    send_waiting(PROGRAM, at=now)
    row.refresh_from_db()
    assert (row.status, mail.outbox) == ("stopped", [])


def test_text_messages_are_opt_in_and_go_to_a_file_or_a_webhook(now, settings, monkeypatch, tmp_path):
    monkeypatch.setenv("PELUANG_VAR", str(tmp_path))
    person = a_person(phone="+6281234567890")
    me = an_actor("person", person=person)
    assert paid(person, now).channel == "page"
    set_preference(me, person_id=person.id, sms=True, language="en", at=now)
    row = paid(person, now)
    assert (row.channel, row.language) == ("sms", "en")
    send_waiting(PROGRAM, at=now)
    assert (
        (tmp_path / "sms" / f"{row.id}.txt")
        .read_text()
        .startswith("To: +6281234567890\n\nSiti" if person.first_name == "Siti" else "To: +6281234567890")
    )
    posted = []

    class Answer:
        def close(self) -> None: ...

    monkeypatch.setattr(senders.urllib.request, "urlopen", lambda request, timeout: posted.append(request) or Answer())
    settings.SMS_WEBHOOK = "https://sms.contoh.id/kirim"
    paid(person, now)
    send_waiting(PROGRAM, at=now)
    assert posted[0].full_url == "https://sms.contoh.id/kirim"
    assert b"+6281234567890" in posted[0].data

    def down(request, timeout):
        raise urllib.error.URLError("down")

    monkeypatch.setattr(senders.urllib.request, "urlopen", down)
    row = paid(person, now)
    send_waiting(PROGRAM, at=now)
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 1)


def test_preferences_are_the_persons_own(now):
    person = a_person()
    with pytest.raises(NotYours):
        set_preference(an_actor("person"), person_id=person.id, sms=True, at=now)
    with refused("language_unknown", "language"):
        set_preference(an_actor("person", person=person), person_id=person.id, language="nl", at=now)


def test_two_senders_at_once_send_each_message_once(fresh_database, now):
    with acting(PROGRAM, scope="command"):
        for n in range(30):
            write(
                NOBODY, address=f"x{n}@contoh.id", template="messages.sign_in_code", urgent=True, at=now,
                context={"code": str(new_id()), "minutes": 10},
            )  # fmt: skip
    taken: list[int] = []

    def send() -> None:
        taken.append(send_waiting(PROGRAM, at=now))
        connections["default"].close()

    threads = [threading.Thread(target=send) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 30
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 30


def test_every_registered_wording_has_the_same_placeholders_in_both_languages():
    import string

    for name, each in templates.all_templates().items():
        found = {
            language: {
                part[1] for part in string.Formatter().parse(each.subject[language] + each.body[language]) if part[1]
            }
            for language in ("id", "en")
        }
        assert found["id"] == found["en"], name
