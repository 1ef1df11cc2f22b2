"""A test with a form of one's own, through a network that goes away; practical work with a photo, in two rounds."""

from __future__ import annotations

import datetime
import re

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import Enrolment, Paper, TrainingClass
from peluang.doors import clock
from tests.factories.assessing import PHOTO, a_question, a_task, a_test_plan
from tests.factories.learning import a_class, an_enrolment

from .visitor import Visitor
from .world import World

HEADING = "soal,pilihan_a,pilihan_b,pilihan_c,benar,topik\r\n"
TOPICS = ("Alat", "Keselamatan", "Teknik")
BANK = HEADING + "".join(
    f"Soal {number} tentang {TOPICS[number % 3].lower()} las?,Yang benar,Yang keliru,Yang lain,a,{TOPICS[number % 3]}\r\n"
    for number in range(1, 10)
)


def answers(visitor: Visitor, *, right: int) -> None:
    """The first `right` questions rightly, the rest not at all."""
    for group in visitor.page.get_by_role("group", name=re.compile(r"^\d+\. Soal")).all()[:right]:
        group.get_by_role("radio", name="Yang benar").check(force=True)


def test_from_an_empty_bank_to_a_requirement_that_is_met(world: World) -> None:
    country = world.country
    country.person("Fitri Handayani")
    offering = country.offerings[0]
    with acting(PROGRAM, scope="command"):
        early = a_class(offering=offering, payer="own", code="LAS-A", starts_in=3)
        before = an_enrolment(training_class=early, person=country.people["Fitri Handayani"])

    # given a provider who fills the bank from a table, plans two tests and writes a task
    provider = world.staff("provider").goes_to(f"/lembaga/pelatihan/{offering.id}").follows("Bank soal dan tugas")
    provider.follows(re.compile("^Unggah tabel soal")).attaches(re.compile("Berkas soal"), "soal.csv", BANK.encode())
    provider.presses("Periksa berkas").sees("Semua 9 baris bisa dibaca")
    provider.attaches(re.compile("Berkas soal"), "soal.csv", BANK.encode()).presses("Simpan soal")
    provider.sees("9 soal masuk ke bank.").finds_no_barrier()
    for test in ("Tes awal", "Tes akhir"):
        provider.follows(test).fills("Jumlah soal", "6").fills("Waktu (menit)", "20")
        provider.presses("Simpan tes").sees("Tes tersimpan.")
    provider.follows("Tambah tugas").fills("Judul tugas", "Las posisi 1G")
    provider.fills("Yang dikerjakan dan ditunjukkan", "Las dua pelat, foto dari depan dan belakang.")
    provider.fills("Yang dinilai", "Bentuk kampuh = 60\nKerapian = 40").presses("Simpan tugas").sees("Las posisi 1G")

    # when a participant takes the pre-test before the class
    fitri = world.signed_in(country.address_of("Fitri Handayani"))
    fitri.goes_to(f"/saya/pelatihan/{before.id}").follows("Tes awal").presses("Mulai, 20 menit")
    answers(fitri, right=2)
    fitri.finds_no_barrier().presses("Kumpulkan").stands_at("Masih ada 4 soal kosong")
    fitri.presses("Kumpulkan sekarang").sees("dari 100").follows("Lihat syarat lulus").sees("nilaimu 33")


def test_nothing_typed_is_lost_when_the_network_goes_away(world: World) -> None:
    row, visitor, seat = _on_the_last_day(world)
    visitor.goes_to(f"/saya/pelatihan/{seat.id}").follows("Tes akhir").presses("Mulai, 20 menit")
    # when the network goes away in the middle, and the page is closed with it
    answers(visitor, right=2)
    visitor.page.get_by_text("Tersimpan.").wait_for()
    visitor.context.set_offline(True)
    answers(visitor, right=4)
    visitor.page.get_by_text("Belum ada sinyal").wait_for()
    paper_page = visitor.page.url
    visitor.page.goto("about:blank")
    visitor.context.set_offline(False)
    # then everything is there again, and goes to the server by itself
    visitor.page.goto(paper_page)
    visitor.page.get_by_text("Tersimpan.", exact=True).wait_for()
    assert visitor.page.get_by_role("radio", checked=True).count() == 4
    with acting(PROGRAM, scope="command"):
        assert len(Paper.objects.get(enrolment=seat).answers) == 4
    answers(visitor, right=6)
    visitor.presses("Kumpulkan").sees("100", "dari 100").follows("Lihat syarat lulus")
    visitor.sees("Nilai tes akhir paling sedikit 60")
    visitor.finds_no_barrier()
    assert row.code == "LAS-T"


