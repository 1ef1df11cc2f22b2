"""Words for people's situations; the enums own their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "f", _("Perempuan")
    MALE = "m", _("Laki-laki")


class WorkStatus(models.TextChoices):
    JOB_SEEKER = "job_seeker", _("Sedang mencari kerja")
    LAID_OFF = "laid_off", _("Baru terkena PHK")
    WORKER = "worker", _("Bekerja")
    BUSINESS_OWNER = "business_owner", _("Punya usaha mikro atau kecil")
    NOT_WORKING = "not_working", _("Tidak bekerja dan tidak mencari kerja")


class Education(models.TextChoices):
    """In rising order; `rank` compares."""

    NONE = "none", _("Tidak tamat SD")
    SD = "sd", _("SD")
    SMP = "smp", _("SMP")
    SMA = "sma", _("SMA/MA")
    SMK = "smk", _("SMK")
    D3 = "d3", _("D1–D3")
    S1 = "s1", _("D4/S1")
    S2 = "s2", _("S2/S3")

    @property
    def rank(self) -> int:
        return {"none": 0, "sd": 1, "smp": 2, "sma": 3, "smk": 3, "d3": 4, "s1": 5, "s2": 6}[self.value]


class ExcludedRole(models.TextChoices):
    """Who may not receive the benefit (Permenko 11/2020 art. 3; Permenko 17/2022)."""

    NONE = "", _("Tidak satu pun")
    STATE_OFFICIAL = "state_official", _("Pejabat negara")
    COUNCIL = "council_member", _("Pimpinan atau anggota DPR/DPRD")
    CIVIL_SERVANT = "civil_servant", _("ASN (PNS atau PPPK)")
    ARMY = "army", _("Prajurit TNI")
    POLICE = "police", _("Anggota Polri")
    VILLAGE_OFFICIAL = "village_official", _("Kepala desa atau perangkat desa")
    SOE_DIRECTOR = "soe_director", _("Direksi, komisaris, atau dewan pengawas BUMN/BUMD")


class Purpose(models.TextChoices):
    """What a person consents to, one by one (UU PDP 27/2022 art. 20–22)."""

    PROGRAMME = "programme", _("Memproses pendaftaran program")
    MATCHING = "matching", _("Mencocokkan profilku dengan lowongan")
    EMPLOYERS = "employers", _("Menunjukkan profilku tanpa nama kepada pemberi kerja")
    PLACEMENT = "placement", _("Dinas tenaga kerja membantuku mencari kerja")
    OTHER_REGIONS = "other_regions", _("Dinas di daerah lain boleh membantuku")
    ALUMNI = "alumni", _("Namaku tampil di direktori alumni")
    SURVEYS = "surveys", _("Dihubungi untuk survei hasil pelatihan")


class SkillSource(models.TextChoices):
    DECLARED = "declared", _("Kata sendiri")
    WORK = "work", _("Dari pengalaman kerja")
    TRAINING = "training", _("Dari pelatihan")
    CERTIFICATE = "certificate", _("Bersertifikat")
    COMPETENCY = "competency", _("Kompeten (diuji LSP)")


class IdentityStatus(models.TextChoices):
    DECLARED = "declared", _("Diisi sendiri, belum dicocokkan")
    VERIFIED = "verified", _("Cocok dengan data kependudukan")
    MISMATCH = "mismatch", _("Tidak cocok, perlu dibetulkan")
