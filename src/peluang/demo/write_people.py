"""People with their encrypted identity, consents, wishes, skills and experience; the demo accounts to sign in with."""

from __future__ import annotations

from typing import Any

import numpy as np
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt as encrypt_secret
from numpy.typing import NDArray

from peluang.domain.people import identity_vault
from peluang.domain.people.models import (
    Account,
    Consent,
    Experience,
    Identity,
    NikClaim,
    Person,
    PersonSkill,
    Wish,
    WishedOccupation,
)
from peluang.engines.codes.nik import MASK
from peluang.engines.codes.occupations import occupation

from .accounts import DEMO_ACCOUNTS, cast, totp_secret
from .country import Country
from .loading import BATCH, Json, Loader, Octets

#: Purpose → share of people who agree.
_CONSENTS = {
    "programme": 0.97,
    "matching": 0.82,
    "employers": 0.55,
    "placement": 0.7,
    "surveys": 0.74,
    "other_regions": 0.22,
}


def write_people(loader: Loader, country: Country) -> None:
    """In blocks of people, so that encrypted numbers never lie in memory for everyone at once."""
    folk = country.people
    verified = np.where(
        folk.identity == "verified", folk.registered + np.timedelta64(2, "h"), np.datetime64("NaT", "s")
    )
    for start in range(0, len(folk), BATCH):
        part = slice(start, start + BATCH)
        loader.write(Person, {
            "id": folk.ids[part], "full_name": folk.name[part], "birth_date": folk.born[part],
            "sex": np.where(folk.woman[part], "f", "m").astype(object), "home_region": folk.region[part],
            "lives_in_id": folk.region[part],
            "district_id": [country.geo.district_codes[place] for place in folk.district[part].tolist()],
            "education": folk.education[part], "work_status": folk.work_status[part], "citizen": folk.citizen[part],
            "in_formal_education": folk.in_education[part], "receives_social_aid": folk.social_aid[part],
            "excluded_role": folk.excluded[part], "has_disability": folk.disability[part],
            "registered_at": folk.registered[part], "changed_at": folk.registered[part],
        })  # fmt: skip
        loader.write(Identity, {
            "person_id": folk.ids[part], "home_region": folk.region[part],
            "nik_cipher": Octets(map(identity_vault.encrypt, folk.nik[part])),
            "nik_digest": Octets(folk.nik_digest[part]),
            "nik_shown": [f"{nik[:4]}{MASK * 10}{nik[-2:]}" for nik in folk.nik[part]],
            "kk_cipher": Octets(map(identity_vault.encrypt, folk.kk[part])), "kk_digest": Octets(folk.kk_digest[part]),
            "key_version": identity_vault.CURRENT, "status": folk.identity[part], "declared_at": folk.registered[part],
            "verified_at": verified[part],
        }, when=folk.registered[part])  # fmt: skip
        loader.write(NikClaim, {
            "nik_digest": Octets(folk.nik_digest[part]), "person_id": folk.ids[part],
            "claimed_at": folk.registered[part],
        })  # fmt: skip


def write_profiles(loader: Loader, country: Country) -> None:
    _consents(loader, country)
    _wishes(loader, country)
    _skills(loader, country)
    _experiences(loader, country)


def _consents(loader: Loader, country: Country) -> None:
    folk, random = country.people, country.dice.of("consents")
    for purpose, share in _CONSENTS.items():
        rows = np.flatnonzero((random.random(len(folk)) < share) | ~folk.ordinary)
        loader.write(Consent, {
            "person_id": folk.ids[rows], "home_region": folk.region[rows], "purpose": purpose,
            "given_at": folk.registered[rows],
        }, when=folk.registered[rows])  # fmt: skip


def _wishes(loader: Loader, country: Country) -> None:
    folk, own, now = country.people, country.profiles, country.line.now
    random = country.dice.of("wishes")
    rows = np.flatnonzero(own.wishes)
    fresh = np.maximum(folk.registered, now - random.integers(0, 120 * 86_400, len(folk)).astype("timedelta64[s]"))[
        rows
    ]
    kinds = np.array(["{full}", "{full,contract}", "{full,part}", "{}", "{daily,full}"], dtype=object)
    loader.write(Wish, {
        "person_id": folk.ids[rows], "home_region": folk.region[rows], "wage_min": own.wage[rows],
        "radius_km": own.radius[rows], "kinds": kinds[random.integers(0, 5, len(rows))], "ready": own.ready[rows],
        "refreshed_at": fresh,
    }, when=fresh)  # fmt: skip
    codes = np.array(own.codes, dtype=object)
    loader.write(WishedOccupation, {
        "person_id": folk.ids[rows], "home_region": folk.region[rows], "occupation_id": codes[own.occupation[rows]],
        "rank": 1,
    }, when=folk.registered[rows])  # fmt: skip


