"""Indonesia with one circle per province. The coastline is Natural Earth's (see build_coastline.py).

Places come as an argument, so the map knows nothing of the domain.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from markupsafe import Markup

from peluang.doors.web.ui.charts import written
from peluang.doors.web.ui.figure import figure, line, linked, nothing, pct, table

LARGEST, SMALLEST = 3.6, 0.7  # radius in percent of the picture's size
NAMED, NAMED_ON_PHONE = 6, 3
WIDE, PHONE = 720.0, 300.0  # px; labels are placed twice, so that they touch at neither width


class Place(NamedTuple):
    """A province: code, name, and its centre in degrees."""

    code: str
    name: str
    lat: float
    lon: float


class Mark(NamedTuple):
    """What is shown for a province: the value that sizes the circle, the value as written, and a link."""

    value: float
    label: str = ""
    href: str = ""


class Coast(NamedTuple):
    west: float
    east: float
    south: float
    north: float
    unit: float
    indonesia: str
    around: str


class Window(NamedTuple):
    """A part of the picture, in degrees, of the whole picture's shape."""

    west: float
    east: float
    south: float
    north: float


Box = tuple[float, float, float, float]


@cache
def coast() -> Coast:
    """The committed coastline: its frame in degrees, and paths in units of `unit` degrees."""
    data = json.loads(Path(__file__).with_name("coastline.json").read_text(encoding="utf-8"))
    return Coast(*(data[name] for name in Coast._fields))


def position(lat: float, lon: float, window: Window | None = None) -> tuple[float, float]:
    """Degrees to percent of the picture (plate carrée: honest enough at the equator)."""
    frame = window or coast()
    x = (lon - frame.west) / (frame.east - frame.west) * 100
    return x, (frame.north - lat) / (frame.north - frame.south) * 100


def window_around(places: Iterable[Place]) -> Window:
    """The smallest part of the picture that holds the places with room around them; 3 degrees wide at least."""
    every = list(places)
    whole = coast()
    shape = (whole.east - whole.west) / (whole.north - whole.south)
    lats, lons = [each.lat for each in every], [each.lon for each in every]
    wide = max((max(lons) - min(lons)) * 1.3, (max(lats) - min(lats)) * 1.5 * shape, 3.0)
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return Window(lon - wide / 2, lon + wide / 2, lat - wide / shape / 2, lat + wide / shape / 2)


def _radius(value: float, top: float) -> float:
    """Area grows with the value, so the radius with its root."""
    return max(SMALLEST, LARGEST * math.sqrt(max(value, 0) / top))


def _spread(radius: float) -> tuple[float, float]:
    """A radius (SVG: percent of the normalised diagonal) in percent of the width and of the height."""
    return radius * 0.755, radius * 2.014


def _label_boxes(x: float, y: float, radius: float, said: str, width: float) -> list[tuple[Box, bool]]:
    """Where a label may lie, best first: (box in percent, is it so far off that it needs a line)."""
    wide = len(said) * 7.2 / width * 100
    tall = 18 / (width * 3 / 8) * 100
    reach_x, reach_y = _spread(radius)
    spots = [
        (x - wide / 2, y + reach_y, False),
        (x - wide / 2, y - reach_y - tall, False),
        (x + reach_x + 0.7, y - tall / 2, False),
        (x - reach_x - 0.7 - wide, y - tall / 2, False),
    ]
    for steps in (1, 1.8, 2.8):
        for shift in (0.5, 0.15, 0.85):
            spots.append((x - wide * shift, y + reach_y + tall * steps, True))
            spots.append((x - wide * shift, y - reach_y - tall * (steps + 1), True))
    return [((left, top, left + wide, top + tall), far) for left, top, far in spots]


