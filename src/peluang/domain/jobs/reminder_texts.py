"""News of applicants who wait for an answer."""

from __future__ import annotations

from peluang.domain.messages.templates import register

register(
    "jobs.applicants_wait",
    subject_id="Pelamar menunggu jawaban Anda",
    subject_en="Applicants wait for your answer",
    body_id=(
        "{waiting:number} pelamar belum dijawab, yang terlama {longest:number} hari. Usulan jawaban sudah disiapkan; "
        "Anda tinggal membaca, mengubah, dan mengirimnya."
    ),
    body_en=(
        "Applicants without an answer: {waiting:number}; the longest wait is {longest:number} days. Suggested answers "
        "are ready: read them, change them, send them."
    ),
    path="/perusahaan/belum-dijawab",
)
