"""Distances between regencies along the great circle.

As the crow flies: water, mountains and roads are not counted, so a page should say "about" and never
"travel".
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from peluang.engines.codes.regions.registry import regencies, regency

EARTH_RADIUS_KM = 6371.0088

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def _point(place: str | Point) -> Point:
    if isinstance(place, str):
        found = regency(place)
        return found.latitude, found.longitude
    return place


def distance_km(a: str | Point, b: str | Point) -> float:
    """Kilometres between two places, each a regency code or a (latitude, longitude) in degrees (haversine).

    Raises RegionError for an unknown code.
    """
    (latitude_a, longitude_a), (latitude_b, longitude_b) = _point(a), _point(b)
    phi_a, phi_b = math.radians(latitude_a), math.radians(latitude_b)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(longitude_b - longitude_a) / 2
    chord = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    # Rounding can push the chord of two antipodes a hair above 1, where asin has no value.
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


@lru_cache(maxsize=1)
def distance_matrix() -> NDArray[np.float64]:
    """Kilometres between all regencies, shape (514, 514), ordered as `regencies()`; read-only, 2.1 MB."""
    degrees = np.array([(place.latitude, place.longitude) for place in regencies()], dtype=np.float64)
    phi, lam = np.radians(degrees).T
    half_phi = (phi[:, None] - phi[None, :]) / 2
    half_lambda = (lam[:, None] - lam[None, :]) / 2
    chord = np.sin(half_phi) ** 2 + np.cos(phi)[:, None] * np.cos(phi)[None, :] * np.sin(half_lambda) ** 2
    kilometres: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    kilometres.setflags(write=False)
    return kilometres


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], dict[str, int]]:
    codes = tuple(place.code for place in regencies())
    return codes, {code: row for row, code in enumerate(codes)}


def regencies_within(code: str, km: float) -> tuple[tuple[str, float], ...]:
    """Regencies whose seat lies at most `km` kilometres from that of `code`: (code, km) pairs, nearest first.

    The regency itself comes first with 0.0; equal distances go by code. Raises RegionError for an unknown
    code and ValueError for a negative or undefined radius.
    """
    if not km >= 0:
        raise ValueError("The radius must be 0 km or more.")
    codes, row_of = _rows()
    row = distance_matrix()[row_of[regency(code).code]]
    inside = np.flatnonzero(row <= km)
    # A stable sort keeps codes in order where distances are equal, so the answer never depends on numpy's
    # version.
    nearest_first = inside[np.argsort(row[inside], kind="stable")]
    return tuple((codes[index], float(row[index])) for index in nearest_first)
