"""Plots drawn on the server as SVG. Direct labels, intervals drawn, a table behind each, light and dark.

Every function returns Markup of at most 15 kB; callers give at most about 40 rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from markupsafe import Markup

from peluang.doors.web.ui.figure import (
    circle,
    drawing,
    figure,
    line,
    linked,
    nothing,
    pct,
    rect,
    rem,
    shorten,
    table,
    text,
    wrapped,
)
from peluang.doors.web.ui.formats import number_id, percent


class Bar(NamedTuple):
    """One bar. `text` is the value as written (default: number and unit); `mark` sets it apart."""

    label: str
    value: float
    text: str = ""
    href: str = ""
    mark: bool = False


class Point(NamedTuple):
    """One moment of a line; low and high bound what is still possible."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


class Stage(NamedTuple):
    """One step of a funnel: how many reached it; `note` says why people were lost before it."""

    label: str
    value: int
    note: str = ""


class Dot(NamedTuple):
    """An estimate with its interval (0-100) and the number of people it rests on."""

    label: str
    point: float
    low: float
    high: float
    n: int
    href: str = ""


def written(value: float, unit: str = "") -> str:
    """A number with its unit; decimals only where the number has them."""
    digits = 0 if float(value).is_integer() or abs(value) >= 100 else 1
    gap = "" if unit in ("", "%") else "\u00a0"
    return f"{number_id(value, digits)}{gap}{unit}"


def chart_bars(title: str, bars: Sequence[Bar], note: str = "", unit: str = "") -> Markup:
    """Horizontal bars from zero, in the order given, label above each bar; a long one on two lines."""
    if not bars:
        return nothing(title, "bars")
    top = max(max(bar.value for bar in bars), 0) or 1
    parts: list[Markup] = []
    y = 0.0
    for bar in bars:
        said = bar.text or written(bar.value, unit)
        strong = "strong" if bar.mark else ""
        *above, last = wrapped(bar.label, beside=said)
        for each in above:
            parts.append(text("0", rem(y + 1), each, strong))
            y += 1.25
        parts.append(text("0", rem(y + 1), last, strong))
        parts.append(text("100%", rem(y + 1), said, "strong", "end"))
        parts.append(rect("0", rem(y + 1.4), "100%", rem(0.6), "track"))
        width = pct(max(bar.value, 0) / top * 100)
        parts.append(rect("0", rem(y + 1.4), width, rem(0.6), "turmeric" if bar.mark else "leaf"))
        y += 2.75
    said_all = [(bar, bar.text or written(bar.value, unit)) for bar in bars]
    label = f"{title}: " + "; ".join(f"{bar.label} {said}" for bar, said in said_all[:6])
    rows = [(linked(bar.label, bar.href), said) for bar, said in said_all]
    behind = table(title, (_("Nama"), _("Nilai")), rows)
    return figure(title, note, drawing(label, y - 0.5, parts), behind, "bars")


def _line_scale(points: Sequence[Point]) -> tuple[float, float]:
    """Lower and upper end of the y axis: zero is kept when it costs less than half of the height."""
    values = [v for p in points for v in (p.value, p.low, p.high) if v is not None]
    low, high = min(values), max(values)
    if 0 < low <= high / 2:
        low = 0
    return (low - 1, high + 1) if low == high else (low, high)


def _trail(points: Sequence[Point], place: Sequence[tuple[float, float, float]]) -> Markup:
    """Interval band and line, in a stretched box of its own so that both follow the width."""
    band = ""
    if any(p.low is not None for p in points):
        upper = [f"{x:.1f},{high:.1f}" for x, _low, high in place]
        lower = [f"{x:.1f},{low:.1f}" for x, low, _high in reversed(place)]
        band = Markup('<polygon points="{}" class="band"/>').format(" ".join(upper + lower))
    return Markup(band)


