"""Fields that institutions fill with words, read as codes; what is missing is said in plain words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.finding.queries import resolve_place
from peluang.engines.codes import regions


class SimpleForm(forms.Form):
    """What was not filled or not chosen is said in plain words, whatever the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = gettext_lazy("Ini belum diisi.")
            field.error_messages["invalid_choice"] = gettext_lazy("Pilih satu dari daftar.")
            field.error_messages["invalid"] = gettext_lazy("Ini belum terbaca. Periksa cara menulisnya.")


class PlaceField(forms.CharField):
    """A regency typed as a word ("Jepara", "kota Semarang"), cleaned to its code; a code is shown as its name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Kabupaten atau kota"))
        options.setdefault("max_length", 80)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        known = {each.code: each.name for each in regions.regencies()} if value and "." in str(value) else {}
        return known.get(value, value)

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value) or "")
        code = resolve_place(typed) if typed else ""
        if typed and (code is None or len(code) < 3):
            raise forms.ValidationError(_("Tempat ini belum kami kenali. Tulis nama kabupaten atau kotanya."))
        return code


class DayInput(forms.DateInput):
    """A day as the browser picks it: written year first whatever the language."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def handed_in(upload: Any) -> dict[str, Any]:
    """What the commands take of an uploaded file; nothing when none was chosen."""
    if not upload:
        return {}
    return {"content": upload.read(), "name": upload.name, "media_type": upload.content_type or ""}
