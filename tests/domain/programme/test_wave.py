"""A wave from plan to decree, and everything it refuses on the way."""

from __future__ import annotations

import datetime

import pytest

from peluang.domain.events.journal import of_subject
from peluang.domain.kernel.context import PROGRAM, Actor, Role, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.money.queries import balance
from peluang.domain.programme.commands import (
    close_due_waves,
    close_wave,
    decree_wave,
    draw_wave,
    join_wave,
    open_wave,
    plan_wave,
    screen_wave,
    withdraw_entry,
)
from peluang.domain.programme.models import BenefitClaim, FamilyClaim, Recipient, WaveEntry, WaveSecret
from peluang.engines.draw import commitment
from peluang.engines.rules import NORMAL_2023, PLAN_2021
from tests.factories.organisations import an_actor
from tests.factories.people import a_kk, a_person
from tests.factories.programme import a_recipient, a_scheme, a_wave, an_appropriation

pytestmark = pytest.mark.django_db


def test_the_whole_way(now):
    people = [a_person(verified=True) for _ in range(4)]
    wave = a_wave("decreed", places=3, people=people)
    assert wave.status == "decreed"
    assert commitment(bytes.fromhex(wave.seed)) == wave.seed_commitment
    recipients = list(Recipient.objects.select_related("account").filter(decree__wave=wave))
    assert len(recipients) == 3
    assert {each.account.balance for each in recipients} == {NORMAL_2023.training_rupiah}
    assert {each.first_purchase_by for each in recipients} == {datetime.date(2026, 12, 9)}
    assert BenefitClaim.objects.count() == FamilyClaim.objects.count() == 3
    refused = WaveEntry.objects.get(wave=wave, status="not_drawn")
    assert refused.reasons[0]["code"] == "PLACES_FULL"
    assert refused.rank == 4
    assert refused.reasons[0]["last_rank"] == 3
    reserve = NORMAL_2023.incentive_total_rupiah + NORMAL_2023.survey_total_rupiah
    assert balance(wave.appropriation.incentive_account_id) == 3 * reserve
    assert balance(wave.appropriation.account_id) == wave.appropriation.amount - 3 * NORMAL_2023.ceiling_rupiah
    assert OutboxMessage.objects.filter(template="programme.recipient").count() == 3
    assert OutboxMessage.objects.filter(template="programme.not_drawn").count() == 1
    assert [each.type for each in of_subject("wave", wave.id)] == [
        "programme.wave_planned", "programme.wave_opened", "programme.wave_closed", "programme.wave_screened",
        "programme.wave_drawn",
    ]  # fmt: skip


def test_anyone_may_join_and_hears_every_reason():
    person = a_person(birth_date=datetime.date(2010, 1, 1), in_formal_education=True, excluded_role="army")
    wave = a_wave("screened", people=[person])
    entry = WaveEntry.objects.get(wave=wave)
    assert entry.status == "ineligible"
    assert [each["code"] for each in entry.reasons] == [
        "NIK_NOT_VERIFIED", "TOO_YOUNG", "IN_FORMAL_EDUCATION", "EXCLUDED_OCCUPATION",
    ]  # fmt: skip
    assert all(each[key] for each in entry.reasons for key in ("rule", "date", "id", "en", "remedy_id", "remedy_en"))
    assert OutboxMessage.objects.filter(template="programme.ineligible", person=person).exists()


def test_joining_twice_is_joining_once(now):
    person, wave = a_person(), a_wave()
    first = join_wave(PROGRAM, wave_id=wave.id, person_id=person.id, at=now)
    assert join_wave(PROGRAM, wave_id=wave.id, person_id=person.id, at=now).id == first.id


def test_withdrawing_and_joining_again(now):
    person, wave = a_person(), a_wave()
    me = Actor(Role.PERSON, person.id)
    entry = join_wave(me, wave_id=wave.id, person_id=person.id, at=now)
    assert withdraw_entry(me, entry_id=entry.id, at=now).status == "withdrawn"
    assert join_wave(me, wave_id=wave.id, person_id=person.id, at=now).status == "joined"


