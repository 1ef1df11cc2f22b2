"""What people are told about their placement case, in both languages."""

from __future__ import annotations

from peluang.domain.jobs import message_texts  # noqa: F401 (joins {vacancy_title})
from peluang.domain.messages.templates import register

register(
    "placement.case_opened",
    subject_id="Dinas tenaga kerja membantumu mencari kerja",
    subject_en="The labour office helps you find work",
    body_id="Pengantar kerja di daerahmu menghubungimu paling lambat {due_by:date}. Kamu tetap bisa melamar sendiri.",
    body_en="A placement officer in your area contacts you by {due_by:date}. You can still apply yourself.",
    path="/saya/lamaran",
)
register(
    "placement.referred",
    subject_id="Dinas mengusulkan lowongan untukmu",
    subject_en="The labour office suggests a job for you",
    body_id="Dinas mengusulkan lowongan {vacancy_title}. Jawab paling lambat {answer_by:date}: setuju, atau tidak.",
    body_en="The labour office suggests the job {vacancy_title}. Answer by {answer_by:date}: yes or no.",
    path="/saya/rujukan/{referral_id}",
)
