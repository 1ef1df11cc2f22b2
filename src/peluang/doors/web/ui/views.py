"""The gallery: every component in every state, and whole pages made of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.doors.web.page import ANYONE
from peluang.doors.web.page import page as declared_page
from peluang.doors.web.ui import samples

EXAMPLES = {
    "beranda": "ui/gallery/home.html",
    "bandingkan": "ui/gallery/compare.html",
    "lowongan": "ui/gallery/match.html",
    "meja": "ui/gallery/desk.html",
    "yakin": "ui/gallery/confirm.html",
}
SIGNED_IN = ("lowongan", "meja", "yakin")


def _context(page: str) -> dict[str, Any]:
    """Data of a gallery page. The frame's names start with `sample_`, because context processors win."""
    return {
        **samples.gallery_data(),
        "sample_nav": samples.NAV,
        "sample_tabs": samples.TABS if page == "lowongan" else [],
        "sample_account": samples.Account() if page in SIGNED_IN else None,
        "examples": list(EXAMPLES),
    }


@declared_page(ANYONE, whose="public")
def gallery(request: HttpRequest) -> HttpResponse:
    """All components."""
    return render(request, "ui/gallery.html", _context(""))


@declared_page(ANYONE, whose="public")
def example(request: HttpRequest, page: str) -> HttpResponse:
    """One whole page made of components. Raises Http404 for a name that is not in EXAMPLES."""
    if page not in EXAMPLES:
        raise Http404(page)
    return render(request, EXAMPLES[page], _context(page))
