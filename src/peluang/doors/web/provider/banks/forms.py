"""Questions, tests and tasks as an institution writes them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.learning.models import PracticalTask
from peluang.domain.learning.question_rules import LONGEST_TEXT, MOST_POINTS, TESTS, Asked

_MARK = "*"


class QuestionForm(forms.Form):
    """Options are lines of one field, those that are right begin with a star; or there is one number."""

    text = forms.CharField(label=_("Soal"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    options = forms.CharField(
        label=_("Pilihan jawaban"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Satu baris satu pilihan. Beri tanda * di depan setiap pilihan yang benar. Urutannya diacak."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Jawaban angka"), required=False, max_length=30,
        help_text=_("Kalau jawabannya angka, kosongkan pilihan di atas. Tulis 1500 atau 2,5."),
    )  # fmt: skip
    tolerance = forms.CharField(
        label=_("Selisih yang masih benar"), required=False, max_length=30, help_text=_("Hanya untuk angka.")
    )
    topic = forms.CharField(
        label=_("Topik"),
        required=False,
        max_length=80,
        help_text=_("Setiap tes mengambil soal merata dari semua topik."),
    )
    use = forms.MultipleChoiceField(
        label=_("Dipakai untuk"), choices=[(each.value, each.label) for each in TESTS],
        widget=forms.CheckboxSelectMultiple, initial=[each.value for each in TESTS],
    )  # fmt: skip
    points = forms.IntegerField(label=_("Poin"), min_value=1, max_value=MOST_POINTS, initial=1)
    explanation = forms.CharField(
        label=_("Pembahasan"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Peserta membacanya sesudah kelas selesai."),
    )  # fmt: skip

    def asked(self) -> Asked:
        data = self.cleaned_data
        lines = [each.strip() for each in data["options"].splitlines() if each.strip()]
        return Asked(
            text=data["text"], options=tuple(each.removeprefix(_MARK).strip() for each in lines),
            right=tuple(place for place, each in enumerate(lines) if each.startswith(_MARK)),
            number=data["number"], tolerance=data["tolerance"] or "0", topic=data["topic"], use=tuple(data["use"]),
            points=data["points"], explanation=data["explanation"],
        )  # fmt: skip


def initial_of(asked: Asked) -> dict[str, Any]:
    lines = [f"{_MARK if place in asked.right else ''}{text}" for place, text in enumerate(asked.options)]
    return {
        "text": asked.text, "options": "\n".join(lines), "number": asked.number.replace(".", ","),
        "tolerance": asked.tolerance.replace(".", ",") if asked.number else "", "topic": asked.topic,
        "use": list(asked.use), "points": asked.points, "explanation": asked.explanation,
    }  # fmt: skip


class PlanForm(forms.Form):
    questions = forms.IntegerField(label=_("Jumlah soal"), min_value=1, max_value=100)
    minutes = forms.IntegerField(label=_("Waktu (menit)"), min_value=1, max_value=240)
    attempts = forms.IntegerField(
        label=_("Kesempatan"), min_value=1, max_value=5, initial=1,
        help_text=_("Nilai terbaik yang dihitung, dan soalnya berganti. Tes awal hanya sekali."),
    )  # fmt: skip


class TaskForm(forms.Form):
    """Criteria are lines: what is looked at, then its points."""

    title = forms.CharField(label=_("Judul tugas"), max_length=200)
    instruction = forms.CharField(
        label=_("Yang dikerjakan dan ditunjukkan"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    criteria = forms.CharField(
        label=_("Yang dinilai"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu baris satu hal, lalu tanda = dan poinnya. Jumlahnya 100. Contoh: Bentuk kampuh = 60"),
    )  # fmt: skip
    needs_file = forms.BooleanField(label=_("Harus dengan foto atau berkas"), required=False, initial=True)

    def clean_criteria(self) -> list[tuple[str, int]]:
        lines = [each.strip() for each in self.cleaned_data["criteria"].splitlines() if each.strip()]
        found = []
        for line in lines:
            match = re.fullmatch(r"(.+?)\s*=\s*([0-9]{1,3})", line)
            if match is None:
                raise forms.ValidationError(
                    _("Baris “%(line)s” belum punya poin. Tulis seperti: Bentuk kampuh = 60"),
                    params={"line": line[:60]},
                )
            found.append((match[1], int(match[2])))
        return found


def initial_of_task(task: PracticalTask) -> dict[str, Any]:
    lines = "\n".join(f"{each['text']} = {each['points']}" for each in task.criteria)
    return {
        "title": task.title, "instruction": task.instruction, "criteria": lines, "needs_file": task.needs_file
    }  # fmt: skip


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Berkas soal (CSV atau XLSX)"), help_text=_("Baris pertama nama kolom."))
