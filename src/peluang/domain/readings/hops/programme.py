"""From registration to the balance: wave, screening, draw, decree, first purchase."""

from __future__ import annotations

import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.engines.rules import local_date

from ..facts import Entry, Facts, Grant
from ..hop import Hop


def registered(facts: Facts) -> list[Hop]:
    return [Hop("registered", _("Daftar di Peluang"), "done", when=local_date(facts.registered_at))]


def on_own_path(facts: Facts) -> bool:
    """Whether this person already learns or works without a decree."""
    return facts.grant is None and bool(
        facts.seats or facts.work or facts.applications or facts.proposals or facts.case
    )


def wave(facts: Facts, at: datetime.datetime) -> list[Hop]:
    """The last wave, and the way into the next one when that is open."""
    entry = facts.entry
    if entry is None:
        return _no_entry(facts)
    hops = _ENTRY[entry.status](entry)
    if entry.status in ("ineligible", "not_drawn"):
        hops += _again(facts)
    return hops


def _no_entry(facts: Facts) -> list[Hop]:
    if facts.open_wave:
        return [_join(facts, _("Ikut gelombang %(number)s") % {"number": facts.open_wave.number}, on_own_path(facts))]
    if on_own_path(facts):
        return []
    said = _("Belum ada yang dibuka. Kami kabari begitu dibuka; sementara itu kamu bisa belajar dan melamar kerja.")
    return [Hop("wave", _("Ikut gelombang berikutnya"), "next", note=said)]


def _again(facts: Facts) -> list[Hop]:
    if facts.open_wave:
        title = _("Coba lagi di gelombang %(number)s") % {"number": facts.open_wave.number}
        return [_join(facts, title, facts.entry is not None and facts.entry.status == "ineligible")]
    said = _("Belum dibuka. Datamu tetap tersimpan; nanti cukup satu ketukan.")
    return [Hop("wave_again", _("Ikut gelombang berikutnya"), "next", note=said)]


def _join(facts: Facts, title: str, optional: bool) -> Hop:
    assert facts.open_wave
    return Hop(
        "wave",
        title,
        "now",
        who=_("kamu"),
        by=local_date(facts.open_wave.closes_at),
        act="join_wave",
        subject=str(facts.open_wave.number),
        action=title,
        mine=True,
        optional=optional,
        after=_("syarat diperiksa, lalu diundi. Yang mendaftar lebih dulu tidak diuntungkan."),
    )


def _joined(entry: Entry) -> list[Hop]:
    title = _("Terdaftar di gelombang %(number)s") % {"number": entry.wave}
    if entry.wave_status == "open":
        note = _("Gelombang ditutup lalu syarat semua pendaftar diperiksa.")
        after = _("undian di antara semua yang memenuhi syarat. Kamu tidak perlu berbuat apa-apa.")
    else:
        note, after = "", _("undian di antara semua yang memenuhi syarat.")
    return [
        Hop("entry", title, "done", when=local_date(entry.joined_at)),
        Hop(
            "screening",
            _("Syarat diperiksa"),
            "now",
            who=_("kantor program"),
            when=local_date(entry.closes_at),
            note=note,
            after=after,
            act="wave",
            subject=str(entry.wave),
        ),
        Hop("draw", _("Undian"), "next"),
        Hop("decree", _("Ditetapkan sebagai penerima"), "next"),
    ]


def _eligible(entry: Entry) -> list[Hop]:
    return [
        Hop(
            "entry",
            _("Syarat gelombang %(number)s terpenuhi") % {"number": entry.wave},
            "done",
            when=local_date(entry.decided_at or entry.joined_at),
        ),
        Hop(
            "draw",
            _("Undian"),
            "now",
            who=_("kantor program"),
            act="wave",
            subject=str(entry.wave),
            note=_("Semua yang memenuhi syarat punya kesempatan yang sama."),
            after=_("kalau terpilih, kamu ditetapkan dan mendapat saldo pelatihan."),
        ),
        Hop("decree", _("Ditetapkan sebagai penerima"), "next"),
    ]


def _ineligible(entry: Entry) -> list[Hop]:
    return [
        Hop(
            "entry",
            _("Gelombang %(number)s: belum memenuhi syarat") % {"number": entry.wave},
            "stopped",
            when=_day(entry.decided_at),
            note=_first_reason(entry, "id"),
            act="wave",
            subject=str(entry.wave),
            after=_first_reason(entry, "remedy") or _("kamu tetap bisa belajar di kelas lain dan melamar kerja."),
        ),
    ]


def _not_drawn(entry: Entry) -> list[Hop]:
    return [
        Hop(
            "draw",
            _("Gelombang %(number)s: belum terpilih") % {"number": entry.wave},
            "stopped",
            when=_day(entry.decided_at or entry.drawn_at),
            note=_first_reason(entry, "id"),
            act="wave",
            subject=str(entry.wave),
            after=_("tidak ada yang hangus: profilmu tetap, dan kelas lain serta lowongan terbuka."),
        ),
    ]


def _drawn(entry: Entry) -> list[Hop]:
    return [
        Hop("draw", _("Terpilih di gelombang %(number)s") % {"number": entry.wave}, "done", when=_day(entry.drawn_at)),
        Hop(
            "decree",
            _("Surat penetapan (SK)"),
            "now",
            who=_("kantor program"),
            act="wave",
            subject=str(entry.wave),
            after=_("saldo pelatihanmu dibuka."),
        ),
        Hop("purchase", _("Pilih pelatihan pertama"), "next"),
    ]


def _decreed(entry: Entry) -> list[Hop]:
    note = _("SK nomor %(number)s") % {"number": entry.decree} if entry.decree else ""
    return [
        Hop("decree", _("Terpilih dan ditetapkan sebagai penerima"), "done", when=_day(entry.decreed_at), note=note)
    ]


_ENTRY = {
    "joined": _joined,
    "eligible": _eligible,
    "ineligible": _ineligible,
    "not_drawn": _not_drawn,
    "drawn": _drawn,
    "decreed": _decreed,
}


def balance(facts: Facts, at: datetime.datetime) -> list[Hop]:
    """What the balance still asks for: the first purchase before its last day, or why it ended."""
    grant = facts.grant
    if grant is None:
        return []
    if grant.status == "revoked":
        return [_revoked(grant)]
    if any(seat.payer == "balance" for seat in facts.seats):
        return []
    title = _("Pilih pelatihan pertamamu")
    return [
        Hop(
            "purchase",
            title,
            "now",
            who=_("kamu"),
            by=grant.first_purchase_by,
            mine=True,
            act="choose_training",
            action=_("Pilih pelatihan dari saldomu"),
            after=_("lewat hari itu kepesertaan dicabut dan saldo kembali ke kas negara."),
        ),
    ]


def _revoked(grant: Grant) -> Hop:
    return Hop(
        "revoked",
        _("Kepesertaan dicabut"),
        "stopped",
        when=_day(grant.ended_at),
        note=grant.reason or _("Tidak ada pelatihan yang dipilih sebelum batasnya."),
        after=_("kamu tetap bisa ikut kelas yang dibayar pihak lain, dibantu dinas, dan melamar kerja."),
    )


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return local_date(moment) if moment else None


def _first_reason(entry: Entry, part: str) -> str:
    """The first stored reason in the active language. part: "id" for the reason, "remedy" for what can be done."""
    if not entry.reasons:
        return ""
    reason = entry.reasons[0]
    language = "en" if (get_language() or "id").startswith("en") else "id"
    names = (f"remedy_{language}",) if part == "remedy" else (language, f"text_{language}")
    return next((str(reason[name]) for name in names if reason.get(name)), "")
