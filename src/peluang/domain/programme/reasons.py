"""Reasons as they are stored with a decision: both languages, the rule, its date, and what can be done."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import get_language

from peluang.engines.draw import DrawResult, Outcome
from peluang.engines.rules import Reason

_NEXT_WAVE = (
    "Daftar di gelombang berikutnya: profilmu sudah lengkap. Sambil menunggu, lihat lowongan dan kelas di dekatmu.",
    "Join the next wave: your profile is complete already. Meanwhile, look at vacancies and classes near you.",
)
_FAMILY = (
    "Kalau Kartu Keluargamu sudah terpisah, perbarui di Dukcapil, lalu daftar di gelombang berikutnya.",
    "If you now have a family card of your own, update it at the civil registry, then join the next wave.",
)
_DECREE = (
    "Tunggu SK penetapan. Sesudah itu saldomu terisi dan kamu bisa memilih pelatihan.",
    "Wait for the decree. Then your balance is filled and you can choose a training.",
)
_CODES = {Outcome.DRAWN: "DRAWN", Outcome.PLACES_FULL: "PLACES_FULL", Outcome.FAMILY_LIMIT: "FAMILY_LIMIT"}
_REMEDIES = {Outcome.DRAWN: _DECREE, Outcome.PLACES_FULL: _NEXT_WAVE, Outcome.FAMILY_LIMIT: _FAMILY}


def stored(reason: Reason) -> dict[str, Any]:
    """A reason of engines.rules as JSON."""
    return {
        "code": reason.code, "rule": reason.rule, "date": reason.rule_date.isoformat(),
        "id": reason.text_id, "en": reason.text_en, "remedy_id": reason.remedy_id, "remedy_en": reason.remedy_en,
    }  # fmt: skip


def of_receipt(result: DrawResult, position: int, rule: str, day: datetime.date) -> dict[str, Any]:
    """What the draw says to one entry, with the numbers of its receipt."""
    receipt = result.receipt_at(position)
    remedy_id, remedy_en = _REMEDIES[receipt.outcome]
    return {
        "code": _CODES[receipt.outcome], "rule": rule, "date": day.isoformat(),
        "id": receipt.text_id, "en": receipt.text_en, "remedy_id": remedy_id, "remedy_en": remedy_en,
        "rank": receipt.rank, "places": receipt.quota, "last_rank": receipt.last_rank,
    }  # fmt: skip


def taken_meanwhile(code: str, rule: str, day: datetime.date) -> dict[str, Any]:
    """Drawn, but another wave's decree came first: the NIK, or two of the family, have a benefit already."""
    texts = {
        "ALREADY_RECIPIENT": (
            "Kamu sudah menjadi penerima lewat gelombang lain. Manfaat hanya sekali seumur hidup.",
            "You became a recipient through another wave. The benefit is given once in a life.",
            "Tidak ada yang perlu dilakukan: saldomu dari gelombang itu tetap milikmu.",
            "Nothing needs to be done: your balance from that wave stays yours.",
        ),
        "FAMILY_LIMIT": (
            "Sejak undian, dua orang dari Kartu Keluargamu sudah menjadi penerima lewat gelombang lain.",
            "Since the draw, two people of your family card became recipients through another wave.",
            *_FAMILY,
        ),
    }
    text_id, text_en, remedy_id, remedy_en = texts[code]
    return {
        "code": code, "rule": rule, "date": day.isoformat(), "id": text_id, "en": text_en,
        "remedy_id": remedy_id, "remedy_en": remedy_en,
    }  # fmt: skip


def said(reason: dict[str, Any], key: str = "") -> str:
    """The reason's text ("") or remedy ("remedy") in the active language."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return str(reason.get(f"{key}_{language}" if key else language, ""))
