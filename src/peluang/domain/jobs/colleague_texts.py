"""What people are told about acting for a firm, in both languages."""

from __future__ import annotations

from peluang.domain.catalogue import institution_texts  # noqa: F401 (joins the organisation's name)
from peluang.domain.messages.templates import register

_TEAM, _OWN = "/perusahaan/tim", "/perusahaan/undangan"

register(
    "jobs.colleague_invited",
    subject_id="Kamu diundang mengurus lowongan {institution_name}",
    subject_en="You are invited to recruit for {institution_name}",
    body_id=(
        "{institution_name} mengundangmu menjadi perekrutnya. Masuk dengan alamat yang menerima pesan ini, lalu terima "
        "atau tolak. Kalau kamu tidak mengenal usaha ini, abaikan saja."
    ),
    body_en=(
        "{institution_name} invites you to recruit for it. Sign in with the address that got this message, then accept "
        "or decline. If you don't know this firm, ignore it."
    ),
    path=_OWN,
)
register(
    "jobs.colleague_asks",
    subject_id="Seseorang minta ditambahkan ke {institution_name}",
    subject_en="Somebody asks to join {institution_name}",
    body_id="Periksa namanya. Terima hanya orang yang bekerja di tempat Anda: ia akan melihat pelamar Anda.",
    body_en="Look at the name. Accept only someone who works with you: they will see your applicants.",
    path=_TEAM,
)
register(
    "jobs.colleague_invitation_accepted",
    subject_id="Undangan Anda diterima",
    subject_en="Your invitation was accepted",
    body_id="Rekan yang Anda undang sekarang bertindak untuk {institution_name}.",
    body_en="The colleague you invited now acts for {institution_name}.",
    path=_TEAM,
)
register(
    "jobs.colleague_invitation_declined",
    subject_id="Undangan Anda ditolak",
    subject_en="Your invitation was declined",
    body_id="Yang Anda undang ke {institution_name} tidak ikut. Bicarakan dulu sebelum mengundang lagi.",
    body_en="Whom you invited to {institution_name} does not join. Talk to them before you invite again.",
    path=_TEAM,
)
register(
    "jobs.colleague_request_accepted",
    subject_id="Kamu sekarang bertindak untuk {institution_name}",
    subject_en="You now act for {institution_name}",
    body_id="Permintaanmu diterima. Pilih {institution_name} di halaman Peran, lalu lowongan sudah boleh kamu pasang.",
    body_en="Your request was accepted. Choose {institution_name} on the roles page; then you can post vacancies.",
    path="/saya/peran",
)
register(
    "jobs.colleague_request_declined",
    subject_id="Permintaanmu ke {institution_name} ditolak",
    subject_en="Your request to {institution_name} was declined",
    body_id="Pengelolanya tidak menambahkanmu. Kalau keliru, bicarakan dulu dengan mereka.",
    body_en="Its members did not add you. If that is a mistake, talk to them first.",
    path=_OWN,
)
register(
    "jobs.colleague_taken_off",
    subject_id="Kamu tidak lagi bertindak untuk {institution_name}",
    subject_en="You no longer act for {institution_name}",
    body_id="Lowongan dan pelamarnya tidak lagi kamu lihat. Kalau keliru, bicarakan dengan pengelolanya.",
    body_en="You no longer see its vacancies and applicants. If that is a mistake, talk to its members.",
    path="/saya/peran",
)
