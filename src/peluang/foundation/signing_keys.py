"""Private halves of signing keys: one file each, mode 0600, in a folder that is not the database.

PELUANG_SIGNING_KEYS names another folder, for several web machines that share one.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from .paths import var


def folder() -> Path:
    path = Path(os.environ.get("PELUANG_SIGNING_KEYS") or var() / "signing-keys")
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def private_keys() -> dict[str, dict[str, Any]]:
    """kid → private JWK of every key kept here."""
    found = (json.loads(path.read_text()) for path in sorted(folder().glob("*.json")))
    return {each["kid"]: each for each in found}


def keep(kid: str, jwk: dict[str, Any]) -> None:
    """Writes the key whole or not at all; never over another key. Raises ValueError for a kid that is no file name."""
    if not kid or not all(letter.isalnum() or letter in "-_" for letter in kid):
        raise ValueError("a kid holds letters, digits, - and _ only")
    with tempfile.NamedTemporaryFile("w", dir=folder(), delete=False) as partial:
        json.dump(jwk, partial)
    os.chmod(partial.name, 0o600)
    try:
        os.link(partial.name, folder() / f"{kid}.json")
    finally:
        os.unlink(partial.name)
