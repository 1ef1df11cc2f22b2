"""Suggestions while typing, in the words of the reader: `?jenis=jabatan|keahlian|wilayah&q=las`.

`bentuk=pilihan` (default) gives option elements for a datalist, `bentuk=daftar` a list of links that search. A field
may ask under its own name instead of q, as htmx sends it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from peluang.domain.finding.places import lookup_regency
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.skills.queries import lookup
from peluang.doors.web.page import ANYONE, page

_KINDS = {"jabatan": "occupation", "keahlian": "skill"}
_OURS = {"jenis", "bentuk", "q", "lang"}
_LONGEST = 80


@page(ANYONE, whose="public")
@cache_control(max_age=3600, public=False)
def lookup_words(request: HttpRequest) -> HttpResponse:
    """At most eight suggestions; an unknown kind or nothing typed gives none."""
    kind = request.GET.get("jenis", "jabatan")
    found = _suggestions(kind, _typed(request))
    shape = "list" if request.GET.get("bentuk") == "daftar" else "options"
    return render(request, f"public/lookup/{shape}.html", {"suggestions": found, "kind": kind})


def _suggestions(kind: str, text: str) -> list[dict[str, str]]:
    if kind == "wilayah":
        return [{"code": each.code, "label": each.label, "note": each.note} for each in lookup_regency(text)]
    if kind not in _KINDS:
        return []
    found = lookup(text, _KINDS[kind], reading_language())  # type: ignore[arg-type]
    return [{"code": each.code, "label": each.label, "note": each.note} for each in found]


def _typed(request: HttpRequest) -> str:
    """What stands after the last comma: a field of several skills asks for the one being typed."""
    text = request.GET.get("q") or next((request.GET[key] for key in request.GET if key not in _OURS), "")
    return text.rsplit(",", 1)[-1].strip()[:_LONGEST]
