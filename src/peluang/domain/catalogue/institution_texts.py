"""What institutions read about their admission and about sanctions."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register
from peluang.domain.organisations.models import Organisation


def _institution_names(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): name for key, name in Organisation.objects.filter(id__in=ids).values_list("id", "name")}


names("institution_name", "organisation_id", _institution_names)

register(
    "catalogue.admission_returned",
    subject_id="Pendaftaran {institution_name} perlu dilengkapi",
    subject_en="The registration of {institution_name} needs something more",
    body_id="Kantor program sudah memeriksanya dan menulis apa yang kurang. Perbaiki, lalu ajukan lagi.",
    body_en="The programme office has checked it and wrote what is missing. Correct it, then hand it in again.",
    path="/lembaga/pendaftaran",
)
register(
    "catalogue.visit_planned",
    subject_id="Kunjungan ke {institution_name}: {visit_on:date}",
    subject_en="A visit to {institution_name} on {visit_on:date}",
    body_id="Petugas melihat tempat belajar dan alatnya. Pastikan ada yang bisa membuka dan menunjukkan semuanya.",
    body_en="An officer looks at the place and its tools. Make sure that somebody can open and show everything.",
    path="/lembaga/pendaftaran",
)
register(
    "catalogue.admission_approved",
    subject_id="{institution_name} disetujui sampai {valid_until:date}",
    subject_en="{institution_name} is approved until {valid_until:date}",
    body_id="Anda bisa mengajukan pelatihan dan menjadwalkan kelas. Kami mengingatkan sebelum masa berlakunya habis.",
    body_en="You can hand in trainings and schedule classes. We remind you before the approval ends.",
    path="/lembaga/pendaftaran",
)
register(
    "catalogue.admission_refused",
    subject_id="Pendaftaran {institution_name} ditolak",
    subject_en="The registration of {institution_name} was refused",
    body_id="Alasannya tertulis di halaman Pendaftaran. Anda boleh mengajukan lagi sesudah memperbaikinya.",
    body_en="The reasons are on the page Registration. You may try again once they are mended.",
    path="/lembaga/pendaftaran",
)
register(
    "catalogue.admission_ends",
    subject_id="Persetujuan {institution_name} berakhir {valid_until:date}",
    subject_en="The approval of {institution_name} ends on {valid_until:date}",
    body_id="Ajukan perpanjangan sekarang. Sesudah itu kelas yang terbuka tetap berjalan; yang baru tidak bisa.",
    body_en="Ask for the next one now. After that day open classes go on, but nothing new can be scheduled.",
    path="/lembaga/pendaftaran",
)
register(
    "catalogue.admission_expired",
    subject_id="Persetujuan {institution_name} sudah habis",
    subject_en="The approval of {institution_name} has ended",
    body_id="Kelas yang sudah dibuka tetap berjalan. Untuk pelatihan dan kelas baru, ajukan pendaftaran lagi.",
    body_en="Classes that are open go on. For new trainings and classes, register again.",
    path="/lembaga/pendaftaran",
)
register(
    "organisations.sanction_announced",
    subject_id="Sanksi diumumkan untuk {institution_name}: jawab sampai {answer_due:date}",
    subject_en="A sanction is announced for {institution_name}: answer by {answer_due:date}",
    body_id="Belum ada yang berlaku. Baca alasannya dan jawab; jawaban Anda dibaca sebelum diputuskan.",
    body_en="Nothing is in force yet. Read the reason and answer; your answer is read before anything is decided.",
    path="/lembaga/sanksi/{sanction_id}",
)
register(
    "organisations.sanction_in_force",
    subject_id="Sanksi untuk {institution_name} berlaku; banding sampai {appeal_due:date}",
    subject_en="The sanction for {institution_name} is in force; appeal by {appeal_due:date}",
    body_id="Alasan putusan dan akibatnya tertulis di halaman Sanksi. Banding diputuskan oleh orang lain.",
    body_en="The reasons and what follows are on the page Sanctions. An appeal is decided by somebody else.",
    path="/lembaga/sanksi/{sanction_id}",
)
register(
    "organisations.appeal_rejected",
    subject_id="Banding {institution_name} ditolak",
    subject_en="The appeal of {institution_name} was rejected",
    body_id="Sanksinya tetap berlaku. Alasan putusan banding tertulis di halaman Sanksi.",
    body_en="The sanction stays in force. The reasons are on the page Sanctions.",
    path="/lembaga/sanksi/{sanction_id}",
)
register(
    "organisations.sanction_lifted",
    subject_id="Sanksi untuk {institution_name} dicabut",
    subject_en="The sanction for {institution_name} was lifted",
    body_id="Alasannya tertulis di halaman Sanksi. Kalau tidak ada sanksi lain, Anda bisa menjadwalkan kelas lagi.",
    body_en="The reason is on the page Sanctions. Unless another one stands, you can schedule classes again.",
    path="/lembaga/sanksi/{sanction_id}",
)
register(
    "organisations.sanction_ended",
    subject_id="Sanksi untuk {institution_name} sudah berakhir",
    subject_en="The sanction for {institution_name} has ended",
    body_id="Kalau tidak ada sanksi lain, Anda bisa menjadwalkan kelas lagi.",
    body_en="Unless another one stands, you can schedule classes again.",
    path="/lembaga/sanksi/{sanction_id}",
)
register(
    "organisations.sanction_answered",
    subject_id="{institution_name} menjawab sanksi",
    subject_en="{institution_name} answered a sanction",
    body_id="Jawabannya menunggu Anda baca dan putuskan.",
    body_en="The answer waits for you to read and decide.",
    path="/kantor/sanksi/{sanction_id}",
)
register(
    "organisations.sanction_appealed",
    subject_id="{institution_name} mengajukan banding",
    subject_en="{institution_name} appealed",
    body_id="Bandingnya diputuskan oleh orang lain daripada yang menetapkan sanksinya.",
    body_en="The appeal is decided by somebody else than who set the sanction in force.",
    path="/kantor/sanksi/{sanction_id}",
)
