"""The offices: a labour office in each of 514 regencies, one in each province, and the national ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .dice import Dice, Ids
from .geography import Geography, table

NATIONAL = (
    ("programme_office", "Manajemen Pelaksana Program (demo)"),
    ("ministry", "Kementerian Perindustrian (demo)"),
    ("payment", "Mitra Bayar Nusantara"),
    ("auditor", "Badan Pemeriksa (demo)"),
    ("platform", "Platform Belajar Bersama"),
)
ASSESSORS = (
    "LSP Las Nusantara", "LSP Pariwisata Lintang", "LSP Garmen Persada", "LSP Teknologi Digital Merapi",
    "LSP Kriya Batik",
    "LSP Otomotif Khatulistiwa", "LSP Konstruksi Bahari", "LSP Kesehatan Kerja Arunika",
)  # fmt: skip
#: When the offices came into the system.
SINCE = np.datetime64("2022-06-01T02:00", "s")


@dataclass
class Offices:
    """labour: by place of regency. province, chapter: by place of province. national: by kind."""

    labour: Ids
    province: Ids
    national: dict[str, str]
    assessors: Ids
    chapter: Ids
    chapter_record: Ids

    @property
    def ministry(self) -> str:
        return self.national["ministry"]


def plan_offices(dice: Dice, geo: Geography) -> Offices:
    def at(name: str, count: int) -> Ids:
        return dice.ids(name, np.full(count, SINCE))

    provinces = len(geo.province_codes)
    national = at("national offices", len(NATIONAL))
    return Offices(
        labour=at("labour offices", len(geo.codes)), province=at("province offices", provinces),
        national={kind: key.decode() for (kind, _), key in zip(NATIONAL, national)},
        assessors=at("assessors", len(ASSESSORS)),
        chapter=at("chapter organisations", provinces), chapter_record=at("chapters", provinces),
    )  # fmt: skip


def sentra_rows() -> list[dict[str, str]]:
    return table("sentra", ";")
