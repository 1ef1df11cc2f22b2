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
