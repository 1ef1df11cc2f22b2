"""The demo's accounts, one for each audience, and the people behind them. All of them are invented."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

DOMAIN = "demo.peluang.example"


@dataclass(frozen=True)
class DemoAccount:
    """email: to sign in with. purpose: Indonesian — English, short. role: what the account acts as.

    name, woman, born: of the person behind it; an empty name is an account that has not registered yet.
    """

    email: str
    purpose: str
    role: str
    name: str = ""
    woman: bool = False
    born: str = ""

    @property
    def staff(self) -> bool:
        """Whether sign-in asks for a second factor."""
        return self.role not in ("person", "trainer", "employer", "sentra", "chapter")


def _account(name: str, *rest: object) -> DemoAccount:
    return DemoAccount(f"{name}@{DOMAIN}", *rest)  # type: ignore[arg-type]


NEWCOMER = _account("baru", "Baru masuk, belum mendaftar — signed in, not registered yet", "person")
CHOOSING = _account(
    "siti", "Terpilih, sedang memilih pelatihan — drawn, about to choose a training", "person",
    "Siti Rahmawati", True, "1999-04-12",
)  # fmt: skip
MIDWAY = _account(
    "agus", "Lulus las, kasus penempatan dibuka — certificate in welding, placement case open", "person",
    "Agus Prasetyo", False, "1996-08-03",
)  # fmt: skip
NOT_DRAWN = _account("wati", "Belum terpilih — not drawn", "person", "Endang Wahyuningsih", True, "1991-01-27")
ALUMNA = _account(
    "rini", "Alumna, sudah bekerja, belum masuk ikatan alumni — alumna at work, not in her chapter yet", "person",
    "Rini Puspitasari", True, "1994-11-09",
)  # fmt: skip
PROVIDER = _account(
    "lembaga", "Pengelola lembaga pelatihan — provider's administrator", "provider", "Hadi Santosa", False, "1978-02-19"
)
TRAINER = _account(
    "pelatih",
    "Pelatih, ada kelas hari ini — trainer with a class today",
    "trainer",
    "Teguh Wibisono",
    False,
    "1983-06-30",
)
EMPLOYER = _account(
    "perusahaan", "Pemberi kerja, ada lamaran — employer with applications", "employer",
    "Ratna Kusumaningrum", True, "1980-12-05",
)  # fmt: skip
LABOUR_OFFICE = _account(
    "disnaker", "Pengantar kerja Kabupaten Jepara — placement officer of Jepara", "labour_office",
    "Dwi Hartati", True, "1986-03-14",
)  # fmt: skip
PROVINCE_OFFICE = _account(
    "provinsi", "Petugas Disnaker Jawa Tengah — province office of Central Java", "province_office",
    "Yuni Astuti", True, "1984-09-21",
)  # fmt: skip
PROGRAMME_OFFICE = _account(
    "program", "Manajemen pelaksana program — programme office", "programme_office",
    "Bayu Nugraha", False, "1985-05-08",
)  # fmt: skip
PAYMENT = _account("bayar", "Mitra pembayaran — payment partner", "payment", "Maya Halim", True, "1990-10-17")
MINISTRY = _account(
    "kementerian",
    "Kementerian, bidang IKM — ministry, small industry",
    "ministry",
    "Rizal Siregar",
    False,
    "1979-07-02",
)
SENTRA = _account(
    "sentra", "Pengurus Sentra Mebel Jepara — officer of a furniture cluster", "sentra",
    "Joko Sutrisna", False, "1975-04-25",
)  # fmt: skip
CHAPTER = _account(
    "alumni", "Ketua ikatan alumni Jawa Tengah — chair of an alumni chapter", "chapter",
    "Galih Wicaksana", False, "1992-02-11",
)  # fmt: skip
AUDITOR = _account("pemeriksa", "Pemeriksa — auditor", "auditor", "Nur Aini Lubis", True, "1987-08-29")
ASSESSOR = _account(
    "lsp", "Asesor LSP, ada sertifikat yang menunggu — LSP assessor with certificates waiting", "assessor",
    "Sri Mulyati", True, "1982-01-19",
)  # fmt: skip

ONLINE = _account(
    "dewi", "Belajar daring, ditawari kursi dari antrean — learns online, offered a seat from a waiting list", "person",
    "Dewi Anggraini", True, "1997-10-05",
)  # fmt: skip

DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    NEWCOMER, CHOOSING, MIDWAY, NOT_DRAWN, ALUMNA, PROVIDER, TRAINER, EMPLOYER, LABOUR_OFFICE, PROVINCE_OFFICE,
    PROGRAMME_OFFICE, PAYMENT, MINISTRY, SENTRA, CHAPTER, AUDITOR, ASSESSOR, ONLINE,
)  # fmt: skip

#: Accounts with a person, in the order in which these people stand at the head of the country's people.
CAST: tuple[DemoAccount, ...] = tuple(each for each in DEMO_ACCOUNTS if each.name)


def cast(account: DemoAccount) -> int:
    """The account's place among the people."""
    return CAST.index(account)


def totp_secret(account: DemoAccount, seed: int) -> str:
    """Base32 secret of a staff account's second factor: follows from the seed, so that /demo can show the code."""
    octets = hashlib.sha256(f"peluang demo {seed} {account.email}".encode()).digest()[:20]
    return base64.b32encode(octets).decode()
