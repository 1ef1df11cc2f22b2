"""The main links of each role: names of URLs, so that audiences need not know each other.

At most six: more don't stand in a line beside the name at 1280 px; what is opened less often stands on the home page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role


@dataclass(frozen=True)
class Link:
    name: str
    label: Any
    icon: str = ""


_PUBLIC = [
    Link("public:trainings", _("Pelatihan"), "school"),
    Link("public:vacancies", _("Lowongan"), "briefcase"),
    Link("public:board", _("Peta peluang"), "map"),
]
_PERSON = [
    Link("participant:home", _("Perjalananku"), "home"),
    Link("public:trainings", _("Pelatihan"), "school"),
    Link("public:vacancies", _("Lowongan"), "briefcase"),
    Link("participant:messages", _("Pesan"), "bell"),
    Link("participant:profile", _("Profil"), "user"),
]
NAVIGATION: dict[Role, list[Link]] = {
    Role.ANONYMOUS: _PUBLIC,
    Role.PERSON: [*_PERSON[:3], Link("alumni:home", _("Alumni"), "users")],
    Role.PROVIDER: [Link("provider:home", _("Lembaga")), Link("provider:offerings", _("Pelatihan kami")),
                    Link("provider:findings", _("Temuan")), Link("provider:reports", _("Laporan")),
                    Link("provider:requests", _("Permintaan sentra"))],
    Role.ASSESSOR: [Link("assessor:home", _("Sertifikat kompetensi")), Link("assessor:issue", _("Terbitkan"))],
    Role.TRAINER: [Link("trainer:home", _("Kelas hari ini")), Link("trainer:marking", _("Karya peserta")),
                   Link("trainer:records", _("Catatan saya"))],
    Role.EMPLOYER: [Link("employer:home", _("Meja perekrut")), Link("employer:vacancies", _("Lowongan kami")),
                    Link("employer:team", _("Tim"))],
    Role.SENTRA: [Link("industry:sentra", _("Sentra")), Link("employer:vacancies", _("Lowongan kami"))],
    Role.LABOUR_OFFICE: [Link("region:home", _("Penempatan")), Link("region:cards", _("KTP")),
                         Link("region:looks", _("Lowongan")),
                         Link("region:employers", _("Pemberi kerja")), Link("region:monthly", _("Bulanan")),
                         Link("visits:home", _("Kunjungan"))],
    Role.PROVINCE_OFFICE: [Link("region:home", _("Penempatan")), Link("region:looks", _("Lowongan")),
                           Link("region:monthly", _("Bulanan")),
                           Link("visits:home", _("Kunjungan"))],
    Role.PROGRAMME_OFFICE: [Link("office:home", _("Ringkasan")), Link("office:waves", _("Gelombang")),
                            Link("office:trainings", _("Pelatihan")), Link("office:curation", _("Kurasi")),
                            Link("office:institutions", _("Lembaga")),
                            Link("office:payments", _("Insentif"))],
    Role.PAYMENT: [Link("office:payments", _("Insentif"))],
    Role.MINISTRY: [Link("industry:home", _("Industri")), Link("region:wages", _("Upah minimum"))],
    Role.CHAPTER: [Link("alumni:home", _("Ikatan alumni"))],
    Role.AUDITOR: [Link("audit:home", _("Pemeriksaan"))],
}  # fmt: skip
#: Five beside each other at 320 px: the first label is short.
TABS: dict[Role, list[Link]] = {Role.PERSON: [Link("participant:home", _("Beranda"), "home"), *_PERSON[1:]]}
