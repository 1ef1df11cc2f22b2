"""Indonesia's regions: 38 provinces, 514 regencies and cities, 7,285 districts.

Codes are Kemendagri's (Kepmendagri 300.2.2-2138/2025, through the package `lokal`) unless a name says BPS.
"""

from peluang.engines.codes.regions.distances import (
    Point,
    distance_km,
    distance_matrix,
    regencies_within,
)
from peluang.engines.codes.regions.names import Ambiguous, Found, NotFound, RegencyMatch, find_regency
from peluang.engines.codes.regions.registry import (
    District,
    Kind,
    Province,
    Regency,
    RegionError,
    district,
    districts,
    former_regency,
    province,
    province_by_bps,
    provinces,
    regencies,
    regency,
    regency_by_bps,
)

__all__ = [
    "Ambiguous",
    "District",
    "Found",
    "Kind",
    "NotFound",
    "Point",
    "Province",
    "Regency",
    "RegencyMatch",
    "RegionError",
    "distance_km",
    "distance_matrix",
    "district",
    "districts",
    "find_regency",
    "former_regency",
    "province",
    "province_by_bps",
    "provinces",
    "regencies",
    "regencies_within",
    "regency",
    "regency_by_bps",
]
