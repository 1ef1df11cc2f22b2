"""Everybody who looks at the country, each where pages have the most to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .country import Country
from .visitor import Visitor
from .world import World


@dataclass(frozen=True)
class Audience:
    """name: of the person (""): nobody signs in. role: of the staff member. starts: where the visit begins."""

    starts: tuple[str, ...]
    name: str = ""
    role: str = ""


AUDIENCES = {
    "public": Audience(("/", "/pelatihan", "/lowongan", "/peta", "/akun/masuk/")),
    "newcomer": Audience(("/saya/daftar",), name="baru"),
    "recipient": Audience(("/saya/", "/saya/gelombang/70", "/saya/saldo"), name="Siti Aminah"),
    "graduate": Audience(("/saya/", "/saya/lamaran", "/saya/penempatan", "/saya/insentif"), name="Dewi Lestari"),
    "not_drawn": Audience(("/saya/", "/saya/gelombang/69", "/saya/saldo"), name="Rina Wulandari"),
    "assessor": Audience(("/lsp/", "/lsp/?keadaan=verified"), role="assessor"),
    "provider": Audience(("/lembaga/",), role="provider"),
    "trainer": Audience(("/pelatih/",), role="trainer"),
    "employer": Audience(("/perusahaan/",), role="employer"),
    "labour_office": Audience(("/dinas/",), role="labour_office"),
    "programme_office": Audience(("/kantor/",), role="programme_office"),
    "payment": Audience(("/kantor/insentif",), role="payment"),
    "ministry": Audience(("/industri/",), role="ministry"),
    "sentra": Audience(("/industri/sentra",), role="sentra"),
    "chapter": Audience(("/alumni/",), role="chapter"),
    "auditor": Audience(("/periksa/",), role="auditor"),
}


def starts_of(world: World, audience: str) -> tuple[str, ...]:
    """Once they arrived: where the visit begins, and what the busy country has for them beyond it."""
    return (*AUDIENCES[audience].starts, *world.country.starts.get(audience, ()))


def arrive(world: World, audience: str, **traits: Any) -> Visitor:
    """In a country where much is under way."""
    country: Country = world.country
    country.be_busy()
    who = AUDIENCES[audience]
    if who.role:
        staff = country.staff[who.role]
        return world.signed_in(staff.address, role=staff.organisation.name, **traits)
    if who.name:
        return world.signed_in(Country.address_of(who.name), **traits)
    return world.visitor(**traits)
