"""The training standard, checked before an offering goes to curation. Pure: no database.

Source: "Standar pelatihan" v2.0 of 13 October 2023 (titles, hours, price, occupation); Permenko Perekonomian
11/2020 art. 29 (price not above the price outside the programme). This is its thin first part: what a form can
tell; the parts that need evidence (tools, trainers per person, tests) come with curation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

VERSION = "2.0"
#: A title names a competency. These words promise a shortcut instead (v2.0, title).
REFUSED_TITLE_WORDS = ("tips", "trik", "cara cepat", "jitu", "kiat")
#: Synchronous training lasts at least 15 hours, self-study at least 9 (v2.0, duration): the lower bound of both.
LEAST_MINUTES = 9 * 60
LEAST_MINUTES_WITH_TRAINER = 15 * 60

TITLE = "Standar pelatihan v2.0, judul"
HOURS = "Standar pelatihan v2.0, durasi"
OCCUPATION = "Standar pelatihan v2.0, jabatan KBJI"
PRICE = "Permenko 11/2020 pasal 29"


@dataclass(frozen=True)
class Offered:
    """What the check reads. Rupiah; minutes of taught time; outside_price None: sold nowhere else."""

    title: str
    mode: str
    minutes: int
    price: int
    outside_price: int | None
    occupation: str | None

    @classmethod
    def of(cls, offering: Any) -> Offered:
        """From a catalogue.Offering."""
        return cls(
            title=offering.title, mode=offering.mode, minutes=offering.minutes, price=offering.price,
            outside_price=offering.outside_price, occupation=offering.occupation_id,
        )  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """text: what is wrong and how to mend it. clause: where the standard says so. field: the form's field."""

    code: str
    field: str
    text: Any
    clause: str


def refused_words(title: str) -> list[str]:
    """Words of the title that the standard refuses, each as a whole word ("kiat" is not found in "kiatnya")."""
    plain = re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()
    return [word for word in REFUSED_TITLE_WORDS if f" {word} " in f" {plain} "]


def findings(offered: Offered) -> tuple[Finding, ...]:
    """Everything that does not meet the standard; empty when it may be submitted."""
    found = [*_title(offered), *_hours(offered), *_price(offered)]
    if not offered.occupation:
        text = _("Jabatan KBJI belum diisi. Pilih pekerjaan yang dituju pelatihan ini.")
        found.append(Finding("NO_OCCUPATION", "occupation", text, OCCUPATION))
    return tuple(found)


def _title(offered: Offered) -> list[Finding]:
    words = refused_words(offered.title)
    if len(offered.title.strip()) < 5:
        return [Finding("NO_TITLE", "title", _("Judul belum menyebut kompetensi yang dipelajari."), TITLE)]
    if not words:
        return []
    text = _("Judul memuat kata “%(words)s”. Sebutkan kompetensinya saja, misalnya “Las SMAW posisi 1G”.")
    return [Finding("TITLE_WORD", "title", text % {"words": "”, “".join(words)}, TITLE)]


def _hours(offered: Offered) -> list[Finding]:
    # Only a fully online training may be self-study; a room always has a trainer in it.
    least = LEAST_MINUTES if offered.mode == "online" else LEAST_MINUTES_WITH_TRAINER
    if offered.minutes >= least:
        return []
    text = _("Lama pelatihan %(hours)s jam. Yang paling singkat menurut standar: %(least)s jam.")
    return [Finding("TOO_SHORT", "minutes", text % {"hours": offered.minutes // 60, "least": least // 60}, HOURS)]


def _price(offered: Offered) -> list[Finding]:
    if offered.price < 0:
        return [Finding("PRICE_NEGATIVE", "price", _("Harga tidak boleh kurang dari nol."), PRICE)]
    if offered.outside_price is None or offered.price <= offered.outside_price:
        return []
    text = _("Harga di sini lebih mahal daripada harga di luar program. Samakan atau turunkan.")
    return [Finding("PRICE_ABOVE_OUTSIDE", "price", text, PRICE)]
