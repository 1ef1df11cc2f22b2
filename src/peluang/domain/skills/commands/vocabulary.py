"""Loading our vocabulary: occupation titles, skills, synonyms, and the terms that search-as-you-type reads."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.engines.text import normalise

from ..events import VOCABULARY_LOADED
from ..models import LookupTerm, Occupation, OccupationSkill, Skill
from ..releases import release_digest

#: A title found by its first word stands above one found by a later word or by a synonym.
_WEIGHT = {"title": 3, "synonym": 2}


@command
def load_vocabulary(by: Actor, *, at: datetime.datetime) -> int:
    """Writes occupations, skills, their relations and lookup terms; returns how many rows there are.

    Official titles (import_kbji) and ESCO links stay; a skill that is no longer listed stays too, since people
    and offerings may hold it.
    """
    occupations = [_occupation(row) for row in _rows("occupations")]
    Occupation.objects.bulk_create(
        occupations, update_conflicts=True, unique_fields=["code"],
        update_fields=["level", "parent", "title_id", "title_en"],
    )  # fmt: skip
    skills = [Skill(**row) for row in _rows("skills")]
    Skill.objects.bulk_create(
        skills, update_conflicts=True, unique_fields=["code"], update_fields=["name_id", "name_en", "kind"]
    )
    relations = [
        OccupationSkill(occupation_id=row["occupation"], skill_id=row["skill"], essential=row["essential"] == "1")
        for row in _rows("occupation_skills")
    ]
    OccupationSkill.objects.bulk_create(
        relations, update_conflicts=True, unique_fields=["occupation", "skill"], update_fields=["essential"]
    )
    terms = rebuild_terms()
    total = len(occupations) + len(skills) + len(relations) + terms
    append(
        VOCABULARY_LOADED, new_id(), at=at,
        occupations=len(occupations), skills=len(skills), terms=terms, digest=release_digest(),
    )  # fmt: skip
    return total


def rebuild_terms() -> int:
    """Makes the lookup terms anew from titles, official titles and synonyms."""
    LookupTerm.objects.all().delete()
    terms = {
        (term.kind, term.code, term.language, term.text, term.whole): term for term in chain(_titles(), _synonyms())
    }
    LookupTerm.objects.bulk_create(terms.values(), batch_size=5000)
    return len(terms)


def _titles() -> Iterator[LookupTerm]:
    for each in Occupation.objects.filter(level=4):
        for language, text in (("id", each.title_id), ("en", each.title_en), ("id", each.title_official)):
            yield from _terms("o", each.code, language, text, "title")
    for skill in Skill.objects.all():
        for language, text in (("id", skill.name_id), ("en", skill.name_en)):
            yield from _terms("s", skill.code, language, text, "title")


def _synonyms() -> Iterator[LookupTerm]:
    for row in _rows("occupation_synonyms"):
        yield from _terms("o", row["code"], row["language"], row["text"], "synonym")
    for row in _rows("skill_synonyms"):
        yield from _terms("s", row["code"], row["language"], row["text"], "synonym")


def _terms(kind: str, code: str, language: str, text: str, source: str) -> Iterator[LookupTerm]:
    whole = normalise(text)
    words = whole.split()
    for start in range(len(words)):
        yield LookupTerm(
            kind=kind, code=code, language=language, text=" ".join(words[start:]), whole=whole,
            weight=_WEIGHT[source] - (1 if start else 0),
        )  # fmt: skip


def _occupation(row: dict[str, str]) -> Occupation:
    code = row["code"]
    return Occupation(
        code=code, level=len(code), parent_id=code[:-1] or None, title_id=row["title_id"], title_en=row["title_en"]
    )


def _rows(name: str) -> list[dict[str, str]]:
    path = files("peluang.engines.codes") / "data" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
