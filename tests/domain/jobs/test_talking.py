"""Messages within an application: order, read marks, what is hidden before consent, and where writing ends."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction

from peluang.domain.events.models import Event
from peluang.domain.jobs.commands import hide_contact, mark_messages_read, refuse, send_message, share_contact, withdraw
from peluang.domain.jobs.models import Application, ApplicationMessage
from peluang.domain.jobs.talking import WRITING_AFTER, conversation, unread
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.messages.models import OutboxMessage
from tests.concurrency import at_once
from tests.conftest import NOW
from tests.factories.jobs import DAY, a_vacancy, an_application
from tests.factories.organisations import an_actor
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def application():
    return an_application(vacancy=a_vacancy(), status="seen")


@pytest.fixture
def me(application):
    return an_actor("person", person=application.person)


@pytest.fixture
def recruiter(application):
    return an_actor("employer", organisation=application.employer)


def say(by, application, text, at=NOW):
    return send_message(by, application_id=application.id, text=text, at=at)


def read(application, *, as_person):
    application.refresh_from_db()
    return [line.text for line in conversation(application, as_person=as_person)]


def test_both_sides_write_in_order_and_the_other_one_is_told_once_until_it_reads(application, me, recruiter):
    say(me, application, "  Apakah ada mes?\r\nTerima kasih. ", NOW)
    say(me, application, "Dan jam kerjanya?", NOW + MINUTE)
    assert OutboxMessage.objects.filter(template="jobs.message_to_employer").count() == 1
    assert unread(application.id, as_person=False) == 2
    assert mark_messages_read(recruiter, application_id=application.id, at=NOW + 2 * MINUTE) == 2
    say(recruiter, application, "<b>Ada</b>", NOW + 3 * MINUTE)
    say(me, application, "Baik.", NOW + 4 * MINUTE)
    assert OutboxMessage.objects.filter(template="jobs.message_to_employer").count() == 2
    told = OutboxMessage.objects.get(template="jobs.message_to_person")
    assert set(told.context) == {"application_id", "vacancy_id"}
    said = ["Apakah ada mes?\nTerima kasih.", "Dan jam kerjanya?", "<b>Ada</b>", "Baik."]
    assert read(application, as_person=True) == read(application, as_person=False) == said


def test_a_number_divided_over_messages_is_hidden_where_it_is_completed(application, me, recruiter):
    for number, text in enumerate(["Nomor saya 0812", "3456", "7890, terima kasih"]):
        say(me, application, text, NOW + number * MINUTE)
        say(recruiter, application, "Baik.", NOW + number * MINUTE)
    shown = [text for text in read(application, as_person=False) if text != "Baik."]
    assert shown == ["Nomor saya 0812", "3456", "[nomor disembunyikan], terima kasih"]
    assert "7890, terima kasih" in read(application, as_person=True)
    share_contact(me, application_id=application.id, at=NOW)
    assert "7890, terima kasih" in read(application, as_person=False)


def test_before_consent_each_side_sees_its_own_words_and_none_of_the_others_numbers(application, me, recruiter):
    say(me, application, "Nomor saya 0812-3456-7890, NIK 3320010101900001. Upah Rp 3.500.000 cocok.")
    say(recruiter, application, "Hubungi 0291 591234 atau hrd@pabrik.co.id", NOW + MINUTE)
    assert "0812-3456-7890" in read(application, as_person=True)[0]
    assert [line.hidden for line in conversation(application, as_person=True)] == [True, True]
    theirs = read(application, as_person=False)
    assert theirs[0] == (
        "Nomor saya [nomor disembunyikan], NIK [nomor identitas disembunyikan]. Upah Rp 3.500.000 cocok."
    )
    assert read(application, as_person=True)[1] == "Hubungi [nomor disembunyikan] atau [alamat email disembunyikan]"
    share_contact(me, application_id=application.id, at=NOW)
    assert read(application, as_person=False)[0] == (
        "Nomor saya 0812-3456-7890, NIK [nomor identitas disembunyikan]. Upah Rp 3.500.000 cocok."
    )
    assert "hrd@pabrik.co.id" in read(application, as_person=True)[1]
    hide_contact(me, application_id=application.id, at=NOW)
    assert read(application, as_person=False) == theirs[:1] + read(application, as_person=False)[1:]
    assert "0812" not in read(application, as_person=False)[0]


def test_consent_is_the_persons_alone_and_said_once(application, me, recruiter):
    before = Event.objects.count()
    for by in (recruiter, an_actor("person"), an_actor("employer")):
        with pytest.raises(NotYours):
            share_contact(by, application_id=application.id, at=NOW)
    share_contact(me, application_id=application.id, at=NOW)
    share_contact(me, application_id=application.id, at=NOW + DAY)
    application.refresh_from_db()
    assert application.contact_shared_at == NOW
    assert Event.objects.count() == before + 1
    other = an_application(status="refused")
    mine = an_actor("person", person=other.person)
    assert code_of(share_contact, mine, application_id=other.id, at=NOW) == "closed"


def test_nobody_else_writes_reads_or_sees(application, me, recruiter):
    say(me, application, "Halo")
    for stranger in (an_actor("person"), an_actor("employer")):
        with pytest.raises(NotYours):
            say(stranger, application, "Hai")
        with pytest.raises(NotYours):
            mark_messages_read(stranger, application_id=application.id, at=NOW)
        with acting(stranger):
            assert not ApplicationMessage.objects.exists()
    for side in (me, recruiter):
        with acting(side):
            assert ApplicationMessage.objects.count() == 1


def test_empty_long_and_too_many_are_refused_with_words(application, me):
    assert code_of(say, me, application, " \n ") == "text_missing"
    assert code_of(say, me, application, "a" * 2001) == "text_too_long"
    say(me, application, "é" * 2000)
    for number in range(19):
        say(me, application, str(number), NOW + number * MINUTE)
    assert code_of(say, me, application, "lagi", NOW + 20 * MINUTE) == "too_many_messages"
    say(me, application, "lagi", NOW + 70 * MINUTE)
    for text in ("", "a" * 2001):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationMessage.objects.create(application=application, from_person=True, text=text, sent_at=NOW)


def test_after_the_end_reading_stays_and_writing_stops_a_month_later(application, me, recruiter):
    say(me, application, "Halo")
    refuse(recruiter, application_id=application.id, reason="distance", at=NOW)
    say(me, application, "Terima kasih kabarnya", NOW + WRITING_AFTER)
    late = NOW + WRITING_AFTER + MINUTE
    assert code_of(say, recruiter, application, "Halo lagi", late) == "writing_over"
    assert read(application, as_person=False) == ["Halo", "Terima kasih kabarnya"]


def test_an_employer_no_longer_writes_to_who_took_it_back(application, me, recruiter):
    withdraw(me, application_id=application.id, at=NOW)
    assert code_of(say, recruiter, application, "Mengapa?") == "writing_over"
    draft = an_application(status="draft")
    assert code_of(say, an_actor("person", person=draft.person), draft, "Halo") == "writing_over"


def test_two_messages_at_once_both_stay_and_tell_once(fresh_database):
    from peluang.domain.kernel.context import PROGRAM

    with acting(PROGRAM, scope="command"):
        application = an_application(status="seen")
        me = an_actor("person", person=application.person)
        an_actor("employer", organisation=application.employer)
    assert at_once([lambda n=n: say(me, application, f"pesan {n}") for n in range(2)]) == ["done", "done"]
    with acting(PROGRAM, scope="command"):
        assert ApplicationMessage.objects.count() == 2
        assert OutboxMessage.objects.filter(template="jobs.message_to_employer").count() <= 1
        assert Application.objects.get(id=application.id).status == "seen"
