"""`peluang quality search`: known-item searches in an index of the file's own, beside a search for exact words."""

from __future__ import annotations

import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from peluang.domain.files.imports import read_or_refuse
from peluang.domain.finding.documents import Said, Vocabulary, vacancy_document
from peluang.domain.finding.index import VACANCIES, replace, writing
from peluang.domain.finding.vacancy_search import VacancySearch, best_keys
from peluang.domain.jobs.commands.imports import COLUMNS
from peluang.domain.jobs.imported_rows import Reading
from peluang.domain.jobs.models import Vacancy
from peluang.domain.organisations.models import Organisation
from peluang.engines.codes.tables import read_table
from peluang.engines.tables import Limits
from peluang.engines.text import code_occupations, extract_skills, normalise

from .search_queries import Item, Query, queries

#: The moment of every search; all vacancies are open then, whatever their file says.
_NOW = datetime.datetime(2026, 1, 15, 3, tzinfo=datetime.UTC)
_NAMESPACE = UUID("5a0f9f4e-6c53-4f5e-9a38-0d8b7d1f2c11")
_FIRST = 10
_SURE = 0.15  # as in the import


def measure(
    *, content: bytes, file_name: str, seed: int, items: int, misses: bool, say: Callable[[str], None]
) -> dict[str, Any]:
    """kinds: {kind: {queries, recall_1, recall_10, mrr, cpu_p50_ms, cpu_p95_ms, naive_recall_10, naive_mrr}}.

    A vacancy counts as found by any that has its title, and its place or employer if they were typed. naive: every
    word as it is written, somewhere in the vacancy; more often in the title first.
    """
    vacancies = _vacancies(content, file_name, say)
    drawn = random.Random(seed).sample(vacancies, min(items, len(vacancies)))
    known = {row.id: _item(row) for row in vacancies}
    asked = list(queries([known[row.id] for row in drawn], seed))
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_INDEX = folder
        _index(vacancies)
        say(f"{len(vacancies)} vacancies indexed; {len(asked)} queries")
        best_keys(VacancySearch("hangat"), _NOW, _FIRST)
        results = [_run(query, known) for query in asked]
    plain = [(row.id, normalise(row.title).split(), set(_text(row).split())) for row in vacancies]
    naive = [_rank(query, _naive(query, plain), known) for query in asked]
    kinds = {}
    for kind in dict.fromkeys(query.kind for query in asked):
        places = [place for place, query in enumerate(asked) if query.kind == kind]
        kinds[kind] = _figures([results[place] for place in places], [naive[place] for place in places])
    missed = [asked[place].text for place, (rank, _ms) in enumerate(results) if not rank]
    return {"vacancies": len(vacancies), "seed": seed, "kinds": kinds, **({"misses": missed} if misses else {})}


def _vacancies(content: bytes, file_name: str, say: Callable[[str], None]) -> list[Vacancy]:
    """As the import would write them: occupation by title, skills by text. Rows with problems are left out."""
    rows, left_out = [], 0
    for row in read_or_refuse(content, file_name, COLUMNS, Limits()).rows:
        reading = Reading(row, _NOW)
        values = reading.values()
        if reading.problems or row.broken or row.formulas:
            left_out += 1
        else:
            rows.append((row, values))
    say(f"{len(rows)} rows read, {left_out} left out")
    ranked = code_occupations(
        [values["title"] for _row, values in rows],
        [f"{values['description']} {values['requirements']}"[:4000] for _row, values in rows],
        limit=1,
    )
    made = []
    for (row, values), best in zip(rows, ranked):
        values |= {
            "occupation_id": best[0].code if best and best[0].score >= _SURE else None, "status": "open",
            "valid_from": _NOW.date(), "valid_until": _NOW.date() + datetime.timedelta(days=30), "posted_at": _NOW,
        }  # fmt: skip
        vacancy = Vacancy(id=uuid5(_NAMESPACE, str(row.number)), source="own", **values)
        vacancy.employer = Organisation(name=row.values["employer"].strip())
        text = f"{vacancy.title}. {vacancy.description} {vacancy.requirements}"[:4000]
        vacancy.skill_codes = [found.code for found in extract_skills(text, limit=12)]  # type: ignore[attr-defined]
        made.append(vacancy)
    return made


def _index(vacancies: Sequence[Vacancy]) -> None:
    words = _vocabulary()
    with writing(VACANCIES) as writer:
        for row in vacancies:
            replace(writer, str(row.id), vacancy_document(row, words))


def _vocabulary() -> Vocabulary:
    """As `Vocabulary.load` reads it from the database after `peluang reference`."""
    called: dict[str, dict[str, list[str]]] = {"occupation": {}, "skill": {}}
    for kind, names in (("occupation", ("title_id", "title_en")), ("skill", ("name_id", "name_en"))):
        for row in read_table(f"{kind}s"):
            called[kind][row["code"]] = [row[name] for name in names]
        for row in read_table(f"{kind}_synonyms"):
            called[kind].setdefault(row["code"], []).append(row["text"])
    said = {kind: {code: Said.of(*texts) for code, texts in rows.items()} for kind, rows in called.items()}
    return Vocabulary(said["occupation"], said["skill"])


def _item(row: Vacancy) -> Item:
    return Item(row.title, row.employer.name, row.regency_id)


def _run(query: Query, known: dict[UUID, Item]) -> tuple[int, float]:
    """(rank from 1, 0 for not among the first ten; milliseconds of CPU)."""
    begun = time.process_time()
    keys = best_keys(VacancySearch(query.text), _NOW, _FIRST)
    used = (time.process_time() - begun) * 1000
    return _rank(query, keys, known), used


def _rank(query: Query, keys: Sequence[UUID], known: dict[UUID, Item]) -> int:
    return next((rank for rank, key in enumerate(keys, 1) if query.fits(known[key])), 0)


def _text(row: Vacancy) -> str:
    place = row.regency_id and Vocabulary().place(row.regency_id)
    spelled = " ".join(place.spelled) if place else ""
    return normalise(f"{row.title} {row.employer.name} {row.description} {row.requirements} {spelled}")


def _naive(query: Query, plain: Sequence[tuple[UUID, list[str], set[str]]]) -> list[UUID]:
    words = normalise(query.text).split()
    hits = [
        (-sum(word in title for word in words), place, key)
        for place, (key, title, text) in enumerate(plain)
        if all(word in text for word in words)
    ]
    return [key for _score, _place, key in sorted(hits)[:_FIRST]]


def _figures(found: Sequence[tuple[int, float]], naive: Sequence[int]) -> dict[str, Any]:
    ranks, used = [rank for rank, _ms in found], sorted(ms for _rank, ms in found)
    many = len(ranks)
    return {
        "queries": many,
        "recall_1": _share(sum(rank == 1 for rank in ranks), many),
        "recall_10": _share(sum(rank > 0 for rank in ranks), many),
        "mrr": round(statistics.fmean(1 / rank if rank else 0 for rank in ranks), 3),
        "cpu_p50_ms": round(statistics.median(used), 2),
        "cpu_p95_ms": round(used[min(many - 1, int(many * 0.95))], 2),
        "naive_recall_10": _share(sum(rank > 0 for rank in naive), many),
        "naive_mrr": round(statistics.fmean(1 / rank if rank else 0 for rank in naive), 3),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3)
