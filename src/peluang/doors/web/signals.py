"""What was found in a vacancy, in words for employer and officer."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from peluang.domain.jobs.models import VacancyReview


def explained(review: VacancyReview) -> list[dict[str, str]]:
    """[{"why", "words", "todo"}], one for each sign."""
    said = {
        "fee": (_("Meminta uang dari pelamar"), _("Hapus biayanya: mencari kerja harus gratis (UU 13/2003 pasal 38).")),
        "private_contact": (
            _("Kontak pribadi"), _("Hapus nomor atau alamat pribadinya: lamaran masuk lewat halaman ini."),
        ),
        "discriminating": (
            _("Syarat yang menutup jalan orang"),
            _("Hapus kata-katanya. Syarat umur atau jenis kelamin punya tempatnya sendiri, dengan dasar hukum."),
        ),
        "copy": (_("Sama dengan lowongan lain"), _("Tulis dengan kata-kata sendiri, atau jawab mengapa sama.")),
        "sent_back": (_("Pernah dikembalikan dinas"), _("Dinas melihat perubahan Anda sebelum tampil.")),
    }  # fmt: skip
    return [
        {"why": said[each["signal"]][0], "words": each["words"], "todo": said[each["signal"]][1]}
        for each in review.found
    ]


def marked(text: str, review: VacancyReview) -> Markup:
    """The text with the found words in <mark>; everything else escaped."""
    words = sorted({each["words"] for each in review.found if each["words"]}, key=len, reverse=True)
    if not words:
        return escape(text)
    parts = re.split("(" + "|".join(re.escape(each) for each in words) + ")", text, flags=re.IGNORECASE)
    shown: list[Any] = [
        Markup("<mark>{}</mark>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    ]
    return Markup("").join(shown)
