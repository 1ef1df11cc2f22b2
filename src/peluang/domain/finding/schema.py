"""What the two search indexes hold, field by field, and the check before anything reaches their writer.

A value of the wrong type kills tantivy's writer thread and everything that waits with it, so `document` looks at
every value first. Words come through engines.text.tokens on both sides: tantivy's tokenizer only cuts at spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

#: Goes up with every change of the fields: an index of another version is built anew beside it.
VERSION = 4
_U64_MOST = 2**63 - 1


class Kind(Enum):
    ID = "id"  # exact, stored: finds the row
    WORDS = "words"  # stems, with frequencies, no positions
    EXACT = "exact"  # codes; several values allowed
    FACET = "facet"  # codes that are counted too
    NUMBER = "number"  # 0 and above; compared, sorted, counted


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    #: How much a word found here counts (WORDS only).
    boost: float = 1.0
    #: Kept as it is, to be read again from a hit (WORDS only).
    stored: bool = False


#: Words of both indexes. `spelled` holds the same words unstemmed, for typing mistakes.
_WORDS = (
    Field("title", Kind.WORDS, 4.0, stored=True),
    Field("occupation_words", Kind.WORDS, 2.5),
    Field("skill_words", Kind.WORDS, 2.0),
    Field("organisation", Kind.WORDS, 2.0),
    Field("place", Kind.WORDS, 1.5),
    Field("body", Kind.WORDS, 0.7),
    Field("spelled", Kind.WORDS, 1.0),
)
VACANCY_FIELDS = (
    Field("id", Kind.ID), *_WORDS,
    Field("regency", Kind.FACET), Field("province", Kind.FACET), Field("occupation", Kind.EXACT),
    Field("kind", Kind.FACET), Field("week", Kind.EXACT),
    Field("education", Kind.NUMBER), Field("wage", Kind.NUMBER), Field("disability", Kind.FACET),
    Field("posted", Kind.NUMBER), Field("arrived", Kind.NUMBER),
    Field("from", Kind.NUMBER), Field("until", Kind.NUMBER),
)  # fmt: skip
OFFERING_FIELDS = (
    Field("id", Kind.ID), *_WORDS,
    Field("type", Kind.FACET), Field("regency", Kind.FACET), Field("occupation", Kind.EXACT),
    Field("skill", Kind.EXACT),
    Field("mode", Kind.FACET), Field("price", Kind.NUMBER), Field("posted", Kind.NUMBER),
)  # fmt: skip


def build(fields: tuple[Field, ...]) -> Schema:
    builder = SchemaBuilder()
    for each in fields:
        if each.kind is Kind.ID:
            builder.add_text_field(each.name, stored=True, tokenizer_name="raw", index_option="basic")
        elif each.kind is Kind.WORDS:
            builder.add_text_field(each.name, stored=each.stored, tokenizer_name="whitespace", index_option="freq")
        elif each.kind is Kind.NUMBER:
            builder.add_unsigned_field(each.name, indexed=True, fast=True)
        else:
            fast = each.kind is Kind.FACET
            builder.add_text_field(each.name, tokenizer_name="raw", index_option="basic", fast=fast)
    return builder.build()


def document(fields: tuple[Field, ...], values: Mapping[str, Any]) -> Document:
    """A checked document. Raises ValueError for a missing, unknown or wrongly typed value: nothing was written."""
    known = {each.name for each in fields}
    if set(values) != known:
        raise ValueError(f"fields differ: {sorted(set(values) ^ known)}")
    made = Document()
    for each in fields:
        value = values[each.name]
        if each.kind is Kind.NUMBER:
            made.add_unsigned(each.name, _number(each.name, value))
        elif each.kind is Kind.WORDS:
            made.add_text(each.name, _text(each.name, value))
        else:
            for one in value if isinstance(value, list | tuple) else [value]:
                if _text(each.name, one):
                    made.add_text(each.name, one)
    return made


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _U64_MOST:
        raise ValueError(f"{name} must be a whole number from 0, not {value!r}")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(f"{name} must be text, not {value!r}")
    return value
