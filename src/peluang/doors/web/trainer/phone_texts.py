"""What the trainer's phone says while it works without a network: the page gives its script the words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def phone_texts() -> dict[str, str]:
    """{n}, {name}, {seat}, {time}, {code} are filled in by the script."""
    return {
        "sent": _("Semua catatan sudah terkirim."),
        "sent_at": _("Semua catatan sudah terkirim, terakhir {time}."),
        "waiting": _("{n} catatan belum terkirim."),
        "offline": _("Tanpa jaringan. Semua tetap bisa dicatat."),
        "offline_waiting": _("Tanpa jaringan: {n} catatan menunggu di ponsel ini."),
        "sending": _("Mengirim {n} catatan…"),
        "signed_out": _("Anda perlu masuk lagi supaya catatan terkirim. Catatannya tetap ada di ponsel ini."),
        "busy": _("Server belum menerima. Ponsel ini mencoba lagi sendiri."),
        "full": _("Ponsel ini tidak bisa menyimpan catatan. Kosongkan ruang, atau catat di kertas."),
        "away": _("belum datang"),
        "here": _("datang {time}"),
        "gone": _("pulang {time}"),
        "unsent": _("belum terkirim"),
        "come": _("Datang"),
        "leave": _("Pulang"),
        "remove": _("Hapus"),
        "kept": _("{name} (kursi {seat}): tercatat di ponsel ini."),
        "twice": _("{name} (kursi {seat}) baru saja dicatat."),
        "no_ticket": _("Ini bukan kode peserta. Contohnya: 7-ABCD2345."),
        "no_seat": _("Kursi {seat} tidak ada di kelas ini."),
        "unknown": _("Kode {code}"),
        "ticket": _("kode, diperiksa waktu terkirim"),
        "tapped": _("ketukan nama"),
        "code_changes": _("Kode berganti {n} detik lagi."),
        "no_code": _("Kode muncul 30 menit sebelum pertemuan sampai 30 menit sesudahnya."),
        "qr": _("Kode kehadiran"),
        "no_camera": _("Kamera tidak bisa dibuka. Izinkan kamera, atau ketik kodenya."),
        "still_here": _("{n} orang belum tercatat pulang."),
    }
