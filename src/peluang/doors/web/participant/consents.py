"""What each consent means, in plain words; the same words at registration and on the page of consents."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.people.enums import Purpose

MEANING = {
    Purpose.PROGRAMME: _("Perlu untuk ikut gelombang dan menerima saldo pelatihan."),
    Purpose.MATCHING: _("Kami menyarankan lowongan dan pelatihan yang cocok."),
    Purpose.EMPLOYERS: _(
        "Perusahaan melihat keahlianmu tanpa nama. Namamu baru terlihat kalau kamu melamar atau menerima undangan."
    ),
    Purpose.PLACEMENT: _("Petugas dinas di daerahmu melihat profilmu dan mencarikan lowongan."),
    Purpose.OTHER_REGIONS: _("Kalau kamu mau bekerja di luar daerahmu."),
    Purpose.ALUMNI: _("Sesama alumni bisa menemukanmu."),
    Purpose.SURVEYS: _("Tiga, enam, dan dua belas bulan sesudah pelatihan; satu menit sekali isi."),
}


def options() -> list[dict[str, Any]]:
    """For choice_group."""
    return [{"value": each.value, "label": each.label, "hint": MEANING[each]} for each in Purpose]
