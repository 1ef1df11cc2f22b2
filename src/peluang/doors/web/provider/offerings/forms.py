"""What an institution writes about an offering."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.content import Content
from peluang.domain.catalogue.models import Mode, TrainingType
from peluang.domain.catalogue.queries import name_of_code, trainers_of
from peluang.domain.catalogue.standard import SkillNames
from peluang.domain.finding.queries import resolve_place
from peluang.domain.skills.models import Skill
from peluang.domain.skills.queries import resolve, resolve_many

_LEVEL = re.compile(r"^(?P<name>.*?)[\s:=(]+(?P<level>[1-4])\)?$")
_USUAL_LEVEL, _MOST_SKILLS = 2, 40
_MOST_RUPIAH = 100_000_000
#: Form field in hours → field of the content in minutes.
HOURS = {
    "hours_theory": "minutes_theory", "hours_practice": "minutes_practice", "hours_self_paced": "minutes_self_paced",
    "hours_day": "longest_day_minutes",
}  # fmt: skip
_AS_TYPED = (
    "title", "description", "mode", "class_size", "trainers_per_class", "tool_sets", "computers", "assessment_parts",
    "skkni_unit", "level", "price", "outside_price", "outside_url",
)  # fmt: skip
PARTS = (
    ("pre", _("Tes awal")), ("post", _("Tes akhir")), ("quiz", _("Kuis")), ("practical", _("Unjuk keterampilan")),
)  # fmt: skip


class HoursField(forms.DecimalField):
    """Hours as people type them: 2, 2.5 or 2,5."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=400,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            **options,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _number(label: Any, *, required: bool = False, most: int = 1000, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=required, **options)


