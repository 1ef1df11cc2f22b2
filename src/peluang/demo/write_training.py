"""Classes with their sessions, seats and the money that pays them, attendance, tests, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peluang.domain.catalogue.models import Offering
from peluang.domain.learning.models import (
    Assessment,
    Attendance,
    BookingKey,
    Enrolment,
    Readiness,
    Review,
    Session,
    TrainingClass,
)
from peluang.domain.learning.readiness import codes_for
from peluang.domain.money.queries import TREASURY
from peluang.domain.organisations.models import Disclosure

from .accounts import MIDWAY, cast
from .country import Country
from .ledger import fund_ids, move, write_accounts
from .loading import BATCH, Json, Loader
from .plan_classes import OWN, PAYERS, class_codes
from .plan_training import ATTENDING, BOOKED, CANCELLED, COMPLETED, FAILED, FAILURES, STATUSES
from .timeline import days

CLASS_STATUS = np.array(["open", "running", "finished"], dtype=object)


@dataclass
class Present:
    """Who was there, one row each: row of Enrolments, row of Sessions."""

    row: NDArray[np.int64]
    session: NDArray[np.int64]


def write_training(loader: Loader, country: Country) -> None:
    _classes(loader, country)
    _seats(loader, country)
    present = attended(country)
    _attendance(loader, country, present)
    _assessments(loader, country, present)
    _reviews(loader, country)


def _classes(loader: Loader, country: Country) -> None:
    own, geo, offered = country.training, country.geo, country.catalogue.offerings
    classes = own.classes
    taken = np.bincount(own.enrolments.training_class[own.enrolments.status != CANCELLED], minlength=len(classes))
    funds = np.array([*fund_ids(country).astype(str).tolist(), None], dtype=object)
    place = offered.regency[classes.offering]
    online = offered.share[classes.offering] == 100
    names = [country.catalogue.institutions.name[each] for each in offered.institution[classes.offering]]
    loader.write(TrainingClass, {
        "id": own.class_ids, "offering_id": offered.ids[classes.offering],
        "trainer_id": country.catalogue.trainers.ids[offered.trainer[classes.offering]],
        "code": class_codes(country.catalogue, classes),
        "regency_id": [None if far else geo.codes[each] for far, each in zip(online, place)],
        "venue": ["Ruang daring" if far else f"Gedung pelatihan {name}" for far, name in zip(online, names)],
        "address": ["" if far else f"Jalan Pendidikan {each % 90 + 1}, {geo.names[each]}" for far,
            each in zip(online, place)],
        "starts_at": own.begins, "ends_at": own.ends, "seats": np.maximum(classes.seats, taken), "seats_taken": taken,
        "payer": np.array(PAYERS, dtype=object)[classes.payer], "fund_id": funds[classes.fund].tolist(),
        "status": CLASS_STATUS[own.status],
        "tells": ["" if far else "Pakaian kerja, sepatu tertutup, KTP, dan alat tulis." for far in online],
    })  # fmt: skip
    _readiness(loader, country, online)
    loader.write(Session, {
        "id": own.session_ids, "training_class_id": own.class_ids[own.sessions.training_class],
        "number": own.sessions.number,
        "starts_at": own.sessions.begins, "ends_at": own.sessions.ends, "online": own.sessions.online,
        "kind": np.where(own.sessions.online, "webinar", "room").astype(object),
    })  # fmt: skip


def _readiness(loader: Loader, country: Country, online: NDArray[np.bool_]) -> None:
    """Classes to come that meet in a room have been looked at, and all was there."""
    own = country.training
    items = codes_for(Offering(mode="offline", minutes_practice=1))
    rooms = np.flatnonzero((own.status < 2) & ~online)
    looked = np.repeat(own.begins[rooms] - np.timedelta64(21, "D"), len(items))
    loader.write(Readiness, {
        "id": country.dice.ids("readiness", looked),
        "training_class_id": np.repeat(own.class_ids[rooms], len(items)), "item": items * len(rooms), "ok": True,
        "checked_at": looked,
    })  # fmt: skip


def provider_accounts(country: Country) -> NDArray[np.bytes_]:
    return country.dice.ids(
        "provider accounts", np.full(len(country.catalogue.institutions.ids), np.datetime64("2022-09-01", "s"))
    )


def _seats(loader: Loader, country: Country) -> None:
    seats, folk, own = country.training.enrolments, country.people, country.catalogue
    accounts = provider_accounts(country)
    write_accounts(loader, {
        "id": accounts, "kind": "provider", "name": own.institutions.name, "organisation_id": own.institutions.ids,
        "opened_at": "2022-09-01T00:00:00",
    })  # fmt: skip
    host = own.offerings.institution[seats.offering]
    person, region, ids = folk.ids[seats.person], folk.region[seats.person], seats.ids.astype(str).tolist()
    paid = move(
        loader, country, "seats", source=_sources(country), target=accounts[host], amount=seats.price,
        purpose="purchase",
        evidence_kind=np.where(seats.payer == OWN, "paid_at_provider", "enrolment").astype(object), evidence=seats.ids,
        person=person, region=region, keys=[f"seat:{each}" for each in ids], at=seats.booked,
    )  # fmt: skip
    recipients = np.array([*country.programme.recipients.ids.astype(str).tolist(), None], dtype=object)
    reasons = np.array([*FAILURES, ""], dtype=object)
    loader.write(Enrolment, {
        "id": seats.ids, "training_class_id": country.training.class_ids[seats.training_class],
        "offering_id": own.offerings.ids[seats.offering], "provider_id": own.institutions.ids[host],
        "person_id": person,
        "home_region": region, "recipient_id": recipients[seats.recipient].tolist(), "seat": seats.seat,
        "payer": np.array(PAYERS, dtype=object)[seats.payer], "price": seats.price, "transfer_id": paid,
        "wants_placement": seats.wants_placement, "status": np.array(STATUSES, dtype=object)[seats.status],
        "status_reason": reasons[seats.failure], "booked_at": seats.booked, "completed_at": seats.completed,
    })  # fmt: skip
    loader.write(BookingKey, {"key": [f"demo:{each}" for each in ids], "enrolment": seats.ids})
    seen = np.flatnonzero(seats.status != CANCELLED)
    loader.write(Disclosure, {
        "organisation_id": own.institutions.ids[host[seen]], "person_id": person[seen], "purpose": "class",
        "subject": seats.ids[seen], "given_at": seats.booked[seen],
    }, when=seats.booked[seen])  # fmt: skip
    gone = np.flatnonzero(seats.status == CANCELLED)
    if len(gone):
        move(
            loader, country, "refunds", source=accounts[host[gone]], target=_sources(country)[gone],
            amount=seats.price[gone],
            purpose="refund", evidence_kind="enrolment", evidence=seats.ids[gone], person=person[gone],
            region=region[gone],
            keys=[f"refund:{ids[row]}" for row in gone.tolist()], at=seats.booked[gone] + np.timedelta64(20, "m"),
        )  # fmt: skip


def _sources(country: Country) -> NDArray[np.object_]:
    """The account each seat was paid from."""
    seats, classes = country.training.enrolments, country.training.classes
    balances = np.array([*country.programme.recipients.account.astype(str).tolist(), None], dtype=object)
    funds = np.array([*fund_ids(country).astype(str).tolist(), str(TREASURY)], dtype=object)
    other = funds[classes.fund[seats.training_class]]  # own money (-1): paid at the institution, booked from outside
    return np.where(seats.recipient >= 0, balances[seats.recipient], other)


def attended(country: Country) -> Present:
    """Those who passed missed one day of six at most; a failure by attendance came to a part of them."""
    own, random = country.training, country.dice.of("attendance")
    seats = own.enrolments
    rows = np.flatnonzero(~np.isin(seats.status, (CANCELLED, BOOKED)))
    count = np.diff(own.sessions.start)[seats.training_class[rows]]
    of = np.repeat(np.arange(len(rows)), count)
    number = np.arange(len(of)) - np.concatenate([[0], np.cumsum(count)])[:-1][of]
    session = own.sessions.start[seats.training_class[rows]][of] + number
    status, failure, chance = seats.status[rows], seats.failure[rows], random.random(len(rows))
    limit = np.where((status == FAILED) & (failure == 0), np.floor(count * chance * 0.7), count)
    misses = np.where((status == COMPLETED) & (count >= 7) & (chance < 0.3), np.floor(chance * 10 / 3 * count), -1)
    there = (number < limit[of]) & (number != misses[of])
    there &= (status[of] != ATTENDING) | (own.sessions.begins[session] < country.line.now) & (
        random.random(len(of)) < 0.95
    )
    return Present(rows[of[there]], session[there])


def _attendance(loader: Loader, country: Country, present: Present) -> None:
    own, random = country.training, country.dice.of("minutes")
    late = random.integers(-600, 420, len(present.row)).astype("timedelta64[s]")
    early = random.integers(0, 300, len(present.row)).astype("timedelta64[s]")
    arrived = np.minimum(own.sessions.begins[present.session] + late, country.line.now - np.timedelta64(60, "s"))
    left = own.sessions.ends[present.session] - early
    left = np.where(left > country.line.now, np.datetime64("NaT", "s"), left)
    evidence = np.where(
        own.sessions.online[present.session], "platform", np.where(present.row % 3 == 0, "code", "roster")
    )
    for start in range(0, len(present.row), BATCH):
        part = slice(start, start + BATCH)
        loader.write(Attendance, {
            "session_id": own.session_ids[present.session[part]], "enrolment_id": own.enrolments.ids[present.row[part]],
            "arrived_at": arrived[part], "left_at": left[part], "evidence": evidence[part].astype(object),
        }, when=arrived[part])  # fmt: skip


def _assessments(loader: Loader, country: Country, present: Present) -> None:
    """Before, after, and the practical work. How much is learned depends on the training."""
    own = country.training
    seats = own.enrolments
    came = np.unique(present.row)
    pre, post, practical = scores(country)
    begins, ends = own.begins[seats.training_class], own.ends[seats.training_class]
    done = np.flatnonzero((seats.status == COMPLETED) | ((seats.status == FAILED) & (seats.failure > 0)))
    for kind, rows, score, when in (
        ("pre", came, pre, np.minimum(begins + np.timedelta64(30, "m"), country.line.now)),
        ("post", done, post, ends - np.timedelta64(60, "m")),
        ("practical", done, practical, ends - np.timedelta64(30, "m")),
    ):
        loader.write(Assessment, {
            "enrolment_id": seats.ids[rows], "kind": kind, "score": score[rows], "assessed_at": when[rows],
        }, when=when[rows])  # fmt: skip


def scores(country: Country) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Points of 100 for every enrolment: before, after, practical work. 60 and 70 pass (learning.completion)."""
    seats, random = country.training.enrolments, country.dice.of("scores")
    quality, count = country.catalogue.offerings.quality[seats.offering], len(seats)
    pre = np.clip(random.normal(49, 11, count), 10, 84)
    gain = np.clip(19 + 6.5 * quality + random.normal(0, 7, count), 1, 60)
    post = np.clip(pre + gain, 60, 98)
    practical = np.clip(random.normal(80 + 3 * quality, 6, count), 70, 99)
    post = np.where((seats.status == FAILED) & (seats.failure == 1), random.uniform(30, 59, count), post)
    practical = np.where((seats.status == FAILED) & (seats.failure == 2), random.uniform(40, 69, count), practical)
    return np.floor(pre).astype(np.int64), np.floor(post).astype(np.int64), np.floor(practical).astype(np.int64)


