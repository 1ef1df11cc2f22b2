"""Old phones and blocked scripts: search, registration, a seat and a review of the result work by links and forms alone."""

from __future__ import annotations

from peluang.domain.kernel.context import PROGRAM, acting
from tests.factories.programme import a_wave, an_appropriation

from .country import Country
from .registration import Newcomer, registers, signs_up
from .world import World


def test_registering(world: World) -> None:
    person = Newcomer("Tri Wulandari", "tri@contoh.id")
    visitor = registers(signs_up(world, person, javascript=False), person)
    visitor.goes_to("/saya/").stands_at("Halo, Tri")


def test_searching_and_choosing(world: World) -> None:
    country = world.country
    with acting(PROGRAM, scope="command"):
        siti = country.person("Siti Aminah", verified=True)
        money = an_appropriation(scheme=country.wave.scheme)
        a_wave("decreed", people=[siti], places=1, number=70, appropriation=money)
    visitor = world.signed_in(Country.address_of("Siti Aminah"), javascript=False)
    visitor.goes_to("/pelatihan").fills("Cari pelatihan", "las").presses("Cari").follows("Las SMAW tingkat 1")
    visitor.follows("BLK Kabupaten Jepara").goes_to(f"/saya/kelas/{country.classes[0].id}/pilih")
    visitor.presses("Ya, pilih kelas ini").goes_to("/saya/pelatihan").sees("Kursi sudah dipesan")
    visitor.goes_to("/lowongan?q=las").sees("Juru las konstruksi")
