"""Form fields that recruiters fill with words and the program reads as codes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.finding.places import place_label, resolve_place
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.skills.models import Occupation, Skill
from peluang.domain.skills.queries import lookup, resolve
from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.rupiah import parse_rupiah


class RegencyField(forms.CharField):
    """A regency's name, cleaned to its code; a province is too wide for a place of work."""

    def prepare_value(self, value: Any) -> Any:
        return place_label(value) if value and str(value).replace(".", "").isdigit() else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        code = resolve_place(text) if text else ""
        if text and (code is None or len(code) == 2):
            raise forms.ValidationError(_("Kabupaten atau kota ini belum kami kenali. Pilih dari daftar."))
        return code


class OccupationField(forms.CharField):
    """An occupation by its name or an everyday word for it, cleaned to its code."""

    def prepare_value(self, value: Any) -> Any:
        if value and str(value).isdecimal():
            found = Occupation.objects.filter(code=value).first()
            return (found.title_en if reading_language() == "en" else found.title_id) if found else value
        return value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        code = resolve(text, "occupation")
        if code is None:
            raise forms.ValidationError(unknown(text, "occupation"))
        return code


class SkillsField(forms.CharField):
    """Skills with commas between them, cleaned to codes."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            rows = Skill.objects.in_bulk(list(value))
            names = [
                rows[code].name_en if reading_language() == "en" else rows[code].name_id
                for code in value
                if code in rows
            ]
            return ", ".join(names)
        return value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        codes = []
        for part in (each.strip() for each in text.replace("\n", ",").split(",")):
            if not part:
                continue
            code = resolve(part, "skill")
            if code is None:
                raise forms.ValidationError(unknown(part, "skill"))
            codes.append(code)
        return list(dict.fromkeys(codes))


class RupiahField(forms.CharField):
    """ "2.900.000", "Rp 2,9 juta" → 2900000; empty → None."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except CodeError as error:
            said = error.message_en if reading_language() == "en" else error.message_id
            raise forms.ValidationError(said) from error


def unknown(text: str, kind: Any) -> str:
    """What may have been meant."""
    near = [each.label for part in (text, *text.split()) for each in lookup(part, kind, reading_language(), most=3)]
    if near:
        return str(_("“%(text)s” belum kami kenali. Maksud Anda: %(near)s?") % {
            "text": text, "near": ", ".join(dict.fromkeys(near)),
        })  # fmt: skip
    return str(_("“%(text)s” belum kami kenali. Coba kata lain.") % {"text": text})
