"""Training types, trainers and offerings with the skills they teach."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from peluang.domain.catalogue.models import Offering, OfferingSkill, Trainer, TrainingType
from peluang.engines.codes.tables import read_table

from .accounts import TRAINER, cast
from .country import Country
from .loading import Loader

STAGE_TRAINER = 0  # the first trainer of the stage's institution is the person behind the demo account


def write_catalogue(loader: Loader, country: Country) -> None:
    own = country.catalogue
    types = own.types
    loader.write(TrainingType, {
        "id": own.type_ids, "code": [each["code"] for each in types], "title_id": [each["title_id"] for each in types],
        "title_en": [each["title_en"] for each in types], "occupation_id": [each["occupation"] for each in types],
        "category": [each["category"] for each in types],
        "description_id": [_described(own.skills[place], "id") for place in range(len(types))],
        "description_en": [_described(own.skills[place], "en") for place in range(len(types))],
    })  # fmt: skip
    _trainers(loader, country)
    _offerings(loader, country)


def _trainers(loader: Loader, country: Country) -> None:
    own = country.catalogue.trainers
    people: list[str | None] = [None] * len(own.ids)
    people[STAGE_TRAINER] = country.people.ids[cast(TRAINER)].decode()
    names = list(own.name)
    names[STAGE_TRAINER] = TRAINER.name
    loader.write(Trainer, {
        "id": own.ids, "organisation_id": country.catalogue.institutions.ids[own.institution], "person_id": people,
        "name": names, "occupation_id": own.occupation, "years": own.years,
        "certificates": [f"Sertifikat kompetensi BNSP {100_000 + 37 * place} (demo)" if years > 5 else ""
                         for place, years in enumerate(own.years.tolist())],
    })  # fmt: skip


def _offerings(loader: Loader, country: Country) -> None:
    own, geo = country.catalogue, country.geo
    offered = own.offerings
    regency = [None if share == 100 else geo.codes[place] for share, place in zip(offered.share, offered.regency)]
    loader.write(Offering, {
        "id": offered.ids, "training_type_id": own.type_ids[offered.type],
        "provider_id": own.institutions.ids[offered.institution],
        "trainer_id": own.trainers.ids[offered.trainer], "title": offered.title, "mode": offered.mode,
        "description": [_offer(country, place) for place in range(len(offered))], "online_share": offered.share,
        "regency_id": regency, "occupation_id": [own.occupation(place) for place in range(len(offered))],
        "price": offered.price, "outside_price": offered.outside, "minutes_theory": offered.theory,
        "minutes_practice": offered.practice, "status": offered.status, "published_at": offered.published,
        "source": "demo",
    })  # fmt: skip
    rows = np.repeat(np.arange(len(offered)), [len(own.skills[kind]) for kind in offered.type])
    loader.write(OfferingSkill, {
        "offering_id": offered.ids[rows], "level": 2,
        "skill_id": [code for kind in offered.type.tolist() for code in own.skills[kind]],
    }, when=offered.published[rows])  # fmt: skip


@lru_cache(maxsize=2)
def skill_names(language: str) -> dict[str, str]:
    return {row["code"]: row[f"name_{language}"] for row in read_table("skills")}


def _described(skills: list[str], language: str) -> str:
    names = skill_names(language)
    listed = ", ".join(names[code] for code in skills)
    return f"Yang dipelajari: {listed}." if language == "id" else f"What is learned: {listed}."


def _offer(country: Country, place: int) -> str:
    own = country.catalogue
    offered = own.offerings
    hours = int(offered.theory[place] + offered.practice[place]) // 60
    ways = {"offline": "tatap muka dengan praktik di bengkel atau ruang kelas",
    "online": "daring langsung bersama pelatih",
            "blended": "bauran: teori daring, praktik tatap muka"}  # fmt: skip
    trainer = own.trainers.name[int(offered.trainer[place])] if offered.trainer[place] else TRAINER.name
    return (
        f"Pelatihan {hours} jam, {ways[offered.mode[place]]}. {_described(own.skills[int(offered.type[place])], 'id')}"
        f" Pelatih: {trainer}. Data contoh."
    )
