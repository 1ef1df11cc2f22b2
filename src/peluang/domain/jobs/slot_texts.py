"""News of interview times."""

from __future__ import annotations

from peluang.domain.messages.templates import register

_PICK = "/saya/lamaran/{application_id}/waktu"
_CANDIDATE = "/perusahaan/lamaran/{application_id}"

register(
    "jobs.slots_offered",
    subject_id="Pilih waktu wawancaramu",
    subject_en="Pick the time of your interview",
    body_id="Kamu diundang wawancara untuk {vacancy_title}. Pilih waktu yang cocok; siapa cepat, dia dapat.",
    body_en="You are invited to an interview for {vacancy_title}. Pick a time; first come, first served.",
    path=_PICK,
)
register(
    "jobs.slot_picked",
    subject_id="Seorang pelamar memilih waktu wawancara",
    subject_en="An applicant picked an interview time",
    body_id="Wawancara untuk {vacancy_title}: {interview_at:datetime}.",
    body_en="Interview for {vacancy_title}: {interview_at:datetime}.",
    path=_CANDIDATE,
)
register(
    "jobs.no_slot_fits",
    subject_id="Tidak ada waktu wawancara yang cocok",
    subject_en="No interview time suits an applicant",
    body_id="Seorang pelamar {vacancy_title} menulis bahwa tidak ada waktu yang cocok. Baca alasannya di halamannya.",
    body_en="An applicant for {vacancy_title} wrote that no time suits them. Read why on their page.",
    path=_CANDIDATE,
)
register(
    "jobs.slot_cancelled",
    subject_id="Waktu wawancaramu dibatalkan",
    subject_en="Your interview time was cancelled",
    body_id=(
        "Wawancara untuk {vacancy_title} pada {interview_at:datetime} dibatalkan pemberi kerja. Lamaranmu tetap "
        "berjalan; pilih waktu lain kalau ada."
    ),
    body_en=(
        "The employer cancelled the interview for {vacancy_title} on {interview_at:datetime}. Your application goes "
        "on; pick another time if there is one."
    ),
    path=_PICK,
)
register(
    "jobs.interview_tomorrow",
    subject_id="Wawancaramu sebentar lagi",
    subject_en="Your interview is coming up",
    body_id="Wawancara untuk {vacancy_title}: {interview_at:datetime}. Tempatnya ada di halaman lamaranmu.",
    body_en="Interview for {vacancy_title}: {interview_at:datetime}. The place is on your application's page.",
    path="/saya/lamaran/{application_id}",
)
