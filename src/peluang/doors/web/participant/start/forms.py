"""Three questions, each answered by a tap. What nobody tapped may be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.readings.guidance import LIKES
from peluang.domain.readings.starting import ACTIVITIES, MOST_WORDS

from ..fields import PlainForm

PLACES = {
    "keluarga": _("Di rumah atau usaha keluarga"),
    "orang": _("Di tempat orang lain"),
    "sendiri": _("Usaha sendiri"),
}


class DidForm(PlainForm):
    did = forms.MultipleChoiceField(
        label=_("Ketuk yang pernah kamu kerjakan"),
        required=False,
        choices=[(key, label) for key, (label, _code) in ACTIVITIES.items()],
        widget=forms.CheckboxSelectMultiple(),
    )
    words = forms.CharField(
        label=_("Atau ceritakan dengan katamu sendiri"),
        required=False,
        max_length=MOST_WORDS,
        help_text=_("Boleh pakai ketik suara di HP. Misalnya “bantu ibu jualan gorengan, kadang jaga adik”."),
        widget=forms.Textarea({"rows": 4}),
    )


class PlaceForm(PlainForm):
    where = forms.ChoiceField(
        label=_("Di mana kamu mengerjakannya?"),
        required=False,
        choices=list(PLACES.items()),
        widget=forms.RadioSelect(),
    )
    place = forms.CharField(
        label=_("Nama tempatnya"), required=False, max_length=120, help_text=_("Misalnya “Konveksi Bu Tini, Jepara”.")
    )

    def employer(self) -> str:
        """As it stands in the profile: the name, else what kind of place it was."""
        where = self.cleaned_data["where"]
        return self.cleaned_data["place"] or (str(PLACES[where]) if where in ("keluarga", "sendiri") else "")


class LikesForm(PlainForm):
    likes = forms.MultipleChoiceField(
        label=_("Ketuk yang kamu suka"),
        required=False,
        choices=[(key, label) for key, (label, _codes) in LIKES.items()],
        widget=forms.CheckboxSelectMultiple(),
    )
