"""Schemes, appropriations, waves with quotas and receipts, decrees, recipients with their balances."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.money.queries import RETURNED, TREASURY
from peluang.domain.programme.models import (
    Appropriation,
    BenefitClaim,
    Decree,
    FamilyClaim,
    Recipient,
    Scheme,
    Wave,
    WaveEntry,
    WaveQuota,
    WaveSecret,
)
from peluang.domain.programme.reasons import of_receipt, stored
from peluang.engines.rules import NORMAL_2023, SEMI_BANSOS_2020, first_training_deadline, reasons_of, to_json

from .accounts import PROGRAMME_OFFICE, cast
from .country import Country
from .ledger import move, write_accounts, write_funds
from .loading import Json, Loader, Octets
from .plan_programme import PRIORITIES, WavePlan, quota_regions
from .timeline import local_days

SCHEMES = (SEMI_BANSOS_2020, NORMAL_2023)
_RULES = "draw-1"
_DECREES = ("SK-1/DEMO/2022", "SK-2/DEMO")


class ProgrammeKeys:
    """Keys that several writers need: schemes, appropriations and their accounts, decrees."""

    def __init__(self, country: Country) -> None:
        dice = country.dice
        first = np.full(2, np.datetime64("2022-07-01T02:00", "s"))
        self.scheme = dice.ids("schemes", first).astype(str).tolist()
        self.appropriation = dice.ids("appropriations", first).astype(str).tolist()
        self.account = dice.ids("appropriation accounts", first).astype(str).tolist()
        self.reserve = dice.ids("reserve accounts", first).astype(str).tolist()
        moments = np.array([wave.times.decreed for wave in country.programme.waves[:2]])
        self.decree = dice.ids("decrees", moments).astype(str).tolist()


def write_programme(loader: Loader, country: Country) -> None:
    keys = ProgrammeKeys(country)
    _schemes(loader, country, keys)
    write_funds(loader, country, str(TREASURY))
    for number, wave in enumerate(country.programme.waves):
        _wave(loader, country, keys, wave, scheme=min(number, 1))
        _entries(loader, country, wave)
    _decrees(loader, country, keys)
    _recipients(loader, country, keys)


def _schemes(loader: Loader, country: Country, keys: ProgrammeKeys) -> None:
    loader.write(Scheme, {
        "id": keys.scheme, "code": [each.code for each in SCHEMES], "name_id": [each.name_id for each in SCHEMES],
        "name_en": [each.name_en for each in SCHEMES], "parameters": Json(to_json(each) for each in SCHEMES),
        "decision_number": [each.decision for each in SCHEMES],
        "decision_date": [str(each.decision_date) for each in SCHEMES],
        "valid_from": [str(each.valid_from) for each in SCHEMES],
        "valid_until": [str(each.valid_until) if each.valid_until else None for each in SCHEMES],
    })  # fmt: skip
    waves = country.programme.waves
    places = (waves[0].places, waves[1].places + waves[2].places)
    amount = np.array([scheme.ceiling_rupiah * int(count * 1.1) for scheme, count in zip(SCHEMES, places)])
    years = [2022, country.at.year]
    words = [f"{year} {scheme.code} (demo)" for year, scheme in zip(years, SCHEMES)]
    when = np.array([np.datetime64("2022-08-01T02:00", "s"), country.line.ago(60)])
    write_accounts(loader, {
        "id": keys.account + keys.reserve, "kind": ["appropriation"] * 2 + ["incentive"] * 2,
        "name": [f"Pagu {each}" for each in words] + [f"Insentif {each}" for each in words],
        "opened_at": np.concatenate([when, when]),
    })  # fmt: skip
    loader.write(Appropriation, {
        "id": keys.appropriation, "fiscal_year": years, "scheme_id": keys.scheme,
        "decision_number": [f"DIPA-{year}-DEMO" for year in years], "amount": amount, "account_id": keys.account,
        "incentive_account_id": keys.reserve,
    })  # fmt: skip
    move(
        loader, country, "appropriations", source=str(TREASURY), target=keys.account, amount=amount,
        purpose="appropriation",
        evidence_kind="appropriation", evidence=keys.appropriation, at=when,
        keys=[f"appropriation:{each}" for each in keys.appropriation],
    )  # fmt: skip


def _wave(loader: Loader, country: Country, keys: ProgrammeKeys, wave: WavePlan, *, scheme: int) -> None:
    times = wave.times
    decided = times.decreed is not None
    loader.write(Wave, {
        "id": [wave.id], "number": times.number, "scheme_id": keys.scheme[scheme],
        "appropriation_id": keys.appropriation[scheme],
        "opens_at": str(times.opens), "closes_at": str(times.closes), "places": wave.places,
        "status": "decreed" if decided else "open", "rules": _RULES, "seed_commitment": wave.commitment,
        "seed": wave.seed.hex() if decided else "", "roster_digest": wave.roster_digest,
        "drawn_at": str(times.drawn) if decided else None,
    })  # fmt: skip
    loader.write(WaveSecret, {"wave_id": [wave.id], "seed": wave.seed.hex()})
    loader.write(WaveQuota, {
        "wave_id": wave.id, "region": [row[0] for row in wave.quotas], "priority": [row[1] for row in wave.quotas],
        "places": [row[2] for row in wave.quotas],
    }, when=np.full(len(wave.quotas), times.opens))  # fmt: skip


def _entries(loader: Loader, country: Country, wave: WavePlan) -> None:
    folk, count = country.people, len(wave.person)
    columns: dict[str, Any] = {
        "id": wave.entry_ids, "wave_id": wave.id, "person_id": folk.ids[wave.person],
        "home_region": folk.region[wave.person],
        "joined_at": wave.joined,
    }  # fmt: skip
    if wave.result is None:
        loader.write(WaveEntry, {**columns, "status": "joined"})
        return
    status, reasons, round_, rank, ticket = _receipts(wave)
    lists = np.array(["", *PRIORITIES], dtype=object)
    times: Any = wave.times
    decided: Any = np.where(status == "ineligible", times.screened, times.drawn)
    decided = np.where(status == "decreed", times.decreed, decided)
    loader.write(WaveEntry, {
        **columns, "status": status, "reasons": Json(reasons), "round": round_, "rank": rank, "ticket": ticket,
        "quota_region": quota_regions(country.geo, folk, wave.person), "priority": lists[wave.priority],
        "family_key": wave.family_key, "family_before": wave.family_before, "decided_at": decided,
    })  # fmt: skip
    assert count == len(reasons)


def _receipts(wave: WavePlan) -> tuple[NDArray[np.object_], list[str], list[Any], list[Any], list[str]]:
    """What each entry is told: every reason of ineligibility, or the receipt of the draw."""
    result, count = wave.result, len(wave.person)
    assert result is not None
    said = {mask: json.dumps([stored(each) for each in reasons_of(mask, wave.scheme)], ensure_ascii=False)
            for mask in set(wave.mask.tolist()) - {0}}  # fmt: skip
    reasons = [said.get(mask, "[]") for mask in wave.mask.tolist()]
    status = np.where(wave.mask == 0, "not_drawn", "ineligible").astype(object)
    round_: list[Any] = [None] * count
    rank: list[Any] = [None] * count
    ticket = [""] * count
    assert wave.times.drawn is not None
    day = local_days(np.array([wave.times.drawn]))[0].item()
    for position, row in enumerate(wave.roster_rows.tolist()):
        reasons[row] = json.dumps([of_receipt(result, position, _RULES, day)], ensure_ascii=False)
    for row, phase, place, (high, low) in zip(
        wave.roster_rows.tolist(), result.phase.tolist(), result.rank.tolist(), result.ticket.tolist()
    ):
        round_[row], rank[row], ticket[row] = phase, place, f"{high:016x}{low:016x}"
    status[wave.drawn] = "decreed"
    return status, reasons, round_, rank, ticket


def _decrees(loader: Loader, country: Country, keys: ProgrammeKeys) -> None:
    waves = country.programme.waves[:2]
    loader.write(Decree, {
        "id": keys.decree, "wave_id": [wave.id for wave in waves], "number": list(_DECREES),
        "signed_by": country.people.ids[cast(PROGRAMME_OFFICE)].decode(),
        "signed_at": [str(wave.times.decreed) for wave in waves], "recipients": [len(wave.drawn) for wave in waves],
        "roster_digest": [_digest(wave.entry_ids[wave.drawn]) for wave in waves],
    })  # fmt: skip


def _digest(entries: NDArray[np.bytes_]) -> str:
    return hashlib.sha256(b"\n".join(sorted(entries.tolist()))).hexdigest()


def _recipients(loader: Loader, country: Country, keys: ProgrammeKeys) -> None:
    own, folk = country.programme.recipients, country.people
    person, region = folk.ids[own.person], folk.region[own.person]
    granted = np.array([scheme.training_rupiah for scheme in SCHEMES])[own.wave]
    ended, status, reason = endings(country)
    write_accounts(loader, {
        "id": own.account, "kind": "balance",
        "name": np.array([f"Saldo {each}" for each in _DECREES], dtype=object)[own.wave],
        "person_id": person, "home_region": region, "opened_at": own.made,
    })  # fmt: skip
    move(
        loader, country, "grants", source=np.array(keys.account, dtype=object)[own.wave], target=own.account,
        amount=granted,
        purpose="grant", evidence_kind="decree", evidence=np.array(keys.decree, dtype=object)[own.wave], person=person,
        region=region, keys=[f"grant:{each}" for each in own.ids.astype(str).tolist()], at=own.made,
    )  # fmt: skip
    _reserve(loader, country, keys)
    days_signed = local_days(np.array([wave.times.decreed for wave in country.programme.waves[:2]])).tolist()
    deadline = [first_training_deadline(signed, scheme) for signed, scheme in zip(days_signed, SCHEMES)]
    loader.write(Recipient, {
        "id": own.ids, "decree_id": np.array(keys.decree, dtype=object)[own.wave], "entry_id": own.entry,
        "person_id": person,
        "home_region": region, "scheme_id": np.array(keys.scheme, dtype=object)[own.wave], "account_id": own.account,
        "granted": granted, "first_purchase_by": np.array(deadline, dtype="datetime64[D]")[own.wave],
        "first_purchased_at": first_purchases(country), "status": status, "status_reason": reason, "made_at": own.made,
        "ended_at": ended,
    })  # fmt: skip
    loader.write(BenefitClaim, {
        "nik_digest": Octets(folk.nik_digest[each] for each in own.person.tolist()), "recipient_id": own.ids,
    })  # fmt: skip
    loader.write(FamilyClaim, {
        "kk_digest": Octets(folk.kk_digest[each] for each in own.person.tolist()), "slot": own.slot,
        "recipient_id": own.ids,
    }, when=own.made)  # fmt: skip


def _reserve(loader: Loader, country: Country, keys: ProgrammeKeys) -> None:
    """Incentives and surveys are set aside with the decree."""
    waves = country.programme.waves[:2]
    amount = np.array([
        (scheme.incentive_total_rupiah + scheme.survey_total_rupiah) * len(wave.drawn) for scheme,
        wave in zip(SCHEMES, waves)
    ])  # fmt: skip
    move(
        loader, country, "reserves", source=keys.account, target=keys.reserve, amount=amount, purpose="reserve",
        evidence_kind="decree", evidence=keys.decree, keys=[f"reserve:{each}" for each in keys.decree],
        at=np.array([wave.times.decreed for wave in waves]),
    )  # fmt: skip


def first_purchases(country: Country) -> NDArray[np.datetime64]:
    """When each recipient first bought, NaT for those who did not."""
    found = np.full(len(country.programme.recipients), np.datetime64("NaT", "s"))
    seats = country.training.enrolments
    rows = np.flatnonzero(seats.first)
    found[seats.recipient[rows]] = seats.booked[rows]
    return found


def endings(country: Country) -> tuple[NDArray[np.datetime64], NDArray[np.object_], NDArray[np.object_]]:
    """(ended, status, reason): the old wave is over — revoked without a purchase, else finished with its year."""
    own = country.programme.recipients
    bought = ~np.isnat(first_purchases(country))
    old = own.wave == 0
    status = np.where(old, np.where(bought, "finished", "revoked"), "active").astype(object)
    reason = np.where(old, np.where(bought, "year_end", "no_purchase_in_time"), "").astype(object)
    assert country.line.first.decreed is not None
    revoked, year_end = country.line.first.decreed + np.timedelta64(31, "D"), np.datetime64("2022-12-16T02:00", "s")
    ended = np.where(old, np.where(bought, year_end, revoked), np.datetime64("NaT", "s"))
    return ended, status, reason


def write_returns(loader: Loader, country: Country) -> None:
    """Exactly what is left of the old wave's balances returns, the balances close; after the purchases."""
    own, folk, seats = country.programme.recipients, country.people, country.training.enrolments
    ended, status, _ = endings(country)
    spent = np.zeros(len(own), dtype=np.int64)
    np.add.at(spent, seats.recipient[seats.recipient >= 0], seats.price[seats.recipient >= 0])
    left = np.array([scheme.training_rupiah for scheme in SCHEMES])[own.wave] - spent
    rows = np.flatnonzero((status != "active") & (left > 0))
    ids = own.ids[rows]
    move(
        loader, country, "returns", source=own.account[rows], target=str(RETURNED), amount=left[rows], purpose="return",
        evidence_kind="recipient", evidence=ids, person=folk.ids[own.person[rows]],
        region=folk.region[own.person[rows]],
        keys=[f"return:{each}" for each in ids.astype(str).tolist()], at=ended[rows],
    )  # fmt: skip
    keys = ProgrammeKeys(country)
    gone = np.flatnonzero(status == "revoked")
    scheme = SCHEMES[0]
    if len(gone):
        move(
            loader, country, "releases", source=keys.reserve[0], target=keys.account[0],
            amount=np.full(len(gone), scheme.incentive_total_rupiah + scheme.survey_total_rupiah), purpose="release",
            evidence_kind="recipient", evidence=own.ids[gone], at=ended[gone],
            keys=[f"release:{each}" for each in own.ids[gone].astype(str).tolist()],
        )  # fmt: skip
    loader.close_accounts(own.account[np.flatnonzero(status != "active")], ended[np.flatnonzero(status != "active")])
