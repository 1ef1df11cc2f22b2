"""A vacancy in five minutes on a phone, and what is said to a candidate."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.jobs.countries import COUNTRIES, HOME
from peluang.domain.jobs.models import RefusalReason, Vacancy, WorkKind
from peluang.domain.jobs.requirements import Ground
from peluang.domain.people.enums import Education, Sex

from .fields import OccupationField, RegencyField, RupiahField, SkillsField

_DATE = {"type": "date"}
_NONE = [("", _("Tidak diminta"))]


class VacancyForm(forms.Form):
    """The first fields are all that a vacancy needs; the rest is folded away."""

    title = forms.CharField(
        label=_("Nama pekerjaan"), max_length=120, help_text=_("Seperti orang menyebutnya: Juru las, Penjahit.")
    )
    regency = RegencyField(label=_("Tempat kerja"), max_length=80, help_text=_("Kabupaten atau kota."))
    headcount = forms.IntegerField(label=_("Berapa orang"), initial=1)
    wage_min = RupiahField(label=_("Upah sebulan, paling rendah"))
    wage_max = RupiahField(label=_("Upah sebulan, paling tinggi"), required=False)
    valid_until = forms.DateField(label=_("Tutup tanggal"), widget=forms.DateInput(attrs=_DATE))
    kind = forms.ChoiceField(label=_("Jenis pekerjaan"), choices=WorkKind.choices, initial=WorkKind.FULL)
    skills = SkillsField(
        label=_("Keahlian yang diminta"), required=False, max_length=1000,
        help_text=_("Pisahkan dengan koma. Dari sini pelamar tahu apa yang perlu dipelajari."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Apa yang dikerjakan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    occupation = OccupationField(
        label=_("Jabatan baku"), required=False, max_length=120,
        help_text=_("Kosongkan saja: kami menebaknya dari nama pekerjaan."),
    )  # fmt: skip
    education_min = forms.ChoiceField(
        label=_("Pendidikan paling rendah"), choices=_NONE + Education.choices[1:], required=False
    )
    experience_years = forms.IntegerField(
        label=_("Pengalaman, tahun"), initial=0, min_value=0, max_value=40, required=False
    )
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    country = forms.ChoiceField(
        label=_("Negara"), choices=list(COUNTRIES.items()), initial=HOME, required=False,
        help_text=_("Luar negeri hanya untuk perusahaan penempatan yang berizin (SIP3MI)."),
    )  # fmt: skip
    wage_reason = forms.CharField(
        label=_("Alasan upah di bawah upah minimum"), max_length=300, required=False,
        help_text=_("Hanya kalau upahnya di bawah upah minimum. Dinas tenaga kerja membacanya."),
    )  # fmt: skip
    workers = forms.IntegerField(
        label=_("Jumlah pekerja di usaha Anda"),
        required=False,
        help_text=_("Cukup sekali. Usaha sampai 19 pekerja dikecualikan dari upah minimum."),
    )
    requirements = forms.CharField(
        label=_("Syarat lain"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    open_to_disability = forms.BooleanField(
        label=_("Terbuka bagi penyandang disabilitas"), required=False, initial=True
    )
    age_min = forms.IntegerField(label=_("Umur paling muda"), required=False)
    age_max = forms.IntegerField(label=_("Umur paling tua"), required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", _("Siapa saja")), *Sex.choices], required=False)
    requirement_ground = forms.ChoiceField(
        label=_("Dasar hukumnya"), choices=[("", _("Tidak ada syarat")), *Ground.choices], required=False,
        help_text=_("Dinas tenaga kerja memeriksanya; sampai boleh, lowongan tampil tanpa syarat itu."),
    )  # fmt: skip
    requirement_reason = forms.CharField(
        label=_("Alasan syarat umur atau jenis kelamin"), max_length=300, required=False,
        help_text=_("Hanya kalau pekerjaannya sendiri menuntut itu. Pelamar membacanya."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, size_known: bool, **options: Any) -> None:
        """size_known: the organisation said already how many work there."""
        super().__init__(*arguments, **options)
        if size_known:
            del self.fields["workers"]

    def terms(self) -> dict[str, Any]:
        """Arguments of draft_vacancy and change_vacancy."""
        values = dict(self.cleaned_data)
        values.pop("workers", None)
        values["country"] = values["country"] or HOME
        values["occupation"] = values["occupation"] or None
        values["experience_years"] = values["experience_years"] or 0
        return values


def initial_of(vacancy: Vacancy) -> dict[str, Any]:
    """A vacancy's own values, as the form shows them."""
    plain = (
        "title", "headcount", "wage_min", "wage_max", "kind", "description", "education_min", "experience_years",
        "address", "country", "wage_reason", "requirements", "open_to_disability", "age_min", "age_max", "sex",
        "requirement_reason", "requirement_ground",
    )  # fmt: skip
    return {name: getattr(vacancy, name) for name in plain} | {
        "regency": vacancy.regency_id,
        "occupation": vacancy.occupation_id,
        "valid_until": vacancy.valid_until.isoformat(),
        "skills": list(vacancy.needed.values_list("skill_id", flat=True)),
    }


class InterviewForm(forms.Form):
    interview_at = forms.DateTimeField(label=_("Kapan"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    place = forms.CharField(
        label=_("Di mana"), max_length=300, help_text=_("Alamat, atau tautan untuk wawancara jarak jauh.")
    )

    def terms(self, zone: str) -> dict[str, Any]:
        """The time is meant where the work is, whatever zone the server thinks in."""
        typed = self.cleaned_data["interview_at"].replace(tzinfo=None)
        return {"interview_at": typed.replace(tzinfo=ZoneInfo(zone)), "place": self.cleaned_data["place"]}


class OfferForm(forms.Form):
    wage = RupiahField(label=_("Upah sebulan"))
    starts_on = forms.DateField(label=_("Mulai bekerja"), widget=forms.DateInput(attrs=_DATE))


class RefuseForm(forms.Form):
    """skill: one of those the vacancy asks for, so that the person can learn it."""

    reason = forms.ChoiceField(label=_("Alasannya"), choices=RefusalReason.choices, widget=forms.RadioSelect)
    skill = forms.ChoiceField(label=_("Keahlian yang belum dikuasai"), required=False)
    note = forms.CharField(
        label=_("Pesan untuk pelamar"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *arguments: Any, skills: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["skill"].choices = [("", _("Pilih keahlian")), *skills]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("Hari terakhir bekerja"), widget=forms.DateInput(attrs=_DATE))
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Orangnya membaca catatan ini."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300)