def _skills(loader: Loader, country: Country) -> None:
    """Their own word; what certificates add is written with the certificates."""
    folk, own, random = country.people, country.profiles, country.dice.of("skill levels")
    for start in range(0, len(folk), BATCH):
        people = range(start, min(start + BATCH, len(folk)))
        held = [own.skills_of(person) for person in people]
        rows = np.repeat(np.array(people), [len(each) for each in held])
        loader.write(PersonSkill, {
            "person_id": folk.ids[rows], "home_region": folk.region[rows],
            "skill_id": [code for each in held for code in each],
            "level": random.integers(1, 4, len(rows)), "source": "declared", "since": folk.registered[rows],
        }, when=folk.registered[rows])  # fmt: skip


def _experiences(loader: Loader, country: Country) -> None:
    folk, own = country.people, country.profiles
    rows = np.flatnonzero(~np.isnat(own.worked_from))
    titles = np.array([occupation(code).title_id for code in own.codes], dtype=object)
    codes = np.array(own.codes, dtype=object)
    firms = np.array(country.employers.name, dtype=object)
    loader.write(Experience, {
        "person_id": folk.ids[rows], "home_region": folk.region[rows], "title": titles[own.occupation[rows]],
        "occupation_id": codes[own.occupation[rows]],
        "employer": firms[country.dice.of("past employers").integers(0, len(firms), len(rows))],
        "started_on": own.worked_from[rows], "ended_on": own.worked_to[rows],
    }, when=folk.registered[rows])  # fmt: skip


def write_accounts(loader: Loader, country: Country) -> None:
    """Sign-in for every audience: verified addresses, and a second factor for staff."""
    folk, dice = country.people, country.dice
    keys = dice.ids("accounts", np.full(len(DEMO_ACCOUNTS), country.line.ago(60))).astype(str).tolist()
    loader.write(Account, {
        "id": keys, "password": "!", "email": [each.email for each in DEMO_ACCOUNTS],
        "person_id": [folk.ids[cast(each)].decode() if each.name else None for each in DEMO_ACCOUNTS],
        "joined_at": str(country.line.ago(60)), "phone": None,
    })  # fmt: skip
    loader.write(EmailAddress, {
        "user_id": keys, "email": [each.email for each in DEMO_ACCOUNTS], "verified": True, "primary": True,
    })  # fmt: skip
    staff = [(key, each) for key, each in zip(keys, DEMO_ACCOUNTS) if each.staff]
    loader.write(Authenticator, {
        "user_id": [key for key, _ in staff], "type": "recovery_codes", "created_at": str(country.line.ago(59)),
        "data": Json({"seed": encrypt_secret(totp_secret(each, dice.seed + 1)), "used_mask": 0} for _, each in staff),
    })  # fmt: skip
    loader.write(Authenticator, {
        "user_id": [key for key, _ in staff], "type": "totp", "created_at": str(country.line.ago(59)),
        "data": Json({"secret": encrypt_secret(totp_secret(each, dice.seed))} for _, each in staff),
    })  # fmt: skip


def certificate_skills(
    loader: Loader, country: Country, rows: NDArray[np.int64], evidence: NDArray[Any], when: NDArray[Any]
) -> None:
    """What completed trainings prove. rows: of Enrolments; evidence: keys of their certificates; a skill once."""
    seats, own = country.training.enrolments, country.catalogue
    kinds = own.offerings.type[seats.offering[rows]]
    order = np.repeat(np.arange(len(rows)), np.array([len(own.skills[kind]) for kind in kinds]))
    skills = [code for kind in kinds.tolist() for code in own.skills[kind]]
    number = {code: place for place, code in enumerate(sorted(set(skills)))}
    pairs = seats.person[rows][order] * 10_000 + np.array([number[code] for code in skills])
    _, keep = np.unique(pairs, return_index=True)
    keep.sort()
    person = seats.person[rows][order[keep]]
    loader.write(PersonSkill, {
        "person_id": country.people.ids[person], "home_region": country.people.region[person],
        "skill_id": [skills[place] for place in keep.tolist()], "level": 2, "source": "certificate",
        "evidence": evidence[order[keep]], "since": when[order[keep]],
    }, when=when[order[keep]])  # fmt: skip
