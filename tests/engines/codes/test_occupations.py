"""The tree of occupations. The titles themselves are tested with the files that hold them."""

from __future__ import annotations

import pytest

from peluang.engines.codes.occupations import (
    KBJI_VERSION,
    OccupationError,
    children,
    level,
    occupation,
    occupations,
    parent,
    unit_group,
)


def test_every_occupation_hangs_in_the_tree() -> None:
    assert KBJI_VERSION == "KBJI 2014"
    for each in occupations():
        above = parent(each.code)
        if above is None:
            assert each.level == 1
            assert each in children()
        else:
            assert (each.code[:-1], each.level - 1) == (above.code, above.level)
            assert each in children(above.code)


def test_known_occupations() -> None:
    assert level("7212") == 4
    welder_group = parent("7212")
    assert welder_group == occupation("721")
    assert occupation("7212") in children("721")
    assert unit_group("721201") == unit_group("7212") == occupation("7212")
    assert len(children()) == len(occupations(at_level=1)) == 10
    assert children("7212") == ()


@pytest.mark.parametrize("code", ["", "9999", "72120", "abc"])
def test_unknown_codes_are_explained(code: str) -> None:
    with pytest.raises(OccupationError) as caught:
        occupation(code)
    assert caught.value.code == "unknown_occupation"
    with pytest.raises(OccupationError):
        unit_group(code)


def test_major_groups_are_no_unit_groups() -> None:
    with pytest.raises(OccupationError):
        unit_group("7")
