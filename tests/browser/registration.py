"""Registering through the four pages, as anybody does who is new."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tests.factories.people import a_kk, a_nik

from .visitor import Visitor
from .world import World

CONSENTS = (
    "Memproses pendaftaran program", "Mencocokkan profilku dengan lowongan",
    "Dinas tenaga kerja membantuku mencari kerja", "Dihubungi untuk survei hasil pelatihan",
)  # fmt: skip


@dataclass
class Newcomer:
    """What a person brings to the registration: card, family card and what they do now."""

    name: str
    address: str
    born: datetime.date = datetime.date(2000, 5, 4)
    woman: bool = True
    place: str = "Kabupaten Jepara, Jawa Tengah"
    nik: str = ""
    kk: str = field(default_factory=a_kk)

    def __post_init__(self) -> None:
        self.nik = self.nik or a_nik(self.born, "f" if self.woman else "m")


def signs_up(world: World, person: Newcomer, **traits: object) -> Visitor:
    visitor = world.visitor(**traits)
    world.sign_in(visitor, person.address)
    return visitor.stands_at("Siapa kamu")


def registers(visitor: Visitor, person: Newcomer) -> Visitor:
    says_who(visitor, person)
    shows_cards(visitor, person)
    says_situation(visitor)
    return consents(visitor)


def says_who(visitor: Visitor, person: Newcomer) -> Visitor:
    visitor.fills("Nama lengkap", person.name).fills("Tanggal lahir", person.born.isoformat())
    visitor.picks("Perempuan" if person.woman else "Laki-laki")
    visitor.fills("Kabupaten atau kota tempat tinggal", person.place)
    return visitor.presses("Simpan dan lanjut").stands_at("NIK dan Kartu Keluarga")


def shows_cards(visitor: Visitor, person: Newcomer) -> Visitor:
    visitor.fills("NIK", person.nik).fills("Nomor KK", person.kk)
    return visitor.presses("Simpan dan lanjut").stands_at("Keadaanmu sekarang")


def says_situation(visitor: Visitor) -> Visitor:
    visitor.selects("Pendidikan terakhir yang tamat", "SMK").picks("Sedang mencari kerja")
    return visitor.presses("Simpan dan lanjut").stands_at("Izinmu")


def consents(visitor: Visitor) -> Visitor:
    for purpose in CONSENTS:
        visitor.ticks(purpose)
    return visitor.presses("Daftar").sees("Selamat datang. Kamu sudah terdaftar.")
