"""A search as it is kept: what was asked, as JSON, as words and as a link."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.jobs.models import WorkKind
from peluang.domain.people.enums import Education
from peluang.domain.skills.models import Occupation
from peluang.engines.codes.rupiah import format_rupiah
from peluang.engines.text import normalise

from .places import place_label, resolve_place
from .vacancy_search import VacancySearch


def kept(asked: VacancySearch) -> dict[str, Any]:
    """What narrows the search, and nothing else; {} for a search for everything."""
    plain = replace(asked, words=" ".join(asked.words.split()), since=None, ended=False)
    if not plain.regency or len(plain.regency) == 2:
        plain = replace(plain, radius_km=None)
    return {name: value for name, value in asdict(plain).items() if value}


def asked_of(criteria: Mapping[str, Any]) -> VacancySearch:
    """The search of `kept`. Raises TypeError for a name that no release knows."""
    return VacancySearch(**criteria)


def digest_of(criteria: Mapping[str, Any]) -> str:
    """Equal for searches that find the same: words as the search reads them, the order of names left out."""
    read = dict(criteria) | {"words": normalise(criteria.get("words", ""))}
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()


def link_of(asked: VacancySearch, since: datetime.datetime | None = None) -> str:
    """The page with this search, as the visitor would have reached it. since: only what was posted after it."""
    values = {
        "q": asked.words, "dekat": _place_in_words(asked.regency), "radius": asked.radius_km, "upah": asked.wage_min,
        "pendidikan": asked.education, "jenis": asked.kind, "disabilitas": "on" if asked.disability else "",
        "jabatan": asked.occupation, "sejak": int(since.timestamp()) if since else "",
    }  # fmt: skip
    given = {name: value for name, value in values.items() if value}
    return f"/lowongan?{urlencode(given)}" if given else "/lowongan"


def described(searches: Iterable[VacancySearch]) -> list[str]:
    """Each in a few words of the active language, on one line: it stands in the subject of an e-mail. One statement,
    and only if an occupation is among them.
    """
    rows = list(searches)
    codes = {each.occupation for each in rows if each.occupation}
    english = (get_language() or "id").startswith("en")
    found = Occupation.objects.filter(code__in=codes) if codes else []
    named = {row.code: row.title_en if english else row.title_id for row in found}
    return [" ".join(_described(each, named).split()) for each in rows]


def _described(asked: VacancySearch, occupations: Mapping[str, str]) -> str:
    said = [asked.words]
    if asked.occupation:
        said.append(occupations.get(asked.occupation, asked.occupation))
    if asked.regency:
        place = place_label(asked.regency)
        around = _("%(place)s sampai %(km)s km") % {"place": place, "km": asked.radius_km} if asked.radius_km else place
        said.append(around)
    if asked.wage_min:
        said.append(_("upah mulai %(wage)s") % {"wage": format_rupiah(asked.wage_min)})
    if asked.education:
        said.append(_("tamat %(school)s") % {"school": Education(asked.education).label})
    if asked.kind:
        said.append(str(WorkKind(asked.kind).label))
    if asked.disability:
        said.append(_("terbuka bagi penyandang disabilitas"))
    return " · ".join(each for each in said if each)


def _place_in_words(code: str | None) -> str:
    """As people write it, if that leads back to the same place."""
    if not code:
        return ""
    label = place_label(code)
    return label if resolve_place(label) == code else code
