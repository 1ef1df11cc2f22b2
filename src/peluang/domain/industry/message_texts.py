"""What firms and sentra read."""

from __future__ import annotations

from peluang.domain.messages.templates import register

INVITATION = "industry.invitation"
REQUEST_ACCEPTED = "industry.request_accepted"
REQUEST_SCHEDULED = "industry.request_scheduled"
REQUEST_DECLINED = "industry.request_declined"

register(
    INVITATION,
    subject_id="Undangan pelatihan untuk usaha Anda",
    subject_en="A training invitation for your business",
    body_id="Kementerian mengundang pemilik dan pekerja usaha Anda ikut pelatihan, gratis, lalu dibantu sampai bekerja "
    "atau berproduksi lagi. Buka tautan ini untuk melihat caranya: {base_url}/undangan/{token} Hanya untuk usaha Anda.",
    body_en="The ministry invites you and the workers of your business to a free training, with help until you work or "
    "produce again. Open this link to see how: {base_url}/undangan/{token} It is for your business alone.",
)
register(
    REQUEST_ACCEPTED,
    subject_id="Ada lembaga yang sanggup melatih di sentra Anda",
    subject_en="An institution can train your sentra",
    body_id="Permintaan pelatihan Anda dijawab: sebuah lembaga sanggup. Jadwal kelas menyusul. Lihat halaman Sentra.",
    body_en="Your request is answered: an institution can do it. The class comes next. See the page Sentra.",
    path="/industri/sentra",
)
register(
    REQUEST_SCHEDULED,
    subject_id="Kelas untuk sentra Anda sudah dijadwalkan",
    subject_en="The class for your sentra is scheduled",
    body_id="Tanggal dan tempatnya ada di halaman Sentra. Ajak anggota sentra mendaftar.",
    body_en="Its date and place are on the page Sentra. Ask your members to book their seats.",
    path="/industri/sentra",
)
register(
    REQUEST_DECLINED,
    subject_id="Permintaan pelatihan Anda belum bisa dipenuhi",
    subject_en="Your training request cannot be met yet",
    body_id="Alasannya ada di halaman Sentra. Kebutuhan Anda tetap tercatat dan dihitung.",
    body_en="The reason is on the page Sentra. Your need stays on record and is counted.",
    path="/industri/sentra",
)
