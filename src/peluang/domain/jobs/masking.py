"""Facts about a person made coarse enough to say before they agreed to be known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from peluang.domain.skills.models import Skill
from peluang.engines.matching.score import Match

from .reasons import Reasons, names_for, reading_language, spoken, stored


def experience_band(months: int) -> str:
    """Years of experience in bands; the month would tell too much."""
    if months < 1:
        return _("Belum ada pengalaman kerja")
    if months < 12:
        return _("Kurang dari 1 tahun")
    years = months // 12
    if years < 3:
        return _("1–2 tahun")
    if years < 6:
        return _("3–5 tahun")
    return _("6–10 tahun") if years <= 10 else _("Lebih dari 10 tahun")


def coarse_reasons(match: Match, names: Mapping[str, Skill]) -> Reasons:
    """Why somebody fits, without the numbers that are theirs alone. names: of the skills the vacancy asks for."""
    return coarse(match.total, stored(match), names)


def coarse(total: int, factors: list[dict[str, Any]], names: Mapping[str, Skill] | None = None) -> Reasons:
    """From what `reasons.stored` gave. names: None looks them up (one statement)."""
    known = names_for(factors) if names is None else names
    plain = [each for each in factors if each["code"] != "distance" and not _counts(each)]
    said = spoken(total, plain, known, reading_language(), to_person=False)
    counted = tuple(_wording(each["code"]) for each in factors if _counts(each))
    return Reasons(said.total, said.met, said.missing + counted, said.skills)


def _counts(factor: Mapping[str, Any]) -> bool:
    """A sentence that gives the very sum or months that are lacking."""
    return factor["code"] in ("wage", "experience") and not factor["positive"]


def _wording(code: str) -> str:
    return {
        "wage": _("Upahnya di bawah harapan pelamar, atau belum disebut."),
        "experience": _("Pengalamannya belum sampai yang diminta."),
    }[code]
