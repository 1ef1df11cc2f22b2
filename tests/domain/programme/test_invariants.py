"""What must hold for every wave, whoever joins and in whatever order."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from peluang.domain.money.commands import Order, transfer_many
from peluang.domain.money.models import Account
from peluang.domain.money.queries import RETURNED
from peluang.domain.people.models import Identity
from peluang.domain.programme.commands import draw_wave, mark_first_purchase, revoke_overdue
from peluang.domain.programme.models import BenefitClaim, FamilyClaim, Recipient, WaveEntry, WaveQuota, WaveSecret
from peluang.engines.draw import commitment
from tests.conftest import NOW
from tests.factories.money import a_fund
from tests.factories.people import a_person
from tests.factories.programme import a_wave, an_appropriation

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
REGIONS = ["33.20", "33.22", "31.74"]
people = st.lists(
    st.tuples(
        st.sampled_from(REGIONS), st.sampled_from(["job_seeker", "laid_off", "business_owner", "not_working"]),
        st.integers(0, 3),
    ),
    min_size=1, max_size=14,
)  # fmt: skip
quotas = st.dictionaries(
    st.tuples(st.sampled_from(["", "33", "33.20", "31.74"]), st.sampled_from(["", "laid_off"])),
    st.integers(1, 3),
    min_size=1,
)


@contextmanager
def undone():
    """Each example leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def crowd(drawn):
    """Four families, so that cards fill up."""
    return [
        a_person(verified=True, regency=region, work_status=status, kk=f"332005120318{family:04d}")
        for region, status, family in drawn
    ]


@FEW
@given(drawn=people, cells=quotas)
def test_a_wave_keeps_every_promise(drawn, cells):
    with undone():
        wave_quotas = [(region, priority, places) for (region, priority), places in cells.items()]
        everybody = crowd(drawn)
        half = len(everybody) // 2
        appropriation = an_appropriation()
        for part in (everybody, everybody[half:]):
            wave = a_wave(
                "drawn",
                quotas=wave_quotas,
                people=[each for each in part if not had_it(each)],
                appropriation=appropriation,
            )
            if WaveEntry.objects.filter(wave=wave, status="drawn").exists():
                from peluang.domain.programme.commands import decree_wave

                decree_wave(PROGRAM, wave_id=wave.id, number=f"SK-{wave.number}", at=NOW)
            quotas_hold(wave)
        every_decision_has_a_reason()
        one_benefit_each_and_two_a_family()
        assert Account.objects.aggregate(total=Sum("balance"))["total"] == 0
        reserved_and_granted(appropriation)


def had_it(person):
    return Recipient.objects.filter(person=person).exists()


def quotas_hold(wave):
    places: Counter[str] = Counter()
    for quota in WaveQuota.objects.filter(wave=wave):
        places[quota.region] += quota.places
    given_away = Counter(WaveEntry.objects.filter(wave=wave, round__gt=0).values_list("quota_region", flat=True))
    assert all(given_away[region] <= places[region] for region in given_away)
    own = Counter(WaveEntry.objects.filter(wave=wave, round=1).values_list("quota_region", "priority"))
    cells = {(q.region, q.priority): q.places for q in WaveQuota.objects.filter(wave=wave)}
    assert all(count <= cells.get(cell, 0) for cell, count in own.items())


def every_decision_has_a_reason():
    for entry in WaveEntry.objects.exclude(status__in=["joined", "withdrawn", "eligible", "decreed"]):
        assert entry.reasons
        assert all(each["rule"] and each["date"] and each["id"] and each["en"] for each in entry.reasons)


def one_benefit_each_and_two_a_family():
    assert BenefitClaim.objects.count() == FamilyClaim.objects.count() == Recipient.objects.count()
    cards = Counter(
        bytes(each)
        for each in Identity.objects.filter(person__in=Recipient.objects.values("person")).values_list(
            "kk_digest", flat=True
        )
    )
    assert max(cards.values(), default=0) <= 2


def reserved_and_granted(appropriation):
    recipients = Recipient.objects.filter(decree__wave__appropriation=appropriation)
    granted = recipients.aggregate(total=Sum("granted"))["total"] or 0
    account, reserve = Account.objects.in_bulk([appropriation.account_id, appropriation.incentive_account_id]).values()
    assert account.balance >= 0
    assert account.balance + reserve.balance + granted == appropriation.amount


@FEW
@given(drawn=people, order=st.randoms(use_true_random=False))
def test_the_draw_does_not_know_who_came_first(drawn, order: random.Random):
    """The same entries joined in another order, same seed: the same people are drawn."""
    results = []
    with undone():
        everybody = crowd(drawn)
        ids = {each.id: new_id() for each in everybody}
        for _ in range(2):
            with undone():
                wave = a_wave("open", places=3, number=77)
                WaveSecret.objects.filter(wave=wave).update(seed="11" * 32)
                type(wave).objects.filter(id=wave.id).update(seed_commitment=commitment(bytes.fromhex("11" * 32)))
                WaveEntry.objects.bulk_create(
                    WaveEntry(id=ids[each.id], wave=wave, person=each, home_region=each.home_region_id, joined_at=NOW)
                    for each in everybody
                )
                from peluang.domain.programme.commands import close_wave, screen_wave

                close_wave(PROGRAM, wave_id=wave.id, at=NOW)
                screen_wave(PROGRAM, wave_id=wave.id, at=NOW)
                # family keys differ from wave to wave; which family is which does not matter to the draw
                draw_wave(PROGRAM, wave_id=wave.id, at=NOW)
                results.append(dict(WaveEntry.objects.filter(wave=wave).values_list("id", "status")))
            order.shuffle(everybody)
    assert results[0] == results[1]


@FEW
@given(prices=st.lists(st.integers(0, 4_000_000), min_size=1, max_size=6))
def test_grant_is_spent_plus_left_plus_returned(prices):
    with undone():
        buyers = [a_person(verified=True) for _ in prices]
        wave = a_wave("decreed", people=buyers, places=len(buyers))
        provider = a_fund(kind="provider")
        spent: dict = defaultdict(int)
        for person, price in zip(buyers, prices):
            recipient = Recipient.objects.get(person=person)
            if 0 < price <= recipient.granted:
                mark_first_purchase(PROGRAM, recipient_id=recipient.id, at=NOW)
                evidence = new_id()
                transfer_many(
                    PROGRAM, at=NOW,
                    orders=[Order(recipient.account_id, provider.id, price, "purchase", "test", evidence, f"buy:{evidence}")],
                )  # fmt: skip
                spent[recipient.id] = price
        later = NOW.replace(year=2027)
        revoke_overdue(PROGRAM, at=later)
        recipients = list(Recipient.objects.filter(decree__wave=wave).annotate(left=F("account__balance")))
        returned = {
            each.evidence: each.amount for each in Account.objects.get(id=RETURNED).received.filter(purpose="return")
        }
        for each in recipients:
            assert each.left >= 0
            assert each.granted == spent[each.id] + each.left + returned.get(each.id, 0)
            assert (each.status == "revoked") == (spent[each.id] == 0)
