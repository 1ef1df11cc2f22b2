"""Lists of affected IKM with invitations, clusters with their process maps, needs and requests for training."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib.resources import files

import numpy as np

from peluang.domain.industry.models import (
    IkmFirm,
    IkmList,
    Invitation,
    SentraProfile,
    SkillNeed,
    TrainingRequest,
)

from .accounts import MINISTRY, SENTRA, cast
from .country import Country
from .dice import pick, weighted
from .loading import Json, Loader, Octets
from .names import full_names
from .plan_offices import sentra_rows
from .timeline import days
from .write_organisations import STAGE_SENTRA

#: Name, firms, days ago; the first list is older than the first wave, whose dates are fixed.
_LISTS = (("IKM terdampak pandemi", 400, None), ("IKM terdampak kenaikan harga bahan", 250, 44.0),
          ("IKM furnitur dan batik Jawa Tengah", 120, 25.0))  # fmt: skip
_FIRST_LIST = np.datetime64("2022-07-25T02:00", "s")
_TRADES = (("Keripik", "10794"), ("Batik", "13134"), ("Konveksi", "14111"), ("Mebel", "31001"),
    ("Bengkel Las", "25113"),
           ("Roti", "10710"), ("Tahu Tempe", "10391"), ("Kerajinan Bambu", "16291"), ("Sepatu", "15202"),
           ("Gerabah", "23932"))  # fmt: skip


def write_ikm(loader: Loader, country: Country) -> None:
    scale = min(1.0, len(country.people) / 8_000)
    when = [country.line.ago(age) if age else _FIRST_LIST for _, _, age in _LISTS]
    ids = country.dice.ids("ikm lists", np.array(when))
    counts = [max(12, int(count * scale)) for _, count, _ in _LISTS]
    loader.write(IkmList, {
        "id": ids, "organisation_id": country.offices.ministry, "name": [name for name, _, _ in _LISTS],
        "digest": [hashlib.sha256(f"{country.dice.seed} {name}".encode()).hexdigest() for name, _, _ in _LISTS],
        "rows": counts, "imported_by": country.people.ids[cast(MINISTRY)].decode(),
        "imported_at": [str(each) for each in when],
    })  # fmt: skip
    for place, count in enumerate(counts):
        _firms(loader, country, place, ids[place].decode(), count, when[place])


def _firms(loader: Loader, country: Country, place: int, list_id: str, count: int, when: np.datetime64) -> None:
    random, geo = country.dice.of(f"ikm firms {place}"), country.geo
    regency = weighted(random, geo.weight * (geo.province == geo.province[geo.stage] if place == 2 else 1), count)
    trade = random.integers(0, len(_TRADES), count)
    mix = np.cumsum(geo.culture, axis=1)[geo.province[regency]]
    culture = np.minimum((random.random(count)[:, None] > mix).sum(axis=1), len(geo.cultures) - 1)
    owner = full_names(random, culture, geo.cultures, random.random(count) < 0.45)
    names = [
        f"{_TRADES[kind][0]} {who.split()[0]} {number}"
        for number, (kind, who) in enumerate(zip(trade.tolist(), owner), 1 + 1000 * place)
    ]
    ids = country.dice.ids(f"ikm firms {place}", np.full(count, when))
    reachable = np.isin(np.arange(count), _reachable(count)).tolist()
    workers = np.maximum(1, random.gamma(1.6, 3.5, count).astype(np.int64))
    loader.write(IkmFirm, {
        "id": ids, "ikm_list_id": list_id, "row_number": np.arange(2, count + 2),
        "key": [f"{_fold(name)}@{geo.codes[where]}" for name, where in zip(names, regency)], "name": names,
        "owner_name": owner, "regency_id": [geo.codes[where] for where in regency],
        "kbli": [_TRADES[kind][1] for kind in trade], "kbli_version": "2020", "workers": workers,
        "yearly_sales": workers * 40_000_000,
        "condition": pick(random, ("reduced", "closed", "laid_off", "unaffected"), (52, 16, 26, 6), count),
        "email": [f"ikm{place}-{row}@contoh.example" if has else "" for row, has in enumerate(reachable)],
    })  # fmt: skip
    _invitations(loader, country, place, ids, when)


def _invitations(loader: Loader, country: Country, place: int, firms: np.ndarray, when: np.datetime64) -> None:
    """Invited → registered → selected → completed: fewer at each step, each one a real person of the country."""
    firms = firms[_reachable(len(firms))]
    if place == 2:  # the newest list is just being sent out
        firms = firms[: len(firms) // 2]
    random, folk, never = country.dice.of(f"invitations {place}"), country.people, np.datetime64("NaT", "s")
    invited = when + days(random.uniform(0.1, 2, len(firms)))
    person, selected, completed = _owners(country, place, len(firms), when)
    registers = (random.random(len(firms)) < (0.46, 0.4, 0.3)[place]) & (person >= 0)
    keys = np.array([*folk.ids.astype(str).tolist(), None], dtype=object)
    loader.write(Invitation, {
        "firm_id": firms, "token_digest": Octets(hashlib.sha256(b"demo" + firm).digest() for firm in firms.tolist()),
        "channel": "email", "invited_at": invited, "person_id": keys[np.where(registers, person, -1)].tolist(),
        "registered_at": np.where(registers, folk.registered[person], never),
        "selected_at": np.where(registers, selected, never),
        "completed_at": np.where(registers & ~np.isnat(selected), completed, never),
    }, when=invited)  # fmt: skip


def _reachable(count: int) -> np.ndarray:
    """Two firms in three gave an e-mail address."""
    return np.flatnonzero(np.arange(count) % 3)


def _owners(country: Country, place: int, count: int, when: np.datetime64) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Business owners who registered after the invitation, and before the next list; when they were drawn and when
    they finished a training (NaT: not). -1 where there are not enough of them."""
    folk, own, seats = country.people, country.programme.recipients, country.training.enrolments
    until = (country.line.first.closes, country.line.second.closes, country.line.now)[place]
    registered = (folk.registered > when + days(2.5)) & (folk.registered < until)
    owners = np.flatnonzero((folk.work_status == "business_owner") & folk.ordinary & registered)[:count]
    person = np.full(count, -1)
    person[: len(owners)] = owners
    selected, completed = np.full((2, len(folk) + 1), np.datetime64("NaT", "s"))
    selected[own.person] = own.made
    done = np.flatnonzero(~np.isnat(seats.completed))
    completed[seats.person[done]] = seats.completed[done]
    return person, selected[person], completed[person]


