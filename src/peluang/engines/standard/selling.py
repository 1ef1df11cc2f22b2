"""Price, free content, and what may be taught online."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from peluang.engines.rules.reasons import rupiah_en, rupiah_id

from .offered import Around, Finding, Offered

PRICE = "Permenko 11/2020 pasal 29"
EQUIVALENTS = "Aturan Peluang: harga dibanding yang sejenis"
#: The press report of 7 November 2020; the decisions of the schemes carry it.
ONLINE = "Keputusan skema: daring hanya untuk bidang teknologi"
MODE = "Aturan Peluang: cara belajar"
#: With fewer equivalents a median says too little. Ours.
LEAST_EQUIVALENTS = 4
#: So many spreads above the median are worth a look; the spread is never taken below a tenth of the median. Ours.
SPREADS, LEAST_SPREAD = 2, 0.10
_MAD_TO_DEVIATION = 1.4826  # of a normal distribution (Rousseeuw and Croux 1993)


@dataclass(frozen=True)
class PriceRange:
    """Rupiah over `n` equivalents. usual_most: above it a price is worth a look."""

    n: int
    median: int
    low: int
    high: int
    usual_most: int


def price_range(prices: tuple[int, ...]) -> PriceRange | None:
    """Median and spread by median absolute deviation, which one absurd price cannot move. None with too few."""
    paid = sorted(price for price in prices if price > 0)
    if len(paid) < LEAST_EQUIVALENTS:
        return None
    middle = median(paid)
    spread = max(_MAD_TO_DEVIATION * median(abs(price - middle) for price in paid), LEAST_SPREAD * middle)
    quarter = len(paid) // 4
    return PriceRange(len(paid), round(middle), paid[quarter], paid[-1 - quarter], round(middle + SPREADS * spread))


def price(offered: Offered, around: Around) -> Iterator[Finding]:
    """A lower price never adds a finding."""
    if offered.price < 0:
        yield Finding(
            "PRICE_NEGATIVE", "price", PRICE, "must", "Harga tidak boleh kurang dari nol.",
            "A price cannot be below zero.", "Tulis 0 kalau gratis.", "Write 0 when it is free.",
        )  # fmt: skip
        return
    outside = offered.outside_price
    if outside is not None and offered.price > outside:
        yield Finding(
            "PRICE_ABOVE_OUTSIDE", "price", PRICE, "must",
            f"Harga di sini {rupiah_id(offered.price)}, di luar program {rupiah_id(outside)}.",
            f"The price here is {rupiah_en(offered.price)}, outside the programme {rupiah_en(outside)}.",
            f"Turunkan {rupiah_id(offered.price - outside)}, paling banyak {rupiah_id(max(outside, 0))}.",
            f"Lower it by {rupiah_en(offered.price - outside)}, to {rupiah_en(max(outside, 0))} at most.",
        )  # fmt: skip
    if outside is not None and offered.price > 0 and not offered.outside_url.strip():
        yield Finding(
            "OUTSIDE_WITHOUT_LINK", "outside_url", PRICE, "look",
            "Harga di luar program disebut tanpa tautan, jadi sulit diperiksa.",
            "The price outside the programme comes without a link, so it is hard to check.",
            "Isi tautan tempat pelatihan ini dijual, atau tulis di uraian di mana dijual.",
            "Give the link where it is sold, or say in the description where it is sold.",
        )  # fmt: skip
    yield from _free(offered, around)
    yield from _equivalents(offered, around)


def _free(offered: Offered, around: Around) -> Iterator[Finding]:
    if offered.price <= 0:
        return
    if around.identical_free > 0:
        yield Finding(
            "IDENTICAL_FREE", "price", PRICE, "must",
            "Isi yang sama ada gratis di tempat lain; yang gratis tidak boleh dijual.",
            "The same content is free elsewhere, and what is free may not be sold.",
            "Jadikan gratis (harga 0), atau ubah isinya dan minta kurator menilai ulang tautannya.",
            "Make it free (price 0), or change the content and ask the reviewer to look at the link again.",
        )  # fmt: skip
    elif around.similar_free > 0:
        yield Finding(
            "FREE_ELSEWHERE", "price", PRICE, "look",
            f"Ada {around.similar_free} pelatihan gratis yang sejenis di tempat lain.",
            f"There are {around.similar_free} free trainings of this type elsewhere.",
            "Jelaskan di uraian apa yang tidak ada di yang gratis: praktik, alat, umpan balik, sertifikat.",
            "Say in the description what the free ones lack: practice, tools, feedback, a certificate.",
        )  # fmt: skip


def _equivalents(offered: Offered, around: Around) -> Iterator[Finding]:
    known = price_range(around.prices)
    if known is None or offered.price <= known.usual_most:
        return
    yield Finding(
        "PRICE_UNUSUAL", "price", EQUIVALENTS, "look",
        f"Harga {rupiah_id(offered.price)}. Yang sejenis ({known.n} penawaran) di tengah {rupiah_id(known.median)}, "
        f"umumnya {rupiah_id(known.low)} sampai {rupiah_id(known.high)}.",
        f"The price is {rupiah_en(offered.price)}. Equivalents ({known.n} offerings) have a median of "
        f"{rupiah_en(known.median)}, usually {rupiah_en(known.low)} to {rupiah_en(known.high)}.",
        f"Jelaskan di uraian apa yang lebih, atau turunkan sampai {rupiah_id(known.usual_most)}.",
        f"Say in the description what more there is, or lower it to {rupiah_en(known.usual_most)}.",
    )  # fmt: skip


def mode(offered: Offered, around: Around) -> Iterator[Finding]:
    if offered.mode == "blended" and not 0 < offered.online_share < 100:
        yield Finding(
            "BLENDED_SHARE", "online_share", MODE, "must",
            "Bauran berarti sebagian jamnya daring dan sebagian tatap muka.",
            "Blended means that some hours are online and some in a room.",
            "Isi bagian daring 1 sampai 99 persen, atau pilih tatap muka atau daring.",
            "Write an online share of 1 to 99 percent, or choose face to face or online.",
        )  # fmt: skip
    if offered.in_a_room and not offered.has_place:
        yield Finding(
            "NO_PLACE", "regency", MODE, "must",
            "Kelas tatap muka belum menyebut kabupaten atau kotanya.",
            "A class in a room does not say its regency yet.",
            "Isi kabupaten atau kota tempat kelasnya.", "Fill in the regency or city of the class.",
        )  # fmt: skip
    if offered.counts_as_online and not around.online_allowed:
        yield Finding(
            "ONLINE_NOT_ALLOWED", "mode", ONLINE, "must",
            "Semua skema yang dibuka hanya membayar pelatihan daring di bidang teknologi.",
            "Every open scheme pays for online training in technology only.",
            "Tawarkan sebagai kelas tatap muka, atau bauran dengan bagian daring paling banyak 50 persen.",
            "Offer it face to face, or blended with at most 50 percent online.",
        )  # fmt: skip