def chart_line(title: str, points: Sequence[Point], note: str = "", unit: str = "") -> Markup:
    """A value over time, its interval as a band; first, highest and last value are written at the line."""
    if len(points) < 2:
        return nothing(title, "line")
    low, high = _line_scale(points)
    height = 9.0
    left, right = 3.0, 96.0
    xs = [left + (right - left) * i / (len(points) - 1) for i in range(len(points))]

    def up(value: float) -> float:
        return 100 - (value - low) / (high - low) * 100

    ends = [
        (x, up(p.value if p.low is None else p.low), up(p.value if p.high is None else p.high))
        for x, p in zip(xs, points, strict=True)
    ]
    trail = " ".join(f"{x:.1f},{up(p.value):.1f}" for x, p in zip(xs, points, strict=True))
    box = Markup(
        '<svg x="0" y="1.75rem" width="100%" height="{}" viewBox="0 0 100 100" '
        'preserveAspectRatio="none" overflow="visible">'
        '{}<polyline points="{}" class="trail"/></svg>'
    ).format(rem(height), _trail(points, ends), trail)
    base = 1.75 + height
    parts = [line("0", rem(base), "100%", rem(base), "axis"), box]
    highest = max(range(len(points)), key=lambda i: points[i].value)
    named = {0, len(points) - 1}
    if min(highest, len(points) - 1 - highest) >= max(1, len(points) // 5):
        named.add(highest)
    shown = range(len(points)) if len(points) <= 6 else sorted({0, len(points) // 2, len(points) - 1})
    for i, point in enumerate(points):
        y = 1.75 + height * up(point.value) / 100
        anchor = "start" if i == 0 else "end" if i == len(points) - 1 else "middle"
        x = pct(xs[i] - 2 if i == 0 else xs[i] + 2 if i == len(points) - 1 else xs[i])
        if i in named:
            parts.append(circle(pct(xs[i]), rem(y), rem(0.28), "point"))
            parts.append(text(x, rem(max(y - 0.7, 0.9)), written(point.value, unit), "strong halo", anchor))
        if i in shown:
            parts.append(text(x, rem(base + 1.25), point.label, "soft", anchor))
    ends_said = (f"{p.label} {written(p.value, unit)}" for p in (points[0], points[-1]))
    label = f"{title}: {', '.join(ends_said)}"
    return figure(title, note, drawing(label, base + 1.6, parts), _line_table(title, points, unit), "line")


def _line_table(title: str, points: Sequence[Point], unit: str) -> Markup:
    rows = [
        (
            p.label,
            written(p.value, unit),
            "" if p.low is None or p.high is None else f"{written(p.low, unit)}–{written(p.high, unit)}",
        )
        for p in points
    ]
    return table(title, (_("Waktu"), _("Nilai"), _("Rentang")), rows)


def chart_funnel(title: str, stages: Sequence[Stage], note: str = "") -> Markup:
    """How many remain at each step, and how many were lost on the way to it."""
    if not stages:
        return nothing(title, "funnel")
    top = stages[0].value or 1
    parts: list[Markup] = []
    rows: list[tuple[object, ...]] = []
    y = 0.0
    for i, stage in enumerate(stages):
        share = stage.value / top
        before = stages[i - 1].value if i else stage.value
        lost = max(0, before - stage.value)
        lost_share = percent(lost / before) if before else "0%"
        if i:
            said = _("%(count)s berhenti (%(share)s)") % {"count": number_id(lost), "share": lost_share}
            told = f"↓ {said} · {stage.note}" if stage.note else f"↓ {said}"
            parts.append(text("0", rem(y + 0.8), shorten(told, 44), "soft"))
            y += 1.5
        parts.append(text("0", rem(y + 1), shorten(stage.label, 28)))
        parts.append(text("100%", rem(y + 1), number_id(stage.value), "strong", "end"))
        parts.append(rect("0", rem(y + 1.35), "100%", rem(0.8), "track"))
        parts.append(rect("0", rem(y + 1.35), pct(share * 100), rem(0.8), "leaf"))
        loss = number_id(lost) + (f" ({stage.note})" if stage.note else "") if i else ""
        rows.append((stage.label, number_id(stage.value), percent(share), loss))
        y += 2.75
    label = f"{title}: " + "; ".join(f"{stage.label} {number_id(stage.value)}" for stage in stages)
    behind = table(title, (_("Langkah"), _("Jumlah"), _("Dari awal"), _("Berhenti")), rows)
    return figure(title, note, drawing(label, y - 0.4, parts), behind, "funnel")


def chart_dots(title: str, dots: Sequence[Dot], note: str = "", unit: str = "%") -> Markup:
    """Estimates on one axis of 0 to 100, each with its interval. Overlapping intervals: not told apart."""
    if not dots:
        return nothing(title, "dots")
    parts: list[Markup] = []
    base = len(dots) * 3.0
    for mark in (0, 25, 50, 75, 100):
        anchor = "start" if mark == 0 else "end" if mark == 100 else "middle"
        parts.append(line(pct(mark), "0", pct(mark), rem(base), "guide"))
        parts.append(text(pct(mark), rem(base + 1.1), written(mark, unit), "soft", anchor))
    for row, dot in enumerate(dots):
        y = row * 3.0
        middle = rem(y + 1.9)
        said = f"{written(dot.point, unit)} · n {number_id(dot.n)}"
        parts.append(text("0", rem(y + 1), shorten(dot.label, 26), "halo"))
        parts.append(text("100%", rem(y + 1), said, "strong halo", "end"))
        parts.append(line(pct(dot.low), middle, pct(dot.high), middle, "span"))
        for end in (dot.low, dot.high):
            parts.append(line(pct(end), rem(y + 1.6), pct(end), rem(y + 2.2), "cap"))
        parts.append(circle(pct(dot.point), middle, rem(0.4), "point"))
    ranges = [f"{written(d.low, unit)}–{written(d.high, unit)}" for d in dots]
    label = f"{title}: " + "; ".join(
        f"{d.label} {written(d.point, unit)} ({reach}, n {d.n})" for d, reach in zip(dots, ranges, strict=True)
    )
    rows = [
        (linked(d.label, d.href), written(d.point, unit), reach, number_id(d.n))
        for d, reach in zip(dots, ranges, strict=True)
    ]
    behind = table(title, (_("Nama"), _("Perkiraan"), _("Rentang"), _("Jumlah orang")), rows)
    return figure(title, note, drawing(label, base + 1.5, parts), behind, "dots")


def sparkline(label: str, values: Sequence[float], text: str = "") -> Markup:
    """A word-sized line. `label` says what it is; `text` is the last value as written beside it."""
    if len(values) < 2:
        return Markup('<span class="spark">{}</span>').format(text)
    low, high = min(values), max(values)
    reach = (high - low) or 1
    points = [(2 + 72 * i / (len(values) - 1), 20 - 16 * (v - low) / reach) for i, v in enumerate(values)]
    trail = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    said = f"{label}: {written(values[0])} → {written(values[-1])}"
    return Markup(
        '<span class="spark"><svg role="img" aria-label="{}" width="78" height="24" viewBox="0 0 78 24">'
        '<polyline points="{}" class="trail"/><circle cx="{}" cy="{}" r="3" class="point"/></svg>{}</span>'
    ).format(
        said,
        trail,
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
        Markup(" <b>{}</b>").format(text) if text else "",
    )
