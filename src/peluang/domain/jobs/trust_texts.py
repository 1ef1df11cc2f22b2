"""What people are told about vacancies and employers that the labour office looks at, in both languages."""

from __future__ import annotations

from peluang.domain.messages.templates import register

from . import message_texts  # noqa: F401 (joins the vacancy's title)

_VACANCY = "/perusahaan/lowongan/{vacancy_id}"

register(
    "jobs.vacancy_held",
    subject_id="Lowongan Anda menunggu diperiksa",
    subject_en="Your vacancy waits for a look",
    body_id=(
        "Lowongan {vacancy_title} belum tampil: dinas tenaga kerja melihatnya dulu. Alasannya ada di halaman lowongan; "
        "Anda bisa memperbaiki teksnya atau menjawab."
    ),
    body_en=(
        "Your vacancy {vacancy_title} is not shown yet: the labour office looks at it first. Its page says why; you "
        "can change the text or answer."
    ),
    path=_VACANCY,
)
register(
    "jobs.vacancy_reviewed",
    subject_id="Keputusan dinas tentang lowongan Anda",
    subject_en="The labour office decided about your vacancy",
    body_id="Dinas tenaga kerja memutuskan tentang lowongan {vacancy_title}. Alasannya ada di halaman lowongan.",
    body_en="The labour office decided about your vacancy {vacancy_title}. The reason is on its page.",
    path=_VACANCY,
)
register(
    "jobs.vacancy_under_review",
    subject_id="Lowongan yang kamu lamar sedang diperiksa",
    subject_en="A vacancy you applied for is being looked at",
    body_id=(
        "Dinas tenaga kerja sedang memeriksa lowongan {vacancy_title}. Lamaranmu tetap tersimpan dan kamu tidak perlu "
        "berbuat apa-apa. Jangan membayar siapa pun untuk pekerjaan."
    ),
    body_en=(
        "The labour office is looking at the vacancy {vacancy_title}. Your application is kept and you need not do "
        "anything. Never pay anybody for a job."
    ),
    path="/saya/lamaran/{application_id}",
)
register(
    "jobs.report_decided",
    subject_id="Laporanmu tentang lowongan sudah diputuskan",
    subject_en="Your report about a vacancy was decided",
    body_id="Dinas tenaga kerja sudah melihat laporanmu tentang {vacancy_title}. Keputusannya ada di tautan ini.",
    body_en="The labour office looked at your report about {vacancy_title}. Its decision is at this link.",
    path="/lowongan/laporan/{report_id}",
)
register(
    "jobs.employer_asked",
    subject_id="Dinas tenaga kerja bertanya kepada Anda",
    subject_en="The labour office has a question for you",
    body_id="Dinas tenaga kerja perlu keterangan sebelum menyatakan usaha Anda sudah diperiksa. Jawab di halaman ini.",
    body_en="The labour office needs to know more before it calls your firm checked. Answer on this page.",
    path="/perusahaan/pemeriksaan",
)
register(
    "jobs.employer_checked",
    subject_id="Keputusan dinas tentang usaha Anda",
    subject_en="The labour office decided about your firm",
    body_id="Dinas tenaga kerja sudah memeriksa usaha Anda. Keputusan dan alasannya ada di halaman ini.",
    body_en="The labour office has checked your firm. The decision and its reason are on this page.",
    path="/perusahaan/pemeriksaan",
)
