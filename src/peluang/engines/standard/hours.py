"""Hours, practice and the length of a day."""

from __future__ import annotations

from collections.abc import Iterator

from .offered import Finding, Offered, Severity
from .versions import Standard

#: The standard says 30:70 and gives no tolerance. Ours: up to five points below is for the reviewer to weigh.
PRACTICE_TOLERANCE = 5


def hours_id(minutes: int) -> str:
    """90 -> "1,5 jam". Rounded up to tenths, so that doing what is said is enough."""
    return f"{_tenths(minutes).replace('.', ',')} jam"


def hours_en(minutes: int) -> str:
    return f"{_tenths(minutes)} hours"


def _tenths(minutes: int) -> str:
    tenths = -(-minutes * 10 // 60)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def duration(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """At most one finding about too few hours, of the bound that is nearest."""
    clause = f"{standard.name}, durasi"
    if not 0 <= offered.minutes_self_paced <= max(offered.minutes, 0):
        yield Finding(
            "SELF_PACED_BEYOND_ALL", "hours_self_paced", clause, "must",
            "Jam belajar mandiri lebih banyak daripada seluruh jam pelatihan.",
            "There are more hours of self-study than hours in all.",
            f"Tulis jam belajar mandiri paling banyak {hours_id(max(offered.minutes, 0))}.",
            f"Write at most {hours_en(max(offered.minutes, 0))} of self-study.",
        )  # fmt: skip
    yield from _too_short(offered, standard, clause)


def _too_short(offered: Offered, standard: Standard, clause: str) -> Iterator[Finding]:
    synchronous, alone = standard.least_minutes_synchronous, standard.least_minutes_self_paced
    if synchronous is None or alone is None:
        lacking, with_trainer = standard.least_minutes - offered.minutes, True
    else:
        # Either way of learning carries a training when it reaches its own least; the other then comes on top.
        missing = (synchronous - offered.minutes_synchronous, alone - offered.minutes_self_paced)
        with_trainer = offered.minutes_self_paced <= 0 or (offered.minutes_synchronous > 0 and missing[0] <= missing[1])
        lacking = 0 if min(missing) <= 0 else missing[0] if with_trainer else missing[1]
    if lacking <= 0:
        return
    kind_id, kind_en = ("bersama pelatih", "with a trainer") if with_trainer else ("belajar mandiri", "of self-study")
    least = standard.least_minutes if synchronous is None or alone is None else synchronous if with_trainer else alone
    has = least - lacking
    yield Finding(
        "TOO_SHORT", "hours_practice" if with_trainer else "hours_self_paced", clause, "must",
        f"Baru {hours_id(has)} {kind_id}; standar meminta paling sedikit {hours_id(least)}.",
        f"There are {hours_en(has)} {kind_en}; the standard asks for at least {hours_en(least)}.",
        f"Tambah {hours_id(lacking)} {kind_id}.",
        f"Add {hours_en(lacking)} {kind_en}.",
    )  # fmt: skip


def practice(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """Practice as a share of all hours. More practice never adds a finding."""
    wanted = standard.practice_percent
    total, done = offered.minutes, offered.minutes_practice
    if wanted is None or total <= 0 or done * 100 >= wanted * total:
        return
    severity: Severity = "look" if done * 100 >= (wanted - PRACTICE_TOLERANCE) * total else "must"
    share = max(0, done * 100 // total)
    moved = -(-(wanted * total - done * 100) // 100)  # minutes that become practice instead of theory
    added = -(-(wanted * total - done * 100) // (100 - wanted))  # minutes of practice on top
    yield Finding(
        "PRACTICE_TOO_LITTLE", "hours_practice", f"{standard.name}, teori dan praktik", severity,
        f"Praktik baru {share}% dari seluruh jam; standar meminta {wanted}%.",
        f"Practice is {share}% of all hours; the standard asks for {wanted}%.",
        f"Tambah {hours_id(added)} praktik, atau ubah {hours_id(moved)} teori menjadi praktik.",
        f"Add {hours_en(added)} of practice, or turn {hours_en(moved)} of theory into practice.",
    )  # fmt: skip


def day_length(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """A blended training keeps the longer day of its room; its online days are said to the reviewer."""
    in_room, online = standard.longest_day_offline, standard.longest_day_online
    if in_room is None or online is None or offered.minutes_synchronous <= 0:
        return
    clause, longest = f"{standard.name}, lama sehari", offered.longest_day_minutes
    limit = in_room if offered.in_a_room else online
    if longest is None or longest <= 0:
        yield Finding(
            "DAY_UNKNOWN", "hours_day", clause, "must",
            "Lama belajar dalam sehari belum diisi.", "The length of a day is not filled in.",
            f"Isi jam belajar pada hari yang terpanjang, paling lama {hours_id(limit)}.",
            f"Fill in the hours of the longest day, at most {hours_en(limit)}.",
        )  # fmt: skip
        return
    if longest > limit:
        yield Finding(
            "DAY_TOO_LONG", "hours_day", clause, "must",
            f"Hari terpanjang {hours_id(longest)}; standar membolehkan paling lama {hours_id(limit)} sehari.",
            f"The longest day has {hours_en(longest)}; the standard allows at most {hours_en(limit)} a day.",
            f"Pendekkan {hours_id(longest - limit)}, dan tambah hari supaya jumlah jamnya tetap.",
            f"Shorten it by {hours_en(longest - limit)}, and add days so that the hours stay.",
        )  # fmt: skip
    elif offered.mode == "blended" and longest > online:
        yield Finding(
            "DAY_TOO_LONG_ONLINE", "hours_day", clause, "look",
            f"Hari terpanjang {hours_id(longest)}: boleh tatap muka, tetapi daring paling lama {hours_id(online)}.",
            f"The longest day has {hours_en(longest)}: fine in a room, but online at most {hours_en(online)}.",
            f"Pastikan hari yang daring tidak lebih dari {hours_id(online)}, dan tulis itu di uraian.",
            f"See that online days have no more than {hours_en(online)}, and say so in the description.",
        )  # fmt: skip