def test_what_joining_refuses(now):
    person = a_person()
    with pytest.raises(Refused, match="sudah ditutup") as closed:
        join_wave(PROGRAM, wave_id=a_wave("closed").id, person_id=person.id, at=now)
    assert closed.value.code == "wave_closed"
    assert closed.value.todo
    wave = a_wave()
    with pytest.raises(Refused) as late:
        join_wave(PROGRAM, wave_id=wave.id, person_id=person.id, at=wave.closes_at)
    assert late.value.code == "wave_closed"
    with pytest.raises(Refused) as early:
        join_wave(PROGRAM, wave_id=a_wave("planned").id, person_id=person.id, at=now)
    assert early.value.code == "wave_not_open_yet"
    with pytest.raises(Refused) as again:
        join_wave(PROGRAM, wave_id=wave.id, person_id=a_recipient().person_id, at=now)
    assert again.value.code == "already_recipient"


def test_nobody_enters_for_somebody_else(now):
    person, wave = a_person(), a_wave()
    with pytest.raises(NotYours):
        join_wave(Actor(Role.PERSON, a_person().id), wave_id=wave.id, person_id=person.id, at=now)
    with pytest.raises(NotYours):
        join_wave(an_actor("labour_office", regency="31.74"), wave_id=wave.id, person_id=person.id, at=now)
    assert join_wave(an_actor("labour_office"), wave_id=wave.id, person_id=person.id, at=now)