def reviewed(country: Country) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """(rows of Enrolments, when): nearly everyone who passed writes one within days."""
    seats, random = country.training.enrolments, country.dice.of("reviews")
    rows = np.flatnonzero(seats.status == COMPLETED)
    when = seats.completed[rows] + days(random.uniform(0.05, 5.5, len(rows)))
    told = seats.person[rows] == cast(MIDWAY)
    when[told] = seats.completed[rows[told]] + np.timedelta64(20, "h")
    writes = ((random.random(len(rows)) < 0.96) | told) & (when < country.line.now)
    return rows[writes], when[writes]


_PRAISE = ("Pelatihnya sabar dan mau mengulang.", "Banyak praktik, jadi cepat bisa.", "Alatnya lengkap.",
           "Sekarang lebih percaya diri melamar kerja.", "Waktunya agak mepet, tetapi bermanfaat.",
           "Materi jelas, contoh dari pekerjaan nyata.", "Teman sekelas saling membantu.")  # fmt: skip


def _reviews(loader: Loader, country: Country) -> None:
    seats, random = country.training.enrolments, country.dice.of("stars")
    rows, when = reviewed(country)
    quality = country.catalogue.offerings.quality[seats.offering[rows]]
    stars = 5 - (random.random((len(rows), 4)) < np.clip(0.17 - 0.05 * quality, 0.03, 0.5)[:, None]).astype(np.int64)
    stars -= (random.random((len(rows), 4)) < 0.02).astype(np.int64)
    words = np.array([*_PRAISE, *[""] * 24], dtype=object)[random.integers(0, len(_PRAISE) + 24, len(rows))]
    loader.write(Review, {
        "enrolment_id": seats.ids[rows], "offering_id": country.catalogue.offerings.ids[seats.offering[rows]],
        "home_region": country.people.region[seats.person[rows]],
        "answers": Json(f'{{"material": {a}, "trainer": {b}, "tools": {c}, "usefulness": {d}}}' for a, b, c,
            d in stars.tolist()),
        "text": words, "written_at": when,
    }, when=when)  # fmt: skip
