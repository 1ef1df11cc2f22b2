"""Search results as ui.list_item shows them, made once in Python: a page has twenty, and a template's loop that
translates and formats each of them costs more than the search itself.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peluang.domain.finding.results import VacancyItem
from peluang.domain.jobs.models import WorkKind
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.people.models import Person
from peluang.doors.web.ui.formats import date_short, km, range_rupiah
from peluang.engines.codes.regions import distance_km


def list_rows(items: list[VacancyItem], home: Person | None) -> list[dict[str, Any]]:
    """Arguments of ui.list_item. Distance from the place asked about, else from home."""
    language = reading_language()
    kinds = {value: str(label) for value, label in WorkKind.choices}
    closes, closed = _("tutup %(day)s"), _("Sudah tutup")
    monthly, ask = _("sebulan"), _("Upah ditanyakan")
    address = reverse("public:vacancy", args=["00000000-0000-0000-0000-000000000000"]).rsplit("/", 1)[0]
    of, ours = _("dari %(source)s"), ("own", "demo")
    over = [{"text": closed, "tone": "warn"}]
    rows = []
    for item in items:
        vacancy = item.vacancy
        low, high = vacancy.wage_min or vacancy.wage_max, vacancy.wage_max or vacancy.wage_min
        far = item.km if item.km is not None or home is None else distance_km(home.lives_in_id, vacancy.regency_id)
        where = f"{vacancy.regency.name} · {km(far, language)}" if far else vacancy.regency.name
        places = vacancy.places_left
        more = [ngettext("%(num)s tempat", "%(num)s tempat", places) % {"num": places}] if places > 1 else []
        source = [] if vacancy.source in ours else [{"text": of % {"source": vacancy.source}, "tone": "info"}]
        rows.append({
            "title": vacancy.title, "href": f"{address}/{vacancy.id}", "subtitle": vacancy.employer.name,
            "meta": [where, closes % {"day": date_short(vacancy.valid_until, language)}, *more],
            "tags": [{"text": kinds[vacancy.kind]}, *source,
                     *(over if vacancy.status == "closed" else [])],
            "price": range_rupiah(low, high, language) if low and high else ask, "price_note": monthly if low else "",
        })  # fmt: skip
    return rows