def _touches(box: Box, others: Iterable[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def _labels(
    ranked: list[tuple[Place, Mark]], top: float, named: int, width: float, window: Window | None = None
) -> Markup:
    """Names of the biggest marks in a picture `width` px wide, each on its first free spot."""
    taken: list[Box] = []
    for place, mark in ranked:
        x, y = position(place.lat, place.lon, window)
        reach_x, reach_y = _spread(_radius(mark.value, top))
        taken.append((x - reach_x * 0.8, y - reach_y * 0.8, x + reach_x * 0.8, y + reach_y * 0.8))
    labels: list[Markup] = []
    for place, mark in ranked[:named]:
        x, y = position(place.lat, place.lon, window)
        for box, far in _label_boxes(x, y, _radius(mark.value, top), f"{place.name} {mark.label}", width):
            if min(box) < 0 or max(box) > 100 or _touches(box, taken):
                continue
            taken.append(box)
            if far:
                edge = box[1] if box[1] > y else box[3]
                labels.append(line(pct(x), pct(y), pct(x), pct(edge), "leader"))
            baseline = box[1] + (box[3] - box[1]) * 0.74
            labels.append(
                Markup(
                    '<text x="{}" y="{}" text-anchor="middle" class="halo">{} <tspan class="strong">{}</tspan></text>'
                ).format(pct((box[0] + box[2]) / 2), pct(baseline), place.name, mark.label)
            )
            break
    return Markup("").join(labels)


def _circles(ranked: list[tuple[Place, Mark]], top: float, window: Window | None = None) -> list[Markup]:
    """Biggest first: small ones lie on top. Links here are for the pointer; the keyboard has the table's."""
    circles = []
    for place, mark in ranked:
        x, y = position(place.lat, place.lon, window)
        spot = Markup('<circle cx="{}" cy="{}" r="{}"><title>{}: {}</title></circle>').format(
            pct(x), pct(y), pct(_radius(mark.value, top)), place.name, mark.label
        )
        link = Markup('<a href="{}" tabindex="-1">{}</a>')
        circles.append(link.format(mark.href, spot) if mark.href else spot)
    return circles


def _view(window: Window) -> str:
    """The window in the units of the coastline's paths."""
    frame = coast()
    numbers = (
        (window.west - frame.west) / frame.unit, (frame.north - window.north) / frame.unit,
        (window.east - window.west) / frame.unit, (window.north - window.south) / frame.unit,
    )  # fmt: skip
    return " ".join(str(round(each)) for each in numbers)


def province_map(
    title: str,
    places: Iterable[Place],
    values: Mapping[str, Mark],
    note: str = "",
    unit: str = "",
    *,
    window: Window | None = None,
    heading: str = "",
    unfolded: bool = False,
) -> Markup:
    """Circles sized by value at the provinces' centres; codes without a value are not drawn.

    A Mark without a label gets its value and `unit` as text. window: only that part, with the circles in it. heading:
    what a place is, above the table; a province when empty. unfolded: the
    table stands open, where its links are the page's way on.
    """
    pairs = [(p, values[p.code]) for p in places if p.code in values]
    told = [(p, m._replace(label=m.label or written(m.value, unit))) for p, m in pairs]
    ranked = sorted(told, key=lambda pair: -pair[1].value)
    if not ranked:
        return nothing(title, "map")
    frame = coast()
    top = max(ranked[0][1].value, 0) or 1
    said = f"{title}: " + "; ".join(f"{p.name} {m.label}" for p, m in ranked[:NAMED])
    width, height = (frame.east - frame.west) / frame.unit, (frame.north - frame.south) / frame.unit
    size = f"0 0 {round(width)} {round(height)}" if window is None else _view(window)
    land = Markup(
        '<svg{} role="img" aria-label="{}" viewBox="{}"><path class="around" d="{}"/><path class="land" d="{}"/></svg>'
    ).format(Markup(' class="near"') if window else "", said, size, frame.around, frame.indonesia)
    marks = Markup(
        '<svg class="marks" aria-hidden="true">{}<g class="roomy">{}</g><g class="tight">{}</g></svg>'
    ).format(
        Markup("").join(_circles(ranked, top, window)),
        _labels(ranked, top, NAMED, WIDE, window),
        _labels(ranked, top, NAMED_ON_PHONE, PHONE, window),
    )
    picture = Markup('<div class="map-frame">{}{}</div>').format(land, marks)
    rows = [(linked(p.name, m.href), m.label) for p, m in ranked]
    return figure(
        title, note, picture, table(title, (heading or _("Provinsi"), _("Nilai")), rows, unfolded=unfolded), "map"
    )
