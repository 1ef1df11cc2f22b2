"""Certificates, signed with the installation's own key: they verify like any other."""

from __future__ import annotations

import numpy as np
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.certificates import LIST_SIZE, certificate_url, status_list_url
from peluang.domain.learning.completion import RULE
from peluang.domain.learning.keys import signing_key
from peluang.domain.learning.models import Certificate
from peluang.engines.credentials import CertificateFacts, SigningKey, build_credential, certificate_number, sign

from .country import Country
from .loading import BATCH, Loader
from .plan_training import COMPLETED
from .timeline import aware, local_days
from .write_catalogue import skill_names
from .write_people import certificate_skills
from .write_training import scores

_CRITERIA = f"Hadir paling sedikit {RULE.attendance_percent}%, tes akhir paling sedikit {RULE.post_mark} dari 100"


def certified(country: Country) -> NDArray[np.int64]:
    """Rows of Enrolments in the order of their certificates: as they were completed."""
    seats = country.training.enrolments
    rows = np.flatnonzero(seats.status == COMPLETED)
    return rows[np.argsort(seats.completed[rows], kind="stable")]


def certificate_ids(country: Country) -> NDArray[np.bytes_]:
    return country.dice.ids("certificates", country.training.enrolments.completed[certified(country)])


def certificate_numbers(country: Country) -> dict[int, str]:
    """Row of Enrolments → number, in a database whose first certificates these are."""
    rows = certified(country)
    years = (
        local_days(country.training.enrolments.completed[rows]).astype("datetime64[Y]").astype(int) + 1970
    ).tolist()
    return {row: certificate_number(serial, year) for serial, (row, year) in enumerate(zip(rows.tolist(), years), 1)}


def write_certificates(loader: Loader, country: Country) -> None:
    seats, folk, own = country.training.enrolments, country.people, country.catalogue
    rows, ids = certified(country), certificate_ids(country)
    with loader.transaction(), acting(PROGRAM, scope="command"):
        key = signing_key(PROGRAM, at=country.at)
    maker = _Maker(country, key)
    first = _first_serial(loader, len(rows))
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        serials = range(first + start, first + start + len(part))
        when = seats.completed[part]
        years = local_days(when).astype("datetime64[Y]").astype(int) + 1970
        numbers = [certificate_number(serial, year) for serial, year in zip(serials, years.tolist())]
        loader.write(Certificate, {
            "id": ids[start : start + BATCH], "number": numbers, "enrolment_id": seats.ids[part],
            "offering_id": own.offerings.ids[seats.offering[part]],
            "provider_id": own.institutions.ids[own.offerings.institution[seats.offering[part]]],
            "person_id": folk.ids[seats.person[part]], "home_region": folk.region[seats.person[part]],
            "holder_name": folk.name[seats.person[part]],
            "title": [own.offerings.title[each] for each in seats.offering[part]],
            "credential": maker.signed(part, numbers, serials), "key_id": key.kid,
            "status_index": [serial - 1 for serial in serials], "issued_at": when,
        })  # fmt: skip
    certificate_skills(loader, country, rows, ids, seats.completed[rows])


def _first_serial(loader: Loader, count: int) -> int:
    """Takes `count` numbers from the sequence; a demo's start where the database's stand."""
    with loader.batch("certificate_serials", count) as fresh, connection.cursor() as cursor:
        if fresh is None or not count:
            return 1
        cursor.execute(
            "select min(n) from (select nextval('learning_certificate_serial') n from generate_series(1, %s)) t",
            [count],
        )
        return int(cursor.fetchone()[0])


class _Maker:
    """Builds and signs; what is the same for one offering is made once."""

    def __init__(self, country: Country, key: SigningKey) -> None:
        self.country, self.key = country, key
        self.ids = country.catalogue.offerings.ids.astype(str).tolist()
        self.people = country.people.ids.astype(str).tolist()
        self.names = skill_names("id")
        self.post = scores(country)[1]

    def signed(self, rows: NDArray[np.int64], numbers: list[str], serials: range) -> list[str]:
        return [
            sign(build_credential(self._facts(row, number, serial - 1)), self.key)
            for row, number, serial in zip(rows.tolist(), numbers, serials)
        ]

    def _facts(self, row: int, number: str, index: int) -> CertificateFacts:
        seats, own = self.country.training.enrolments, self.country.catalogue
        offering, person = int(seats.offering[row]), int(seats.person[row])
        offered = own.offerings
        return CertificateFacts(
            credential_id=certificate_url(number), number=number, issuer_id=settings.BASE_URL,
            issuer_name=f"{own.institutions.name[int(offered.institution[offering])]} (Peluang)",
            issuer_url=settings.BASE_URL,
            recipient_id=f"urn:peluang:person:{self.people[person]}",
            recipient_name=str(self.country.people.name[person]),
            achievement_id=f"urn:peluang:offering:{self.ids[offering]}", training_title=offered.title[offering],
            training_description=offered.title[offering],
            criteria=_CRITERIA,
            language="id", hours=int(offered.theory[offering] + offered.practice[offering]) // 60,
            occupation_code=own.occupation(offering), valid_from=aware(seats.completed[row]),
            status_list_url=status_list_url(index // LIST_SIZE), status_index=index % LIST_SIZE,
            result=str(int(self.post[row])),
            skills=tuple((code, self.names[code]) for code in own.skills[int(offered.type[offering])]),
        )  # fmt: skip
