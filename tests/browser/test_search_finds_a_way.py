"""A search with a typing mistake, narrowed, seen on the map, and led on where there is nothing; each page tells its count."""

from __future__ import annotations

import re

from peluang.domain.jobs.commands import post_vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.jobs import a_vacancy

from .visitor import Visitor
from .world import World


def _post(world: World, **values: object) -> None:
    with acting(PROGRAM, scope="command"):
        row = a_vacancy(employer=world.country.employer, status="draft", **values)
        post_vacancy(PROGRAM, vacancy_id=row.id, at=clock.now())


def _announced(visitor: Visitor, count: int) -> None:
    """The live region and the title, which a screen reader reads when the page has come, both carry the count."""
    assert f"{count} lowongan." in visitor.main.locator(".status[role=status]").inner_text()
    assert visitor.page.title().startswith(f"{count} lowongan · ")
    visitor.finds_no_barrier()


def test_a_search_finds_a_way(world: World) -> None:
    _post(world, title="Peniup gelas kaca", regency="33.20")
    _post(world, title="Peniup gelas kaca", regency="33.19", kind="contract")
    world.pump()
    anyone = world.visitor().goes_to("/lowongan?q=peniup+gellas")
    anyone.sees("ini hasil untuk “peniup gelas”")
    _announced(anyone, 2)

    anyone.goes_to("/lowongan?q=peniup+gelas&jenis=contract")
    _announced(anyone, 1)
    anyone.follows(re.compile("Semua jenis pekerjaan: 2 lowongan"))
    _announced(anyone, 2)

    anyone.follows("Peta", exact=True).follows("Jawa Tengah")
    _announced(anyone, 2)
    anyone.follows("Kabupaten Kudus").sees("Peniup gelas kaca")
    _announced(anyone, 1)

    anyone.goes_to("/lowongan?q=peniup+gelas&dekat=Kabupaten+Demak&radius=10").sees("Belum ada di Kabupaten Demak")
    _announced(anyone, 0)
    anyone.follows(re.compile(r"Ada \d lowongan sampai \d+ km dari Kabupaten Demak")).sees("Peniup gelas kaca")
