"""What became of people after 3, 6 and 12 months; the results this adds up to; findings and institutions' decisions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peluang.domain.evaluation.models import CourseFinding, FindingDecision, Outcome

from .accounts import ALUMNA, CHAPTER, PROGRAMME_OFFICE, PROVIDER, cast
from .country import Country
from .dice import pick
from .loading import Json, Loader
from .plan_catalogue import STAGE_TYPES
from .timeline import add_months, days, local_days

_MONTHS = (3, 6, 12)
_ANSWER_DAYS = 30


def write_outcomes(loader: Loader, country: Country) -> None:
    works, seats, folk, line = country.work.works, country.training.enrolments, country.people, country.line
    random = country.dice.of("outcomes")
    person = seats.person[works.row]
    told = np.isin(person, [cast(ALUMNA), cast(CHAPTER)])
    finished = local_days(seats.completed[works.row])
    wage = (
        (country.geo.wage[folk.regency[person]] * random.uniform(0.92, 1.5, len(person))).astype(np.int64)
        // 10_000
        * 10_000
    )
    for months, share in zip(_MONTHS, (0.74, 0.68, 0.62)):
        due = add_months(finished, months)
        moment = due.astype("datetime64[s]")
        answers = (random.random(len(person)) < share) | told
        waited = random.uniform(0.3, 24, len(person))
        answered = moment + days(waited)
        status = np.select(
            [due > line.today, answers & (answered < line.now), line.now - moment < days(float(_ANSWER_DAYS))],
            ["planned", "answered", "asked"], default="missed",
        ).astype(object)  # fmt: skip
        said = status == "answered"
        situation = np.where(said, _situations(country, answered, random, told), "")
        working = np.isin(situation, ("employed", "own_business", "better_job"))
        loader.write(Outcome, {
            "enrolment_id": seats.ids[works.row],
            "offering_id": country.catalogue.offerings.ids[seats.offering[works.row]],
            "person_id": folk.ids[person], "home_region": folk.region[person], "months": months, "due_on": due,
            "status": status, "situation": situation,
            "wage": [value if works_ else None for value, works_ in zip(wage.tolist(), working.tolist())],
            "uses_training": [bool(uses) if works_ else None for uses, works_ in zip(works.uses, working.tolist())],
            "answered_at": np.where(said, answered, np.datetime64("NaT", "s")),
        }, when=seats.completed[works.row])  # fmt: skip


def _situations(
    country: Country, at: NDArray[np.datetime64], random: np.random.Generator, told: NDArray[np.bool_]
) -> NDArray[np.object_]:
    works = country.work.works
    count = len(works.row)
    work = np.array(["employed", "own_business", "better_job"], dtype=object)[works.kind]
    idle = pick(random, ("looking", "studying", "not_looking"), (0.78, 0.1, 0.12), count)
    # A few lost again what they had found.
    return np.where((works.begins < at) & ((random.random(count) < 0.94) | told), work, idle)


_TEXTS = {
    "low_uptake": "Sejak terbit, pelatihan ini hampir tidak dipilih. Apakah masih ingin ditawarkan?",
    "low_outcome": "Dari yang menjawab, sedikit yang bekerja sesudah pelatihan ini.",
    "duplicate": "Lembaga Anda punya dua pelatihan yang isinya hampir sama.",
    "price": "Harga pelatihan ini di atas harga pelatihan sejenis di provinsi yang sama.",
    "content": "Isi pelatihan ini perlu diperbarui: alat yang diajarkan sudah jarang dipakai.",
}
_REASONS = {
    "keep": "Pelatihan ini dibutuhkan sentra di sekitar kami; kami cari peserta bersama dinas.",
    "revise": "Kami tambah jam praktik dan ganti bahan ajar.",
    "merge": "Isinya kami gabung ke pelatihan yang lebih banyak dipilih.",
    "retire": "Tidak ada peminat selama dua tahun, jadi kami hentikan.",
}


def write_findings(loader: Loader, country: Country) -> None:
    """About sixty findings, most of them decided by the institution. The first is for the stage, and open."""
    own, random, folk = country.catalogue.offerings, country.dice.of("findings"), country.people
    unused = np.flatnonzero(own.weight == 0)
    used = np.flatnonzero(own.weight > 0)
    stage = len(STAGE_TYPES) - 1
    offering = np.concatenate([
        [stage], unused[unused != stage][random.permutation(int((unused != stage).sum()))[:34]],
        used[random.permutation(len(used))[:26]],
    ])  # fmt: skip
    kind = np.where(
        own.weight[offering] == 0,
        "low_uptake",
        pick(random, ("low_outcome", "price", "content"), (4, 3, 3), len(offering)),
    )
    filed = country.line.now - days(random.uniform(4, 120, len(offering)))
    filed[0] = country.line.ago(3)
    # Nearly all are answered in time; a few are late, and the office sees it.
    share = np.where(filed < country.line.ago(21), 0.95, 0.5)
    decided = (random.random(len(offering)) < share) & (filed < country.line.ago(10))
    seats = np.bincount(country.training.enrolments.offering, minlength=len(own))
    ids = country.dice.ids("findings", filed)
    provider = country.catalogue.institutions.ids[own.institution[offering]]
    loader.write(CourseFinding, {
        "id": ids, "offering_id": own.ids[offering], "provider_id": provider, "kind": kind,
        "text": [_TEXTS[each] for each in kind.tolist()],
        "figures": Json({"enrolled": int(seats[each])} for each in offering.tolist()),
        "status": np.where(decided, "decided", "open").astype(object),
        "filed_by": folk.ids[cast(PROGRAMME_OFFICE)].decode(), "filed_at": filed,
        "answer_by": (filed + days(21.0)).astype("datetime64[D]"),
    })  # fmt: skip
    rows = np.flatnonzero(decided)
    decision = pick(random, ("keep", "revise"), (55, 45), len(rows))
    when = filed[rows] + days(random.uniform(2, 9, len(rows)))
    loader.write(FindingDecision, {
        "finding_id": ids[rows], "decision": decision, "reason": [_REASONS[each] for each in decision.tolist()],
        "due_on": (when + days(60.0)).astype("datetime64[D]"),
        "decided_by": [folk.ids[cast(PROVIDER)].decode() if host == 0 else key
                       for host, key in zip(own.institution[offering[rows]], provider[rows].astype(str))],
        "decided_at": when,
    }, when=when)  # fmt: skip
