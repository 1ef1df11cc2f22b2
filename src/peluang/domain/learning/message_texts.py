"""What people are told about their classes, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register

from .models import TrainingClass


def _class_names(ids: Sequence[str], language: str) -> dict[str, str]:
    """Class id → "Las SMAW tingkat 1 (KLS-0001)"."""
    found = TrainingClass.objects.filter(id__in=ids).values_list("id", "offering__title", "code")
    return {str(key): f"{title} ({code})" for key, title, code in found}


names("class_name", "class_id", _class_names)

register(
    "learning.seat_booked",
    subject_id="Kursimu sudah dipesan: {class_name}",
    subject_en="Your seat is booked: {class_name}",
    body_id="Mulai {starts_at:datetime}. Kursimu nomor {seat}. Kamu bisa membatalkan sampai kelas dimulai.",
    body_en="It starts on {starts_at:datetime}. Your seat is number {seat}. You can cancel until the class starts.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.seat_cancelled",
    subject_id="Kursimu sudah dibatalkan: {class_name}",
    subject_en="Your seat is cancelled: {class_name}",
    body_id="Uang yang kembali: {refunded:rupiah}.",
    body_en="Money that went back: {refunded:rupiah}.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.class_cancelled",
    subject_id="Lembaga membatalkan kelasmu: {class_name}",
    subject_en="The institution cancelled your class: {class_name}",
    body_id="Ini bukan karena kamu. Uang yang kembali: {refunded:rupiah}. Kamu bisa memilih kelas lain yang sejenis.",
    body_en="This is not because of you. Money that went back: {refunded:rupiah}. You can choose another class.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.completed",
    subject_id="Selamat, kamu lulus: {class_name}",
    subject_en="Well done, you passed: {class_name}",
    body_id="Sertifikatmu {number} sudah terbit. Tulis ulasan supaya orang berikutnya bisa memilih dengan baik.",
    body_en="Your certificate {number} is issued. Write a review so that the next person can choose well.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.failed",
    subject_id="Kelasmu selesai, kamu belum lulus: {class_name}",
    subject_en="Your class is over, you have not passed yet: {class_name}",
    body_id="Di halaman kelasmu tertulis apa yang kurang dan apa yang bisa kamu lakukan.",
    body_en="The page of your class says what was missing and what you can do.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.certificate_revoked",
    subject_id="Sertifikat {number} dicabut",
    subject_en="Certificate {number} was revoked",
    body_id="Alasannya tertulis di halaman sertifikat. Kamu boleh mengajukan keberatan kepada lembaganya.",
    body_en="The reason stands on the certificate's page. You may object to the institution.",
    path="/sertifikat/{number}",
)
