"""Real files beside the checkout that are never part of it: tests that read them skip, clearly, where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def real_file(*parts: str) -> Path:
    """The file, or a skip that says which one is missing."""
    path = _FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"real data not here: {'/'.join(parts)} (tests that read it need the data folder beside the checkout)"
        )
    return path