def _fold(text: str) -> str:
    return " ".join(sorted(re.findall(r"[a-z0-9]+", text.lower())))


def write_sentra(loader: Loader, country: Country) -> None:
    rows = sentra_rows()
    steps = tomllib.loads(files("peluang.demo").joinpath("data", "sentra_steps.toml").read_text(encoding="utf-8"))
    keys = country.employers.ids[len(country.employers) - country.employers.sentra :]
    loader.write(SentraProfile, {
        "organisation_id": keys, "product": [row["product"] for row in rows],
        "units": [int(row["units"]) for row in rows],
        "workers": [int(row["workers"]) for row in rows], "monthly_output": [int(row["output"]) for row in rows],
        "output_unit": [row["unit"] for row in rows],
        "process": Json([{"code": code, "name_id": id_,
        "name_en": en} for code, id_, en in steps[row["steps"]]] for row in rows),
        "occupation_id": [row["occupation"] for row in rows],
    })  # fmt: skip
    _needs(loader, country, rows)


def _needs(loader: Loader, country: Country, rows: list[dict[str, str]]) -> None:
    """Each cluster named one need; two in three became a request, half of those found an institution."""
    random = country.dice.of("needs")
    keys = country.employers.ids[len(country.employers) - country.employers.sentra :]
    count = len(rows)
    named = country.line.now - days(random.uniform(3, 26, count))
    named[STAGE_SENTRA] = country.line.ago(4)
    people, urgency = random.integers(8, 40, count), random.integers(2, 6, count)
    urgency[STAGE_SENTRA] = 5
    ids = country.dice.ids("skill needs", named)
    loader.write(SkillNeed, {
        "id": ids, "sentra_id": keys, "process_step": [row["step"] for row in rows],
        "skill_id": [row["need"] for row in rows],
        "words": [row["words"] for row in rows], "urgency": urgency, "people": people,
        "named_by": country.people.ids[cast(SENTRA)].decode(), "named_at": named,
    })  # fmt: skip
    asks = np.flatnonzero((np.arange(count) % 3 > 0) & (np.arange(count) != STAGE_SENTRA))
    offers = [_offering_for(country, rows[place]) for place in asks.tolist()]
    accepted = np.array([offer is not None and place % 2 == 0 for place, offer in zip(asks.tolist(), offers)])
    own = country.catalogue
    asked, keys_of = named[asks] + np.timedelta64(7200, "s"), own.offerings.ids.astype(str).tolist()
    loader.write(TrainingRequest, {
        "need_id": ids[asks], "regency_id": [rows[place]["regency"] for place in asks.tolist()], "people": people[asks],
        "status": np.where(accepted, "accepted", "open").astype(object), "requested_at": asked,
        "answer_by": (asked + days(30.0)).astype("datetime64[D]"),
        "provider_id": [own.institutions.ids[int(own.offerings.institution[offer])].decode() if yes else None
                        for offer, yes in zip(offers, accepted)],
        "offering_id": [keys_of[offer] if yes and offer is not None else None for offer, yes in zip(offers, accepted)],
        "answered_at": np.where(accepted, np.minimum(asked + days(2.0), country.line.now), np.datetime64("NaT", "s")),
    }, when=asked)  # fmt: skip


def _offering_for(country: Country, row: dict[str, str]) -> int | None:
    """The nearest offering that teaches what is missing."""
    own, geo = country.catalogue, country.geo
    place = geo.regency(row["regency"])
    fits = [n for n, kind in enumerate(own.offerings.type.tolist()) if row["need"] in own.skills[kind]]
    return min(fits, key=lambda n: (float(geo.km[place, own.offerings.regency[n]]), n), default=None)
