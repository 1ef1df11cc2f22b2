"""One person, the whole chain: from the first code in the letter to the outcome on the training's page.

Everybody does their part at a browser of their own: the participant on a phone, offices, trainer, partner and
employer as themselves. After every hop the participant's journey says what is done, whose turn it is, and by when.
"""

from __future__ import annotations

import re
from functools import cached_property

from playwright.sync_api import Locator, expect

from .registration import Newcomer, registers, signs_up
from .visitor import Visitor
from .world import World

TITLE = "Las SMAW tingkat 1"


def test_from_registration_to_work(world: World) -> None:
    walk = Walk(world)
    walk.register()
    walk.show_the_card()
    walk.join_the_wave()
    walk.be_drawn_and_decreed()
    walk.compare_and_choose()
    walk.learn()
    walk.receive_a_certificate()
    walk.review()
    walk.receive_the_incentive()
    walk.get_help_from_the_labour_office()
    walk.be_hired()
    walk.tell_what_became_of_it()


class Walk:
    def __init__(self, world: World) -> None:
        self.world = world
        self.me = Newcomer("Tri Wulandari", "tri@contoh.id")
        self.country = world.country
        self.certificate = ""

    @cached_property
    def person(self) -> Visitor:
        return signs_up(self.world, self.me)

    @cached_property
    def office(self) -> Visitor:
        return self.world.staff("programme_office")

    @cached_property
    def partner(self) -> Visitor:
        return self.world.staff("payment")

    @cached_property
    def officer(self) -> Visitor:
        return self.world.staff("labour_office")

    @cached_property
    def recruiter(self) -> Visitor:
        return self.world.staff("employer")

    @cached_property
    def trainer(self) -> Visitor:
        return self.world.staff("trainer")

    def journey(self, *done: str, now: str = "", who: str = "", by: str = "") -> Visitor:
        """The participant's own page: what is done, and the hop that is under way with whose turn it is, by when."""
        self.world.pump()
        self.person.goes_to("/saya/").stands_at(f"Halo, {self.me.name.split()[0]}")
        for title in done:
            expect(self.hop(f"Selesai: {title}")).to_be_visible()
        if now:
            expect(self.hop(f"Sekarang: {now}")).to_contain_text(f"Giliran: {who}")
        if by:
            expect(self.hop(f"Sekarang: {now}")).to_contain_text(by)
        return self.person

    def hop(self, heading: str) -> Locator:
        """One hop of the timeline: its heading says done, now or next."""
        page = self.person.page
        return page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3, name=heading))

    # hops

    def register(self) -> None:
        registers(self.person, self.me)
        self.journey("Daftar di Peluang", now="Ikut gelombang 71", who="kamu", by="25 Nov 2026").may(
            "Ikut gelombang 71"
        )

    def show_the_card(self) -> None:
        """Knowing a NIK proves nothing: the labour office sees the card."""
        self.person.goes_to("/saya/gelombang/71").sees("NIK sudah terbukti milikmu", "belum terpenuhi")
        officer = self.officer.goes_to("/dinas/ktp").follows(self.me.name).stands_at(self.me.name)
        officer.does_not_see(self.me.nik).presses("Kartunya cocok").sees("Tercatat: kartunya cocok.")
        self.person.goes_to("/saya/gelombang/71").sees("Semua syarat terpenuhi.")

    def join_the_wave(self) -> None:
        self.journey().follows("Ikut gelombang 71").stands_at("Gelombang 71")
        self.person.presses("Daftar gelombang 71").sees("Kamu terdaftar di gelombang 71.")
        self.journey("Terdaftar di gelombang 71", now="Syarat diperiksa", who="kantor program", by="25 Nov 2026")

    def be_drawn_and_decreed(self) -> None:
        """The office closes, screens, draws and decrees; each time the person sees whose turn is next."""
        self.office_does("Tutup gelombang", "Gelombang ditutup.")
        self.office_does("Periksa syarat semua pendaftar", "Syarat semua pendaftar sudah diperiksa.")
        self.journey("Syarat gelombang 71 terpenuhi", now="Undian", who="kantor program")
        self.office_does(
            "Undi", "Undian selesai; benihnya sudah dibuka untuk umum.", {"Angka umum hari ini": "7234,51"}
        )
        self.journey("Terpilih di gelombang 71", now="Surat penetapan (SK)", who="kantor program")
        self.office_does(
            "Terbitkan SK", "SK terbit; saldo para penerima sudah terisi.", {"Nomor SK penetapan": "SK-71/2026"}
        )
        self.journey(
            "Terpilih dan ditetapkan sebagai penerima", now="Pilih pelatihan pertamamu", who="kamu", by="9 Des 2026"
        )
        self.person.goes_to("/saya/saldo").sees("Rp3.500.000")

    def office_does(self, step: str, said: str, typed: dict[str, str] | None = None) -> None:
        self.office.goes_to("/kantor/gelombang").follows("Gelombang 71").follows(step, exact=True)
        for label, value in (typed or {}).items():
            self.office.fills(label, value)
        self.office.presses(step, exact=True).sees(said)

    def compare_and_choose(self) -> None:
        self.journey().follows("Pilih pelatihan dari saldomu")
        self.person.goes_to("/pelatihan?q=las").follows(TITLE).stands_at(TITLE)
        self.person.sees("BLK Kabupaten Jepara", "LPK Bahari Teknik", "Balai Latihan Kudus")
        self.person.follows("Pilih BLK Kabupaten Jepara").sees("Rp2.100.000").presses("Ya, pilih kelas ini")
        self.journey(f"Kursi di {TITLE}", now="Datang ke hari pertama kelas", who="kamu", by="1 Des 2026")

    def learn(self) -> None:
        """Seven days later the class begins; it lasts three days."""
        self.world.due(days=7)
        trainer = self.trainer.goes_to("/pelatih/").follows(TITLE).presses("Mulai kelas")
        trainer.sees("Kelas dimulai. Sekarang kehadiran bisa dicatat.")
        self.gives_scores("Tes awal", "40")
        self.attends(1)
        self.journey(now="Sedang belajar", who="kamu dan BLK Kabupaten Jepara", by="3 Des 2026")
        for number in (2, 3):
            self.world.due(days=1)
            self.attends(number)
        self.gives_scores("Tes akhir", "82")
        self.gives_scores("Unjuk keterampilan", "86")

    def attends(self, number: int) -> None:
        self.at_the_class().follows(f"Pertemuan {number}").stands_at(f"Kehadiran pertemuan {number}")
        self.trainer.follows("Isi atau betulkan jam").stands_at(f"Jam pertemuan {number}")
        self.trainer.fills("Datang", "07:55").fills("Pulang", "16:05").presses("Simpan kehadiran").sees(
            "Kehadiran tersimpan."
        )

    def gives_scores(self, test: str, points: str) -> None:
        self.at_the_class().follows(test, exact=True).stands_at(test)
        self.trainer.fills(self.me.name, points).presses("Simpan nilai").sees("Nilai tersimpan.")

    def at_the_class(self) -> Visitor:
        return self.trainer.goes_to("/pelatih/").follows(TITLE).stands_at(TITLE)

    def receive_a_certificate(self) -> None:
        self.world.due(days=1)
        self.at_the_class().follows("Akhiri kelas").sees("1 peserta lulus dan mendapat sertifikat.")
        self.trainer.presses("Ya, akhiri kelas").sees("Kelas selesai. Sertifikat yang lulus sudah terbit.")
        self.journey(f"Lulus {TITLE}", now=f"Tulis ulasan tentang {TITLE}", who="kamu")
        self.person.follows(f"Lulus {TITLE}")
        self.certificate = self.number_shown()
        stranger = self.world.visitor().goes_to(f"/sertifikat/{self.certificate}")
        stranger.sees("Berlaku", "BLK Kabupaten Jepara").does_not_see(self.me.name)

    def number_shown(self) -> str:
        lines = self.person.text().splitlines()
        return lines[lines.index("Nomor") + 1]

    def review(self) -> None:
        self.journey().follows("Tulis ulasan, empat pertanyaan").stands_at("Bagaimana pelatihanmu?")
        for question in self.person.main.get_by_role("group").all():
            question.get_by_role("radio").nth(3).check(force=True)
        self.person.fills("Ceritakan sedikit", "Alatnya cukup untuk semua.").presses("Kirim ulasan")
        self.journey("Ulasan ditulis", now="Daftarkan rekening untuk insentif", who="kamu")

    def receive_the_incentive(self) -> None:
        """The account is matched with the same NIK before any money moves."""
        self.journey().follows("Isi rekening atas namamu")
        self.person.selects("Bank atau dompet digital", "BRI").fills(
            "Nomor rekening atau nomor dompet", "0123 4567 8901 234"
        )
        self.person.fills("Nama pemilik", self.me.name).presses("Simpan rekening")
        self.journey(now="Rekening dicocokkan dengan NIK-mu", who="mitra pembayaran")
        self.partner.goes_to("/kantor/insentif").follows(self.me.name).presses("Cocok").sees("Jawaban tersimpan.")
        self.office.goes_to("/kantor/insentif").follows("Kirim insentif").presses("Ya, kirim sekarang")
        self.journey(now="Insentif masuk rekening", who="mitra pembayaran")
        self.partner.goes_to("/kantor/insentif?lihat=sent").follows(self.me.name)
        self.partner.fills("Nomor bukti dari mitra", "BC-2026-0001").presses("Tandai sudah masuk")
        self.person.goes_to("/saya/insentif").sees(
            re.compile("Insentif pelatihan.*Rp600.000"), "nomor bukti BC-2026-0001"
        )

    def get_help_from_the_labour_office(self) -> None:
        """The case opened by itself when the class was finished."""
        self.journey("Insentif masuk rekening", now="Dibantu mencari kerja", who="Disnaker Kabupaten Jepara")
        officer = self.officer.goes_to("/dinas/").follows(self.me.name).stands_at(self.me.name)
        officer.presses("Usulkan ke CV Rangka Jati").sees("Usulan terkirim. Orangnya menjawab dalam 7 hari.")
        self.journey(now="Jawab rujukan ke CV Rangka Jati", who="kamu").follows("Jawab rujukan: Juru las konstruksi")
        self.person.presses("Setuju, kirim lamaranku").sees("Lamaranmu terkirim lewat dinas.")

    def be_hired(self) -> None:
        recruiter = self.recruiter.goes_to("/perusahaan/").follows("Baca lamaran ini").stands_at(self.me.name)
        recruiter.fills("Kapan", "2026-12-14T09:00").fills("Di mana", "Jalan Kayu 3, Tahunan").presses("Kirim undangan")
        self.journey(now="Wawancara di CV Rangka Jati", who="kamu", by="14 Des 2026").sees(
            re.compile("Jalan Kayu 3, Tahunan")
        )
        recruiter.goes_to(recruiter.page.url).fills("Upah sebulan", "3.000.000").fills("Mulai bekerja", "2026-12-21")
        recruiter.presses("Kirim tawaran")
        self.journey(now="Kamu ditawari kerja: Juru las konstruksi", who="kamu").follows("Jawab tawaran CV Rangka Jati")
        self.person.sees("Rp3.000.000 sebulan").presses("Terima tawaran ini").sees("Tawaran kamu terima. Selamat!")
        recruiter.goes_to(recruiter.page.url).presses("Catat mulai bekerja")
        self.journey("Bekerja di CV Rangka Jati")

    def tell_what_became_of_it(self) -> None:
        """Three months later the question comes by itself; the answer is on the training's page at once."""
        self.world.due(days=90)
        self.journey(now="Ceritakan kabarmu sesudah 3 bulan", who="kamu").follows("Jawab tiga pertanyaan singkat")
        self.person.picks("Bekerja").picks("Ya, memakai").fills("Penghasilan sebulan", "3.000.000").presses(
            "Kirim jawaban"
        )
        self.journey("Kabar 3 bulan sesudah lulus")
        stranger = self.world.visitor().goes_to("/pelatihan/las-smaw-tingkat-1")
        stranger.sees("Bekerja 3 bulan sesudah lulus", re.compile("1 dari 4 lulusan menjawab"))
