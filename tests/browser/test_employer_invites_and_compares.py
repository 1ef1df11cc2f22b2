"""An employer finds somebody who fits without knowing who it is, invites them; they accept; the team compares and notes."""

from __future__ import annotations

import re

import pytest

from peluang.domain.jobs.models import Vacancy, VacancyInvitation
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.people.models import Person, PersonSkill, WishedOccupation
from peluang.doors import clock
from tests.factories.jobs import an_application

from .country import Country
from .visitor import PHONE
from .world import World

NAMES = ("Bayu Aji", "Citra Dewi")


def _welders(world: World) -> Vacancy:
    people = [world.country.person(name, verified=True) for name in NAMES]
    with acting(PROGRAM, scope="command"):
        vacancy = Vacancy.objects.get(title="Juru las konstruksi")
        for person in people:
            traits = {"person": person, "home_region": person.home_region_id}
            PersonSkill.objects.get_or_create(
                skill_id="las-smaw", source="training", **traits, defaults={"level": 3, "since": clock.now()}
            )
            WishedOccupation.objects.get_or_create(occupation_id="7212", **traits)
        an_application(vacancy=vacancy, person=people[1], match_total=66, sent_at=clock.now(), changed_at=clock.now())
    return vacancy


def _says_nothing_of(source: str) -> None:
    """Of everybody there is: names, numbers, birth dates and ids; the applicant alone is known here."""
    with acting(PROGRAM, scope="command"):
        people = list(Person.objects.select_related("identity").exclude(full_name__in=[NAMES[1]]))
    for person in people:
        told = [person.full_name, person.phone, person.birth_date.isoformat(), f"{person.birth_date:%d-%m-%Y}",
                str(person.id), person.id.hex]  # fmt: skip
        identity = getattr(person, "identity", None)
        if identity is not None:
            told.append(identity.nik_shown)
        assert not [each for each in told if each and each in source]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_masked_until_they_accept(world: World, javascript: bool) -> None:
    vacancy = _welders(world)

    # Bayu says once that employers may find him.
    bayu = world.signed_in(Country.address_of("Bayu Aji"), javascript=javascript)
    bayu.goes_to("/saya/profil").sees("Boleh ditemukan pemberi kerja").follows("Lihat dan ubah")
    if javascript:
        bayu.finds_no_barrier()
    bayu.presses("Ya, aku boleh ditemukan").may("Jangan tampilkan aku lagi")

    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}").follows("Cocok tapi belum melamar")
    lina.stands_at("Cocok tapi belum melamar").sees(re.compile("^Kandidat "))
    _says_nothing_of(lina.page.content())
    if javascript:
        lina.finds_no_barrier()
    lina.presses(re.compile("^Undang kandidat"))
    assert "Undangan terkirim" in lina.page.inner_text("body")
    _says_nothing_of(lina.page.content())
    world.pump()
    assert any("mengundangmu" in each for each in world.letters_to(Country.address_of("Bayu Aji")))

    with acting(PROGRAM, scope="command"):
        invitation = VacancyInvitation.objects.get()
    bayu.goes_to("/saya/lamaran").sees("Pemberi kerja mengundangmu").follows("Juru las konstruksi")
    bayu.sees("Mengapa kamu cocok")
    if javascript:
        bayu.finds_no_barrier()
    assert str(invitation.id) in bayu.page.url
    bayu.presses("Ya, kirim lamaranku").sees("Perjalanan lamaranmu")

    # Now the name shows; two stand side by side; the team writes for itself.
    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}/pelamar").sees("Bayu Aji")
    if javascript:
        lina.finds_no_barrier()
    lina.ticks(re.compile("Bayu Aji")).ticks(re.compile("Citra Dewi")).presses("Bandingkan yang dicentang")
    lina.stands_at("Bandingkan pelamar").sees("Upah yang diharapkan", "Jarak")
    assert "Perempuan" not in lina.page.content()
    if javascript:
        lina.finds_no_barrier()
    lina.page.get_by_role("link", name="Bayu Aji").first.click()
    lina.follows("Catatan tim tentang pelamar ini").fills("Catatan baru", "Las posisi 3G rapi.")
    lina.presses("Simpan catatan").sees("Las posisi 3G rapi.").may("Hapus catatan ini")
    if javascript:
        lina.finds_no_barrier()
    bayu.goes_to(bayu.page.url).does_not_see("Las posisi 3G rapi.")

    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}/perluas").sees("cocok sekarang")
    if javascript:
        lina.finds_no_barrier()
