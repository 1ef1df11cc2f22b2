"""A chapter of alumni in each province, with members, officers and their mandates."""

from __future__ import annotations

import numpy as np

from peluang.domain.alumni.models import Chapter, ChapterMember, ChapterOfficer
from peluang.domain.people.models import Consent

from .accounts import ALUMNA, CHAPTER, MIDWAY, cast
from .country import Country
from .dice import rank_within
from .loading import Loader
from .plan_training import COMPLETED
from .timeline import between

_POSTS = ("chair", "secretary", "treasurer")
_FOUNDED = np.datetime64("2022-12-20T02:00", "s")


def write_alumni(loader: Loader, country: Country) -> None:
    geo, offices, folk = country.geo, country.offices, country.people
    loader.write(Chapter, {
        "id": offices.chapter_record, "province_id": list(geo.province_codes), "organisation_id": offices.chapter,
        "name": [f"Ikatan Alumni {name}" for name in geo.province_names],
        "about": [f"Tempat bertemu alumni pelatihan di {name}: lowongan, bimbingan, kumpul."
            for name in geo.province_names],
        "founded_on": "2022-12-20",
    })  # fmt: skip
    seats, random = country.training.enrolments, country.dice.of("members")
    finished = np.full(len(folk), np.datetime64("NaT", "s"))
    rows = np.flatnonzero(seats.status == COMPLETED)
    finished[seats.person[rows][::-1]] = seats.completed[rows][::-1]  # the first one counts
    joins = ~np.isnat(finished) & ((random.random(len(folk)) < 0.42) | (np.arange(len(folk)) == cast(CHAPTER)))
    joins |= _first_of_each_province(country, finished)
    joins[[cast(ALUMNA), cast(MIDWAY)]] = False
    person = np.flatnonzero(joins)
    start = np.maximum(finished[person], _FOUNDED)
    joined = between(random, start, np.minimum(start + np.timedelta64(200, "D"), country.line.now), len(person))
    listed = (random.random(len(person)) < 0.6) | (person == cast(CHAPTER))
    loader.write(ChapterMember, {
        "chapter_id": offices.chapter_record[folk.province[person]], "person_id": folk.ids[person],
        "home_region": folk.region[person], "listed": listed, "joined_at": joined,
    }, when=joined)  # fmt: skip
    shown = person[listed]
    loader.write(Consent, {
        "person_id": folk.ids[shown], "home_region": folk.region[shown], "purpose": "alumni",
        "given_at": joined[listed],
    }, when=joined[listed])  # fmt: skip
    _officers(loader, country, person)


def _first_of_each_province(country: Country, finished: np.ndarray) -> np.ndarray:
    """Where few have finished, all three posts need somebody."""
    folk = country.people
    rows = np.flatnonzero(~np.isnat(finished) & folk.ordinary)
    found = np.zeros(len(folk), dtype=bool)
    found[rows[rank_within(folk.province[rows]) < len(_POSTS)]] = True
    return found


def _officers(loader: Loader, country: Country, members: np.ndarray) -> None:
    folk = country.people
    rank = rank_within(folk.province[members])  # the demo account's chair stands first in its province
    rows = members[rank < len(_POSTS)]
    posts = [_POSTS[each] for each in rank[rank < len(_POSTS)].tolist()]
    year = int(str(country.line.today)[:4])
    loader.write(ChapterOfficer, {
        "chapter_id": country.offices.chapter_record[folk.province[rows]], "person_id": folk.ids[rows],
        "display_name": folk.name[rows], "post": posts, "mandate": f"[{year}-01-15,{year + 2}-01-15)",
    })  # fmt: skip
