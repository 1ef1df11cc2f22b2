"""Rows as the indexes hold them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from tantivy import Document

from peluang.domain.catalogue.models import Offering, OfferingSkill
from peluang.domain.jobs.models import Vacancy, VacancySkill, WorkKind
from peluang.domain.jobs.profiles import education_rank
from peluang.domain.skills.models import LookupTerm, Occupation, Skill
from peluang.engines.codes.regions import province, regency
from peluang.engines.text import normalise, tokens

from .places import short_names
from .schema import OFFERING_FIELDS, VACANCY_FIELDS, document

#: A description longer than this adds little but weight.
_BODY_CHARACTERS = 2000
_CHUNK = 1000
#: What people call each kind of work, in both languages.
KIND_WORDS: dict[str, str] = {
    WorkKind.FULL: "penuh waktu purnawaktu full time fulltime tetap permanent",
    WorkKind.PART: "paruh waktu part time parttime",
    WorkKind.CONTRACT: "kontrak contract pkwt", WorkKind.DAILY: "harian daily lepas freelance",
    WorkKind.INTERN: "magang intern internship",
}  # fmt: skip
#: "until" of a closed vacancy: before every date that is asked about.
ENDED = 1
_LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Said:
    """Words folded once for many rows. stems: each stem once; spelled: each word once, as it is written."""

    stems: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()

    @classmethod
    def of(cls, *texts: str) -> Said:
        text = " ".join(texts)
        return cls(tuple(dict.fromkeys(tokens(text))), tuple(dict.fromkeys(normalise(text).split())))


_NOTHING = Said()


@dataclass
class Vocabulary:
    """What stands for an occupation, a skill or a place, in both languages with everyday synonyms."""

    occupations: dict[str, Said] = field(default_factory=dict)
    skills: dict[str, Said] = field(default_factory=dict)
    places: dict[str, Said] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Vocabulary:
        """All of it, for a rebuild: three statements, about 12,000 rows."""
        return cls._read(Occupation.objects.all(), Skill.objects.all(), LookupTerm.objects.all())

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Vocabulary:
        """What these rows need, for a batch of events."""
        rows = list(rows)
        occupations = {code for row in rows for code in (row.occupation_id, _type_occupation(row)) if code}
        skills = {code for row in rows for code in row.skill_codes}
        return cls._read(
            Occupation.objects.filter(code__in=occupations),
            Skill.objects.filter(code__in=skills),
            LookupTerm.objects.filter(Q(kind="o", code__in=occupations) | Q(kind="s", code__in=skills)),
        )

    @classmethod
    def _read(
        cls, occupations: QuerySet[Occupation], skills: QuerySet[Skill], terms: QuerySet[LookupTerm]
    ) -> Vocabulary:
        synonyms: dict[tuple[str, str], list[str]] = {}
        for kind, code, whole in terms.values_list("kind", "code", "whole").distinct():
            synonyms.setdefault((kind, code), []).append(whole)
        return cls(
            {row.code: Said.of(row.title_id, row.title_en, *synonyms.get(("o", row.code), [])) for row in occupations},
            {row.code: Said.of(row.name_id, row.name_en, *synonyms.get(("s", row.code), [])) for row in skills},
        )

    def place(self, code: str) -> Said:
        if not code:
            return _NOTHING
        if code not in self.places:
            found = regency(code)
            self.places[code] = Said.of(found.name, province(found.province).name, *short_names(code))
        return self.places[code]


def _type_occupation(row: Any) -> str | None:
    return row.training_type.occupation_id if isinstance(row, Offering) else None


def week_of(moment: datetime.datetime) -> int:
    """Weeks since 1970, by which what is new is told from what is not: a few short lists instead of a range."""
    return int(moment.timestamp()) // (7 * 86_400)


def chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """All rows by rising id, a statement for each chunk: memory stays small, and no transaction idles."""
    last: UUID | None = None
    while True:
        ordered = rows.order_by("id")
        chunk = list((ordered.filter(id__gt=last) if last else ordered)[:_CHUNK])
        if not chunk:
            return
        yield chunk
        last = chunk[-1].id


def vacancy_rows(ids: Iterable[UUID] | None = None) -> QuerySet[Vacancy]:
    """Those that can be found: all, or of `ids`. Open ones, and closed ones of other portals: those show what was
    asked for and what was paid, and answer whoever followed an old link.
    """
    asked = VacancySkill.objects.filter(vacancy=OuterRef("id"))
    rows = Vacancy.objects.filter(Q(status="open") | (Q(status="closed") & ~Q(source="own"))).select_related("employer")
    rows = rows if ids is None else rows.filter(id__in=list(ids))
    return rows.annotate(skill_codes=ArraySubquery(asked.values("skill_id")))


def vacancy_document(row: Vacancy, words: Vocabulary) -> Document:
    """`row` as vacancy_rows gives it. Raises ValueError for a value the index can't hold."""
    occupation = row.occupation_id or ""
    body = f"{KIND_WORDS[row.kind]} {row.description} {row.requirements}"[:_BODY_CHARACTERS]
    return document(
        VACANCY_FIELDS,
        _words(row.title, occupation, row.skill_codes, row.employer.name, row.regency_id, body, words)  # type: ignore[attr-defined]
        | {
            "id": str(row.id),
            "regency": row.regency_id,
            "province": row.regency_id[:2],
            "occupation": [occupation[:length] for length in range(1, len(occupation) + 1)],
            "week": str(week_of(row.posted_at or _LONG_AGO)),
            "kind": row.kind,
            "education": education_rank(row.education_min),
            "wage": row.wage_max or row.wage_min or 0,
            "disability": "yes" if row.open_to_disability else "no",
            "posted": int((row.posted_at or _LONG_AGO).timestamp()),
            "arrived": int(arrived_at(row).timestamp()),
            "from": row.valid_from.toordinal(),
            "until": row.valid_until.toordinal() if row.status == "open" else ENDED,
        },
    )


