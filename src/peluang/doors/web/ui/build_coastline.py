"""Build coastline.json from Natural Earth (public domain), as packed in the npm package `world-atlas`.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m peluang.doors.web.ui.build_coastline package/countries-50m.json

The committed result holds two SVG paths in whole units of UNIT degrees, origin at WEST / NORTH:
`indonesia`, and `around` (the neighbours' coasts inside the same frame, drawn fainter).
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

WEST, EAST, SOUTH, NORTH = 94.0, 142.0, -11.5, 6.5
UNIT = 0.04
TOLERANCE = 0.042
SMALLEST_ISLAND = 0.015  # square degrees; about 14 x 14 km
NEIGHBOURS = (
    "Malaysia",
    "Brunei",
    "Timor-Leste",
    "Papua New Guinea",
    "Philippines",
    "Thailand",
    "Singapore",
    "Australia",
)

Point = tuple[float, float]
Ring = list[Point]


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Delta-coded integer arcs to lists of (longitude, latitude)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def outer_rings(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """The outer ring of each polygon; a negative arc number means the arc reversed (TopoJSON)."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring.extend(arc[1:] if ring else arc)
        rings.append(ring)
    return rings


def clip(ring: Ring) -> Ring:
    """Sutherland-Hodgman against the frame, with a little bleed so that cut edges lie outside the picture."""
    bleed = 0.3
    for axis, limit, keep_above in (
        (0, WEST - bleed, True),
        (0, EAST + bleed, False),
        (1, SOUTH - bleed, True),
        (1, NORTH + bleed, False),
    ):
        kept: Ring = []
        for index, here in enumerate(ring):
            before = ring[index - 1]
            here_in = (here[axis] >= limit) == keep_above
            if here_in != ((before[axis] >= limit) == keep_above):
                share = (limit - before[axis]) / (here[axis] - before[axis])
                x = before[0] + share * (here[0] - before[0])
                kept.append((x, before[1] + share * (here[1] - before[1])))
            if here_in:
                kept.append(here)
        ring = kept
        if not ring:
            return []
    return ring


def area(ring: Ring) -> float:
    """Area in square degrees (shoelace), always positive."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplify(line: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker on an open line."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1e-9
    distances = [abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length for x, y in line[1:-1]]
    if (ax, ay) == (bx, by):
        distances = [((x - ax) ** 2 + (y - ay) ** 2) ** 0.5 for x, y in line[1:-1]]
    far = max(range(len(distances)), key=distances.__getitem__)
    if distances[far] <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[: far + 2], tolerance)[:-1] + simplify(line[far + 1 :], tolerance)


def path_of(rings: list[Ring]) -> str:
    """Relative SVG path in whole units; a space is left out before a minus sign."""
    pieces: list[str] = []
    for ring in rings:
        grid = [(round((x - WEST) / UNIT), round((NORTH - y) / UNIT)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid)]
        steps = [step for step in steps if step != (0, 0)]
        if len(steps) < 3:
            continue
        numbers = [number for step in steps[:-1] for number in step]
        body = "".join(f"{number}" if number < 0 else f" {number}" for number in numbers).removeprefix(" ")
        pieces.append(f"M{grid[0][0]} {grid[0][1]}l{body}z")
    return "".join(pieces)


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """The content of coastline.json for a world-atlas countries topology."""
    arcs = decode_arcs(topology)
    found: dict[str, list[Ring]] = {"indonesia": [], "around": []}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name != "Indonesia" and name not in NEIGHBOURS:
            continue
        target = "indonesia" if name == "Indonesia" else "around"
        for ring in outer_rings(geometry, arcs):
            cut = clip(ring)
            if not cut or area(cut) < SMALLEST_ISLAND * (1 if target == "indonesia" else 8):
                continue
            closed = cut if cut[0] == cut[-1] else [*cut, cut[0]]
            found[target].append(simplify(closed, TOLERANCE * (1 if target == "indonesia" else 1.6)))
    return {
        "source": "Natural Earth 1:50m (public domain), npm world-atlas 2.0.2",
        "west": WEST,
        "east": EAST,
        "south": SOUTH,
        "north": NORTH,
        "unit": UNIT,
        **{name: path_of(rings) for name, rings in found.items()},
    }


if __name__ == "__main__":
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).with_name("coastline.json")
    target.write_text(json.dumps(build(topology), indent=1) + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes")
