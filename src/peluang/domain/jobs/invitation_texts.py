"""What people are told about invitations to apply, in both languages."""

from __future__ import annotations

from peluang.domain.messages.templates import register

register(
    "jobs.invited",
    subject_id="Kamu diundang melamar",
    subject_en="You are invited to apply",
    body_id=(
        "Keahlianmu cocok untuk {vacancy_title}, dan pemberi kerjanya mengundangmu. Namamu belum mereka lihat. Jawab "
        "sampai {until:date}."
    ),
    body_en=(
        "Your skills fit {vacancy_title}, and the employer invites you. They have not seen your name. Answer by "
        "{until:date}."
    ),
    path="/saya/undangan/{invitation_id}",
)
register(
    "jobs.invitation_accepted",
    subject_id="Undangan Anda diterima",
    subject_en="Your invitation was accepted",
    body_id="Seorang yang Anda undang untuk {vacancy_title} mengirim lamarannya. Sekarang Anda melihat namanya.",
    body_en="Somebody you invited for {vacancy_title} sent their application. You can see their name now.",
    path="/perusahaan/lamaran/{application_id}",
)
