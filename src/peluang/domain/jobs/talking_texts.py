"""News of the conversation about an application: that there is something to read, never what."""

from __future__ import annotations

from peluang.domain.messages.templates import register

register(
    "jobs.message_to_person",
    subject_id="Pemberi kerja menulis kepadamu",
    subject_en="The employer wrote to you",
    body_id="Ada pesan baru tentang lamaranmu sebagai {vacancy_title}. Baca dan balas di halaman lamaranmu.",
    body_en="There is a new message about your application as {vacancy_title}. Read and answer it on its page.",
    path="/saya/lamaran/{application_id}/pesan",
)
register(
    "jobs.message_to_employer",
    subject_id="Seorang pelamar menulis kepada Anda",
    subject_en="An applicant wrote to you",
    body_id="Ada pesan baru dari seorang pelamar {vacancy_title}. Baca dan balas di halaman pelamar itu.",
    body_en="There is a new message from an applicant for {vacancy_title}. Read and answer it on their page.",
    path="/perusahaan/lamaran/{application_id}/pesan",
)
