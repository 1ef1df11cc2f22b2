"""Reports by anyone: answered by the institution, decided by the office, both see why, and nobody sees who."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.catalogue import commands, queries
from peluang.domain.catalogue.commands.reports import MOST_BY_PERSON, MOST_UNSIGNED
from peluang.domain.catalogue.models import ContentReport, FreeEquivalent
from peluang.domain.catalogue.standard import findings_of
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from tests.factories.catalogue import an_offering
from tests.factories.curation import a_report
from tests.factories.organisations import an_actor

pytestmark = pytest.mark.django_db
URL = "https://murah.example/las"
WEEK = datetime.timedelta(days=8)


@pytest.fixture
def office():
    return an_actor("programme_office")


@pytest.fixture
def provider():
    return an_actor("provider")


@pytest.fixture
def offering(provider):
    return an_offering(conforming=True, provider_id=provider.organisation)


def report(by, offering, now, **changes):
    return commands.report_content(by, **{"offering_id": offering.id, "kind": "cheaper", "url": URL} | changes, at=now)


def told(template):
    return {each.person_id for each in OutboxMessage.objects.filter(template=template)}


def test_from_a_report_to_a_corrected_price(offering, provider, office, now):
    who = an_actor("person")
    row = report(who, offering, now)
    assert (row.answer_due, row.price) == (datetime.date(2026, 12, 1), 2_100_000)
    assert told("catalogue.report_received") == {provider.person}
    with pytest.raises(Refused) as refused:
        commands.decide_report(office, report_id=row.id, upheld=True, reason="Benar.", at=now)
    assert refused.value.code == "not_answered_yet"
    commands.answer_report(provider, report_id=row.id, answer="Di sana tanpa alat praktik.", at=now)
    with pytest.raises(Refused, match="dari keadaan"):
        commands.answer_report(provider, report_id=row.id, answer="Sekali lagi, tanpa alat.", at=now)
    commands.decide_report(office, report_id=row.id, upheld=True, reason="Isinya sama.", at=now)
    row.refresh_from_db()
    assert (row.status, row.correct_by) == ("upheld", datetime.date(2026, 12, 8))
    assert told("catalogue.report_decided") == {provider.person, who.person}

    late = now + datetime.timedelta(days=15)
    assert commands.remind_of_reports(PROGRAM, at=late) >= 1
    assert office.person in told("catalogue.price_uncorrected")
    assert [each.report.id for each in queries.prices_to_correct(at=late)] == [row.id]
    offering.refresh_from_db()
    assert offering.status == "published", "suspending is a decision of its own"
    commands.change_offering(provider, offering_id=offering.id, price=1_000_000, at=late)
    commands.publish_offering(office, offering_id=offering.id, free_checked=True, at=late)
    assert queries.prices_to_correct(at=late) == []


def test_what_is_free_elsewhere_cannot_be_sold_afterwards(offering, provider, office, now):
    row = report(NOBODY, offering, now, kind="free")
    assert row.reporter is None
    commands.decide_report(office, report_id=row.id, upheld=True, reason="Sama persis.", at=now + WEEK)
    made = FreeEquivalent.objects.get(offering=offering)
    assert (made.status, made.url, made.reason) == ("confirmed", URL, "Sama persis.")
    assert "IDENTICAL_FREE" in [each.code for each in findings_of(offering, at=now)]
    again = report(NOBODY, offering, now, kind="free")
    commands.decide_report(office, report_id=again.id, upheld=True, reason="Masih.", at=now + WEEK)
    assert FreeEquivalent.objects.count() == 1


def test_nobody_learns_who_reported(offering, provider, office, now):
    row = report(an_actor("person"), offering, now, kind="untrue", url="", text="Alatnya cuma satu untuk sekelas.")
    for seen in (
        queries.reports_of_provider(provider.organisation, at=now)[0],
        queries.report_page(row.id, at=now),
        queries.report_by_link(row.id, at=now),
    ):
        assert "reporter" in seen.report.get_deferred_fields()


def test_row_security_shows_a_report_to_its_sides_alone(offering, provider, now):
    who = an_actor("person")
    row = report(who, offering, now)
    for actor, sees in ((who, True), (provider, True), (an_actor("provider"), False), (an_actor("person"), False),
                        (NOBODY, False), (an_actor("auditor"), True)):  # fmt: skip
        with acting(actor):
            assert ContentReport.objects.filter(id=row.id).exists() == sees, actor.role
    with acting(NOBODY):
        assert queries.report_by_link(row.id, at=now) is not None, "whoever holds the link"


def test_a_report_needs_its_proof(offering, now):
    who = an_actor("person")
    for changes, field in (
        ({"url": ""}, "url"), ({"url": "ftp://x y"}, "url"), ({"kind": "warna"}, "kind"),
        ({"kind": "fictitious", "url": "", "text": "bohong"}, "text"), ({"text": "x" * 2001}, "text"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            report(who, offering, now, **changes)
        assert refused.value.field == field
    with pytest.raises(NotYours):
        report(who, an_offering(draft=True), now)


def test_floods_stop_by_person_and_by_offering(offering, now):
    who = an_actor("person")
    report(who, offering, now)
    with pytest.raises(Refused) as refused:
        report(who, offering, now)
    assert refused.value.code == "already_reported"
    for _ in range(MOST_BY_PERSON - 1):
        report(who, an_offering(), now)
    with pytest.raises(Refused) as refused:
        report(who, an_offering(), now)
    assert refused.value.code == "too_many"
    assert report(who, an_offering(), now + datetime.timedelta(days=1, seconds=1))
    for _ in range(MOST_UNSIGNED):
        a_report(offering=offering)
    with pytest.raises(Refused) as refused:
        report(NOBODY, offering, now)
    assert refused.value.code == "too_many"


def test_only_its_institution_answers_and_only_the_office_decides(offering, office, now):
    row, stranger = report(NOBODY, offering, now), an_actor("provider")
    with pytest.raises(NotYours):
        commands.answer_report(stranger, report_id=row.id, answer="Bukan urusan saya ini.", at=now)
    with pytest.raises(Refused, match="petugas program"):
        commands.decide_report(stranger, report_id=row.id, upheld=False, reason="x", at=now + WEEK)
    with pytest.raises(Refused) as refused:
        commands.decide_report(office, report_id=row.id, upheld=False, reason=" ", at=now + WEEK)
    assert refused.value.code == "reason_missing"
    done = commands.decide_report(office, report_id=row.id, upheld=False, reason="Kursus lain.", at=now + WEEK)
    assert (done.status, done.correct_by) == ("dismissed", None)


@pytest.mark.parametrize("days", [0, 61])
def test_the_day_of_correction_is_near(offering, office, now, days):
    row = a_report(offering=offering, answered=True)
    with pytest.raises(Refused) as refused:
        commands.decide_report(
            office, report_id=row.id, upheld=True, reason="Benar.", at=now,
            correct_by=now.date() + datetime.timedelta(days=days),
        )  # fmt: skip
    assert refused.value.field == "correct_by"


def test_unanswered_reports_are_told_to_the_office_once(offering, office, now):
    row = report(NOBODY, offering, now)
    assert commands.remind_of_reports(PROGRAM, at=now) == 0
    assert commands.remind_of_reports(PROGRAM, at=now + WEEK) >= 1
    assert commands.remind_of_reports(PROGRAM, at=now + WEEK) == 0
    assert [each.overdue for each in queries.reports_to_decide(at=now + WEEK)] == [True]
    assert queries.report_page(row.id, at=now).overdue is False
