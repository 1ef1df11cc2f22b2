"""What people are told about their classes, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register

from . import seat_texts  # noqa: F401  (registers the texts about lines, moves and rounds)
from .models import CompetencyCertificate, TrainingClass


def _class_names(ids: Sequence[str], language: str) -> dict[str, str]:
    """Class id → "Las SMAW tingkat 1 (KLS-0001)"."""
    found = TrainingClass.objects.filter(id__in=ids).values_list("id", "offering__title", "code")
    return {str(key): f"{title} ({code})" for key, title, code in found}


names("class_name", "class_id", _class_names)

register(
    "learning.seat_booked",
    subject_id="Kursimu sudah dipesan: {class_name}",
    subject_en="Your seat is booked: {class_name}",
    body_id="Mulai {class_starts}. Kursimu nomor {seat_number}. Kamu bisa membatalkan sampai kelas dimulai.",
    body_en="It starts on {class_starts}. Your seat is number {seat_number}. You can cancel until the class starts.",
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
register(
    "learning.review_hidden",
    subject_id="Ulasanmu tidak ditampilkan: {class_name}",
    subject_en="Your review is not shown: {class_name}",
    body_id="Alasannya ada di halaman kelasmu. Nilai yang kamu beri tetap dihitung.",
    body_en="The reason is on the page of your class. The marks you gave still count.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.class_waits_to_end",
    subject_id="Kelas ini belum diakhiri: {class_name}",
    subject_en="This class has not been ended: {class_name}",
    body_id="Lengkapi kehadiran dan nilainya, lalu akhiri kelasnya. Kalau tidak, kelas berakhir sendiri pada"
    " {ends_at:datetime} menurut catatan yang ada.",
    body_en="Complete attendance and scores, then end the class. If you don't, it ends by itself on"
    " {ends_at:datetime} with the records that are there.",
    path="/pelatih/kelas/{class_id}",
)
register(
    "learning.work_returned",
    subject_id="Karyamu perlu diperbaiki: {class_name}",
    subject_en="Your work needs another round: {class_name}",
    body_id="Pelatihmu sudah melihatnya dan menulis apa yang perlu diperbaiki. Kirim lagi sebelum kelas berakhir.",
    body_en="Your trainer has looked at it and written what to improve. Send it again before the class ends.",
    path="/saya/pelatihan/{enrolment_id}/karya/{task_id}",
)
register(
    "learning.work_marked",
    subject_id="Karyamu sudah dinilai: {class_name}",
    subject_en="Your work has been marked: {class_name}",
    body_id="Nilai dan catatan pelatihmu ada di halaman tugasnya.",
    body_en="Your marks and your trainer's words are on the page of the task.",
    path="/saya/pelatihan/{enrolment_id}/karya/{task_id}",
)
register(
    "learning.absences_wait",
    subject_id="Putuskan ketidakhadiran: {class_name}",
    subject_en="Decide the absences: {class_name}",
    body_id="Kelas ini sudah selesai dan menunggu putusan atas kursi yang kosong waktu kunjungan. Tanpa putusan sampai"
    " {ends_at:datetime}, ketidakhadiran itu tidak dihitung.",
    body_en="This class is over and waits for a decision about the seats that were empty at the visit. Without one by"
    " {ends_at:datetime}, those absences do not count.",
    path="/kunjungan/",
)
register(
    "learning.spot_check_absent",
    subject_id="Kunjungan mendadak tidak menemukanmu: {class_name}",
    subject_en="A visit did not find you: {class_name}",
    body_id="Waktunya {made_at:datetime}. Jam pertemuan itu belum dihitung. "
    "Tulis apa yang terjadi di halaman kehadiranmu.",
    body_en="It was on {made_at:datetime}. That session does not count yet. "
    "Write what happened on your attendance page.",
    path="/saya/pelatihan/{enrolment_id}/hadir",
)
register(
    "learning.absence_excused",
    subject_id="Kehadiranmu dihitung lagi: {class_name}",
    subject_en="Your attendance counts again: {class_name}",
    body_id="Kantor yang berkunjung menerima penjelasannya. Alasannya tertulis di halaman kehadiranmu.",
    body_en="The office that visited accepted the explanation. The reason stands on your attendance page.",
    path="/saya/pelatihan/{enrolment_id}/hadir",
)
register(
    "learning.absence_upheld",
    subject_id="Jam satu pertemuan tidak dihitung: {class_name}",
    subject_en="The hours of one session do not count: {class_name}",
    body_id="Kantor yang berkunjung tetap mencatatmu tidak hadir. Alasannya tertulis di halaman kehadiranmu.",
    body_en="The office that visited still has you as absent. The reason stands on your attendance page.",
    path="/saya/pelatihan/{enrolment_id}/hadir",
)


def _competency_names(ids: Sequence[str], language: str) -> dict[str, str]:
    """Competency certificate id → "Pengelasan SMAW 3G (LSP Logam)"."""
    found = CompetencyCertificate.objects.filter(id__in=ids).values_list("id", "title", "issuer_name")
    return {str(key): f"{title} ({issuer})" for key, title, issuer in found}


names("competency_name", "competency_id", _competency_names)

register(
    "learning.competency_verified",
    subject_id="Sertifikat kompetensimu diakui: {competency_name}",
    subject_en="Your competency certificate is confirmed: {competency_name}",
    body_id="Mulai sekarang perusahaan melihatnya di atas sertifikat pelatihan. Berlaku sampai {expires_on:date}.",
    body_en="From now on employers see it above training certificates. It is valid until {expires_on:date}.",
    path="/saya/kompetensi",
)
register(
    "learning.competency_refused",
    subject_id="Sertifikat kompetensimu belum bisa diakui: {competency_name}",
    subject_en="Your competency certificate could not be confirmed: {competency_name}",
    body_id="Alasannya tertulis di halaman kompetensimu. Kamu boleh mengajukannya lagi.",
    body_en="The reason stands on your competency page. You may claim it again.",
    path="/saya/kompetensi",
)
register(
    "learning.competency_revoked",
    subject_id="Sertifikat kompetensimu dicabut: {competency_name}",
    subject_en="Your competency certificate was revoked: {competency_name}",
    body_id="Penerbitnya menulis alasannya di halaman kompetensimu. Tanyakan langsung kepada penerbitnya.",
    body_en="Its issuer wrote the reason on your competency page. Ask the issuer about it.",
    path="/saya/kompetensi",
)
register(
    "learning.competency_expiring",
    subject_id="Sertifikat kompetensimu habis {expires_on:date}: {competency_name}",
    subject_en="Your competency certificate ends on {expires_on:date}: {competency_name}",
    body_id="Hubungi penerbitnya untuk uji ulang sebelum tanggal itu, supaya keahlianmu tetap tampil sebagai kompeten.",
    body_en="Ask its issuer for a new assessment before that day, so that your skill is still shown as competent.",
    path="/saya/kompetensi",
)
