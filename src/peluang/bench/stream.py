"""`peluang bench stream`: the whole catalogue and its changes, read over the API while others write."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import random
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from typing import Any
from uuid import UUID

from .installation import installation
from .machine import cpu_seconds

WRITERS = 2
LIMIT = 1000
_EMPLOYERS = 5_000
_FILL = """insert into jobs_vacancy (
    id, employer_id, title, description, requirements, regency_id, address, kind, wage_min, wage_max, headcount, filled,
    applicants, education_min, experience_years, sex, requirement_reason, open_to_disability, valid_from, valid_until,
    status, status_reason, posted_at, source, source_ref, source_url)
select (lpad(to_hex(1790000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
    (%(employers)s::uuid[])[1 + n %% %(many)s], 'Juru las ' || n, 'Mengelas rangka baja, membaca gambar.', '',
    (%(regencies)s::text[])[1 + n %% %(places)s], '', 'full', 3000000, 3500000, 1 + n %% 5, 0, 0, 'smk', 0, '', '',
    true, current_date - 5, current_date + 60, 'open', '', now() - interval '5 days', 'bench', '', ''
from generate_series(0, %(size)s - 1) as n"""


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """size: vacancies, made by SQL. A partner reads everything by GET /api/v1/vacancies/changes, then follows until
    nothing is new; meanwhile WRITERS processes change, close and open again, and the pump gives positions.

    rows_per_s: of the first phase, in one process with the database beside it (no network). gaps: vacancies whose copy
    differs from the database in the end. doubles: versions told more than once; naive_doubles and naive_gaps: of the
    same catalogue read with offset and limit while others write.
    """
    with installation() as place:
        begun = time.monotonic()
        say("an installation")
        with place.server.running() as child:
            place.peluang("migrate", role="owner")
            place.peluang("reference")
            place.use_here()
            say(f"{size:,} vacancies")
            _prepare(size)
            setup = time.monotonic() - begun
            say("read by the stream while others write")
            ours = _race(seed, _read_stream, child.pid)
            say(str(ours))
            say("the same with offset and limit")
            naive = _race(seed + 1, _read_by_offset, child.pid)
    return {
        "setup_s": round(setup, 1), "writers": WRITERS, "limit": LIMIT, **ours,
        "naive_doubles": naive["doubles"], "naive_gaps": naive["gaps"], "naive": naive,
    }  # fmt: skip


def _prepare(size: int) -> None:
    from django.db import connection

    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.organisations.models import Organisation
    from peluang.domain.places.models import Regency

    with acting(PROGRAM, scope="command"), connection.cursor() as database:
        database.execute("set local statement_timeout = 0")
        firms = [
            Organisation(kind="employer", name=f"PT Baja {number}", status="verified", registered_at=_now())
            for number in range(_EMPLOYERS)
        ]
        Organisation.objects.bulk_create(firms, batch_size=1000)
        places = list(Regency.objects.values_list("code", flat=True))
        values: dict[str, Any] = {"employers": [each.id for each in firms], "many": _EMPLOYERS, "regencies": places,
                  "places": len(places), "size": size}  # fmt: skip
        database.execute(_FILL, values)
    with connection.cursor() as database:
        database.execute("set statement_timeout = 0")
        database.execute("analyze jobs_vacancy")
    connection.close()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


# -- readers: copy[id] = title, told[id] = how often which version came ----------------------------

Reader = Callable[[Callable[[], None]], dict[str, Any]]


def _read_stream(writers_done: Callable[[], None]) -> dict[str, Any]:
    """As a partner's machine: follow `next` until there is no more, once more after the writers stopped."""
    from django.test import Client

    client, address = Client(), f"/api/v1/vacancies/changes?limit={LIMIT}"
    copy: dict[str, str] = {}
    versions: set[tuple[str, str]] = set()
    counts = {"rows": 0, "pages": 0, "doubles": 0, "removed": 0, "rows_first": 0}
    first_s, begun, stopped = 0.0, time.monotonic(), False
    while True:
        page = client.get(address).json()
        counts["pages"] += 1
        for item in page["items"]:
            if item["type"] == "removed":
                copy.pop(item["id"], None)
                counts["removed"] += 1
                continue
            version = (item["id"], item["vacancy"]["title"])
            counts["rows"] += 1
            counts["doubles"] += version in versions
            versions.add(version)
            copy[item["id"]] = item["vacancy"]["title"]
        address = page["next"].removeprefix("http://localhost:8000")
        if not first_s and _first_phase_over(address):
            first_s, counts["rows_first"] = time.monotonic() - begun, counts["rows"]
        if not page["more"]:
            if stopped:
                break
            writers_done()
            stopped = True
    return {**counts, "rows_per_s": round(counts.pop("rows_first") / first_s), "first_phase_s": round(first_s, 1),
            "copy": copy}  # fmt: skip


def _first_phase_over(address: str) -> bool:
    from urllib.parse import parse_qs, urlsplit

    from peluang.domain.jobs.stream import Cursor

    return Cursor.of(parse_qs(urlsplit(address).query)["after"][0]).after is None


def _read_by_offset(writers_done: Callable[[], None]) -> dict[str, Any]:
    """What one writes first: newest first, page by page. What closes moves the rest up; what opens moves it down."""
    from peluang.domain.jobs.models import Vacancy
    from peluang.domain.kernel.context import NOBODY, acting

    copy: dict[str, str] = {}
    versions: set[tuple[str, str]] = set()
    rows, doubles, start, size = 0, 0, 0, 10_000
    while True:
        with acting(NOBODY):
            page = list(
                Vacancy.objects.filter(status="open")
                .order_by("-posted_at", "-id")
                .values_list("id", "title")[start : start + size]
            )
        for number, title in page:
            rows += 1
            doubles += (str(number), title) in versions
            versions.add((str(number), title))
            copy[str(number)] = title
        start += size
        if len(page) < size:
            break
    writers_done()
    return {"rows": rows, "doubles": doubles, "copy": copy}


def _race(seed: int, read: Reader, server: int) -> dict[str, Any]:
    from django.db import connection

    from peluang.domain.jobs.models import Vacancy
    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM, scope="command"):
        ids = list(Vacancy.objects.order_by("?").values_list("id", flat=True)[:20_000])
    connection.close()
    context = multiprocessing.get_context("fork")
    stopping, results = context.Event(), context.Queue()
    writers = [
        context.Process(target=_write, args=(ids[n::WRITERS], seed * 100 + n, stopping, results))
        for n in range(WRITERS)
    ]
    pump = context.Process(target=_pump, args=(stopping,))
    for each in (*writers, pump):
        each.start()
    written: list[int] = []

    def writers_done() -> None:
        stopping.set()
        written.extend(results.get(timeout=60) for _each in writers)
        for each in (*writers, pump):
            each.join()
        _seal_all()

    used, begun = cpu_seconds([server, os.getpid()]), time.monotonic()
    found = read(writers_done)
    found |= {"seconds": round(time.monotonic() - begun, 1), "writes": sum(written),
              "cpu_s": round(cpu_seconds([server, os.getpid()]) - used, 1)}  # fmt: skip
    copy = found.pop("copy")
    with acting(PROGRAM, scope="command"):
        standing = {
            str(each): title for each, title in Vacancy.objects.filter(status="open").values_list("id", "title")
        }
    differs = {each for each in copy.keys() | standing.keys() if copy.get(each) != standing.get(each)}
    return found | {"open_now": len(standing), "gaps": len(differs)}


def _write(mine: list[UUID], seed: int, stopping: Event, results: Any) -> None:
    """Every write gives a title never used before, so that a version told twice shows."""
    from peluang.domain.jobs.commands import change_vacancy, close_vacancy, post_vacancy
    from peluang.domain.jobs.models import Vacancy
    from peluang.domain.kernel.context import PROGRAM, acting

    dice, number = random.Random(seed), 0
    while not stopping.is_set():
        number += 1
        vacancy = dice.choice(mine)
        with acting(PROGRAM, scope="command"):
            status = Vacancy.objects.get(id=vacancy).status
            if status == "closed":
                post_vacancy(PROGRAM, vacancy_id=vacancy, at=_now())
            if status == "open" and dice.random() < 0.3:
                close_vacancy(PROGRAM, vacancy_id=vacancy, at=_now())
            else:
                change_vacancy(PROGRAM, vacancy_id=vacancy, title=json.dumps([seed, number]), at=_now())
            time.sleep(dice.random() * 0.02)  # its event has an id now, and is committed later
    results.put(number)


def _pump(stopping: Event) -> None:
    while not stopping.is_set():
        _seal_all()
        time.sleep(0.05)


def _seal_all() -> None:
    from peluang.domain.events.sealer import seal
    from peluang.domain.kernel.context import PROGRAM, acting

    sealed = 1
    while sealed:
        with acting(PROGRAM, scope="command"):
            sealed = seal(_now())
