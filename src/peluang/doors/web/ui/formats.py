"""Numbers, money, distances and dates as people in Indonesia write them. Pure functions; also Jinja filters.

Every function takes `lang` ("id" or "en"); None means the language active in Django. Money is int rupiah.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

Number = int | float | Decimal

MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
SCALES = {
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "jt"), (10**3, "rb")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k")),
}
NO_BREAK = "\u00a0"
MINUS = "\u2212"


def language(lang: str | None = None) -> str:
    """ "en" for any English, "id" for everything else: Indonesian is the first language."""
    return "en" if (lang or get_language() or "id").lower().startswith("en") else "id"


def _separate(text: str, lang: str) -> str:
    """1,534.5 in plain ASCII to the separators of the language."""
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def _round(value: Number, digits: int) -> Decimal:
    """Half away from zero, as people round; binary floats go through their shortest text."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def number_id(value: Number, digits: int = 0, lang: str | None = None) -> str:
    """1534 -> "1.534" (id), "1,534" (en). Rounds half up to `digits` decimals and keeps them."""
    rounded = _round(value, digits)
    text = _separate(f"{abs(rounded):,.{max(digits, 0)}f}", language(lang))
    return f"{MINUS}{text}" if rounded < 0 else text


def _trimmed(value: Number, digits: int, lang: str) -> str:
    """Like number_id, without decimals that are zero: 3.0 -> "3"."""
    rounded = _round(value, digits)
    return number_id(rounded, 0 if rounded == rounded.to_integral_value() else digits, lang)


def rupiah(value: int, lang: str | None = None) -> str:
    """3500000 -> "Rp3.500.000" (no space, as the official spelling has it)."""
    return f"{MINUS if value < 0 else ''}Rp{number_id(abs(value), 0, lang)}"


def _scaled(value: int, lang: str) -> tuple[str, str]:
    """(number, unit) of a compact amount: 3500000 -> ("3,5", "jt"). One decimal, two from a billion up."""
    size = abs(value)
    for scale, unit in SCALES[lang]:
        digits = 2 if scale >= 10**9 else 1
        if _round(Decimal(size) / scale, digits) >= 1:
            return _trimmed(Decimal(size) / scale, digits, lang), unit
    return number_id(size, 0, lang), ""


def rupiah_short(value: int, lang: str | None = None) -> str:
    """3500000 -> "Rp3,5 jt" (id), "Rp3.5m" (en); 125930000000 -> "Rp125,93 miliar"."""
    chosen = language(lang)
    number, unit = _scaled(value, chosen)
    gap = NO_BREAK if chosen == "id" and unit else ""
    return f"{MINUS if value < 0 else ''}Rp{number}{gap}{unit}"


def range_rupiah(low: int, high: int, lang: str | None = None) -> str:
    """(2900000, 3400000) -> "Rp2,9–3,4 jt"; the unit is written once when both share it."""
    chosen = language(lang)
    if low == high:
        return rupiah_short(low, chosen)
    (low_text, low_unit), (high_text, high_unit) = _scaled(low, chosen), _scaled(high, chosen)
    if low_unit == high_unit:
        gap = NO_BREAK if chosen == "id" and high_unit else ""
        return f"Rp{low_text}–{high_text}{gap}{high_unit}"
    return f"{rupiah_short(low, chosen)}–{rupiah_short(high, chosen)}"


def percent(share: Number, digits: int = 0, lang: str | None = None) -> str:
    """A share of 1 as percent: 0.714 -> "71%"; with digits=1 "71,4%"."""
    return f"{number_id(Decimal(str(share)) * 100, digits, lang)}%"


def km(distance: Number, lang: str | None = None) -> str:
    """Kilometres: "850 m" below one, one decimal below ten ("4,2 km"), whole above ("31 km")."""
    chosen = language(lang)
    if 0 < distance < 1:
        return f"{number_id(Decimal(str(distance)) * 1000, -1, chosen)}{NO_BREAK}m"
    return f"{_trimmed(distance, 1 if distance < 10 else 0, chosen)}{NO_BREAK}km"


def counted(count: int, word_id: str, word_en: str, plural_en: str = "", lang: str | None = None) -> str:
    """ "4 lowongan" / "1 vacancy" / "4 vacancies". Indonesian nouns have no plural after a number."""
    chosen = language(lang)
    if chosen == "id":
        word = word_id
    elif count == 1:
        word = word_en
    else:
        word = plural_en or (word_en[:-1] + "ies" if word_en.endswith("y") else word_en + "s")
    return f"{number_id(count, 0, chosen)}{NO_BREAK}{word}"


def _local_date(day: date, zone: str) -> date:
    return day.astimezone(ZoneInfo(zone)).date() if isinstance(day, datetime) and day.tzinfo else day


def date_id(day: date, lang: str | None = None, weekday: bool = False, zone: str = "Asia/Jakarta") -> str:
    """ "12 Apr 2026"; with weekday "Minggu, 12 Apr 2026". An aware datetime is first moved to `zone`."""
    chosen = language(lang)
    local = _local_date(day, zone)
    text = f"{local.day}{NO_BREAK}{MONTHS[chosen][local.month - 1]}{NO_BREAK}{local.year}"
    return f"{WEEKDAYS[chosen][local.weekday()]}, {text}" if weekday else text


def date_short(day: date, lang: str | None = None, zone: str = "Asia/Jakarta") -> str:
    """ "12 Apr": where the year is plain from the page."""
    local = _local_date(day, zone)
    return f"{local.day}{NO_BREAK}{MONTHS[language(lang)][local.month - 1]}"


def datetime_id(moment: datetime, zone: str = "Asia/Jakarta", lang: str | None = None) -> str:
    """Aware moment to local time with its zone's name: "12 Apr 2026 10.42 WIB".

    Raises ValueError for a naive datetime: without a zone the hour means nothing across three zones.
    """
    if moment.tzinfo is None:
        raise ValueError("datetime_id needs an aware datetime")
    chosen = language(lang)
    local = moment.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M}" if chosen == "en" else f"{local:%H.%M}"
    return f"{date_id(local.replace(tzinfo=None), chosen)} {clock}{NO_BREAK}{ZONES.get(zone, zone)}"


def clock_id(moment: datetime, zone: str = "Asia/Jakarta", lang: str | None = None) -> str:
    """The hour alone, where the day is known: "10.42". Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("clock_id needs an aware datetime")
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M}" if language(lang) == "en" else f"{local:%H.%M}"


def relative_day(day: date, today: date, lang: str | None = None) -> str:
    """ "hari ini", "besok", "lusa", "kemarin", "3 hari lagi", "5 hari lalu"; beyond 30 days the date."""
    chosen = language(lang)
    distance = (_local_date(day, "Asia/Jakarta") - _local_date(today, "Asia/Jakarta")).days
    near = {
        "id": {0: "hari ini", 1: "besok", 2: "lusa", -1: "kemarin"},
        "en": {0: "today", 1: "tomorrow", -1: "yesterday"},
    }[chosen]
    if distance in near:
        return near[distance]
    if abs(distance) > 30:
        return date_id(day, chosen)
    if chosen == "id":
        return f"{abs(distance)} hari {'lagi' if distance > 0 else 'lalu'}"
    return f"in {distance} days" if distance > 0 else f"{-distance} days ago"
