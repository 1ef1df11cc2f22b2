"""Questions of a form, and whether answers fit them. Pages and commands read the same lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

KINDS = frozenset({"choice", "choices", "scale", "number", "text", "yes_no"})
LONGEST_TEXT = 2000
SCALE = range(1, 6)


def check_questions(questions: Sequence[Mapping[str, Any]]) -> None:
    """Raises ValueError: a form is made by people who know it, and a wrong one must not be published."""
    codes = [question["code"] for question in questions]
    if not codes or len(set(codes)) != len(codes):
        raise ValueError("a form has questions, each with a code of its own")
    for question in questions:
        if question["kind"] not in KINDS or not question.get("text_id") or not question.get("text_en"):
            raise ValueError(f"question {question['code']} lacks a known kind or a text in both languages")
        if question["kind"] in ("choice", "choices"):
            options = question.get("options") or []
            if not options or any(not {"code", "text_id", "text_en"} <= set(option) for option in options):
                raise ValueError(f"question {question['code']} lacks options with code, text_id, text_en")


def check_answers(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by question code, cleaned. required is true unless a question says otherwise.

    Raises Refused at the first question that is not answered or not answerable so (field: its code).
    """
    unknown = set(answers) - {question["code"] for question in questions}
    if unknown:
        raise Refused("question_unknown", _("Pertanyaan ini tidak ada."), field=sorted(unknown)[0])
    cleaned: dict[str, Any] = {}
    for question in questions:
        code = question["code"]
        value = answers.get(code)
        if value in (None, "", []):
            if question.get("required", True):
                raise Refused("answer_missing", _("Pertanyaan ini belum dijawab."), field=code)
            continue
        cleaned[code] = _READ[question["kind"]](question, value)
    return cleaned


def _unfit(question: Mapping[str, Any], text: Any) -> Refused:
    return Refused("answer_unfit", text, field=question["code"])


def _choice(question: Mapping[str, Any], value: Any) -> str:
    if value not in {option["code"] for option in question["options"]}:
        raise _unfit(question, _("Pilih satu dari daftar."))
    return str(value)


def _choices(question: Mapping[str, Any], value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [_choice(question, each) for each in dict.fromkeys(given)]


def _whole(question: Mapping[str, Any], value: Any) -> int:
    if isinstance(value, bool):
        raise _unfit(question, _("Isi dengan angka."))
    try:
        return int(str(value).replace(".", "").strip())
    except ValueError as error:
        raise _unfit(question, _("Isi dengan angka.")) from error


def _scale(question: Mapping[str, Any], value: Any) -> int:
    number = _whole(question, value)
    if number not in SCALE:
        raise _unfit(question, _("Pilih angka 1 sampai 5."))
    return number


def _number(question: Mapping[str, Any], value: Any) -> int:
    number = _whole(question, value)
    low, high = question.get("min", 0), question.get("max", 10**12)
    if not low <= number <= high:
        raise _unfit(question, _("Angka ini di luar yang mungkin."))
    return number


def _text(question: Mapping[str, Any], value: Any) -> str:
    text = str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise _unfit(question, _("Jawaban paling banyak %(count)s huruf.") % {"count": LONGEST_TEXT})
    return text


def _yes_no(question: Mapping[str, Any], value: Any) -> bool:
    known = {"yes": True, "no": False, True: True, False: False, "true": True, "false": False}
    if value not in known:
        raise _unfit(question, _("Jawab ya atau tidak."))
    return known[value]


_READ = {
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "number": _number,
    "text": _text,
    "yes_no": _yes_no,
}
