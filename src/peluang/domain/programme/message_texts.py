"""The wording of the programme's messages."""

from __future__ import annotations

from peluang.domain.messages.templates import register

INELIGIBLE = register(
    "programme.ineligible",
    subject_id="Gelombang {wave}: ada syarat yang belum terpenuhi",
    subject_en="Wave {wave}: some conditions are not met",
    body_id=(
        "{first_name}, kami sudah memeriksa pendaftaranmu di gelombang {wave}. Ada {reasons:number} syarat yang belum "
        "terpenuhi, jadi kamu belum ikut undian. Di halaman hasil ada alasan, aturannya, dan cara membetulkannya."
    ),
    body_en=(
        "{first_name}, we checked your entry in wave {wave}. {reasons:number} condition(s) are not met, so you did not "
        "take part in the draw. The result page shows each reason, its rule, and how to put it right."
    ),
    path="/saya/gelombang/{wave}",
)
RECIPIENT = register(
    "programme.recipient",
    subject_id="Kamu terpilih di gelombang {wave}",
    subject_en="You were drawn in wave {wave}",
    body_id=(
        "Selamat, {first_name}! Kamu penerima gelombang {wave}. Saldo pelatihanmu {balance:rupiah}. Pilih pelatihan "
        "pertama paling lambat {deadline:date}. Lewat tanggal itu kepesertaan dicabut dan saldo kembali ke kas negara."
    ),
    body_en=(
        "Congratulations, {first_name}! You are a recipient of wave {wave}. Your training balance is {balance:rupiah}. "
        "Choose your first training by {deadline:date}. After that the membership is revoked and the balance returns "
        "to the treasury."
    ),
    path="/saya/gelombang/{wave}",
)
NOT_DRAWN = register(
    "programme.not_drawn",
    subject_id="Gelombang {wave}: kamu belum terpilih",
    subject_en="Wave {wave}: you were not drawn this time",
    body_id=(
        "{first_name}, undian gelombang {wave} sudah selesai dan kamu belum terpilih. Nomor undianmu urutan "
        "{rank:number}. Alasannya, cara memeriksanya sendiri, lowongan, dan kelas di dekatmu ada di halaman hasil. "
        "Satu ketukan cukup untuk ikut gelombang berikutnya."
    ),
    body_en=(
        "{first_name}, the draw of wave {wave} is done and you were not drawn. Your ticket came as number "
        "{rank:number}. The result page shows the reason, how to check it yourself, vacancies and classes near you. "
        "One tap joins the next wave."
    ),
    path="/saya/gelombang/{wave}",
)
REVOKED = register(
    "programme.revoked",
    subject_id="Kepesertaanmu dicabut",
    subject_en="Your membership was revoked",
    body_id=(
        "{first_name}, sampai {deadline:date} belum ada pelatihan yang kamu pilih, jadi kepesertaanmu dicabut. "
        "{returned:rupiah} kembali ke kas negara. Lowongan, bantuan mencari kerja, dan kelas yang dibayar pihak lain "
        "tetap terbuka untukmu. Kalau menurutmu ini keliru, ajukan keberatan di kantor dinas tenaga kerja."
    ),
    body_en=(
        "{first_name}, no training was chosen by {deadline:date}, so your membership was revoked. {returned:rupiah} "
        "returned to the treasury. Vacancies, help with finding work, and classes paid by others stay open to you. If "
        "you think this is wrong, object at your labour office."
    ),
    path="/saya/saldo",
)
