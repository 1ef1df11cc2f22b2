"""Seats, balances and waves that say no: a plain sentence in both languages, nothing lost, and what to do instead."""

from __future__ import annotations

import itertools

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.people.models import Person
from peluang.domain.programme.commands import close_wave
from peluang.doors import clock
from tests.factories.learning import a_class, an_enrolment
from tests.factories.people import a_kk
from tests.factories.programme import a_scheme, a_wave, an_appropriation

from .country import Country
from .visitor import Visitor
from .world import World

both = pytest.mark.parametrize("language", ["id", "en"])
_numbers = itertools.count(20)


def _recipient(world: World, name: str, balance: int = 3_500_000, **traits: object) -> Person:
    """Somebody with a decree and this much on the balance."""
    country = world.country
    with acting(PROGRAM, scope="command"):
        person = country.person(name, verified=True, **traits)
        scheme = a_scheme(training_rupiah=balance, planned=False)
        a_wave(
            "decreed", people=[person], places=1, number=next(_numbers), appropriation=an_appropriation(scheme=scheme)
        )
    return person


def _chooses(world: World, name: str, class_id: object, **traits: object) -> Visitor:
    visitor = world.signed_in(Country.address_of(name), **traits)
    return visitor.goes_to(f"/saya/kelas/{class_id}/pilih")


@both
def test_full_class(world: World, language: str) -> None:
    _recipient(world, "Siti Aminah")
    with acting(PROGRAM, scope="command"):
        full = a_class(offering=world.country.offerings[0], payer="balance", seats=1, code="LAS-PENUH")
        an_enrolment(training_class=full, payer="own")
    visitor = _chooses(world, "Siti Aminah", full.id, language=language)
    visitor.sees("Kelas ini sudah penuh.", "saldo dan kursimu tidak berubah.").may("Buka daftar tunggu")
    visitor.finds_no_barrier()


@both
def test_balance_too_small(world: World, language: str) -> None:
    _recipient(world, "Siti Aminah", balance=1_000_000)
    visitor = _chooses(world, "Siti Aminah", world.country.classes[0].id, language=language)
    visitor.sees("saldo dan kursimu tidak berubah.", {"id": "kurang Rp1.100.000", "en": "Rp1,100,000"}[language])


@both
def test_closed_wave(world: World, language: str) -> None:
    """The page was open while the office closed the wave."""
    world.country.person("Siti Aminah", verified=True)
    visitor = world.signed_in(Country.address_of("Siti Aminah"), language=language).goes_to("/saya/gelombang/71")
    close_wave(PROGRAM, wave_id=world.country.wave.id, at=clock.now())
    visitor.presses({"id": "Daftar gelombang 71", "en": "Join wave 71"}[language])
    visitor.sees("profil dan pendaftaranmu yang lain tetap aman.")
    visitor.goes_to("/saya/gelombang/71").sees("Gelombang ini tidak menerima pendaftaran")


def test_third_recipient_of_a_family_card(world: World) -> None:
    """Two of the family have a decree; the third may join, and is told the rule before the draw and after screening."""
    kk = a_kk()
    for name in ("Satu Utami", "Dua Lestari"):
        _recipient(world, name, kk=kk)
    with acting(PROGRAM, scope="command"):
        world.country.person("Tiga Pertiwi", verified=True, kk=kk)
    visitor = world.signed_in(Country.address_of("Tiga Pertiwi")).goes_to("/saya/gelombang/71")
    visitor.sees("Penerima dalam satu Kartu Keluarga kurang dari 2 orang").presses("Daftar gelombang 71")
    visitor.sees("Kamu terdaftar di gelombang 71.")
    office = world.staff("programme_office")
    for step in ("Tutup gelombang", "Periksa syarat semua pendaftar"):
        office.goes_to("/kantor/gelombang/71").follows(step, exact=True).presses(step, exact=True)
    visitor.goes_to("/saya/gelombang/71").sees("Ada 1 syarat yang belum terpenuhi", "Yang bisa dilakukan:")


@both
def test_two_tabs_race_for_the_last_seat(world: World, language: str) -> None:
    """Both saw a free seat; the second to press is told so, and keeps the whole balance."""
    for name in ("Siti Aminah", "Rina Wulandari"):
        _recipient(world, name)
    with acting(PROGRAM, scope="command"):
        last = a_class(offering=world.country.offerings[0], payer="balance", seats=1, code="LAS-SATU")
    first = _chooses(world, "Siti Aminah", last.id, language=language)
    second = _chooses(world, "Rina Wulandari", last.id, language=language)
    second.may("Ya, pilih kelas ini")
    first.presses("Ya, pilih kelas ini").does_not_see("Kelas ini sudah penuh.")
    second.presses("Ya, pilih kelas ini").sees("Kelas ini sudah penuh.", "saldo dan kursimu tidak berubah.")
    second.goes_to("/saya/saldo")
    assert "3.500.000" in second.text() or "3,500,000" in second.text()


def test_the_same_person_pressing_in_two_tabs_has_one_seat(world: World) -> None:
    _recipient(world, "Siti Aminah")
    visitor = _chooses(world, "Siti Aminah", world.country.classes[0].id)
    other = visitor.opens_tab()
    other.goto(visitor.page.url)
    visitor.presses("Ya, pilih kelas ini")
    with other.expect_navigation():
        other.get_by_role("button", name="Ya, pilih kelas ini").click()
    visitor.goes_to("/saya/saldo").sees("Rp1.400.000")