def test_only_the_programme_office_runs_waves(now):
    wave = a_wave()
    for role in ("person", "labour_office", "auditor", "provider"):
        with pytest.raises(NotYours):
            close_wave(an_actor(role), wave_id=wave.id, at=now)
    assert close_wave(an_actor("programme_office"), wave_id=wave.id, at=now).closes_at == now


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quotas": [("33.20", "", 3)]}, "quotas_do_not_add_up"),
        ({"quotas": [("33.20", "", 1), ("33.20", "", 1)]}, "quota_twice"),
        ({"quotas": [("99.99", "", 2)]}, "region_unknown"),
        ({"quotas": [("33", "nobles", 2)]}, "priority_unknown"),
        ({"places": 0}, "no_places"),
        ({"number": 7}, "wave_number_taken"),
        ({"closes_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}, "wave_times"),
    ],
)
def test_what_a_plan_refuses(now, changes, code):
    appropriation = an_appropriation()
    a_wave("planned", number=7, appropriation=appropriation)
    plan = {
        "number": 8, "scheme_code": appropriation.scheme.code, "appropriation_id": appropriation.id, "opens_at": now,
        "closes_at": now + datetime.timedelta(days=3), "places": 2, "at": now,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        plan_wave(PROGRAM, **plan | changes)
    assert refused.value.code == code


def test_a_scheme_that_was_only_planned_has_no_waves():
    with pytest.raises(Refused) as refused:
        a_wave("planned", appropriation=an_appropriation(scheme=a_scheme(PLAN_2021)))
    assert refused.value.code == "scheme_never_opened"


def test_a_wave_does_not_open_beyond_its_appropriation():
    with pytest.raises(Refused) as refused:
        a_wave("open", places=2, appropriation=an_appropriation(2 * NORMAL_2023.ceiling_rupiah - 1))
    assert refused.value.code == "beyond_appropriation"


def test_no_decree_beyond_the_appropriation(now):
    """Two waves that each fit open side by side; the second decree would promise more than is left."""
    appropriation = an_appropriation(3 * NORMAL_2023.ceiling_rupiah)
    first, second = (
        a_wave("drawn", people=[a_person(verified=True) for _ in range(2)], appropriation=appropriation)
        for _ in range(2)
    )
    decree_wave(PROGRAM, wave_id=first.id, number="SK-1", at=now)
    with pytest.raises(Refused) as refused:
        decree_wave(PROGRAM, wave_id=second.id, number="SK-2", at=now)
    assert refused.value.code == "beyond_appropriation"
    assert Recipient.objects.filter(decree__wave=second).count() == 0
    assert balance(appropriation.account_id) == NORMAL_2023.ceiling_rupiah


def test_steps_come_in_their_order(now):
    wave = a_wave("open")
    for step, arguments in ((screen_wave, {}), (draw_wave, {}), (decree_wave, {"number": "SK"}), (open_wave, {})):
        with pytest.raises(Refused) as refused:
            step(PROGRAM, wave_id=wave.id, at=now, **arguments)
        assert refused.value.code == "wrong_state"


def test_waves_close_by_the_clock(now):
    wave = a_wave("open")
    assert close_due_waves(PROGRAM, at=now) == 0
    assert close_due_waves(PROGRAM, at=wave.closes_at) == 1
    assert close_due_waves(PROGRAM, at=wave.closes_at) == 0
    wave.refresh_from_db()
    assert wave.status == "closed"


def test_nobody_reads_the_seed_before_the_draw():
    wave = a_wave("closed")
    for role in ("programme_office", "auditor", "person", "provider"):
        with acting(an_actor(role)):
            assert not WaveSecret.objects.filter(wave=wave).exists(), role
    assert WaveSecret.objects.filter(wave=wave).exists()


def test_an_entry_that_appears_after_screening_stops_the_draw(now):
    wave = a_wave("screened", people=[a_person(verified=True)])
    WaveEntry.objects.create(
        wave=wave, person=a_person(verified=True), home_region="33.20", status="eligible", family_key="0" * 15 + "1",
        joined_at=now,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        draw_wave(PROGRAM, wave_id=wave.id, at=now)
    assert refused.value.code == "roster_changed"


def test_a_third_of_the_family_is_not_drawn():
    card = a_kk()
    wave = a_wave("decreed", places=5, people=[a_person(verified=True, kk=card) for _ in range(3)])
    assert Recipient.objects.filter(decree__wave=wave).count() == 2
    third = WaveEntry.objects.get(wave=wave, status="not_drawn")
    assert third.reasons[0]["code"] == "FAMILY_LIMIT"
    fourth = a_person(verified=True, kk=card)
    later = a_wave("screened", people=[fourth])
    assert WaveEntry.objects.get(wave=later).reasons[0]["code"] == "FAMILY_LIMIT"


def test_two_waves_that_draw_the_same_person_give_one_benefit(now):
    person = a_person(verified=True)
    first, second = (a_wave("drawn", people=[person, a_person(verified=True)]) for _ in range(2))
    decree_wave(PROGRAM, wave_id=first.id, number="SK-1", at=now)
    decree_wave(PROGRAM, wave_id=second.id, number="SK-2", at=now)
    assert Recipient.objects.filter(person=person).count() == 1
    entry = WaveEntry.objects.get(wave=second, person=person)
    assert (entry.status, entry.reasons[0]["code"]) == ("not_drawn", "ALREADY_RECIPIENT")


def test_priority_and_region_decide_the_quota():
    quotas = [("33.20", "", 1), ("33.20", "laid_off", 1), ("33", "", 1), ("", "", 1)]
    people = {
        ("33.20", "laid_off"): a_person(verified=True, work_status="laid_off"),
        ("33.20", ""): a_person(verified=True),
        ("33", ""): a_person(verified=True, regency="33.22"),
        ("", ""): a_person(verified=True, regency="31.74"),
    }
    wave = a_wave("drawn", quotas=quotas, people=list(people.values()))
    for cell, person in people.items():
        entry = WaveEntry.objects.get(wave=wave, person=person)
        assert (entry.quota_region, entry.priority, entry.status) == (*cell, "drawn")


def test_a_decree_number_is_used_once(now):
    a_wave("decreed", people=[a_person(verified=True)], decree="SK-9")
    wave = a_wave("drawn", people=[a_person(verified=True)])
    for number, code in (("SK-9", "decree_number_taken"), (" ", "decree_number_missing")):
        with pytest.raises(Refused) as refused:
            decree_wave(PROGRAM, wave_id=wave.id, number=number, at=now)
        assert refused.value.code == code
