"""What people are told about lines, moved classes and rounds, in both languages. What may still change until a message
is sent (when a class starts, which seat) and what is free text (a place, a reason) is joined when sending."""

from __future__ import annotations

from collections.abc import Sequence

from peluang.domain.messages.templates import names, register

from .models import Allocation, ClassMove, Enrolment, TrainingClass


def _class_starts(ids: Sequence[str], language: str) -> dict[str, str]:
    found = TrainingClass.objects.filter(id__in=ids).values_list("id", "starts_at")
    return {str(key): starts_at.isoformat() for key, starts_at in found}


def _seat_numbers(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): str(seat) for key, seat in Enrolment.objects.filter(id__in=ids).values_list("id", "seat")}


def _moved_places(ids: Sequence[str], language: str) -> dict[str, str]:
    """Move id → "BLK Jepara, Jalan Pemuda 4"."""
    found = ClassMove.objects.filter(id__in=ids).values_list("id", "after")
    online = "online" if language == "en" else "daring"
    return {str(key): ", ".join(filter(None, [to["venue"], to["address"]])) or online for key, to in found}


def _move_reasons(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): reason for key, reason in ClassMove.objects.filter(id__in=ids).values_list("id", "reason")}


def _round_names(ids: Sequence[str], language: str) -> dict[str, str]:
    return {str(key): name for key, name in Allocation.objects.filter(id__in=ids).values_list("id", "name")}


names("class_starts", "class_id", _class_starts)
names("seat_number", "enrolment_id", _seat_numbers)
names("moved_place", "move_id", _moved_places)
names("move_reason", "move_id", _move_reasons)
names("round_name", "allocation_id", _round_names)

register(
    "learning.seat_offered",
    subject_id="Ada kursi untukmu: {class_name}",
    subject_en="A seat for you: {class_name}",
    body_id="Kursi ini disimpan untukmu sampai {expires_at:datetime}; sesudah itu ditawarkan ke orang berikutnya."
    " Kalau tidak jadi, lepaskan lewat tautan ini, tanpa masuk: {base_url}/antre/{token}",
    body_en="This seat is kept for you until {expires_at:datetime}; after that the next person is asked."
    " If you don't want it, let it go with this link, without signing in: {base_url}/antre/{token}",
    path="/saya/kelas/{class_id}/antre",
)
register(
    "learning.offer_expired",
    subject_id="Tawaran kursimu sudah lewat: {class_name}",
    subject_en="The offer of a seat has ended: {class_name}",
    body_id="Kursinya ditawarkan ke orang berikutnya. Kamu bisa masuk daftar tunggu lagi, di urutan terakhir.",
    body_en="The seat is offered to the next person. You can join the waiting list again, in the last place.",
    path="/saya/kelas/{class_id}/antre",
)
register(
    "learning.line_closed",
    subject_id="Daftar tunggu ditutup: {class_name}",
    subject_en="The waiting list is closed: {class_name}",
    body_id="Kelas ini dimulai atau dibatalkan, dan tidak ada kursi yang kosong untukmu. Tidak ada uang yang keluar."
    " Lihat kelas lain yang sejenis.",
    body_en="This class began or was cancelled, and no seat became free for you. No money moved."
    " Have a look at other classes of the same kind.",
    path="/saya/kelas/{class_id}/antre",
)
register(
    "learning.class_moved",
    subject_id="Kelasmu pindah: {class_name}",
    subject_en="Your class moves: {class_name}",
    body_id="Dulu mulai {before:datetime}; sekarang {after:datetime}, di {moved_place}. Alasannya: {move_reason}."
    " Kalau tidak cocok, kamu boleh keluar sampai {leave_until:datetime} dan uangnya kembali utuh.",
    body_en="It was to start on {before:datetime}; now on {after:datetime}, at {moved_place}. The reason:"
    " {move_reason}. If that does not suit you, you may leave until {leave_until:datetime}; all the money goes back.",
    path="/saya/pelatihan/{enrolment_id}",
)
register(
    "learning.line_class_moved",
    subject_id="Kelas yang kamu tunggu pindah: {class_name}",
    subject_en="The class you wait for moves: {class_name}",
    body_id="Sekarang mulai {after:datetime}, di {moved_place}. Tempatmu di daftar tunggu tetap.",
    body_en="It now starts on {after:datetime}, at {moved_place}. Your place in line stays.",
    path="/saya/kelas/{class_id}/antre",
)
register(
    "learning.wished_class_moved",
    subject_id="Kelas yang kamu pilih pindah: {class_name}",
    subject_en="A class you wished for moves: {class_name}",
    body_id="Sekarang mulai {after:datetime}, di {moved_place}. Selama pembagian {round_name} belum tutup, kamu bisa"
    " mengubah pilihanmu.",
    body_en="It now starts on {after:datetime}, at {moved_place}. As long as the round {round_name} has not closed,"
    " you can change your wishes.",
    path="/saya/pembagian/{allocation_id}",
)
register(
    "learning.allocated",
    subject_id="Kamu mendapat kursi: {class_name}",
    subject_en="You got a seat: {class_name}",
    body_id="Dari pembagian {round_name}: pilihanmu nomor {rank}. Alasan lengkapnya, dengan prioritas dan nomor"
    " undianmu, ada di halaman ini.",
    body_en="From the round {round_name}: your wish number {rank}. The full reason, with your priority and your"
    " ticket, stands on this page.",
    path="/saya/pembagian/{allocation_id}",
)
register(
    "learning.allocation_refused",
    subject_id="Kursi dari pembagian belum jadi milikmu: {class_name}",
    subject_en="The seat from the round is not yours yet: {class_name}",
    body_id="Kamu mendapat kursi dari pembagian {round_name}, tetapi kursinya belum bisa dipesan. Alasannya dan"
    " apa yang bisa kamu lakukan ada di halaman ini. Kursinya ditawarkan ke orang berikutnya.",
    body_en="You got a seat in the round {round_name}, but it could not be booked. The reason and what you can do stand"
    " on this page. The seat is offered to the next person.",
    path="/saya/pembagian/{allocation_id}",
)
register(
    "learning.not_allocated",
    subject_id="Hasil pembagian kursi: {round_name}",
    subject_en="Result of the allocation: {round_name}",
    body_id="Kali ini kamu belum mendapat kursi. Di halaman ini tertulis alasannya untuk setiap pilihanmu, dan apa yang"
    " bisa kamu lakukan.",
    body_en="This time you did not get a seat. This page gives the reason for each of your wishes, and what you can"
    " do.",
    path="/saya/pembagian/{allocation_id}",
)
register(
    "learning.allocation_cancelled",
    subject_id="Pembagian kursi dibatalkan: {round_name}",
    subject_en="The allocation was cancelled: {round_name}",
    body_id="Pilihanmu tidak dipakai. Kursi kelasnya sekarang bisa dipesan langsung.",
    body_en="Your wishes are not used. The seats of its classes can now be booked directly.",
    path="/saya/pembagian/{allocation_id}",
)
