"""Form fields that people fill with words and the program reads as codes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.skills.queries import lookup, resolve
from peluang.engines.codes import regions
from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.rupiah import parse_rupiah


@lru_cache(maxsize=1)
def regency_labels() -> dict[str, str]:
    """Code → "Kabupaten Jepara, Jawa Tengah", for all 514."""
    provinces = {each.code: each.name for each in regions.provinces()}
    return {each.code: f"{each.name}, {provinces[each.province]}" for each in regions.regencies()}


def english() -> bool:
    return (get_language() or "id").startswith("en")


class PlainForm(forms.Form):
    """What is missing is said in plain words, whatever the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Ini belum diisi.")
            field.error_messages["invalid_choice"] = _("Pilih satu dari daftar.")


class RegencyField(forms.CharField):
    """Typed or picked from the list of 514; cleaned to the code. Works without JavaScript."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Kabupaten atau kota"))
        options.setdefault("max_length", 120)
        super().__init__(**options)

    @property
    def options(self) -> list[str]:
        return list(regency_labels().values())

    def prepare_value(self, value: Any) -> Any:
        """A code is shown as its name; what was typed stays as typed."""
        return regency_labels().get(value, value)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        if not text or text in regency_labels():
            return text
        found = regions.find_regency(text)
        if found.code is None:
            raise forms.ValidationError(found.explanation.en if english() else found.explanation.id, "regency_unknown")
        return found.code


class WordField(forms.CharField):
    """An occupation or a skill by its name or an everyday word for it; cleaned to the code.

    suggestions: what it may have meant, when it is none or several: (code, label) pairs for the page.
    """

    def __init__(self, kind: Any, **options: Any) -> None:
        options.setdefault("max_length", 120)
        super().__init__(**options)
        self.kind = kind
        self.suggestions: list[tuple[str, str]] = []

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        code = resolve(text, self.kind)
        if code is None:
            self.suggestions = self._near(text)
            raise forms.ValidationError(
                _("Pilih salah satu di bawah ini.")
                if self.suggestions
                else _("Kata ini belum ada di daftar. Coba kata lain."),
                "word_unknown",
            )
        return code

    def _near(self, text: str) -> list[tuple[str, str]]:
        """By the whole text, else by its words."""
        language = "en" if english() else "id"
        for part in (text, *text.split()):
            found = lookup(part, self.kind, language)
            if found:
                return [(each.code, f"{each.label} ({each.note})" if each.note else each.label) for each in found]
        return []


class RupiahField(forms.CharField):
    """ "3.000.000", "Rp 3 juta", "3000000" → 3000000; empty → None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 30)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """An amount is shown with its thousands apart; what was typed stays as typed."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except CodeError as error:
            raise forms.ValidationError(error.message_en if english() else error.message_id, error.code) from error
