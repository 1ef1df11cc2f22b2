"""What people are told about vacancies and applications, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register

from .models import Vacancy


def _titles(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): title for key, title in Vacancy.objects.filter(id__in=ids).values_list("id", "title")}


names("vacancy_title", "vacancy_id", _titles)
_APPLICATION = "/saya/lamaran/{application_id}"

register(
    "jobs.interview",
    subject_id="Kamu diundang wawancara",
    subject_en="You are invited to an interview",
    body_id=(
        "Lamaranmu sebagai {vacancy_title} sudah dibaca. Wawancara: {interview_at:datetime}. Tempatnya ada di "
        "halaman lamaranmu."
    ),
    body_en=(
        "Your application as {vacancy_title} was read. Interview: {interview_at:datetime}. The place is on your "
        "application's page."
    ),
    path=_APPLICATION,
)
register(
    "jobs.offer",
    subject_id="Kamu ditawari kerja",
    subject_en="You have a job offer",
    body_id=(
        "Kamu ditawari kerja sebagai {vacancy_title}, upah {wage:rupiah} sebulan, mulai {starts_on:date}. Buka "
        "lamaranmu untuk menjawab."
    ),
    body_en=(
        "You are offered work as {vacancy_title}, {wage:rupiah} a month, from {starts_on:date}. Open your "
        "application to answer."
    ),
    path=_APPLICATION,
)
register(
    "jobs.refused",
    subject_id="Jawaban untuk lamaranmu",
    subject_en="An answer to your application",
    body_id=(
        "Lamaranmu sebagai {vacancy_title} belum diterima. Alasannya dan langkah berikutnya ada di halaman lamaranmu."
    ),
    body_en="Your application as {vacancy_title} was not accepted. The reason and what to do next are on its page.",
    path=_APPLICATION,
)
register(
    "jobs.filled",
    subject_id="Lowongan ini sudah terisi",
    subject_en="This vacancy is filled",
    body_id=(
        "Semua tempat untuk {vacancy_title} sudah terisi, jadi lamaranmu ditutup. Lowongan lain yang cocok menunggu."
    ),
    body_en=(
        "All places for {vacancy_title} are filled, so your application is closed. Other jobs that fit you are open."
    ),
    path=_APPLICATION,
)
register(
    "jobs.hired",
    subject_id="Selamat bekerja",
    subject_en="You are hired",
    body_id="Kamu tercatat bekerja sebagai {vacancy_title} mulai {starts_on:date}. Selamat!",
    body_en="You are recorded as working as {vacancy_title} from {starts_on:date}. Congratulations!",
    path=_APPLICATION,
)
register(
    "jobs.offer_accepted",
    subject_id="Tawaran Anda diterima",
    subject_en="Your offer was accepted",
    body_id="Seorang pelamar menerima tawaran Anda sebagai {vacancy_title}. Catat begitu ia mulai bekerja.",
    body_en="An applicant accepted your offer as {vacancy_title}. Record it when they start.",
    path="/perusahaan/lamaran/{application_id}",
)
register(
    "jobs.ended",
    subject_id="Pekerjaanmu tercatat selesai",
    subject_en="Your work is recorded as ended",
    body_id=(
        "Pekerjaanmu sebagai {vacancy_title} tercatat selesai, hari terakhir {last_day:date}. Kalau ini keliru, "
        "hubungi pemberi kerja."
    ),
    body_en=(
        "Your work as {vacancy_title} is recorded as ended, last day {last_day:date}. If that is wrong, speak to the "
        "employer."
    ),
    path=_APPLICATION,
)
register(
    "jobs.work_ended",
    subject_id="Seorang pekerja mencatat berhenti",
    subject_en="Somebody recorded that they left",
    body_id="Seorang yang Anda terima sebagai {vacancy_title} mencatat bahwa ia sudah berhenti bekerja.",
    body_en="Somebody you hired as {vacancy_title} recorded that they no longer work there.",
    path="/perusahaan/lamaran/{application_id}",
)
register(
    "jobs.undone",
    subject_id="Keputusan dibatalkan",
    subject_en="A decision was undone",
    body_id=(
        "Pemberi kerja membatalkan keputusannya tentang lamaranmu sebagai {vacancy_title}. Lamaranmu berjalan lagi."
    ),
    body_en="The employer undid their decision about your application as {vacancy_title}. It goes on.",
    path=_APPLICATION,
)
register(
    "jobs.back_again",
    subject_id="Seorang pelamar melanjutkan lamarannya",
    subject_en="An applicant goes on after all",
    body_id="Seorang pelamar {vacancy_title} tidak jadi membatalkan. Lamarannya menunggu Anda lagi.",
    body_en="An applicant for {vacancy_title} undid their withdrawal. Their application waits for you again.",
    path="/perusahaan/lamaran/{application_id}",
)
register(
    "jobs.hire_undone",
    subject_id="Catatan mulai bekerja dibatalkan",
    subject_en="The record of your start was undone",
    body_id=(
        "Pemberi kerja membatalkan catatan bahwa kamu sudah mulai bekerja sebagai {vacancy_title}. Tawaran yang kamu "
        "terima tetap berlaku."
    ),
    body_en=(
        "The employer undid the record that you started working as {vacancy_title}. The offer you accepted still "
        "stands."
    ),
    path=_APPLICATION,
)
register(
    "jobs.learned",
    subject_id="Kamu sekarang bisa yang dulu kurang",
    subject_en="You can do now what was missing",
    body_id=(
        "Lamaranmu sebagai {vacancy_title} dulu belum diterima karena satu keahlian. Sekarang keahlian itu terbukti, "
        "dan lowongannya masih dibuka. Kamu boleh melamar lagi."
    ),
    body_en=(
        "Your application as {vacancy_title} was once not accepted because of one skill. You have shown that skill "
        "now, and the vacancy is still open. You may apply again."
    ),
    path=_APPLICATION,
)
register(
    "jobs.offer_undone",
    subject_id="Tawaran kerja dibatalkan",
    subject_en="A job offer was taken back",
    body_id=(
        "Pemberi kerja membatalkan tawarannya sebagai {vacancy_title}, dalam sehari sesudah dikirim. Lamaranmu "
        "berjalan lagi."
    ),
    body_en=(
        "The employer took back their offer as {vacancy_title}, within a day of sending it. Your application goes on."
    ),
    path=_APPLICATION,
)
register(
    "jobs.acceptance_undone",
    subject_id="Seorang pelamar menimbang lagi tawaran Anda",
    subject_en="An applicant reconsiders your offer",
    body_id="Seorang pelamar {vacancy_title} membatalkan jawabannya. Tawaran Anda menunggu jawabannya lagi.",
    body_en="An applicant for {vacancy_title} took back their answer. Your offer waits for one again.",
    path="/perusahaan/lamaran/{application_id}",
)
