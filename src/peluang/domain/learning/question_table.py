"""Questions as a table that people fill in: one row a question."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.tables import Column, Row

from .models import AssessmentKind
from .question_rules import MOST_OPTIONS, TESTS, Asked

_LETTERS = "abcdefgh"[:MOST_OPTIONS]
COLUMNS = (
    Column("text", ("soal", "pertanyaan", "question"), needed=True),
    *(Column(f"option_{each}", (f"pilihan_{each}", each, f"option_{each}")) for each in _LETTERS),
    Column("right", ("benar", "jawaban", "kunci", "right", "answer"), needed=True),
    Column("tolerance", ("selisih", "toleransi", "tolerance")),
    Column("topic", ("topik", "topic")),
    Column("use", ("dipakai", "tes", "use")),
    Column("points", ("poin", "points")),
    Column("explanation", ("penjelasan", "explanation")),
)
_WORDS = {
    "awal": AssessmentKind.PRE, "pre": AssessmentKind.PRE, "akhir": AssessmentKind.POST, "post": AssessmentKind.POST,
    "kuis": AssessmentKind.QUIZ, "quiz": AssessmentKind.QUIZ,
}  # fmt: skip
EXAMPLE = (
    "soal,pilihan_a,pilihan_b,pilihan_c,pilihan_d,benar,selisih,topik,dipakai,poin,penjelasan\r\n"
    'Alat pelindung mata waktu mengelas?,Kacamata baca,Kedok las,Masker kain,Topi,b,,Keselamatan,"awal, akhir",1,'
    "Kedok las menahan cahaya dan percikan.\r\n"
    'Mana yang termasuk cacat las?,Porositas,Retak,Kampuh rapi,,"a, b",,Mutu,akhir,2,\r\n'
    'Berapa milimeter 1 inci?,,,,,"25,4","0,1",Ukuran,,1,\r\n'
)


def asked_of(row: Row) -> Asked:
    """With options `right` names letters, without them it is the number. Raises Refused, its field a column's name."""
    values = row.values
    written = [values.get(f"option_{each}", "") for each in _LETTERS]
    options = tuple(each for each in written if each)
    if options and any(written[len(options) :]):
        raise Refused("options_gap", _("Ada pilihan yang dilewati. Isi berurutan dari A."), field="option_a")
    right = values.get("right", "")
    return Asked(
        text=values.get("text", ""), options=options, right=_places(right, len(options)) if options else (),
        number="" if options else right or "?", tolerance=values.get("tolerance", "") or "0",
        topic=values.get("topic", ""), use=_use(values.get("use", "")), points=_points(values.get("points", "")),
        explanation=values.get("explanation", ""),
    )  # fmt: skip


def _places(text: str, options: int) -> tuple[int, ...]:
    letters = re.findall(r"[a-z]+", text.casefold())
    places = [_LETTERS.find(each) if len(each) == 1 else -1 for each in letters]
    if not places or any(not 0 <= each < options for each in places):
        raise Refused("right_missing", _("Tulis huruf pilihan yang benar, misalnya b atau a, c."), field="right")
    return tuple(places)


def _use(text: str) -> tuple[str, ...]:
    """Empty: every test."""
    words = re.findall(r"[a-z]+", text.casefold().replace("tes", " "))
    if not words:
        return tuple(each.value for each in TESTS)
    if any(each not in _WORDS for each in words):
        raise Refused("use_unknown", _("Tulis awal, akhir, atau kuis, dipisahkan koma."), field="use")
    return tuple({_WORDS[each].value: None for each in words})


def _points(text: str) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise Refused("points_unknown", _("Poin soal adalah angka 1 sampai 20."), field="points")
    return int(text)
