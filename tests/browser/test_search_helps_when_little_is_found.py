"""Searching with slips and too many filters: what was meant, what would give more, and where it is on a map."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from peluang.domain.finding.commands import rebuild_index
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.jobs import a_vacancy

from .country import DEMAK, SEMARANG
from .visitor import PHONE
from .world import World


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_slip_a_filter_a_wider_circle_and_the_map(world: World, javascript: bool) -> None:
    with acting(PROGRAM, scope="command"):
        for number, regency in enumerate([DEMAK, DEMAK, SEMARANG], 1):
            a_vacancy(
                employer=world.country.employer, title=f"Penjahit baju {number}", regency=regency, occupation="7531"
            )
        rebuild_index(PROGRAM, at=clock.now())
    visitor = world.visitor(javascript=javascript, screen=PHONE)

    # A slip is understood, and said.
    visitor.goes_to("/lowongan").fills("Cari lowongan", "penjahti baju").presses("Cari")
    status = visitor.main.get_by_role("status").filter(has_text=re.compile("lowongan"))
    expect(status).to_contain_text("3 lowongan")
    expect(status).to_contain_text("hasil untuk “penjahit baju”")
    if javascript:
        visitor.finds_no_barrier()

    # Nothing here: how many there are a little further away, one link away, and the words stay.
    visitor.goes_to("/lowongan?q=penjahit&dekat=Jepara&radius=10&upah=1000000")
    expect(status).to_contain_text("0 lowongan")
    visitor.sees("Belum ada di Kabupaten Jepara")
    if javascript:
        visitor.finds_no_barrier()
    visitor.follows(re.compile(r"Ada \d lowongan sampai \d+ km dari Kabupaten Jepara"))
    visitor.sees("Penjahit baju 1").still_has_typed("Cari lowongan", "penjahit")
    assert "upah=1000000" in visitor.page.url

    # On the map: provinces, then regencies, then the list of one.
    visitor.goes_to("/lowongan?q=penjahit").follows("Peta")
    if javascript:
        visitor.finds_no_barrier()
    visitor.follows("Jawa Tengah")
    visitor.follows("Kabupaten Demak").sees("Penjahit baju 1", "Penjahit baju 2").does_not_see("Penjahit baju 3")
    assert "q=penjahit" in visitor.page.url
    assert visitor.page.title().startswith("2 lowongan")
