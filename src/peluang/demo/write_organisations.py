"""Offices, institutions, employers, clusters, chapters; and who of the demo's people acts for them."""

from __future__ import annotations

import numpy as np

from peluang.domain.organisations.models import Membership, Organisation

from .accounts import (
    ASSESSOR,
    AUDITOR,
    CHAPTER,
    EMPLOYER,
    LABOUR_OFFICE,
    MINISTRY,
    PAYMENT,
    PROGRAMME_OFFICE,
    PROVIDER,
    PROVINCE_OFFICE,
    SENTRA,
    TRAINER,
    DemoAccount,
    cast,
)
from .country import Country
from .loading import Loader
from .plan_offices import ASSESSORS, NATIONAL, SINCE, sentra_rows

#: The furniture cluster of the stage, among data/sentra.csv.
STAGE_SENTRA = [row["name"] for row in sentra_rows()].index("Sentra Mebel Jepara")


def write_organisations(loader: Loader, country: Country) -> None:
    _offices(loader, country)
    _institutions(loader, country)
    _employers(loader, country)


def _offices(loader: Loader, country: Country) -> None:
    geo, offices = country.geo, country.offices
    common = {"status": "verified", "registered_at": str(SINCE), "verified_at": str(SINCE), "source": "demo"}
    loader.write(Organisation, {
        "id": offices.labour, "kind": "labour_office", "name": [f"Dinas Tenaga Kerja {name}" for name in geo.names],
        "regency_id": list(geo.codes), **common,
    })  # fmt: skip
    loader.write(Organisation, {
        "id": offices.province, "kind": "province_office",
        "name": [f"Dinas Tenaga Kerja Provinsi {name}" for name in geo.province_names],
        "province_id": list(geo.province_codes), **common,
    })  # fmt: skip
    loader.write(Organisation, {
        "id": [offices.national[kind] for kind, _ in NATIONAL], "kind": [kind for kind, _ in NATIONAL],
        "name": [name for _, name in NATIONAL], **common,
    })  # fmt: skip
    loader.write(Organisation, {"id": offices.assessors, "kind": "assessor", "name": list(ASSESSORS), **common})
    loader.write(Organisation, {
        "id": offices.chapter, "kind": "chapter", "name": [f"Ikatan Alumni {name}" for name in geo.province_names],
        "province_id": list(geo.province_codes), **common,
    })  # fmt: skip


def _institutions(loader: Loader, country: Country) -> None:
    own, geo = country.catalogue.institutions, country.geo
    loader.write(Organisation, {
        "id": own.ids, "kind": "provider", "name": own.name, "regency_id": [geo.codes[place] for place in own.regency],
        "nib": _numbers(country, "institution numbers", len(own.ids)),
        "address": [f"Jalan Pendidikan {place % 90 + 1}, {geo.names[where]}" for place,
            where in enumerate(own.regency)],
        "about": [_ABOUT[kind] for kind in own.kind], "status": "verified", "registered_at": own.since,
        "verified_at": own.since, "source": "demo",
    })  # fmt: skip


_ABOUT = {
    "blk": "Balai latihan milik pemerintah daerah dengan bengkel sendiri.",
    "lkp": "Lembaga kursus dan pelatihan setempat, kelas kecil, banyak praktik.",
    "online": "Sekolah daring dengan kelas langsung dan pembimbing.",
    "university": "Unit pelatihan perguruan tinggi, terbuka untuk umum.",
    "polytechnic": "Pelatihan vokasi dengan mesin seperti di pabrik.",
}


def _employers(loader: Loader, country: Country) -> None:
    own, geo = country.employers, country.geo
    firms = len(own) - own.sentra
    random = country.dice.of("sales")
    sales = (own.workers * random.uniform(30e6, 90e6, len(own))).astype(np.int64) // 1_000_000 * 1_000_000
    loader.write(Organisation, {
        "id": own.ids, "kind": own.kind, "name": own.name, "regency_id": [geo.codes[place] for place in own.regency],
        "nib": _numbers(country, "employer numbers", firms) + [""] * own.sentra,
        "address": [f"Jalan Raya {place % 120 + 1}, {geo.names[where]}" for place, where in enumerate(own.regency)],
        "kbli": own.kbli, "kbli_version": "2020", "workers": own.workers, "yearly_sales": sales, "status": own.status,
        "registered_at": own.since, "verified_at": [str(when) if status == "verified" else None
                                                    for when, status in zip(own.since, own.status)], "source": "demo",
    })  # fmt: skip


def write_memberships(loader: Loader, country: Country) -> None:
    """The staff behind the demo accounts."""
    offices, own = country.offices, country.catalogue.institutions
    stage, home = country.geo.stage, int(country.geo.province[country.geo.stage])
    firms = len(country.employers) - country.employers.sentra
    acts: list[tuple[DemoAccount, str, str]] = [
        (PROVIDER, own.ids[0].decode(), "Kepala lembaga"),
        (TRAINER, own.ids[0].decode(), "Pelatih las"),
        (EMPLOYER, country.employers.ids[0].decode(), "Kepala personalia"),
        (LABOUR_OFFICE, offices.labour[stage].decode(), "Pengantar kerja"),
        (PROVINCE_OFFICE, offices.province[home].decode(), "Kepala bidang penempatan"),
        (PROGRAMME_OFFICE, offices.national["programme_office"], "Koordinator gelombang"),
        (PAYMENT, offices.national["payment"], "Petugas pencocokan"),
        (MINISTRY, offices.ministry, "Direktorat IKM"),
        (SENTRA, country.employers.ids[firms + STAGE_SENTRA].decode(), "Ketua sentra"),
        (CHAPTER, offices.chapter[home].decode(), "Ketua"),
        (AUDITOR, offices.national["auditor"], "Pemeriksa"),
        (ASSESSOR, offices.assessors[0].decode(), "Asesor kompetensi"),
    ]
    loader.write(Membership, {
        "organisation_id": [each for _, each, _ in acts],
        "person_id": [country.people.ids[cast(account)].decode() for account, _, _ in acts],
        "role": [account.role for account, _, _ in acts], "title": [title for _, _, title in acts],
        "since": "2022-07-25T02:00:00",
    })  # fmt: skip


def _numbers(country: Country, purpose: str, count: int) -> list[str]:
    """Invented business numbers: thirteen digits that start with 9."""
    return (9_000_000_000_000 + country.dice.of(purpose).integers(10**10, 10**11, count)).astype(str).tolist()
