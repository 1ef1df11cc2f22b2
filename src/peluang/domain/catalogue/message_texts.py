"""What institutions, the office and those who report read about curation."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register

from .models import Offering


def _titles(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): title for key, title in Offering.objects.filter(id__in=ids).values_list("id", "title")}


names("offering_title", "offering_id", _titles)

PUBLISHED = "catalogue.offering_published"
RETURNED = "catalogue.offering_returned"
STALE = "catalogue.correction_overdue"
ROUND_OVERDUE = "catalogue.round_overdue"
REPORTED = "catalogue.report_received"
REPORT_DECIDED = "catalogue.report_decided"
REPORT_UNANSWERED = "catalogue.report_unanswered"
PRICE_UNCORRECTED = "catalogue.price_uncorrected"

register(
    PUBLISHED,
    subject_id="Sudah terbit: {offering_title}",
    subject_en="Published: {offering_title}",
    body_id="Kantor program menerbitkan versi {version}. Kelas yang sudah dijadwalkan tetap memakai versinya sendiri.",
    body_en="The programme office published version {version}. Classes scheduled before keep their own version.",
    path="/lembaga/pelatihan/{offering_id}",
)
register(
    RETURNED,
    subject_id="Dikembalikan untuk diperbaiki: {offering_title}",
    subject_en="Returned to be corrected: {offering_title}",
    body_id="Kantor program menulis {remarks} catatan. Perbaiki dan ajukan lagi sampai {answer_due:date}. Isian Anda "
    "tetap tersimpan.",
    body_en="The programme office wrote {remarks} remarks. Correct it and submit again by {answer_due:date}. What you "
    "wrote is kept.",
    path="/lembaga/pelatihan/{offering_id}",
)
register(
    STALE,
    subject_id="Masih menunggu perbaikan: {offering_title}",
    subject_en="Still waiting for corrections: {offering_title}",
    body_id="Batas perbaikannya {answer_due:date} sudah lewat. Tidak ada yang dihapus: perbaiki dan ajukan lagi kapan "
    "saja, atau hentikan.",
    body_en="It was to be corrected by {answer_due:date}. Nothing is deleted: correct and submit it at any time, or "
    "end it.",
    path="/lembaga/pelatihan/{offering_id}",
)
register(
    ROUND_OVERDUE,
    subject_id="Kurasi terlambat: {offering_title}",
    subject_en="Review overdue: {offering_title}",
    body_id="Seharusnya diputuskan paling lambat {due_on:date}. Lembaganya menunggu.",
    body_en="It was to be decided by {due_on:date}. The institution is waiting.",
    path="/kantor/kurasi/{round_id}",
)
register(
    REPORTED,
    subject_id="Ada laporan tentang {offering_title}",
    subject_en="There is a report about {offering_title}",
    body_id="Mohon dijawab paling lambat {answer_due:date}. Ini belum putusan: jawaban Anda dibaca sebelum diputuskan.",
    body_en="Please answer by {answer_due:date}. Nothing is decided yet: your answer is read before the decision.",
    path="/lembaga/laporan/{report_id}",
)
register(
    REPORT_DECIDED,
    subject_id="Laporan tentang {offering_title} sudah diputuskan",
    subject_en="The report about {offering_title} is decided",
    body_id="Putusan dan alasannya ada di halaman laporan.",
    body_en="The decision and its reason are on the report's page.",
    path="/laporan/{report_id}",
)
register(
    REPORT_UNANSWERED,
    subject_id="Laporan belum dijawab lembaga: {offering_title}",
    subject_en="The institution has not answered: {offering_title}",
    body_id="Batas jawabnya {answer_due:date} sudah lewat. Laporan ini sekarang bisa diputuskan.",
    body_en="The answer was due on {answer_due:date}. The report can be decided now.",
    path="/kantor/laporan/{report_id}",
)
register(
    PRICE_UNCORRECTED,
    subject_id="Harga belum diperbaiki: {offering_title}",
    subject_en="The price is not corrected: {offering_title}",
    body_id="Batasnya {correct_by:date} sudah lewat. Putuskan apakah pelatihan ini ditangguhkan.",
    body_en="It was due on {correct_by:date}. Decide whether the offering is suspended.",
    path="/kantor/laporan/{report_id}",
)
