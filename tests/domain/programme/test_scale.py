"""100,000 entries: screening, draw and decree are a matter of seconds."""

from __future__ import annotations

import datetime
import hashlib
import os
import time

import pytest
from django.db import connection

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.keys import new_ids
from peluang.domain.people.models import Identity, Person
from peluang.domain.places.models import Regency
from peluang.domain.programme.commands import close_wave, decree_wave, draw_wave, screen_wave
from peluang.domain.programme.models import Recipient, WaveEntry
from tests.conftest import NOW
from tests.factories.programme import a_wave, an_appropriation

PEOPLE = int(os.environ.get("PELUANG_SCALE", "100000"))


def a_crowd(count: int) -> list[Person]:
    regencies = list(Regency.objects.values_list("code", flat=True))
    people = [
        Person(
            id=key, full_name=f"Orang {n}", birth_date=datetime.date(1970 + n % 40, 1 + n % 12, 1), sex="fm"[n % 2],
            home_region_id=regencies[n % len(regencies)], lives_in_id=regencies[n % len(regencies)], education="sma",
            work_status="laid_off" if n % 5 == 0 else "job_seeker", registered_at=NOW, changed_at=NOW,
        )
        for n, key in enumerate(new_ids(count))
    ]  # fmt: skip
    Person.objects.bulk_create(people, batch_size=10_000)
    Identity.objects.bulk_create(
        (
            Identity(
                person=each, home_region=each.home_region_id, nik_cipher=b"x", kk_cipher=b"x", status="verified",
                nik_digest=hashlib.sha256(b"n%d" % n).digest(), nik_shown="3320********12",
                kk_digest=hashlib.sha256(b"k%d" % (n // 3)).digest(), declared_at=NOW,
            )
            for n, each in enumerate(people)
        ),
        batch_size=10_000,
    )  # fmt: skip
    return people


@pytest.mark.long
def test_a_hundred_thousand_entries(fresh_database, capsys):
    with acting(PROGRAM, scope="command"):
        people = a_crowd(PEOPLE)
        regencies = list(Regency.objects.values_list("code", flat=True))
        quotas = [(code, "", PEOPLE // 4 // len(regencies)) for code in regencies]
        wave = a_wave("open", quotas=quotas, appropriation=an_appropriation(10**15))
        WaveEntry.objects.bulk_create(
            (WaveEntry(wave=wave, person=each, home_region=each.home_region_id, joined_at=NOW) for each in people),
            batch_size=10_000,
        )
        close_wave(PROGRAM, wave_id=wave.id, at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    took = {}
    for name, step in (
        ("screen", lambda: screen_wave(PROGRAM, wave_id=wave.id, at=NOW)),
        ("draw", lambda: draw_wave(PROGRAM, wave_id=wave.id, at=NOW)),
        ("decree", lambda: decree_wave(PROGRAM, wave_id=wave.id, number="SK-1", at=NOW)),
    ):
        start = time.perf_counter()
        step()
        took[name] = round(time.perf_counter() - start, 1)
    with acting(PROGRAM, scope="command"):
        recipients = Recipient.objects.count()
    with capsys.disabled():
        print(f"\n{PEOPLE} entries, {recipients} recipients, seconds: {took}")
    assert recipients > PEOPLE // 10
    assert sum(took.values()) < 120
