"""May this training be bought from this balance today?

Sources: Permenko Perekonomian 11/2020 art. 17-19 (balance, several trainings, 15 December, first training in
time); press report of 7 November 2020 (online stays only for technology).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peluang.engines.codes.kbli import Kbli
from peluang.engines.codes.technology import technology_list
from peluang.engines.rules.reasons import Reason, local_date, rupiah_en, rupiah_id
from peluang.engines.rules.schemes import SchemeParameters


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    """The wish and the state of the benefit. Rupiah; minutes of the whole course, self-study counted as
    online.

    ``industry``: of the skill taught, or None. ``trainings_bought``: purchases before this one that were not
    cancelled.
    """

    price_rupiah: int
    balance_rupiah: int
    decree_date: date
    online_minutes: int
    offline_minutes: int
    occupation_code: str
    industry: Kbli | None = None
    trainings_bought: int = 0
    previous_finished: bool = False
    previous_reviewed: bool = False
    membership_ended: bool = False


@dataclass(frozen=True, slots=True)
class PurchaseDecision:
    allowed: bool
    reasons: tuple[Reason, ...]
    is_online: bool
    is_technology: bool


def counts_as_online(online_minutes: int, offline_minutes: int, scheme: SchemeParameters) -> bool:
    """Online when MORE than ``online_share_percent`` of all minutes are online; exactly half is still
    offline.

    Why a majority of hours: the plan says training is "mostly" face to face, and a course of which at least
    half happens in a workshop is that. A tie goes to the participant. Raises ValueError without any minutes:
    the mode is then unknown.
    """
    total = online_minutes + offline_minutes
    if online_minutes < 0 or offline_minutes < 0 or total == 0:
        raise ValueError("a training needs a duration in minutes, online or offline")
    return online_minutes * 100 > scheme.online_share_percent * total


def first_training_deadline(decree_date: date, scheme: SchemeParameters) -> date:
    """Last day of the first purchase; the day after the decree is day 1."""
    return decree_date + timedelta(days=scheme.first_training_days)


def may_publish_online(
    occupation_code: str,
    industry: Kbli | None,
    open_schemes: Iterable[SchemeParameters],
    at: date | datetime,
) -> bool:
    """May an online offering appear in the catalogue? Only if some open scheme could pay for it, or none is
    open."""
    schemes = list(open_schemes)
    if not schemes or not all(scheme.online_restricted(at) for scheme in schemes):
        return True
    return _is_technology(occupation_code, industry, local_date(at))


def may_purchase(facts: PurchaseFacts, scheme: SchemeParameters, at: date | datetime) -> PurchaseDecision:
    """Tries every rule. Raises ValueError for a negative price or balance: those are faults of ours, not
    reasons."""
    if facts.price_rupiah < 0 or facts.balance_rupiah < 0:
        raise ValueError("price and balance are rupiah and cannot be negative")
    day = local_date(at)
    online = counts_as_online(facts.online_minutes, facts.offline_minutes, scheme)
    technology = _is_technology(facts.occupation_code, facts.industry, day)
    found = [
        _membership(facts, scheme, day),
        _year_end(scheme, day),
        _balance(facts, scheme),
        _previous(facts, scheme),
        _online(scheme, day) if online and not technology else None,
    ]
    reasons = tuple(reason for reason in found if reason is not None)
    return PurchaseDecision(not reasons, reasons, online, technology)


def _is_technology(occupation_code: str, industry: Kbli | None, day: date) -> bool:
    listed = technology_list(day)
    return listed.has_occupation(occupation_code) or (industry is not None and listed.has_industry(industry))


def _reason(
    code: str, article: str, scheme: SchemeParameters, texts: tuple[str, str], remedy: tuple[str, str]
) -> Reason:
    return Reason(code, f"{scheme.rule}, {article}", scheme.valid_from, *texts, *remedy)


def _membership(facts: PurchaseFacts, scheme: SchemeParameters, day: date) -> Reason | None:
    deadline = first_training_deadline(facts.decree_date, scheme)
    late = facts.trainings_bought == 0 and day > deadline
    if not (facts.membership_ended or late):
        return None
    code = "MEMBERSHIP_ENDED" if facts.membership_ended else "FIRST_TRAINING_LATE"
    limit = f"{scheme.first_training_days} hari untuk pelatihan pertama"
    return _reason(
        code,
        limit,
        scheme,
        (
            f"Batas membeli pelatihan pertama adalah {deadline.isoformat()}; sisa saldo kembali ke kas negara.",
            f"The first training had to be bought by {deadline.isoformat()}; the rest went back to the treasury.",
        )
        if late or facts.trainings_bought == 0
        else ("Kepesertaanmu sudah berakhir.", "Your membership has ended."),
        (
            "Jika ada gangguan sistem sebelum batas itu, ajukan keberatan. Pelatihan gratis dan bursa "
            "kerja tetap terbuka.",
            "If a fault of the system kept you from it, object. Free training and the job market stay open.",
        ),
    )


def _year_end(scheme: SchemeParameters, day: date) -> Reason | None:
    last = date.fromisoformat(f"{day.year}-{scheme.year_end_day}")
    if day <= last:
        return None
    return _reason(
        "YEAR_CLOSED",
        "batas tahun anggaran",
        scheme,
        (
            f"Saldo tahun {day.year} hanya bisa dipakai sampai {last.isoformat()}.",
            f"The balance of {day.year} could be used until {last.isoformat()}.",
        ),
        (
            "Pilih pelatihan gratis sekarang; tanggal tahun depan akan diumumkan.",
            "Choose a free training for now; the dates of next year will be announced.",
        ),
    )


def _balance(facts: PurchaseFacts, scheme: SchemeParameters) -> Reason | None:
    short = facts.price_rupiah - facts.balance_rupiah
    if short <= 0:
        return None
    return _reason(
        "BALANCE_TOO_SMALL",
        "harga tidak boleh melebihi saldo",
        scheme,
        (
            f"Harganya {rupiah_id(facts.price_rupiah)}, saldomu {rupiah_id(facts.balance_rupiah)}: "
            f"kurang {rupiah_id(short)}.",
            f"It costs {rupiah_en(facts.price_rupiah)} and you have {rupiah_en(facts.balance_rupiah)}: "
            f"{rupiah_en(short)} too little.",
        ),
        (
            "Pilih pelatihan sejenis yang lebih murah; saldo tidak bisa ditambah dengan uang sendiri.",
            "Choose a cheaper training of the same type; your own money cannot be added to the balance.",
        ),
    )


def _previous(facts: PurchaseFacts, scheme: SchemeParameters) -> Reason | None:
    if facts.trainings_bought == 0:
        return None
    if not facts.previous_finished:
        return _reason(
            "PREVIOUS_NOT_FINISHED",
            "pelatihan berikutnya setelah yang sebelumnya selesai",
            scheme,
            ("Pelatihan sebelumnya belum selesai.", "Your last training is not finished."),
            ("Selesaikan dulu pelatihan itu.", "Finish that training first."),
        )
    if scheme.next_training_requires_review and not facts.previous_reviewed:
        return _reason(
            "PREVIOUS_NOT_REVIEWED",
            "pelatihan berikutnya setelah ulasan",
            scheme,
            ("Pelatihan sebelumnya belum kamu ulas.", "You have not reviewed your last training."),
            ("Tulis ulasannya; cukup beberapa menit.", "Write the review; it takes a few minutes."),
        )
    return None


def _online(scheme: SchemeParameters, day: date) -> Reason | None:
    if not scheme.online_restricted(day):
        return None
    start = scheme.online_only_technology_from or scheme.valid_from
    share = scheme.online_share_percent
    return Reason(
        "ONLINE_NOT_ALLOWED",
        f"{scheme.decision}: daring hanya untuk bidang teknologi",
        start,
        f"Lebih dari {share}% jam pelatihan ini daring. Skemamu membayar pelatihan daring hanya di bidang teknologi.",
        f"More than {share}% of this training is online. Your scheme pays for online training in technology only.",
        "Pilih kelas tatap muka untuk keterampilan yang sama; pelatihan yang sudah dibeli tetap boleh diselesaikan.",
        "Choose a face-to-face class for the same skill; a training you already bought may still be finished.",
    )
