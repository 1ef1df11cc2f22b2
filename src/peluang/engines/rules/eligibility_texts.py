"""The words behind each bit of an eligibility mask. Bits are stored in decisions: only ever append."""

from __future__ import annotations

from peluang.engines.rules.reasons import Reason
from peluang.engines.rules.schemes import SchemeParameters

ARTICLES_OF = "Permenko Perekonomian 11/2020"

# code, article, text id, text en, remedy id, remedy en; {..} is filled from the scheme
_ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "NOT_CITIZEN",
        "Pasal 2 ayat (4) a",
        "Program ini hanya untuk warga negara Indonesia.",
        "The programme is for Indonesian citizens only.",
        "Jika kamu WNI, tunjukkan KTP-el di Dinas Ketenagakerjaan agar data diperbaiki.",
        "If you are a citizen, show your identity card at the labour office so that the record is corrected.",
    ),
    (
        "NIK_NOT_VERIFIED",
        "Pasal 2 ayat (4) a",
        "NIK-mu belum terbukti milikmu.",
        "It is not yet proven that this NIK is yours.",
        "Ulangi pemeriksaan identitas, atau bawa KTP-el ke Dinas Ketenagakerjaan; petugas akan membantu.",
        "Repeat the identity check, or bring your identity card to the labour office; staff will help.",
    ),
    (
        "BIRTH_DATE_UNKNOWN",
        "Pasal 2 ayat (4) b",
        "Tanggal lahirmu kosong atau belum benar, jadi umur tidak bisa dihitung.",
        "Your date of birth is missing or wrong, so your age cannot be worked out.",
        "Isi tanggal lahir seperti di KTP-el.",
        "Enter the date of birth as on your identity card.",
    ),
    (
        "TOO_YOUNG",
        "Pasal 2 ayat (4) b",
        "Kamu belum berumur {age_min} tahun.",
        "You are not {age_min} years old yet.",
        "Kamu boleh mendaftar setelah ulang tahun ke-{age_min}. Lowongan dan pelatihan gratis tetap terbuka.",
        "You may register after your birthday number {age_min}. Free training stays open to you.",
    ),
    (
        "TOO_OLD",
        "Pasal 2 ayat (4) b",
        "Umurmu di atas {age_max} tahun.",
        "You are older than {age_max}.",
        "Bursa kerja dan pelatihan gratis tetap terbuka tanpa batas umur.",
        "The job market and free training stay open without an age limit.",
    ),
    (
        "IN_FORMAL_EDUCATION",
        "Pasal 2 ayat (4) c",
        "Kamu masih tercatat sekolah atau kuliah.",
        "You are still recorded at a school or university.",
        "Jika sudah lulus atau berhenti, minta sekolah memperbarui data lalu ajukan periksa ulang.",
        "If you finished or left, ask the school to update its record and then ask for a new check.",
    ),
    (
        "WORK_STATUS_NOT_COVERED",
        "Pasal 2 ayat (2) dan (3)",
        "Program ini untuk pencari kerja, pekerja, korban PHK, serta pemilik usaha mikro dan kecil.",
        "The programme is for job seekers, workers, laid-off people and owners of micro and small firms.",
        "Jika keadaanmu berubah (misalnya mulai mencari kerja), perbarui profil dan daftar lagi.",
        "If your situation changes (for example you start looking for work), update it and apply again.",
    ),
    (
        "EXCLUDED_OCCUPATION",
        "Pasal 2 ayat (5)",
        "Pejabat negara, anggota DPRD, ASN, TNI, Polri, perangkat desa, dan pimpinan BUMN/BUMD tidak boleh ikut.",
        "State officials, council members, civil servants, army, police, village officials and heads of "
        "state firms "
        "may not take part.",
        "Jika kamu sudah tidak memegang jabatan itu, unggah surat berhenti dan ajukan periksa ulang.",
        "If you no longer hold that office, upload the letter that ends it and ask for a new check.",
    ),
    (
        "RECEIVES_SOCIAL_AID",
        "bantuan sosial lain, 2020-2022",
        "Kamu tercatat menerima bantuan sosial lain selama pandemi.",
        "You are recorded as receiving other social aid during the pandemic.",
        "Jika itu keliru, ajukan sanggahan ke dinas sosial; skema mulai 2023 membolehkan keduanya.",
        "If that is wrong, object at the social office; the scheme from 2023 allows both.",
    ),
    (
        "ALREADY_RECIPIENT",
        "Pasal 17 huruf a",
        "NIK ini sudah pernah menerima manfaat. Manfaat hanya sekali seumur hidup.",
        "This NIK has had the benefit before. The benefit is given once in a life.",
        "Jika bukan kamu yang menerima, laporkan penyalahgunaan NIK; bantuan kerja tetap terbuka.",
        "If it was not you, report misuse of your NIK; help with finding work stays open.",
    ),
    (
        "FAMILY_LIMIT",
        "paling banyak {family_limit} penerima per Kartu Keluarga",
        "Sudah ada {family_limit} penerima dalam Kartu Keluargamu.",
        "Your family card already has {family_limit} recipients.",
        "Jika Kartu Keluargamu sudah terpisah, perbarui di Dukcapil lalu ajukan periksa ulang.",
        "If you now have a family card of your own, update it at the civil registry and ask for a new check.",
    ),
)

REASON_CODES: tuple[str, ...] = tuple(row[0] for row in _ROWS)
BIT: dict[str, int] = {code: 1 << place for place, code in enumerate(REASON_CODES)}


def reasons_of(mask: int, scheme: SchemeParameters) -> tuple[Reason, ...]:
    """The reasons of a mask, in the order of ``REASON_CODES``. Raises ValueError for a bit nobody defined."""
    if mask < 0 or mask >> len(_ROWS):
        raise ValueError(f"unknown reason bits in {mask}")
    return tuple(_reason(row, scheme) for place, row in enumerate(_ROWS) if mask >> place & 1)


def _reason(row: tuple[str, str, str, str, str, str], scheme: SchemeParameters) -> Reason:
    values = {"age_min": scheme.age_min, "age_max": scheme.age_max, "family_limit": scheme.family_limit}
    code, article, *texts = row
    text_id, text_en, remedy_id, remedy_en = (text.format(**values) for text in texts)
    # Article numbers are those of 11/2020; a later regulation numbers its own, so it is cited as a whole.
    rule = f"{scheme.rule}, {article.format(**values)}" if scheme.rule == ARTICLES_OF else scheme.rule
    return Reason(code, rule, scheme.valid_from, text_id, text_en, remedy_id, remedy_en)
