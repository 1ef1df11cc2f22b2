"""The shortage board as rows of words: who is missing, where there are enough people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.readings.queries import BoardRow, RegionRow
from peluang.doors.web.steps import find_address
from peluang.doors.web.ui.charts import Bar
from peluang.doors.web.ui.formats import number_id
from peluang.doors.web.ui.map import Mark, Place
from peluang.engines.codes import regions


def english() -> bool:
    return (get_language() or "id").startswith("en")


def title_of(row: BoardRow) -> str:
    return row.title_en if english() else row.title_id


def word_for(gap: int) -> tuple[str, str]:
    """(text, tone): "kurang 61 orang", "lebih 12 orang", "pas"."""
    if gap > 0:
        return _("kurang %(count)s orang") % {"count": number_id(gap)}, "warn"
    if gap < 0:
        return _("lebih %(count)s orang") % {"count": number_id(-gap)}, "neutral"
    return _("pas"), "good"


def shortage_items(rows: list[BoardRow], most: int = 5) -> list[dict[str, Any]]:
    """The occupations where people are missing most, each with the vacancies behind it."""
    vacancies = find_address("public:vacancies")
    items = []
    for row in [row for row in rows if row.gap > 0][:most]:
        text, tone = word_for(row.gap)
        items.append(
            {
                "title": title_of(row), "href": f"{vacancies}?q={title_of(row)}" if vacancies else "", "tone": tone,
                "tag": text, "places": row.places, "people": row.people, "occupation": row.occupation,
            }
        )  # fmt: skip
    return items


def shortage_bars(rows: list[BoardRow], most: int = 8) -> list[Bar]:
    found = [row for row in rows if row.gap > 0][:most]
    return [Bar(title_of(row), row.gap, _("kurang %(count)s") % {"count": number_id(row.gap)}) for row in found]


def surplus_bars(rows: list[BoardRow], most: int = 5) -> list[Bar]:
    found = sorted((row for row in rows if row.gap < 0), key=lambda row: row.gap)[:most]
    return [Bar(title_of(row), -row.gap, _("lebih %(count)s") % {"count": number_id(-row.gap)}) for row in found]


def map_places() -> list[Place]:
    return [
        Place(each.code, each.name_en if english() else each.name, each.latitude, each.longitude)
        for each in regions.provinces()
    ]


def map_marks(rows: list[RegionRow], href: str = "") -> dict[str, Mark]:
    """Free places by province. href: an address with {code}."""
    return {
        row.code: Mark(row.places, number_id(row.places), href.replace("{code}", row.code))
        for row in rows
        if row.places
    }
