"""What an institution writes about an offering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Mode, Offering, TrainingType
from peluang.domain.catalogue.queries import trainers_of
from peluang.domain.finding.queries import resolve_place
from peluang.domain.skills.queries import resolve


class OfferingForm(forms.Form):
    """Hours are typed, minutes are stored; place, occupation and skills are typed as words and resolved to codes."""

    training_type = forms.ChoiceField(label=_("Jenis pelatihan"))
    title = forms.CharField(
        label=_("Judul"), max_length=200,
        help_text=_("Sebutkan kompetensinya. Kata tips, trik, cara cepat, jitu, dan kiat tidak diterima standar."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Tentang pelatihan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    mode = forms.ChoiceField(label=_("Cara belajar"), choices=Mode.choices, widget=forms.RadioSelect)
    online_share = forms.IntegerField(
        label=_("Bagian daring (persen)"), min_value=0, max_value=100, required=False, initial=0,
        help_text=_("Hanya untuk bauran: berapa persen jamnya daring."),
    )  # fmt: skip
    regency = forms.CharField(
        label=_("Kabupaten atau kota"), required=False, max_length=80, help_text=_("Kosongkan kalau sepenuhnya daring.")
    )
    occupation = forms.CharField(label=_("Pekerjaan yang dituju (KBJI)"), required=False, max_length=120)
    skills = forms.CharField(
        label=_("Keahlian yang diajarkan"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Satu keahlian per baris."),
    )  # fmt: skip
    hours_theory = forms.IntegerField(label=_("Jam teori"), min_value=0, max_value=2000)
    hours_practice = forms.IntegerField(label=_("Jam praktik"), min_value=0, max_value=2000)
    price = forms.IntegerField(label=_("Harga"), min_value=0, max_value=100_000_000)
    outside_price = forms.IntegerField(
        label=_("Harga di luar program"), min_value=0, max_value=100_000_000, required=False,
        help_text=_("Kosongkan kalau tidak dijual di tempat lain. Harga di sini tidak boleh lebih mahal."),
    )  # fmt: skip
    trainer_id = forms.ChoiceField(label=_("Pelatih"), required=False)

    def __init__(self, *args: Any, provider: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = TrainingType.objects.order_by("title_id").values_list("code", "title_id")
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
        lines = [line.strip() for line in self.cleaned_data["skills"].splitlines() if line.strip()]
        found = {line: resolve(line, "skill") for line in lines[:40]}
        unknown = [line for line, code in found.items() if code is None]
        if unknown:
            raise forms.ValidationError(
                _("Keahlian ini belum ada di daftar kami: %(lines)s.") % {"lines": ", ".join(unknown)}
            )
        return [(code, 2) for code in found.values() if code]

    def values(self) -> dict[str, Any]:
        """What the commands take."""
        data = dict(self.cleaned_data)
        data.pop("training_type")
        data["minutes_theory"] = data.pop("hours_theory") * 60
        data["minutes_practice"] = data.pop("hours_practice") * 60
        data["online_share"] = data["online_share"] or 0
        data["trainer_id"] = data["trainer_id"] or None
        return data


def initial_of(offering: Offering) -> dict[str, Any]:
    """A draft as the form shows it again."""
    return {
        "training_type": offering.training_type.code, "title": offering.title, "description": offering.description,
        "mode": offering.mode, "online_share": offering.online_share,
        "regency": offering.regency.name if offering.regency else "",
        "occupation": offering.occupation.title_id if offering.occupation else "",
        "skills": "\n".join(each.skill.name_id for each in offering.taught.all()),
        "hours_theory": offering.minutes_theory // 60, "hours_practice": offering.minutes_practice // 60,
        "price": offering.price, "outside_price": offering.outside_price,
        "trainer_id": str(offering.trainer_id) if offering.trainer_id else "",
    }  # fmt: skip
