"""A sanction in words, the same on both sides of the desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from peluang.domain.organisations.models import Sanction, SanctionKind
from peluang.doors.web.ui.formats import date_id

TONES = {
    "announced": "warn",
    "answered": "info",
    "in_force": "bad",
    "appealed": "warn",
    "lifted": "good",
    "ended": "neutral",
}


def effects_of(kind: str) -> list[str]:
    """What it brings about while it is in force."""
    if kind == SanctionKind.WARNING:
        return [
            _("Tidak menutup apa-apa."),
            _("Tampil di halaman lembaga bersama jawabannya."),
        ]
    if kind == SanctionKind.SUSPENSION:
        return [
            _("Tidak ada kelas dan kursi baru. Kelas yang sedang berjalan diselesaikan."),
            _("Peserta kelas yang belum mulai memilih dalam 7 hari: pindah kelas atau uang kembali."),
        ]
    return [
        _("Semua kelas dibatalkan dan uang pesertanya kembali."),
        _("Pemilik dan pimpinannya ditandai pada pendaftaran lembaga lain."),
    ]


def history_of(row: Sanction) -> list[dict[str, Any]]:
    """What was said and decided, newest first, for ui.timeline."""
    office, institution = _("kantor program"), _("lembaga")
    told = [
        (row.announced_at, _("Diumumkan"), row.reason, office),
        (row.answered_at, _("Jawaban"), row.answer, institution),
        (row.decided_at, _("Ditetapkan"), row.decision, office),
        (row.appealed_at, _("Banding"), row.appeal, institution),
        (row.appeal_decided_at, _("Putusan banding"), row.appeal_decision, office),
        (row.lifted_at, _("Dicabut"), row.lift_reason, office),
    ]
    found = [(at, title, text, who) for at, title, text, who in told if at is not None]
    return [
        {"when": date_id(at), "what": title, "note": text, "who": who}
        for at, title, text, who in sorted(found, key=lambda each: each[0], reverse=True)
    ]
