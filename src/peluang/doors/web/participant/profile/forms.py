"""The pages of a profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.people.commands.profile import MAX_ABOUT, MAX_WISHES
from peluang.domain.people.enums import Education, WorkStatus

from ..fields import PlainForm, RegencyField, RupiahField, WordField
from ..registration.forms import DATES, DateInput

LEVELS = [
    ("1", _("Pernah dengar atau lihat")),
    ("2", _("Bisa kalau dibantu")),
    ("3", _("Bisa sendiri")),
    ("4", _("Bisa mengajari orang lain")),
]
KINDS = [
    ("full_time", _("Penuh waktu")),
    ("part_time", _("Paruh waktu")),
    ("contract", _("Kontrak atau proyek")),
    ("daily", _("Harian")),
    ("own_business", _("Usaha sendiri")),
]


class EditForm(PlainForm):
    lives_in = RegencyField(label=_("Sekarang tinggal di"), help_text=_("Ketik, lalu pilih."))
    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=30)
    education = forms.ChoiceField(label=_("Pendidikan terakhir yang tamat"), choices=Education.choices)
    work_status = forms.ChoiceField(label=_("Sekarang kamu"), choices=WorkStatus.choices)
    about = forms.CharField(
        label=_("Ceritakan dirimu"),
        required=False,
        max_length=MAX_ABOUT,
        help_text=_("Dua atau tiga kalimat: apa yang bisa kamu kerjakan, dan apa yang kamu suka."),
        widget=forms.Textarea({"rows": 4}),
    )
    in_formal_education = forms.BooleanField(label=_("Masih sekolah atau kuliah"), required=False)
    receives_social_aid = forms.BooleanField(label=_("Keluargaku menerima bantuan sosial"), required=False)
    has_disability = forms.BooleanField(label=_("Penyandang disabilitas"), required=False)


class SkillForm(PlainForm):
    skill = WordField(
        "skill", label=_("Keahlian"), help_text=_("Pakai katamu sendiri, misalnya “mengelas” atau “membatik”.")
    )
    level = forms.ChoiceField(label=_("Seberapa bisa?"), choices=LEVELS, initial="3", widget=forms.RadioSelect())


class ExperienceForm(PlainForm):
    title = forms.CharField(label=_("Pekerjaan"), max_length=120, help_text=_("Misalnya “penjahit” atau “kasir toko”."))
    employer = forms.CharField(label=_("Di mana"), required=False, max_length=120)
    started_on = forms.DateField(label=_("Mulai"), required=False, input_formats=DATES, widget=DateInput())
    ended_on = forms.DateField(
        label=_("Sampai"),
        required=False,
        input_formats=DATES,
        widget=DateInput(),
        help_text=_("Kosongkan kalau masih."),
    )


class WishForm(PlainForm):
    """Five lines for occupations, the most wanted first; empty lines don't count."""

    wage_min = RupiahField(label=_("Upah paling sedikit sebulan"), required=False)
    radius_km = forms.IntegerField(
        label=_("Jarak paling jauh dari rumah"), min_value=0, max_value=6000, initial=25, required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("Jenis kerja"), required=False, choices=KINDS, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MAX_WISHES + 1):
            self.fields[f"occupation_{number}"] = WordField(
                "occupation", required=False, label=_("Pekerjaan %(number)s") % {"number": number}
            )

    @property
    def occupation_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("occupation_")]

    def occupations(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.occupation_names if self.cleaned_data.get(name)]
