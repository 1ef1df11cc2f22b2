"""What a question of a bank must be, whoever writes it: a form, a row of a table, another program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.papers import Item, Keyed, readings

from .models import AssessmentKind, Question, QuestionKind

#: Kinds of tests that draw from a bank; practical work has its tasks.
TESTS = (AssessmentKind.PRE, AssessmentKind.POST, AssessmentKind.QUIZ)
MOST_OPTIONS, LONGEST_TEXT, LONGEST_OPTION, MOST_POINTS = 8, 2_000, 500, 20


@dataclass(frozen=True)
class Asked:
    """A question before it is stored. options: texts in order. right: their 0-based places. number: the right one as
    typed, with its tolerance; then there are no options. use: kinds of tests that may draw it."""

    text: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    number: str = ""
    tolerance: str = "0"
    topic: str = ""
    use: tuple[str, ...] = tuple(each.value for each in TESTS)
    points: int = 1
    explanation: str = ""

    @property
    def kind(self) -> str:
        if self.number:
            return QuestionKind.NUMBER.value
        return (QuestionKind.CHOICE if len(self.right) == 1 else QuestionKind.SEVERAL).value


def checked(asked: Asked) -> dict[str, Any]:
    """Fields of a Question. Raises Refused with the field at fault: text, options, number, tolerance, use, points."""
    text = asked.text.strip()
    if not text:
        raise Refused("question_empty", _("Tulis soalnya."), field="text")
    if len(text) > LONGEST_TEXT or len(asked.explanation) > LONGEST_TEXT:
        raise Refused("question_too_long", _("Soal dan penjelasannya paling panjang 2.000 huruf."), field="text")
    if not asked.use or set(asked.use) - {each.value for each in TESTS}:
        raise Refused("use_unknown", _("Pilih tes mana yang boleh memakai soal ini."), field="use")
    if not 1 <= asked.points <= MOST_POINTS:
        raise Refused("points_unknown", _("Poin soal adalah angka 1 sampai 20."), field="points")
    answer = _number(asked) if asked.number else _options(asked)
    return {
        "text": text, "topic": " ".join(asked.topic.split())[:80], "points": asked.points, "kind": asked.kind,
        "use": [each.value for each in TESTS if each in asked.use], "explanation": asked.explanation.strip(), **answer,
    }  # fmt: skip


def _number(asked: Asked) -> dict[str, Any]:
    if asked.options:
        raise Refused(
            "number_with_options",
            _("Soal angka tidak punya pilihan. Kosongkan pilihannya, atau kosongkan angkanya."),
            field="number",
        )
    value, tolerance = _plain(asked.number), _plain(asked.tolerance or "0")
    if value is None:
        raise Refused("number_unclear", _("Tulis angkanya seperti 1500 atau 2,5."), field="number")
    if tolerance is None or tolerance < 0:
        raise Refused("tolerance_unclear", _("Tulis selisihnya seperti 0 atau 0,1."), field="tolerance")
    return {"options": [], "right": [str(value), str(tolerance)]}


def _plain(text: str) -> Decimal | None:
    """One meaning only: whoever writes the key writes 1500, not 1.500."""
    found = readings(text)
    return next(iter(found)) if len(found) == 1 else None


def _options(asked: Asked) -> dict[str, Any]:
    options = [" ".join(each.split()) for each in asked.options]
    if not 2 <= len(options) <= MOST_OPTIONS or not all(options):
        raise Refused("options_missing", _("Tulis 2 sampai 8 pilihan jawaban, atau satu angka."), field="options")
    if max(map(len, options)) > LONGEST_OPTION:
        raise Refused("options_too_long", _("Satu pilihan paling panjang 500 huruf."), field="options")
    if len({each.casefold() for each in options}) != len(options):
        raise Refused("options_alike", _("Ada dua pilihan yang sama."), field="options")
    right = sorted(set(asked.right))
    if not right or right[0] < 0 or right[-1] >= len(options):
        raise Refused("right_missing", _("Tandai pilihan yang benar."), field="options")
    if len(right) == len(options):
        raise Refused("all_right", _("Paling sedikit satu pilihan harus salah."), field="options")
    codes = ascii_lowercase[: len(options)]
    return {
        "options": [{"code": code, "text": text} for code, text in zip(codes, options)],
        "right": [codes[place] for place in right],
    }


def as_item(question: Question) -> Item:
    return Item(str(question.id), question.topic, _codes(question))


def as_keyed(question: Question) -> Keyed:
    return Keyed(str(question.id), question.kind, _codes(question), tuple(question.right), question.points)


def as_asked(question: Question) -> Asked:
    """A stored question as its form shows it again."""
    number = question.kind == QuestionKind.NUMBER
    codes = _codes(question)
    return Asked(
        question.text, tuple(each["text"] for each in question.options),
        () if number else tuple(codes.index(code) for code in question.right),
        question.right[0] if number else "", question.right[1] if number else "0",
        question.topic, tuple(question.use), question.points, question.explanation,
    )  # fmt: skip


def _codes(question: Question) -> tuple[str, ...]:
    found: Sequence[dict[str, str]] = question.options
    return tuple(each["code"] for each in found)
