"""A full class and scarce seats: a place in line that is offered, let go and taken; a round with its proof."""

from __future__ import annotations

import re

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import Enrolment, TrainingClass, WaitingEntry
from tests.factories.learning import a_class, an_enrolment

from .country import Country
from .world import World


def _decline_link(letters: list[str]) -> str:
    found = re.findall(r"/antre/[\w-]+", "\n".join(letters).replace("=\n", ""))
    assert found, letters
    return found[-1]


def test_a_freed_seat_goes_down_the_line(world: World) -> None:
    with acting(PROGRAM, scope="command"):
        people = {name: world.country.person(name, verified=True) for name in ("Siti Aminah", "Wawan Cahyono")}
        leaver = world.country.person("Rina Wulandari", verified=True)
        full: TrainingClass = a_class(offering=world.country.offerings[0], payer="own", seats=1, code="LAS-PENUH")
        an_enrolment(training_class=full, person=leaver, payer="own")
    siti, wawan, rina = (world.signed_in(Country.address_of(name)) for name in (*people, "Rina Wulandari"))

    for place, visitor in enumerate((siti, wawan), 1):
        visitor.goes_to(f"/saya/kelas/{full.id}/pilih").sees("Kelas ini sudah penuh.").follows("Buka daftar tunggu")
        visitor.presses("Masuk daftar tunggu").sees("urutanmu", f"dari {place} yang menunggu")
    siti.finds_no_barrier()

    rina.goes_to("/saya/pelatihan").follows("Las SMAW tingkat 1").follows("Batalkan kursi")
    rina.presses("Ya, batalkan kursi")
    world.pump()

    # Who is first is asked, and lets the seat go from the letter, signed in nowhere. Opening the link changes nothing.
    link = _decline_link(world.letters_to(Country.address_of("Siti Aminah")))
    siti.goes_to(f"/saya/kelas/{full.id}/antre").sees("Ada kursi untukmu")
    stranger = world.visitor().goes_to(link).stands_at("Tidak jadi mengambil kursi ini?")
    stranger.finds_no_barrier()
    assert _states(full) == {"Siti Aminah": "offered", "Wawan Cahyono": "waiting"}
    stranger.presses("Ya, lepaskan").stands_at("Sudah dilepas")
    stranger.goes_to(link).stands_at("Sudah dilepas")
    world.pump()

    # Nobody else can take what is held for the second.
    rina.goes_to(f"/saya/kelas/{full.id}/pilih").sees("Kelas ini sudah penuh.")
    wawan.goes_to("/saya/pelatihan").sees("disimpan sampai")
    wawan.goes_to("/pelatihan/las-smaw-tingkat-1").sees("Ada kursi untukmu", "Kursinya disimpan untukmu sampai")
    wawan.finds_no_barrier()
    wawan.follows("Lihat kursimu").sees("Ada kursi untukmu")
    wawan.finds_no_barrier()
    wawan.follows("Ambil kursi ini").presses("Ya, pilih kelas ini").sees(re.compile("kursi", re.I))
    assert _states(full) == {"Siti Aminah": "declined", "Wawan Cahyono": "taken"}
    assert _seated(full) == ["Wawan Cahyono"]


def test_scarce_seats_are_given_by_wishes_with_a_proof(world: World) -> None:
    with acting(PROGRAM, scope="command"):
        names = ("Siti Aminah", "Wawan Cahyono")
        for name in names:
            world.country.person(name, verified=True)
        near, far = (
            a_class(offering=world.country.offerings[number], payer="own", seats=1, code=f"LANGKA-{number}")
            for number in (0, 2)
        )
    office = world.staff("programme_office").goes_to("/kantor/").follows("Pembagian kursi")
    office.follows("Buka pembagian baru").fills("Nama", "Las Jawa Tengah").fills("Ditutup", "2026-11-27T10:00")
    for row in (near, far):
        office.ticks(re.compile(row.code))
    office.finds_no_barrier()
    office.presses("Buka pembagian").sees("sidik benihnya sudah diumumkan")

    for name in names:  # both want the same class most
        visitor = world.signed_in(Country.address_of(name))
        visitor.goes_to("/saya/pelatihan").follows("Pembagian kursi").follows("Las Jawa Tengah")
        first, second = (visitor.page.get_by_label(re.compile("^Pilihan nomor")).nth(number) for number in (0, 1))
        first.fill("1")
        second.fill("1")
        visitor.presses("Simpan pilihanku").sees("Beri tiap kelas nomor yang lain.")
        second = visitor.page.get_by_label(re.compile("^Pilihan nomor")).nth(1)
        assert second.input_value() == "1"
        second.fill("2")
        visitor.presses("Simpan pilihanku").sees("2 pilihanmu tersimpan")
        visitor.finds_no_barrier()

    world.due(days=4)
    office.goes_to("/kantor/pembagian").follows("Las Jawa Tengah").follows("Hitung pembagian")
    office.presses("Hitung pembagian").sees("Sudah dihitung", "0 pasangan yang saling menghalangi")
    office.follows("Bagikan kursi").presses("Bagikan kursi").sees("Kursi dibagikan")
    world.pump()
    assert len(_seated(near)) == len(_seated(far)) == 1
    assert sorted(_seated(near) + _seated(far)) == sorted(names)

    public = world.visitor().goes_to("/").follows("Tentang Peluang").follows("Pembagian kursi")
    public.follows("Las Jawa Tengah")
    public.sees("0 pasangan yang saling menghalangi").finds_no_barrier()
    with public.page.expect_download() as proof:
        public.page.get_by_role("link", name="Bukti (teks)").click()
    said = proof.value.path().read_text()
    assert "HASIL: 0 pasangan yang saling menghalangi. Pembagian ini sah." in said
    assert re.search(r"mendapat kursi +2$", said, re.M), said


def _states(row: TrainingClass) -> dict[str, str]:
    with acting(PROGRAM, scope="command"):
        found = WaitingEntry.objects.filter(training_class=row).select_related("person")
        return {each.person.full_name: each.status for each in found}


def _seated(row: TrainingClass) -> list[str]:
    with acting(PROGRAM, scope="command"):
        found = Enrolment.objects.filter(training_class=row, status="booked").select_related("person")
        return [each.person.full_name for each in found]