def arrived_at(row: Vacancy) -> datetime.datetime:
    """Since when people can find it: posted, its first day has come, and, from another portal, read in by us. Its
    key tells when that was (uuid7): what was posted there last week is news here.
    """
    first_day = datetime.datetime.combine(row.valid_from, datetime.time(), ZoneInfo(regency(row.regency_id).timezone))
    moments = [row.posted_at or _LONG_AGO, first_day.astimezone(datetime.UTC)]
    if row.source != "own" and row.id.version == 7:
        moments.append(datetime.datetime.fromtimestamp((row.id.int >> 80) / 1000, datetime.UTC))
    return max(moments)


def offering_rows(ids: Iterable[UUID] | None = None) -> QuerySet[Offering]:
    """Those that can be found: all, or of `ids`."""
    taught = OfferingSkill.objects.filter(offering=OuterRef("id"))
    rows = Offering.objects.filter(status="published").select_related("provider", "training_type")
    rows = rows if ids is None else rows.filter(id__in=list(ids))
    return rows.annotate(skill_codes=ArraySubquery(taught.values("skill_id")))


def offering_document(row: Offering, words: Vocabulary) -> Document:
    kind = row.training_type
    title = f"{row.title} {kind.title_id} {kind.title_en}"
    occupation = row.occupation_id or kind.occupation_id or ""
    body = f"{kind.category} {row.description}"[:_BODY_CHARACTERS]
    return document(
        OFFERING_FIELDS,
        _words(title, occupation, row.skill_codes, row.provider.name, row.regency_id or "", body, words)  # type: ignore[attr-defined]
        | {
            "id": str(row.id),
            "type": str(kind.id),
            "regency": row.regency_id or "",
            "occupation": [occupation[:length] for length in range(1, len(occupation) + 1)],
            "skill": list(row.skill_codes),  # type: ignore[attr-defined]
            "mode": row.mode,
            "price": row.price,
            "posted": int((row.published_at or _LONG_AGO).timestamp()),
        },
    )


def _words(
    title: str,
    occupation: str,
    skills: Sequence[str],
    organisation: str,
    regency_code: str,
    body: str,
    words: Vocabulary,
) -> dict[str, str]:
    parts = {
        "title": Said.of(title),
        "occupation_words": words.occupations.get(occupation, _NOTHING),
        "skill_words": _joined([words.skills.get(code, _NOTHING) for code in skills]),
        "organisation": Said.of(organisation),
        "place": words.place(regency_code),
    }
    spelled = dict.fromkeys(word for part in parts.values() for word in part.spelled)
    return {name: " ".join(part.stems) for name, part in parts.items()} | {
        "body": " ".join(dict.fromkeys(tokens(body))),
        "spelled": " ".join(spelled),
    }


def _joined(parts: Sequence[Said]) -> Said:
    return Said(
        tuple(dict.fromkeys(stem for part in parts for stem in part.stems)),
        tuple(dict.fromkeys(word for part in parts for word in part.spelled)),
    )
