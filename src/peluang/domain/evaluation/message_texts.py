"""What people and institutions read about outcomes and findings."""

from __future__ import annotations

from peluang.domain.messages.templates import register

OUTCOME_ASKED = "evaluation.outcome_asked"
FINDING_FILED = "evaluation.finding_filed"
FINDING_DECIDED = "evaluation.finding_decided"

register(
    OUTCOME_ASKED,
    subject_id="Apa kabar {months} bulan setelah pelatihan?",
    subject_en="How are you, {months} months after your training?",
    body_id="Ceritakan keadaanmu sekarang: bekerja, berusaha sendiri, atau masih mencari. Tiga pertanyaan, satu menit. "
    "Jawabanmu membantu orang lain memilih pelatihan. Dibuka sampai {until:date}, di halaman Perjalananku.",
    body_en="Tell us how you are now: working, in business, or still looking. Three questions, one minute. Your answer "
    "helps others choose a training. Open until {until:date}, on the page My journey.",
    path="/saya/kabar/{outcome_id}",
)
register(
    FINDING_FILED,
    subject_id="Ada temuan tentang pelatihan Anda",
    subject_en="There is a finding on one of your trainings",
    body_id="Kantor program menandai satu pelatihan Anda. Ini bukan hukuman: Anda yang memutuskan, tetap, diperbaiki, "
    "digabung, atau dihentikan. Mohon dijawab paling lambat {answer_by:date}, di halaman Temuan.",
    body_en="The programme office flagged one of your trainings. This is no punishment: you decide whether to keep, "
    "revise, merge or retire it. Please answer by {answer_by:date}, on the page Findings.",
    path="/lembaga/temuan/{finding_id}",
)
register(
    FINDING_DECIDED,
    subject_id="Lembaga sudah memutuskan sebuah temuan",
    subject_en="An institution decided on a finding",
    body_id="Temuan yang Anda kirim sudah dijawab. Janji selesai: {due_on:date}. Alasannya ada di halaman Pelatihan.",
    body_en="The finding you filed is answered. To be done by {due_on:date}. The reason is on the page Trainings.",
    path="/kantor/pelatihan/temuan/{finding_id}",
)
