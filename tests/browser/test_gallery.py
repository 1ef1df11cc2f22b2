"""The gallery of components: every state of every part, in both modes of colour."""

from __future__ import annotations

import pytest

from .world import World

PAGES = ["", "/home", "/words", "/forms", "/journey", "/data", "/plots", "/match", "/compare", "/confirm", "/desk"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_part_has_a_barrier(shared_world: World, dark: bool) -> None:
    visitor = shared_world.visitor(dark=dark)
    for page in PAGES:
        visitor.goes_to(f"/ui{page}").finds_no_barrier()
