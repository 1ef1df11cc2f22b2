"""Not drawn is not the end: the reason with its rule, work and classes nearby, one tap into the next wave."""

from __future__ import annotations

import re

from peluang.domain.kernel.context import PROGRAM, acting
from tests.factories.learning import a_class
from tests.factories.programme import a_wave, an_appropriation

from .country import Country
from .world import World


def test_not_drawn(world: World) -> None:
    # given a wave with one place, kept for somebody on a priority list, and the next wave already open
    country = world.country
    with acting(PROGRAM, scope="command"):
        rina = country.person("Rina Wulandari", verified=True)
        luckier = country.person("Yuni Astuti", verified=True, has_disability=True)
        a_wave(
            "decreed", people=[rina, luckier], quotas=[("", "disability", 1), ("", "", 0)], number=69,
            appropriation=an_appropriation(scheme=country.wave.scheme),
        )  # fmt: skip
        a_class(offering=country.offerings[1], payer="own", code="LAS-OWN")
    world.pump()
    # when she opens her journey
    visitor = world.signed_in(Country.address_of("Rina Wulandari")).goes_to("/saya/")
    visitor.sees("Gelombang 69: belum terpilih").follows("Gelombang 69: belum terpilih")
    # then she reads why, by which rule, and what she can do
    visitor.sees(
        "Kali ini kamu belum terpilih", "Alasannya", re.compile("Aturan:"), "Juru las konstruksi", "LPK Bahari Teknik"
    )
    visitor.finds_no_barrier()
    # and one tap takes her into the next wave
    visitor.presses("Ikut gelombang 71").sees("Kamu terdaftar di gelombang 71.")
    # and the draw can be checked by everybody
    world.visitor().goes_to("/undian/69").sees(re.compile("[Bb]enih"))
