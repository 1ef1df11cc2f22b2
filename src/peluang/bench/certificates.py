"""`peluang bench certificates`: a year of a country's certificates, signed and stored as finishing classes do it."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from .installation import installation
from .machine import cpu_seconds

WORKERS = 2
SEATS = 500
OFFERINGS = 20
_SAMPLE = 2_000
_FIRST = ["Siti", "Budi", "Dewi", "Agus", "Rina", "Joko", "Wati", "Hendra", "Lestari", "Fajar", "Ayu", "Bayu", "Nia"]
_LAST = ["Aminah", "Santoso", "Lestari Wulandari", "Prasetyo", "Rahmawati", "Susilo", "Kusumaningtyas", "Hidayat"]


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """size: certificates, in classes of SEATS, by two processes.

    seconds: from a class in the database to its certificates in the database, as `finish_class` does it: people and
    scores read, credential built and signed, row stored; one transaction a class. Left out: completion, messages and
    events of each seat, which belong to finishing. failed: certificates that are missing, or do not verify (every one
    of them is checked, verify_s beside it), or that a joserfc check of a sample refuses. peer: joserfc and cryptography
    alone in a process of their own, nothing built and nothing stored.
    """
    with installation() as place:
        os.environ["PELUANG_SIGNING_KEYS"] = place.environment["PELUANG_SIGNING_KEYS"] = str(place.folder / "keys")
        begun = time.monotonic()
        say(f"an installation with {size:,} people who passed")
        with place.server.running() as child:
            place.peluang("migrate", role="owner")
            place.peluang("reference")
            place.use_here()
            classes = _prepare(seed, size)
            setup = time.monotonic() - begun
            say("signing and storing")
            signed = _together(_issue, classes, child.pid)
            say(f"{signed}\nchecking every one")
            checked = _together(_check, classes, child.pid)
            say(str(checked))
            paper = _papers()
            stored = _stored()
    good = checked["count"]
    return {
        "setup_s": round(setup, 1), "seconds": signed["seconds"], "cpu_s": signed["cpu_s"],
        "certificates_per_s": round(size / signed["seconds"]), "workers": WORKERS,
        "failed": size - good + paper["sample_refused"], "verified": good, "verify_s": checked["seconds"],
        "verify_cpu_s": checked["cpu_s"], **stored, **paper, "peer": _peer(),
    }  # fmt: skip


# -- people who passed -----------------------------------------------------------------------------


def _prepare(seed: int, size: int) -> list[UUID]:
    """Classes with SEATS people each, who attended and have a final mark; made by copying one of each kind."""
    from django.db import connection

    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.keys import signing_key
    from peluang.domain.learning.models import Assessment, Enrolment, TrainingClass
    from peluang.domain.people.models import Person

    at = datetime.datetime.now(datetime.UTC)
    with acting(PROGRAM, scope="command"):
        _no_timeouts()
        pattern = _pattern(at)
        signing_key(PROGRAM, at=at)
        classes = -(-size // SEATS)
        _copies(Person, pattern["person"], f"generate_series(1, {size}) n", full_name=_names(seed))
        offerings = "(array[" + ",".join(f"'{each}'::uuid" for each in pattern["offerings"]) + "])"
        _copies(
            TrainingClass, pattern["class"], f"generate_series(1, {classes}) n",
            code="'BENCH-' || n", offering_id=f"{offerings}[1 + n % {OFFERINGS}]",
        )  # fmt: skip
        people = (
            f"(select id, row_number() over (order by id) - 1 n from people_person where id <> '{pattern['person']}')"
        )
        rooms = (
            "(select id, offering_id, row_number() over (order by id) - 1 n from learning_class"
            f" where id <> '{pattern['class']}')"
        )
        _copies(
            Enrolment, pattern["enrolment"], f"{people} someone join {rooms} room on room.n = someone.n / {SEATS}",
            person_id="someone.id", training_class_id="room.id", offering_id="room.offering_id",
            seat=f"1 + someone.n % {SEATS}",
        )  # fmt: skip
        _copies(
            Assessment, pattern["assessment"],
            f"(select id, row_number() over () n from learning_enrolment where id <> '{pattern['enrolment']}') passed",
            enrolment_id="passed.id", score=f"60 + (passed.n * 37 + {seed}) % 41",
        )  # fmt: skip
        found = TrainingClass.objects.exclude(id=pattern["class"]).order_by("id").values_list("id", flat=True)
        ids = list(found)
    with connection.cursor() as cursor:
        cursor.execute("analyze learning_class, learning_enrolment, learning_assessment, people_person")
    return ids


def _pattern(at: datetime.datetime) -> dict[str, Any]:
    """One of each kind, made by the models, so that every column has what it has in a real installation."""
    from peluang.domain.catalogue.models import Offering, OfferingSkill, TrainingType
    from peluang.domain.learning.models import Assessment, Enrolment, TrainingClass
    from peluang.domain.organisations.models import Organisation
    from peluang.domain.people.models import Person
    from peluang.domain.places.models import Regency
    from peluang.domain.skills.models import Skill

    home = Regency.objects.order_by("code").values_list("code", flat=True)[0]
    provider = Organisation.objects.create(
        kind="provider", name="Balai latihan kerja", status="verified", registered_at=at, verified_at=at
    )
    sort = TrainingType.objects.create(code="bench", title_id="Las", title_en="Welding", category="Logam")
    skills = list(Skill.objects.order_by("code").values_list("code", flat=True)[: OFFERINGS * 3])
    offerings = [
        Offering.objects.create(
            training_type=sort, provider=provider, title=f"Juru las SMAW tingkat {each}", mode="offline", price=0,
            minutes_theory=720, minutes_practice=1680, status="published", published_at=at,
        )
        for each in range(OFFERINGS)
    ]  # fmt: skip
    for number, code in enumerate(skills):
        OfferingSkill.objects.create(offering=offerings[number % OFFERINGS], skill_id=code, level=2)
    person = Person.objects.create(
        full_name="Contoh", birth_date=datetime.date(2000, 1, 1), sex="f", home_region_id=home, lives_in_id=home,
        education="smk", work_status="job_seeker", registered_at=at, changed_at=at,
    )  # fmt: skip
    room = TrainingClass.objects.create(
        offering=offerings[0],
        code="BENCH-0",
        starts_at=at - datetime.timedelta(days=5),
        ends_at=at,
        seats=SEATS,
        payer="own",
        status="running",
    )
    seat = Enrolment.objects.create(
        training_class=room, offering=offerings[0], provider=provider, person=person, home_region=home, seat=1,
        payer="own", price=0, booked_at=at, status="attending",
    )  # fmt: skip
    mark = Assessment.objects.create(enrolment=seat, kind="post", score=80, assessed_at=at)
    return {
        "offerings": [each.id for each in offerings], "person": person.id, "class": room.id, "enrolment": seat.id,
        "assessment": mark.id,
    }  # fmt: skip


def _copies(model: Any, pattern: UUID, rows: str, **changes: str) -> None:
    """As many copies of the pattern as `rows` has, each column as in the pattern or as an SQL expression says."""
    from django.db import connection

    columns = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
    values = {column: f"pattern.{column}" for column in columns} | {"id": "gen_random_uuid()"} | changes
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {model._meta.db_table} ({', '.join(columns)})"
            f" select {', '.join(values[column] for column in columns)}"
            f" from {rows} cross join {model._meta.db_table} pattern where pattern.id = '{pattern}'"
        )


def _names(seed: int) -> str:
    first, last = ("(array[" + ",".join(f"'{each}'" for each in listed) + "])" for listed in (_FIRST, _LAST))
    return f"{first}[1 + (n * 7 + {seed}) % {len(_FIRST)}] || ' ' || {last}[1 + (n * 11) % {len(_LAST)}] || ' ' || n"


def _no_timeouts() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local idle_in_transaction_session_timeout = 0")


# -- two processes ---------------------------------------------------------------------------------


def _together(work: Callable[[UUID], int], classes: list[UUID], server: int) -> dict[str, Any]:
    """Every class once, by WORKERS processes that take the next one as they come."""
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("fork")
    used, begun = cpu_seconds([server, os.getpid()]), time.monotonic()
    with context.Pool(WORKERS) as pool:
        count = sum(pool.imap_unordered(work, classes, chunksize=4))
        seconds = time.monotonic() - begun
        used = cpu_seconds([server, os.getpid()]) - used
    return {"count": count, "seconds": round(seconds, 1), "cpu_s": round(used, 1)}


def _issue(class_id: UUID) -> int:
    """What finish_class does for those who passed."""
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.certificates import issue, store
    from peluang.domain.learning.evidence import collect
    from peluang.domain.learning.models import TrainingClass

    with acting(PROGRAM, scope="command"):
        row = TrainingClass.objects.select_related("offering__provider").get(id=class_id)
        passed = list(row.enrolments.select_related("person").order_by("seat"))
        made = issue(PROGRAM, row, passed, collect(row, passed), at=datetime.datetime.now(datetime.UTC))
        store(made)
    return len(made)


def _check(class_id: UUID) -> int:
    """How many people of the class hold a certificate that verifies as their own."""
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import Certificate
    from peluang.domain.learning.queries import published_keys
    from peluang.engines.credentials import verify

    at = datetime.datetime.now(datetime.UTC)
    with acting(PROGRAM, scope="command"):
        keys = published_keys()
        rows = Certificate.objects.filter(enrolment__training_class_id=class_id)
        good = 0
        for person, number, name, credential in rows.values_list("person_id", "number", "holder_name", "credential"):
            checked = verify(credential, keys, at=at)
            subject = (checked.credential or {}).get("credentialSubject", {})
            own = subject.get("id") == f"urn:peluang:person:{person}" and subject.get("licenseNumber") == number
            good += checked.valid and own and subject["identifier"][0]["identityHash"] == name
    return good


# -- what is left, and others ----------------------------------------------------------------------


def _stored() -> dict[str, Any]:
    from django.db import connection

    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM, scope="command"), connection.cursor() as cursor:
        cursor.execute("select pg_total_relation_size('learning_certificate'), avg(length(credential)) from"
                       " (select credential from learning_certificate limit 1000) sample")  # fmt: skip
        size, letters = cursor.fetchone()
    return {"table_mb": size >> 20, "credential_bytes": round(letters)}


def _papers() -> dict[str, Any]:
    """PDF on demand; and a sample through another library, with the published keys alone."""
    from joserfc import jws
    from joserfc.jwk import OKPKey

    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.models import Certificate
    from peluang.domain.learning.queries import published_keys
    from peluang.domain.learning.sheets import sheet

    with acting(PROGRAM, scope="command"):
        rows = list(Certificate.objects.select_related("provider", "key").order_by("id")[:_SAMPLE])
        keys = {kid: OKPKey.import_key(jwk) for kid, jwk in published_keys().items()}
    refused = 0
    for row in rows:
        try:
            read = jws.deserialize_compact(row.credential, keys[row.key_id], algorithms=["EdDSA"])
            refused += json.loads(read.payload)["credentialSubject"]["licenseNumber"] != row.number
        except ValueError:
            refused += 1
    sheet(rows[0])
    begun, printed = time.process_time(), rows[: min(100, len(rows))]
    sizes = [len(sheet(row)) for row in printed]
    each = (time.process_time() - begun) * 1000 / len(printed)
    return {"sample_refused": refused, "sample": len(rows), "pdf_cpu_ms": round(each, 1), "pdf_kb": max(sizes) >> 10}


_PEER = """
import json, sys, time
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.jwk import OKPKey
key = OKPKey.generate_key("Ed25519"); bare = Ed25519PrivateKey.generate(); payload = b"x" * 2200
found = {}
for name, sign in (("joserfc", lambda: jws.serialize_compact({"alg": "EdDSA"}, payload, key, algorithms=["EdDSA"])),
                   ("cryptography", lambda: bare.sign(payload))):
    begun = time.process_time()
    for _ in range(3000): sign()
    found[name + "_per_cpu_s"] = round(3000 / (time.process_time() - begun))
print(json.dumps(found))
"""


def _peer() -> dict[str, Any]:
    """Signatures a core alone: no credential is built, nothing is stored."""
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", _PEER], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
