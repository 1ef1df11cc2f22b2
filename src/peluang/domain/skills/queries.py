"""Search-as-you-type over occupations and skills, in both languages at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import connection

from peluang.engines.text import normalise

from .models import Occupation, Skill

Kind = Literal["occupation", "skill"]
_LETTER = {"occupation": "o", "skill": "s"}


@dataclass(frozen=True)
class Suggestion:
    """label: the title in the reader's language. note: the synonym that was found, when it is another word."""

    code: str
    label: str
    note: str = ""


def lookup(text: str, kind: Kind, language: str, most: int = 8) -> list[Suggestion]:
    """Terms with a word that begins like `text`, in Indonesian and English; the label in `language`.

    One statement over the prefix index. Titles stand before synonyms, short terms before long ones.
    """
    wanted = normalise(text)
    if not wanted:
        return []
    table, label = ("skills_occupation", "title") if kind == "occupation" else ("skills_skill", "name")
    column = f"{label}_{'en' if language == 'en' else 'id'}"
    # The pattern's own signs cannot occur: normalise leaves letters, digits and spaces.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select best.code, named.{column}, best.whole from (
                select distinct on (code) code, whole, weight, length(text) as letters
                from skills_lookup_term where kind = %s and text like %s
                order by code, weight desc, length(text), whole
            ) best join {table} named on named.code = best.code
            order by best.weight desc, best.letters, named.{column}, best.code limit %s
            """,
            [_LETTER[kind], f"{wanted}%", most],
        )
        rows = cursor.fetchall()
    return [Suggestion(code, name, whole if normalise(name) != whole else "") for code, name, whole in rows]


def resolve_many(texts: Iterable[str], kind: Kind) -> dict[str, str]:
    """resolve() for several texts in two statements: text → code; what is unknown or unclear is left out."""
    wanted = {text: normalise(text) for text in texts if normalise(text)}
    if not wanted:
        return {}
    model = Occupation if kind == "occupation" else Skill
    codes = set(model.objects.filter(code__in=[text.strip() for text in wanted]).values_list("code", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "select whole, code, max(weight) from skills_lookup_term"
            " where kind = %s and text = any(%s) and whole = text group by whole, code",
            [_LETTER[kind], list(wanted.values())],
        )
        ranked: dict[str, list[tuple[int, str]]] = {}
        for whole, code, weight in cursor.fetchall():
            ranked.setdefault(whole, []).append((-weight, code))
    found = {}
    for text, plain in wanted.items():
        best = sorted(ranked.get(plain, []))
        if text.strip() in codes:
            found[text] = text.strip()
        elif len(best) == 1 or (len(best) > 1 and best[0][0] < best[1][0]):
            found[text] = str(best[0][1])
    return found


def resolve(text: str, kind: Kind) -> str | None:
    """The code of what a person typed or picked: a code, a title in either language, or a synonym of one thing.

    None when it is unknown, or stands for several things and is the title of none.
    """
    text = text.strip()
    wanted = normalise(text)
    if not wanted:
        return None
    model = Occupation if kind == "occupation" else Skill
    if model.objects.filter(code=text).exists():
        return text
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, max(weight) from skills_lookup_term where kind = %s and text = %s and whole = text"
            " group by code order by 2 desc, 1 limit 2",
            [_LETTER[kind], wanted],
        )
        rows = cursor.fetchall()
    if len(rows) == 1 or (len(rows) == 2 and rows[0][1] > rows[1][1]):
        return str(rows[0][0])
    return None
