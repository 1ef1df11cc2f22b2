"""Somebody without a plan finds an occupation, the training that is missing, compares who teaches it, and chooses."""

from __future__ import annotations

import re

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.learning import a_completed_enrolment, a_review
from tests.factories.programme import a_scheme, a_wave, an_appropriation

from .country import Country
from .visitor import Visitor
from .world import World


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_from_no_plan_to_a_seat(world: World, javascript: bool) -> None:
    country = world.country
    with acting(PROGRAM, scope="command"):
        siti = country.person("Siti Aminah", verified=True)
        scheme = a_scheme(training_rupiah=2_200_000, planned=False)
        a_wave("decreed", people=[siti], places=1, number=50, appropriation=an_appropriation(scheme=scheme))
        a_review(a_completed_enrolment(offering=country.offerings[1]), text="Pelatihnya sabar, mesinnya baru.")
        country._index(clock.now())
    siti_visits = world.signed_in(Country.address_of("Siti Aminah"), javascript=javascript)

    siti_visits.goes_to("/pelatihan").follows("Bantu aku memilih").stands_at("Apa yang ingin kamu capai?")
    siti_visits.follows("Dapat kerja dekat rumah").stands_at("Kamu suka bekerja dengan apa?")
    siti_visits.ticks("Mesin, listrik, dan kendaraan").presses("Lihat pekerjaan yang dicari")
    siti_visits.stands_at("Pekerjaan yang dicari di sekitarmu")
    _finds_no_barrier(siti_visits, javascript)
    siti_visits.follows(re.compile("^Juru las")).sees("Lowongan dekat sini", "Juru las konstruksi")
    _finds_no_barrier(siti_visits, javascript)
    siti_visits.ticks(re.compile("K3|keselamatan", re.I)).presses("Hitung yang kurang")
    siti_visits.sees(re.compile("keterampilan yang kurang"))
    siti_visits.follows(re.compile("^Las SMAW tingkat 1"))

    siti_visits.stands_at("Las SMAW tingkat 1").sees("Kata lulusannya", "Pelatihnya sabar, mesinnya baru.")
    siti_visits.page.get_by_text("Pilih sendiri yang dibandingkan").click()
    siti_visits.page.get_by_role("checkbox", name=re.compile("^LPK Bahari")).uncheck(force=True)
    siti_visits.presses("Bandingkan", exact=True)
    table = siti_visits.page.get_by_role("table").first.inner_text()
    assert "BLK Kabupaten Jepara" in table
    assert "LPK Bahari Teknik" not in table
    _finds_no_barrier(siti_visits, javascript)

    # Only what the balance pays: the dearer one is not found, the one that is paid is.
    siti_visits.goes_to("/pelatihan?q=las&dekat=&saldo=1").sees(re.compile("cukup dengan saldoku"))
    siti_visits.follows(re.compile("^Las SMAW tingkat 1"))
    siti_visits.follows(re.compile("^Pilih BLK")).presses("Ya, pilih kelas ini")
    siti_visits.sees(re.compile("kursi", re.I))
    with acting(PROGRAM, scope="command"):
        assert country.classes[0].enrolments.filter(person=siti, status="booked").count() == 1


def _finds_no_barrier(visitor: Visitor, javascript: bool) -> None:
    """axe runs as a script of the page: without script it would wait for ever."""
    if javascript:
        visitor.finds_no_barrier()