class OfferingForm(forms.Form):
    """Hours are typed, minutes are stored; place, occupation and skills are typed as words and resolved to codes."""

    training_type = forms.ChoiceField(label=_("Jenis pelatihan"))
    title = forms.CharField(
        label=_("Judul"), max_length=200,
        help_text=_("Sebutkan kompetensinya, misalnya “Las SMAW posisi 1G”."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Tentang pelatihan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    occupation = forms.CharField(
        label=_("Pekerjaan yang dituju (KBJI)"), required=False, max_length=120,
        help_text=_("Ketik, lalu pilih dari daftar. Contoh: juru las."),
    )  # fmt: skip
    skills = forms.CharField(
        label=_("Keahlian yang diajarkan"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Satu per baris, tingkatnya di belakang: 1 dasar sampai 4 ahli. Contoh: Las SMAW 3."),
    )  # fmt: skip
    skkni_unit = forms.CharField(
        label=_("Kode unit SKKNI"), required=False, max_length=40, help_text=_("Kalau ada. Contoh: C.24LAS01.001.1.")
    )
    level = _number(_("Jenjang KKNI"), most=9, help_text=_("Kalau ada, 1 sampai 9."))
    mode = forms.ChoiceField(label=_("Cara belajar"), choices=Mode.choices, widget=forms.RadioSelect)
    online_share = _number(
        _("Bagian daring (persen)"), most=100, help_text=_("Hanya untuk bauran: berapa persen jamnya daring.")
    )
    regency = forms.CharField(
        label=_("Kabupaten atau kota"), required=False, max_length=80, help_text=_("Kosongkan kalau sepenuhnya daring.")
    )
    trainer_id = forms.ChoiceField(label=_("Pelatih"), required=False)
    hours_theory = HoursField(label=_("Jam teori"))
    hours_practice = HoursField(label=_("Jam praktik"))
    hours_self_paced = HoursField(
        label=_("Dari semua jam itu, belajar mandiri"), required=False, help_text=_("Tanpa pelatih, kapan saja.")
    )
    hours_day = HoursField(
        label=_("Jam pada hari terpanjang"), required=False, help_text=_("Bersama pelatih, dalam satu hari.")
    )
    class_size = _number(_("Peserta sekelas"))
    trainers_per_class = _number(_("Pelatih sekelas"), most=100)
    tool_sets = _number(_("Set alat"), help_text=_("Tulis 0 kalau tidak memakai alat."))
    computers = _number(_("Komputer"), help_text=_("Tulis 0 kalau tidak memakai komputer."))
    assessment_parts = forms.MultipleChoiceField(
        label=_("Asesmen"), choices=PARTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    price = forms.IntegerField(label=_("Harga"), min_value=0, max_value=_MOST_RUPIAH)
    outside_price = forms.IntegerField(
        label=_("Harga di luar program"), min_value=0, max_value=_MOST_RUPIAH, required=False,
        help_text=_("Kosongkan kalau tidak dijual di tempat lain. Harga di sini tidak boleh lebih mahal."),
    )  # fmt: skip
    outside_url = forms.CharField(
        label=_("Tautan tempat dijual di luar program"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip

    def __init__(self, *args: Any, provider: UUID | None, kind: TrainingType | None = None, **kwargs: Any) -> None:
        """provider None: only to check what is typed, so nothing is offered to choose from. kind: of an offering that
        exists; another type is another offering.
        """
        super().__init__(*args, **kwargs)
        if provider is None:
            del self.fields["training_type"], self.fields["trainer_id"]
            return
        types = (
            [(kind.code, kind.title_id)]
            if kind
            else TrainingType.objects.order_by("title_id").values_list("code", "title_id")
        )
        self.fields["training_type"].disabled = kind is not None
        self.fields["training_type"].choices = list(types)  # type: ignore[attr-defined]
        trainers = [(str(each.id), each.name) for each in trainers_of(provider)]
        self.fields["trainer_id"].choices = [("", _("belum ditentukan")), *trainers]  # type: ignore[attr-defined]

    def clean_regency(self) -> str | None:
        typed = self.cleaned_data["regency"]
        code = resolve_place(typed) if typed else None
        if typed and (code is None or len(code) < 3):
            raise forms.ValidationError(_("Tempat ini belum kami kenali. Tulis nama kabupaten atau kotanya."))
        return code

    def clean_occupation(self) -> str | None:
        typed = self.cleaned_data["occupation"]
        code = resolve(typed, "occupation") if typed else None
        if typed and code is None:
            raise forms.ValidationError(_("Pekerjaan ini belum kami kenali. Coba kata lain, misalnya “juru las”."))
        return code

    def clean_skills(self) -> list[tuple[str, int]]:
        found, unknown = resolve_skills(self.cleaned_data["skills"])
        if unknown:
            raise forms.ValidationError(
                _("Keahlian ini belum ada di daftar kami: %(lines)s.") % {"lines": ", ".join(unknown)}
            )
        return found

    def values(self) -> dict[str, Any]:
        """What the commands take. The form is valid."""
        data = self.cleaned_data
        taken = {name: data[name] for name in _AS_TYPED} | {
            minutes: _minutes(data[hours]) for hours, minutes in HOURS.items()
        }
        return taken | {
            "online_share": data["online_share"] or 0, "trainer_id": data["trainer_id"] or None,
            "skills": data["skills"], "regency": data["regency"], "occupation": data["occupation"],
            "minutes_self_paced": taken["minutes_self_paced"] or 0,
            "trainers_per_class": data["trainers_per_class"] or 1,
        }  # fmt: skip

    def content(self) -> Content:
        """What could be read of it so far, for the check while somebody still types. Called after is_valid()."""
        data = self.cleaned_data
        read = {name: data[name] for name in _AS_TYPED if data.get(name) is not None}
        for hours, minutes in HOURS.items():
            if data.get(hours) is not None:
                read[minutes] = _minutes(data[hours])
        share = {"offline": 0, "online": 100}.get(str(data.get("mode")), data.get("online_share") or 0)
        return read | {
            "online_share": share, "regency_id": data.get("regency"), "occupation_id": data.get("occupation"),
            "skills": [list(each) for each in data.get("skills") or []],
            "trainers_per_class": data.get("trainers_per_class") or 1,
        }  # fmt: skip


def _minutes(hours: Decimal | None) -> int | None:
    return None if hours is None else round(hours * 60)


def resolve_skills(text: str) -> tuple[list[tuple[str, int]], list[str]]:
    """(code, level) of each line, and the lines nobody knows. A name may itself end in a digit: it is tried first."""
    lines = [each.strip() for each in text.splitlines() if each.strip()][:_MOST_SKILLS]
    split = {line: matched for line in lines if (matched := _LEVEL.match(line))}
    known = resolve_many([*lines, *(each["name"] for each in split.values())], "skill")
    found: dict[str, int] = {}
    for line in lines:
        if line in known:
            found[known[line]] = _USUAL_LEVEL
        elif line in split and split[line]["name"] in known:
            found[known[split[line]["name"]]] = int(split[line]["level"])
    unknown = [line for line in lines if line not in known and (line not in split or split[line]["name"] not in known)]
    return list(found.items()), unknown


def initial_of(content: Content, training_type: str, names: SkillNames) -> dict[str, Any]:
    """A content as the form shows it again. names: of skills, as far as they are known (one statement for others)."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    missing = [code for code, _level in content["skills"] if code not in names]
    if missing:
        rows = Skill.objects.filter(code__in=missing).values_list("code", "name_id", "name_en")
        names = names | {code: (name_id, name_en) for code, name_id, name_en in rows}
    said = {code: pair[language == "en"] for code, pair in names.items()}
    return {
        **{name: content[name] for name in _AS_TYPED},
        **{hours: as_hours(content[minutes]) for hours, minutes in HOURS.items()},
        "training_type": training_type, "online_share": content["online_share"],
        "regency": name_of_code(content["regency_id"] or "", language),
        "occupation": name_of_code(content["occupation_id"] or "", language),
        "skills": "\n".join(f"{said.get(code, code)} {level}" for code, level in content["skills"]),
        "trainer_id": content["trainer_id"] or "",
    }  # fmt: skip


def as_hours(minutes: int | None) -> str:
    """150 → "2,5"; None stays empty."""
    if minutes is None:
        return ""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")
