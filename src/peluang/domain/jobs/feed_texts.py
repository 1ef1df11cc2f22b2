"""What is said about a feed's items and documents, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Items that are left out.
PROBLEMS: dict[str, Any] = {
    "no_title": _("Nama pekerjaannya kosong."),
    "no_employer": _("Nama pemberi kerjanya kosong."),
    "no_place": _("Tempat kerjanya tidak disebut."),
    "no_places": _("Mencari 0 orang."),
    "no_url": _("Tidak ada alamat halaman lowongannya, padahal orang melamar di sana."),
    "abroad": _("Tempat kerjanya di luar negeri (%(value)s), tanpa izin penempatan."),
    "place_unclear": _("Kabupaten atau kota “%(value)s” tidak dikenali, atau ada beberapa yang bernama begitu."),
    "other_employer": _("Pemberi kerjanya “%(value)s”, bukan lembaga pemilik umpan ini."),
    "ended_here": _("Lowongan ini sudah diakhiri atau sedang diperiksa di sini; isinya tidak diubah."),
    "not_read": _("Isinya tidak bisa dibaca."),
}
#: Items that are taken, but not just as they say.
NOTES: dict[str, Any] = {
    "wage_unit": _("Upah dihitung ulang menjadi sebulan (asalnya per %(value)s)."),
    "currency": _("Upahnya bukan dalam rupiah (%(value)s); dikosongkan."),
    "wage_unread": _("Upah “%(value)s” tidak terbaca; dikosongkan."),
    "wage_implausible": _("Upah sebulan Rp%(value)s tidak masuk akal; dikosongkan."),
    "url_bad": _("Alamat “%(value)s” bukan alamat web yang aman; dikosongkan."),
    "headcount_bad": _("Jumlah orang “%(value)s” tidak terbaca; dipakai 1."),
    "date_bad": _("Tanggal “%(value)s” tidak terbaca; dikosongkan."),
    "closes_before_posted": _("Tanggal tutup sebelum tanggal tayang; dipakai tanggal tutup untuk keduanya."),
    "place_kota": _("Ada kabupaten dan kota bernama ini; dipakai %(value)s."),
}
#: The document or its address.
TROUBLES: dict[str, Any] = {
    "breaks_off": _("Dokumennya terputus di tengah. Yang utuh sudah diambil; yang lain menunggu dokumen yang utuh."),
    "not_readable": _("Dokumennya bukan JSON-LD, XML, atau CSV yang benar."),
    "unsafe": _("Dokumennya memakai entitas XML yang bisa merusak; tidak dibaca."),
    "empty": _("Dokumennya kosong."),
    "no_items": _("Tidak ada satu pun lowongan di dokumen ini. Lowongan yang sudah ada dibiarkan."),
    "item_too_large": _("Ada satu lowongan yang lebih besar dari 2 MB; pembacaan berhenti di sana."),
    "columns_missing": _("Kolom yang wajib tidak ada: judul, perusahaan, dan kota."),
    "document_gone": _("Dokumennya sudah tidak tersimpan. Unggah lagi berkasnya."),
    "too_large": _("Dokumennya terlalu besar."),
    "address_bad": _("Alamatnya bukan alamat http atau https yang benar."),
    "address_inside": _("Alamatnya menunjuk ke jaringan dalam; tidak diambil."),
    "not_found_host": _("Nama situsnya tidak ditemukan."),
    "no_answer": _("Situsnya tidak menjawab."),
    "too_slow": _("Situsnya terlalu lambat."),
    "redirects": _("Situsnya terlalu sering mengalihkan ke alamat lain."),
    "answer_bad": _("Jawaban situsnya tidak bisa dibaca."),
    "status_401": _("Situsnya meminta kata sandi."),
    "status_403": _("Situsnya menolak kami."),
    "status_404": _("Alamat ini tidak ada lagi di situsnya."),
    "status": _("Situsnya sedang bermasalah."),
}


def words(said: dict[str, Any]) -> str:
    """of a problem or note as a run keeps them."""
    text = PROBLEMS.get(said["code"]) or NOTES.get(said["code"])
    if text is None:
        return str(said.get("text") or PROBLEMS["not_read"])
    return str(text) % {"value": said.get("value", "")} if "%(" in str(text) else str(text)


def trouble(code: str) -> str:
    return str(TROUBLES.get(code) or TROUBLES["status"]) if code else ""
