"""Where the vacancies of a search are: provinces, and inside one its regencies, each a link that narrows the list."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from peluang.domain.finding.queries import vacancy_places
from peluang.domain.jobs.reasons import reading_language
from peluang.doors import clock
from peluang.doors.web.ui.formats import number_id
from peluang.doors.web.ui.map import Mark, Place, window_around
from peluang.engines.codes.regions import provinces, regencies

from .criteria import Criteria


def map_of(asked: Criteria, current: QueryDict) -> dict[str, Any]:
    """Arguments of province_map. A circle of a province looks inside it; one of a regency opens its list."""
    found = vacancy_places(asked.asked(), clock.now())
    province = asked.place[:2] if asked.place else ""
    english = reading_language() == "en"
    if province:
        places = [Place(each.code, each.name, each.latitude, each.longitude) for each in regencies(province)]
        counts = found.regencies
    else:
        places = [
            Place(each.code, each.name_en if english else each.name, each.latitude, each.longitude)
            for each in provinces()
        ]
        counts = found.provinces
    marks = {
        place.code: Mark(many, number_id(many), _link(current, place, inside=not province))
        for place in places
        if (many := counts.get(place.code, 0))
    }
    return {
        "places": places, "marks": marks, "window": window_around(places) if province else None,
        "heading": _("Kabupaten atau kota") if province else "",
        "whole": _link(current, None, inside=True) if province else "",
        "name": next((each.name for each in provinces() if each.code == province), ""),
    }  # fmt: skip


def _link(current: QueryDict, place: Place | None, *, inside: bool) -> str:
    """The same search there. inside: on the map again, else as a list."""
    kept = current.copy()
    for name in ("hal", "radius", "dekat", "tampilan"):
        kept.pop(name, None)
    if place:
        kept["dekat"] = place.code
        if len(place.code) > 2:
            kept["radius"] = "1"
    if inside:
        kept["tampilan"] = "peta"
    return f"?{kept.urlencode()}"