def test_a_photo_comes_back_with_feedback_and_is_marked(world: World) -> None:
    _row, visitor, seat = _on_the_last_day(world)
    visitor.goes_to(f"/saya/pelatihan/{seat.id}").follows("Las posisi 1G")
    visitor.attaches("Foto atau berkas", "bukan-foto.png", b"<html>", kind="image/png").presses("Kirim karya")
    visitor.sees(re.compile("bukan foto atau PDF")).finds_no_barrier()
    visitor.attaches("Foto atau berkas", "kampuh.png", PHOTO, kind="image/png")
    visitor.fills(re.compile("Ceritakan"), "Arus 110 A,\nelektroda E6013.").presses("Kirim karya")
    visitor.sees("Pelatihmu akan melihatnya")
    # when the trainer finds it in the queue and asks for another round
    trainer = (
        world.staff("trainer").goes_to("/pelatih/").follows("Karya peserta yang menunggu").follows("Fitri Handayani")
    )
    trainer.stands_at("Fitri Handayani").finds_no_barrier()
    assert trainer.page.evaluate("() => document.querySelector('.photos img').naturalWidth") == 2
    trainer.fills("Catatan untuk peserta", "Sisi belakang belum rata.").presses("Minta perbaikan")
    trainer.sees("Tidak ada karya yang menunggu")
    world.pump()
    assert "perlu diperbaiki" in world.letters_to(world.country.address_of("Fitri Handayani"))[-1]
    # and the second round is marked
    visitor.goes_to(f"/saya/pelatihan/{seat.id}").follows("Las posisi 1G").sees("Sisi belakang belum rata.")
    visitor.attaches(re.compile("Foto atau berkas"), "kampuh-2.png", PHOTO, kind="image/png").presses("Kirim perbaikan")
    trainer.goes_to("/pelatih/nilai").follows("Fitri Handayani").sees("kiriman ke-2", "Sisi belakang belum rata.")
    trainer.fills("Bentuk kampuh", "61").fills("Kerapian", "30").fills("Catatan untuk peserta", "Sudah rata.")
    trainer.presses("Nilai dan buka berikutnya").sees("Poinnya 0 sampai 60.").still_has_typed("Kerapian", "30")
    trainer.fills("Bentuk kampuh", "55").presses("Nilai dan buka berikutnya").sees(re.compile("mendapat 85"))
    # then the requirement is met on the class page, by nobody's tick
    visitor.goes_to(f"/saya/pelatihan/{seat.id}").sees("nilaimu 85")
    visitor.follows("Las posisi 1G").sees("Sudah rata.", "55 dari 60").finds_no_barrier()
    trainer.goes_to("/pelatih/catatan").stands_at("Sri Wahyuni").finds_no_barrier()


def _on_the_last_day(world: World) -> tuple[TrainingClass, Visitor, Enrolment]:
    """Fitri sits in a class whose last session has begun, with a bank, a post-test and a task."""
    country = world.country
    person = country.person("Fitri Handayani")
    with acting(PROGRAM, scope="command"):
        offering = country.offerings[0]
        texts = ("Yang benar", "Yang keliru", "Yang lain")
        options = [{"code": code, "text": text} for code, text in zip("abc", texts)]
        for number in range(9):
            a_question(offering, text=f"Soal {number + 1}?", topic=TOPICS[number % 3], options=options)
        a_test_plan(offering, "post", questions=6, minutes=20)
        a_task(offering)
        start = clock.now() - datetime.timedelta(days=2, hours=1)
        row = a_class(offering=offering, payer="own", code="LAS-T", starts_at=start, status="running")
        seat = an_enrolment(training_class=row, person=person)
    return row, world.signed_in(country.address_of("Fitri Handayani")), seat
