"""Nothing moves while a page arrives: the sum of layout shifts stays below 0.02, also with the font late."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Route

from .world import World

MOST = 0.02
PAGES = ["/", "/pelatihan", "/pelatihan/las-smaw-tingkat-1", "/lowongan", "/peta", "/akun/masuk/", "/sertifikat"]
_WATCH = """window.shifted = 0; new PerformanceObserver(list => { for (const each of list.getEntries())
    if (!each.hadRecentInput) window.shifted += each.value; }).observe({type: 'layout-shift', buffered: true});"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_layout_shift(shared_world: World, width: int) -> None:
    shared_world.country.be_busy()
    visitor = shared_world.visitor(screen={"width": width, "height": 740})
    visitor.context.add_init_script(_WATCH)
    visitor.context.route("**/*.woff2", _late)
    moved = {}
    for path in PAGES:
        visitor.goes_to(path)
        visitor.page.wait_for_function("() => document.fonts.status === 'loaded'")
        visitor.page.wait_for_timeout(100)
        moved[path] = round(visitor.page.evaluate("() => window.shifted"), 4)
    assert max(moved.values()) < MOST, moved


def _late(route: Route) -> None:
    time.sleep(0.15)
    route.continue_()
